"""Telling owners, chiefs and reviewers what a request needs of them: a reader of the log."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sunshine.audit.models import Event
from sunshine.cases.kinds import kind_of
from sunshine.cases.models import Case
from sunshine.cases.standing import deputies_of
from sunshine.inforequests.models import InfoRequest
from sunshine.jobs.readers import Reader
from sunshine.kit.days import beijing_day
from sunshine.notices.outbox import notify
from sunshine.notices.sentences import register_notices
from sunshine.orgs.models import Body, Person, Role
from sunshine.orgs.rights import holders

register_notices(
    {
        "inforequests.submitted": _("收到新的政府信息公开申请%(number)s，请与申请人确认。"),
        "inforequests.unconfirmed": _("申请%(number)s已提交，仍未与申请人确认。请尽快确认。"),
        "inforequests.corrected": _("申请%(number)s的补正已收到，答复期限至%(due)s。"),
        "inforequests.correction_lapsed": _("申请%(number)s逾期未补正，请告知申请人并办结。"),
        "inforequests.payment_lapsed": _("申请%(number)s逾期未缴费，请告知申请人并办结。"),
        "inforequests.consultation_silent": _("申请%(number)s征求意见逾期未答复，请依法决定。"),
        "inforequests.reasons_lacking": _("申请%(number)s的申请人逾期未说明理由，请依法处理。"),
        "inforequests.overdue": _("申请%(number)s的答复期限%(due)s已过。请立即答复。"),
        "inforequests.redated": _("申请%(number)s的期限重新计算，现在至%(due)s。"),
        "inforequests.withdrawn": _("申请%(number)s已由申请人撤回，不再答复。"),
        "inforequests.draft_submitted": _("申请%(number)s的答复请您作法制审核，期限至%(due)s。"),
        "inforequests.reviewed_legal": _("申请%(number)s的答复请您作保密审查，期限至%(due)s。"),
        "inforequests.reviewed_secrecy": _("申请%(number)s的答复请您签发，期限至%(due)s。"),
        "inforequests.signed_off": _("申请%(number)s的答复已经签发，请在%(due)s前送达。"),
        "inforequests.countersign_asked": _("申请%(number)s请您会签。"),
        "inforequests.returned": _("申请%(number)s的答复被退回，请修改。"),
        "inforequests.complained": _("收到投诉%(number)s，请在%(due)s前答复投诉人。"),
        "inforequests.complaint_dropped": _("投诉%(number)s已由投诉人撤回。"),
        "inforequests.complaint_decided": _("上级已就申请%(number)s的投诉作出答复，请查看并落实。"),
        "inforequests.payment_told": _("申请%(number)s的申请人告知已经缴费，请核对入库并登记。"),
        "inforequests.renewed": _("决定要求重新答复，新的编号是%(number)s，请办理。"),
        "inforequests.ownerless": _("申请%(number)s现在无人负责，请您接手或者移交。"),
    }
)

# Who is told of what; the chief is told besides the owner of what is late.
_OWNER = frozenset(
    {
        *("submitted", "unconfirmed", "corrected", "correction_lapsed", "payment_lapsed"),
        *("consultation_silent", "reasons_lacking", "overdue", "redated", "signed_off"),
        *("withdrawn", "draft_returned", "complained", "complaint_dropped", "complaint_decided"),
        *("payment_told", "renewed"),
    }
)
_CHIEFS = frozenset({"unconfirmed", "overdue", "complaint_decided"})
_NEXT: Mapping[str, Role] = {
    "draft_submitted": Role.LEGAL_REVIEWER,
    "reviewed_legal": Role.SECRECY_REVIEWER,
    "reviewed_secrecy": Role.DISCLOSURE_HEAD,
}
_KINDS = frozenset({*_OWNER, *_NEXT, "countersign_asked"})


def tell(events: Sequence[Event]) -> None:
    """Tell everybody concerned what ``events`` ask of them; once, whatever is read again."""
    for event in events:
        name = event.kind.removeprefix("inforequests.")
        if name in _KINDS:
            with transaction.atomic():
                _tell(name, event)


def tell_of_ownerless(case: Case, *, on: date, at: datetime) -> int:
    """Tell the chiefs of the body, or of the one above, that nobody has the case; return 1."""
    body: Body | None = case.body
    while body is not None:
        chiefs = [one for role in kind_of(case.kind).chiefs for one in holders(role, body, on)]
        if chiefs:
            key = f"{case.subject}:{case.owner_id}"
            for person in chiefs:
                notify(
                    person,
                    kind="inforequests.ownerless",
                    key=key,
                    at=at,
                    facts={"number": case.number},
                    link=_link(case),
                )
            return 1
        body = body.parent
    return 1


def _tell(name: str, event: Event) -> None:
    case = _case_of(name, event)
    on, kind, told = beijing_day(event.at), event.kind, _people(name, event, case)
    is_returned = event.data.get("passed") is False or name == "draft_returned"
    if is_returned:
        kind, told = "inforequests.returned", _drafter(case)
    facts = {"number": case.number, "due": str(event.data.get("due") or "—")}
    barred = set(case.may_not_own.values_list("pk", flat=True))
    for person in {one.pk: one for one in [*told, *_away(case, told, on)]}.values():
        if person.pk not in barred and person.pk != event.actor:
            notify(
                person,
                kind=kind,
                key=f"event:{event.id}",
                at=event.at,
                facts=facts,
                link=_link(case),
            )


def _case_of(name: str, event: Event) -> Case:
    """Return the case to tell of: the request complained of, or the one that answers anew."""
    cases = Case.objects.select_related("owner", "body")
    key = int(event.subject.partition(":")[2])
    if name == "complaint_decided":
        return cases.get(inforequest__complaints__case=key)
    if name == "renewed":
        return cases.filter(inforequest__renews__case=key).latest("pk")
    return cases.get(pk=key)


def _people(name: str, event: Event, case: Case) -> list[Person]:
    on, told = beijing_day(event.at), []
    if name in _OWNER and case.owner is not None:
        told.append(case.owner)
    if name in _CHIEFS:
        told += holders(Role.DISCLOSURE_HEAD, case.body, on)
    if name in _NEXT:
        told += holders(_NEXT[name], case.body, on)
    if name == "countersign_asked":
        told += Person.objects.filter(pk=event.data["of"])
    return told


def _drafter(case: Case) -> list[Person]:
    request = InfoRequest.objects.select_related("reply__drafted_by").get(case=case)
    return [] if request.reply is None else [request.reply.drafted_by]


def _away(case: Case, told: Iterable[Person], on: date) -> list[Person]:
    """Return who stands in for an owner that is away."""
    owner = case.owner
    if owner is None or owner not in told or not owner.is_away(on):
        return []
    return deputies_of(case, on)


def _link(case: Case) -> str:
    return f"/desk/cases/{case.pk}/"


READER = Reader("inforequests.staff", tell, kinds=("inforequests.",))
