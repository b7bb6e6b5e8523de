"""Opening, dating and closing a case inside another domain's action, whose event tells of it."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime

from sunshine.cases import reasons as _sentences  # noqa: F401 - registers the refusals
from sunshine.cases.codes import code_digest, code_for
from sunshine.cases.kinds import Kind
from sunshine.cases.models import Case, Handover, WaitingFor
from sunshine.cases.numbers import draw
from sunshine.cases.standing import why_not_keep
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Refused, refuse_if
from sunshine.orgs.models import Body, Department, Person
from sunshine.orgs.rights import Roster


@dataclass(frozen=True, slots=True)
class FirstDates:
    """When a new case came, until when it must be done, when it is amber, and whose turn it is."""

    received_on: date | None = None
    due: date | None = None
    amber: date | None = None
    waiting_for: WaitingFor = WaitingFor.OFFICE


def open_case(
    kind: Kind,
    *,
    body: Body,
    owner: Person,
    title: str,
    token: str,
    at: datetime,
    department: Department | None = None,
    applicant: Person | None = None,
    may_not_own: Iterable[Person] = (),
    dates: FirstDates | None = None,
    among: Roster | None = None,
) -> tuple[Case, str]:
    """Open and number a case of ``kind`` in the hands of ``owner``; return it and its short code.

    The code is reckoned from ``token``, which must come from ``secrets``; only its digest is
    kept. ``among``: the roster of the body, where it is known. Raises Refused if the owner is not
    of the body, or is one whom the matter concerns.
    """
    on, barred = beijing_day(at), list(may_not_own)
    refuse_if(why_not_keep(owner, body=body, barred=barred, on=on, among=among))
    serial, code = draw(f"{body.slug}:{kind.slug}:{on.year}"), code_for(token)
    case = Case.objects.create(
        kind=kind.slug,
        body=body,
        year=on.year,
        serial=serial,
        number=f"{kind.word}-{body.region_code or body.slug}-{on.year}-{serial}",
        code_digest=code_digest(code),
        title=title.strip()[:200],
        department=department,
        owner=owner,
        applicant=applicant,
        opened_at=at,
        **asdict(dates or FirstDates()),
    )
    if barred:
        case.may_not_own.set(barred)
    return case, code


def move_due(case: Case, *, due: date | None, amber: date | None, waiting_for: WaitingFor) -> None:
    """Set until when the case must be done and whose turn it is; no day while no period runs."""
    _refuse_closed(case)
    case.due, case.amber, case.waiting_for = due, amber, waiting_for
    case.save(update_fields=["due", "amber", "waiting_for"])


def close_case(case: Case, *, at: datetime) -> None:
    """Close the case; an unanswered hand-over lapses with it, the owner stays named."""
    _refuse_closed(case)
    Handover.objects.filter(case=case, answered_at__isnull=True).update(
        answered_at=at, accepted=False
    )
    case.closed_at, case.waiting_for = at, WaitingFor.NOBODY
    case.save(update_fields=["closed_at", "waiting_for"])


def hold(case: Case) -> None:
    """Lock the row of ``case`` until the transaction ends, and read it anew."""
    list(Case.objects.select_for_update().filter(pk=case.pk).values_list("pk"))
    case.refresh_from_db()


def _refuse_closed(case: Case) -> None:
    if not case.is_open:
        raise Refused("case-closed", number=case.number)
