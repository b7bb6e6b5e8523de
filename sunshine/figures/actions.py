"""Making an account: begun, figures entered and countersigned, written, handed in, signed.

Signing freezes it: what is signed is never reckoned again (条例 2019 arts. 49, 50;
国办公开办函〔2021〕30号). A correction is a new snapshot with its reason.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction

import sunshine.figures.reasons  # noqa: F401 - registers the sentences
from sunshine.audit.log import action, append
from sunshine.figures.contents import content_of, live_report
from sunshine.figures.counts import Counts
from sunshine.figures.duties import CHECKING, SIGNING, why_not_write
from sunshine.figures.faults import Faults, faults_of
from sunshine.figures.forms import Group, first_year, form_of, group_of
from sunshine.figures.models import Account, Entry, Kind, Snapshot, State
from sunshine.figures.narrative import first_texts, sections_of, why_not_texts
from sunshine.figures.numbers import fault_of
from sunshine.figures.reports import Place
from sunshine.figures.states import after, may_step
from sunshine.files.names import safe_name
from sunshine.files.store import Readable, store
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, Refused, refuse_if
from sunshine.kit.papers.paper import digest_of
from sunshine.orgs.models import Body, Person
from sunshine.publishing.duties import why_not_duty
from sunshine.publishing.models import Edition

LONGEST_REASON = 300
LONGEST_SOURCE = 200
LONGEST_EXPLANATION = 2000
# 万元 with four decimals: a yuan is exact.
_YUAN = -4

Values = Mapping[Place, Decimal | None]


def why_not_begin(body: Body, year: int, kind: str, *, by: Person, on: date) -> list[Reason]:
    """Return why no account of ``body`` for ``year`` can be begun."""
    reasons = why_not_write(by, body, on)
    first = first_year(kind)
    if not first <= year <= on.year:
        return [
            *reasons,
            Reason("account-year-unfit", field="year", facts={"first": first, "last": on.year}),
        ]
    facts: dict[str, object] = {"body": body.name, "year": year}
    if not body.exists_on(min(date(year, 12, 31), on)):
        reasons.append(Reason("account-body-not-then", field="year", facts=facts))
    if Account.objects.filter(body=body, year=year, kind=kind).exists():
        reasons.append(Reason("account-begun-already", field="year", facts=facts))
    return reasons


@action
def begin(body: Body, year: int, kind: str, *, by: Person, at: datetime) -> Account:
    """Begin the account of ``body`` for ``year`` with the text that its form begins with."""
    refuse_if(why_not_begin(body, year, kind, by=by, on=beijing_day(at)))
    texts = first_texts(form_of(kind, year))
    account = Account(
        body=body, year=year, kind=Kind(kind), texts=texts, written_by=by, written_at=at
    )
    try:
        with transaction.atomic():
            account.save()
    except IntegrityError:
        # A colleague began it a moment ago.
        raise Refused("account-begun-already", field="year", body=body.name, year=year) from None
    _tell("begun", account, by, at, {"form": form_of(kind, year).name})
    return account


def why_not_enter(account: Account, *, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` can enter no figures into ``account``."""
    return why_not_write(by, account.body, on) + _why_not_step("write", account)


@action
def enter(
    account: Account,
    group: str,
    *,
    values: Values,
    source: str,
    evidence: Readable | None,
    filename: str = "",
    by: Person,
    at: datetime,
) -> Entry:
    """Enter the figures of a group with source and evidence; they count once countersigned.

    ``evidence`` None keeps the file that is there. Whatever was signed before is not any more.
    """
    _hold(account)
    entered = group_of(form_of(account.kind, account.year), group)
    former = Entry.objects.filter(account=account, group=group).first()
    refuse_if(
        [
            *why_not_enter(account, by=by, on=beijing_day(at)),
            *_why_not_values(entered, values),
            *_why_not_source(source, former is None and evidence is None),
        ]
    )
    entry = former or Entry(account=account, group=group)
    if evidence is not None:
        kept = store(evidence, filename=filename)
        entry.evidence = kept.sha256
        entry.evidence_name = safe_name(filename, kept.media_type)
    entry.values = {f"{place.row}|{place.column}": str(values[place]) for place in entered.places}
    entry.source = " ".join(source.split())
    entry.entered_by, entry.entered_at = by, at
    entry.signed_by = entry.signed_at = None
    entry.save()
    facts = {"group": group, "values": entry.values, "evidence": entry.evidence}
    _tell("entered", account, by, at, {**facts, "source": entry.source})
    return entry


def why_not_countersign(entry: Entry, *, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` cannot give the second signature to ``entry``."""
    reasons = why_not_duty(by, entry.account.body, on, CHECKING)
    reasons += _why_not_step("write", entry.account)
    if entry.signed_by is not None:
        facts = {"person": entry.signed_by.name}
        reasons.append(Reason("account-signed-already", facts=facts))
    if entry.entered_by_id == by.pk:
        reasons.append(Reason("account-second-person"))
    return reasons


@action
def countersign(entry: Entry, *, entered_at: datetime, by: Person, at: datetime) -> None:
    """Say as a second person that the figures of ``entry`` agree with its evidence.

    ``entered_at``: of what he had before him; what was entered since is not signed.
    """
    _hold(entry.account)
    entry.refresh_from_db()
    refuse_if(why_not_countersign(entry, by=by, on=beijing_day(at)))
    if entry.entered_at != entered_at:
        raise Refused("account-changed-since-seen")
    entry.signed_by, entry.signed_at = by, at
    entry.save(update_fields=["signed_by", "signed_at"])
    facts = {"group": entry.group, "values": entry.values}
    _tell("countersigned", entry.account, by, at, facts)


def why_not_write_text(account: Account, *, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` cannot write in ``account``."""
    return why_not_write(by, account.body, on) + _why_not_step("write", account)


@action
def write(
    account: Account, *, revision: int, texts: Mapping[str, str], by: Person, at: datetime
) -> None:
    """Keep the text by section; ``revision`` is the one that the writer had before him.

    Raises Refused("account-text-changed") if somebody has written since; nothing is kept then.
    """
    _hold(account)
    form = form_of(account.kind, account.year)
    tidy = {
        section.key: texts.get(section.key, "").replace("\r\n", "\n").strip()
        for section in sections_of(form)
    }
    reasons = why_not_write_text(account, by=by, on=beijing_day(at)) + why_not_texts(form, tidy)
    if account.revision != revision:
        facts = {"person": account.written_by.name}
        reasons.append(Reason("account-text-changed", facts=facts))
    refuse_if(reasons)
    changed = [key for key, text in tidy.items() if account.texts.get(key) != text]
    account.texts = tidy
    account.revision += 1
    account.written_by, account.written_at = by, at
    account.save(update_fields=["texts", "revision", "written_by", "written_at"])
    _tell("written", account, by, at, {"sections": changed, "revision": account.revision})


def why_not_hand_in(
    account: Account, explanation: str, *, by: Person, on: date, counts: Counts
) -> list[Reason]:
    """Return every fault of ``account``, and why ``by`` cannot hand it in."""
    reasons = why_not_write(by, account.body, on) + _why_not_step("hand_in", account)
    if on <= date(account.year, 12, 31):
        reasons.append(Reason("account-year-open", facts={"year": account.year}))
    faults = _faults_now(account, counts)
    if faults.differing and not explanation.strip():
        facts = {"count": len(faults.differing)}
        reasons.append(Reason("account-explanation-needed", field="explanation", facts=facts))
    if len(explanation) > LONGEST_EXPLANATION:
        facts = {"longest": LONGEST_EXPLANATION}
        reasons.append(Reason("account-too-long", field="explanation", facts=facts))
    return [*reasons, *faults.reasons]


@action
def hand_in(
    account: Account, *, explanation: str = "", by: Person, at: datetime, counts: Counts
) -> None:
    """Hand ``account`` to the head of the body; with faults it is refused, each one told.

    An explanation is kept, and published, only where there is something to explain.
    """
    _hold(account)
    refuse_if(why_not_hand_in(account, explanation, by=by, on=beijing_day(at), counts=counts))
    differs = bool(_faults_now(account, counts).differing)
    account.state, account.returned = after("hand_in"), ""
    account.explanation = explanation.strip() if differs else ""
    account.handed_by, account.handed_at = by, at
    account.save(update_fields=["state", "explanation", "returned", "handed_by", "handed_at"])
    _tell("handed_in", account, by, at, {"explanation": account.explanation})


def why_not_give_back(account: Account, *, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` cannot give ``account`` back to who wrote it."""
    return why_not_duty(by, account.body, on, (*SIGNING, *CHECKING)) + _why_not_step(
        "give_back", account
    )


@action
def give_back(account: Account, *, reason: str, by: Person, at: datetime) -> None:
    """Give ``account`` back with a reason; it is a draft again."""
    _hold(account)
    reasons = why_not_give_back(account, by=by, on=beijing_day(at))
    if not reason.strip() or len(reason.strip()) > LONGEST_REASON:
        reasons.append(Reason("account-return-reason-needed", field="reason"))
    refuse_if(reasons)
    account.state, account.returned = after("give_back"), reason.strip()
    account.save(update_fields=["state", "returned"])
    _tell("given_back", account, by, at, {"reason": account.returned})


def why_not_sign(account: Account, *, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` cannot sign ``account`` off: it is not his to, or he made it."""
    reasons = why_not_duty(by, account.body, on, SIGNING) + _why_not_step("sign", account)
    if by.pk in {account.written_by_id, account.handed_by_id}:
        reasons.append(Reason("account-own-work"))
    return reasons


@action
def sign(account: Account, *, digest: str, by: Person, at: datetime, counts: Counts) -> Snapshot:
    """Sign ``account`` off and freeze it as it stands; return the snapshot.

    ``digest``: of the content that the signer had before him; if it has changed since,
    nothing is signed. Faults that have come up since are refused too.
    """
    _hold(account)
    refuse_if(why_not_sign(account, by=by, on=beijing_day(at)))
    report, frame = live_report(account, counts)
    content = content_of(account, report, frame)
    if digest_of(content) != digest:
        raise Refused("account-changed-since-seen")
    faults = faults_of(account, report, counts)
    refuse_if(faults.reasons)
    number = account.snapshots.count() + 1
    snapshot = Snapshot.objects.create(
        account=account,
        number=number,
        content=content,
        digest=digest,
        reason=account.correction,
        author=account.written_by,
        signed_by=by,
        signed_at=at,
    )
    account.state = after("sign")
    account.save(update_fields=["state"])
    _tell("signed", account, by, at, {"number": number, "digest": digest})
    return snapshot


def why_not_correct(account: Account, *, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` cannot begin a correction of ``account``."""
    return why_not_write(by, account.body, on) + _why_not_step("correct", account)


@action
def correct(account: Account, *, reason: str, by: Person, at: datetime) -> None:
    """Open ``account`` again for a correction; what was signed stays as it is beside it."""
    _hold(account)
    reasons = why_not_correct(account, by=by, on=beijing_day(at))
    if not reason.strip() or len(reason.strip()) > LONGEST_REASON:
        reasons.append(Reason("account-correction-needed", field="reason"))
    refuse_if(reasons)
    account.state, account.correction = after("correct"), reason.strip()
    account.written_by, account.written_at = by, at
    account.save(update_fields=["state", "correction", "written_by", "written_at"])
    _tell("correction_begun", account, by, at, {"reason": account.correction})


@action
def note_in_record(snapshot: Snapshot, edition: Edition, *, by: Person, at: datetime) -> None:
    """Note as which edition of the record ``snapshot`` goes out; its reviews are that one's."""
    _hold(snapshot.account)
    snapshot.refresh_from_db()
    reasons = why_not_write(by, snapshot.account.body, beijing_day(at))
    if snapshot.edition_id is not None:
        reasons.append(Reason("account-in-record-already"))
    refuse_if(reasons)
    snapshot.edition = edition
    snapshot.save(update_fields=["edition"])
    facts = {"number": snapshot.number, "item": edition.item.code, "edition": edition.number}
    _tell("handed_to_record", snapshot.account, by, at, facts)


def _faults_now(account: Account, counts: Counts) -> Faults:
    report, _frame = live_report(account, counts)
    return faults_of(account, report, counts)


def _why_not_values(group: Group, values: Values) -> list[Reason]:
    reasons = []
    rows = {row.key: row for row in group.rows}
    for number, place in enumerate(group.places):
        row, value = rows[place.row], values.get(place)
        if value is None:
            reasons.append(Reason("account-number-needed", field=f"cell_{number}"))
            continue
        unfit = fault_of(value, decimals=row.decimals, below_zero=place.column in row.changes)
        exponent = value.normalize().as_tuple().exponent if value.is_finite() else 0
        if unfit or (isinstance(exponent, int) and exponent < _YUAN):
            facts = {"value": str(value)[:40]}
            reasons.append(Reason("account-number-unfit", field=f"cell_{number}", facts=facts))
    return reasons


def _why_not_source(source: str, lacks_evidence: bool) -> list[Reason]:
    reasons = []
    if not source.strip() or len(source.strip()) > LONGEST_SOURCE:
        reasons.append(Reason("account-source-needed", field="source"))
    if lacks_evidence:
        reasons.append(Reason("account-evidence-needed", field="file"))
    return reasons


def _why_not_step(step: str, account: Account) -> list[Reason]:
    if may_step(step, account.state):
        return []
    return [Reason("account-state", facts={"state": State(account.state).label})]


def _hold(account: Account) -> None:
    """Lock the row of ``account`` until the transaction ends, and read it anew."""
    list(Account.objects.select_for_update().filter(pk=account.pk).values_list("pk"))
    account.refresh_from_db()


def _tell(kind: str, account: Account, by: Person, at: datetime, data: dict[str, Any]) -> None:
    append(
        f"figures.{kind}",
        subject=f"account:{account.pk}",
        by=by,
        at=at,
        body=account.body.slug,
        data={"year": account.year, "account": str(account.kind), **data},
    )
