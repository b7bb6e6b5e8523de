"""Complaints, reconsiderations and suits: noted, and how they ended.

Law: 条例 2019 arts. 47, 51; 行政复议法 arts. 20, 23, 34; 行政诉讼法 arts. 45, 46.
"""

from datetime import date, datetime

from sunshine.audit.log import action, append
from sunshine.inforequests.locking import hold_request
from sunshine.inforequests.models import InfoRequest, Remedy
from sunshine.inforequests.plausible import why_not_length, why_not_past, why_not_text
from sunshine.inforequests.remedy_days import last_day_for
from sunshine.inforequests.states import why_not_step
from sunshine.inforequests.telling import event_of
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.orgs.models import Person


def why_not_file_remedy(
    request: InfoRequest,
    *,
    kind: str,
    organ: str,
    filed_on: date,
    after: Remedy | None = None,
    by: Person,
    on: date,
) -> list[Reason]:
    """Return why the remedy cannot be noted so; one that came too late can, and says so."""
    reasons = why_not_step("file_remedy", request, by=by, on=on)
    reasons += why_not_text(organ, "organ", most=120)
    reasons += why_not_past(filed_on, "filed_on", on=on, since=request.arrived_on)
    if kind not in Remedy.Kind.values:
        reasons.append(Reason("request-choice", field="kind"))
    follows = kind == Remedy.Kind.SUIT_AFTER
    if follows != (after is not None) or (after is not None and not _may_follow(after, request)):
        reasons.append(Reason("remedy-after-unfit", "行政诉讼法 第四十五条", "after"))
    return reasons


@action
def file_remedy(
    request: InfoRequest,
    *,
    kind: str,
    organ: str,
    filed_on: date,
    by: Person,
    at: datetime,
    reference: str = "",
    why: str = "",
    after: Remedy | None = None,
) -> Remedy:
    """Note a complaint, reconsideration or suit and return it; ``after``: what a suit follows.

    ``Remedy.in_time`` says whether its period had not run out. Raises Refused.
    """
    hold_request(request)
    on = beijing_day(at)
    refuse_if(
        why_not_file_remedy(
            request, kind=kind, organ=organ, filed_on=filed_on, after=after, by=by, on=on
        )
    )
    last = last_day_for(request, kind, after)
    remedy = Remedy.objects.create(
        request=request,
        kind=kind,
        organ=organ.strip(),
        reference=reference.strip()[:80],
        filed_on=filed_on,
        in_time=last is None or filed_on <= last,
        why=why.strip()[:500],
        noted_by=by,
        noted_at=at,
        after=after,
    )
    append(**event_of("remedy_filed", request, by=by, at=at, remedy=remedy.pk, way=kind))
    return remedy


def why_not_decide_remedy(
    remedy: Remedy, *, outcome: str, decided_on: date, decision: str = "", by: Person, on: date
) -> list[Reason]:
    """Return why the outcome cannot be noted."""
    reasons = why_not_step("decide_remedy", remedy.request, by=by, on=on)
    if outcome not in Remedy.Outcome.values:
        reasons.append(Reason("request-choice", field="outcome"))
    if remedy.outcome:
        reasons.append(Reason("remedy-decided"))
    reasons += why_not_past(decided_on, "decided_on", on=on, since=remedy.filed_on)
    return reasons + why_not_length(decision, "decision", most=500)


@action
def decide_remedy(
    remedy: Remedy,
    *,
    outcome: str,
    decided_on: date,
    by: Person,
    at: datetime,
    decision: str = "",
) -> Remedy:
    """Note how a remedy ended and return it. Raises Refused."""
    request = remedy.request
    hold_request(request)
    remedy.refresh_from_db()
    on = beijing_day(at)
    said = {"outcome": outcome, "decided_on": decided_on, "decision": decision}
    refuse_if(why_not_decide_remedy(remedy, **said, by=by, on=on))  # type: ignore[arg-type]
    remedy.outcome, remedy.decided_on = outcome, decided_on
    remedy.decision = decision.strip()
    remedy.save(update_fields=["outcome", "decided_on", "decision"])
    append(**event_of("remedy_decided", request, by=by, at=at, remedy=remedy.pk, ended=outcome))
    return remedy


def _may_follow(before: Remedy, request: InfoRequest) -> bool:
    is_reconsideration = before.kind == Remedy.Kind.RECONSIDERATION
    return before.request_id == request.pk and is_reconsideration and bool(before.outcome)
