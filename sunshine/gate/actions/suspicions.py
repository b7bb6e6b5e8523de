"""What is public and suspicious now becomes a task of the disclosure office (再检查)."""

from datetime import date, datetime

import sunshine.gate.notice_texts
import sunshine.gate.reasons  # noqa: F401 - registers the sentences
from sunshine.audit.log import action, append
from sunshine.gate import deciding
from sunshine.gate.models import Examination, Finding, Suspicion
from sunshine.gate.queries import findings
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.notices.outbox import notify
from sunshine.orgs.models import Person, Role
from sunshine.orgs.rights import holders, roles_in

_OFFICE = (Role.DISCLOSURE_OFFICER, Role.DISCLOSURE_HEAD)


@action
def raise_suspicion(examination: Examination, *, link: str, at: datetime) -> Suspicion:
    """Make the open findings of something public a task, and tell the disclosure office.

    ``link``: where it is settled. The notice names no title and no text: they may be the leak.
    """
    kinds: dict[str, int] = {}
    for kind in examination.findings.open().values_list("kind", flat=True):
        kinds[kind] = kinds.get(kind, 0) + 1
    suspicion, _ = Suspicion.objects.update_or_create(
        subject=examination.subject,
        settled_at=None,
        defaults={"kinds": kinds},
        create_defaults={"kinds": kinds, "body": examination.body, "found_at": at},
    )
    body = examination.body
    people = {one.pk: one for role in _OFFICE for one in holders(role, body, beijing_day(at))}
    for person in people.values():
        notify(
            person,
            kind="gate.suspicious",
            key=f"suspicion:{suspicion.pk}",
            at=at,
            facts={"body": body.name, "count": str(sum(kinds.values()))},
            link=link,
        )
    _tell("suspicion_raised", suspicion, None, at, kinds=kinds)
    return suspicion


def why_not_settle(
    suspicion: Suspicion, *, outcome: str | None = None, reason: str = "", by: Person, on: date
) -> list[Reason]:
    """Return why ``by`` cannot settle ``suspicion`` so; a button asks without ``outcome``."""
    reasons = []
    if not roles_in(by, suspicion.body, on) & {role.value for role in _OFFICE}:
        reasons.append(Reason("suspicion-not-office", facts={"body": suspicion.body.name}))
    if suspicion.settled_by is not None:
        facts = {"person": suspicion.settled_by.name}
        reasons.append(Reason("suspicion-settled", facts=facts))
    if outcome is not None and outcome not in Suspicion.Outcome.values:
        reasons.append(Reason("suspicion-outcome-unknown", field="outcome"))
    if outcome is not None and not reason.strip():
        reasons.append(Reason("finding-needs-reason", field="reason"))
    return reasons


@action
def settle_suspicion(
    suspicion: Suspicion, *, outcome: str, reason: str, by: Person, at: datetime
) -> None:
    """Settle the task: kept with a reason, or dealt with by a new edition or the pull."""
    suspicion = Suspicion.objects.select_for_update(of=("self",)).get(pk=suspicion.pk)
    on = beijing_day(at)
    refuse_if(why_not_settle(suspicion, outcome=outcome, reason=reason, by=by, on=on))
    suspicion.outcome, suspicion.reason = outcome, reason.strip()
    suspicion.settled_by, suspicion.settled_at = by, at
    suspicion.save()
    if outcome == Suspicion.Outcome.KEPT:
        rows = findings(suspicion.subject).open()
        held = deciding.held(suspicion.subject, list(rows.values_list("pk", flat=True)))
        deciding.keep(
            [row for row in held if row.decision == Finding.Decision.OPEN],
            reason=reason,
            by=by,
            at=at,
        )
    _tell("suspicion_settled", suspicion, by, at, outcome=outcome)


def _tell(kind: str, suspicion: Suspicion, by: Person | None, at: datetime, **data: object) -> None:
    append(
        f"gate.{kind}",
        subject=suspicion.subject,
        by=by,
        at=at,
        body=suspicion.body.slug,
        data=data,
    )
