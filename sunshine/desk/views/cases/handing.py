"""Handing a case over and answering that; chasing its owner; taking up what nobody has."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from sunshine.cases import actions
from sunshine.cases.models import Case
from sunshine.cases.queries import seen_by
from sunshine.desk.acts import Page, act_at_once, act_page
from sunshine.desk.forms.cases import DeclineForm, HandOverForm, MessageForm
from sunshine.desk.guard import StaffRequest, staff
from sunshine.desk.refusals import tell_refusal
from sunshine.desk.views.cases.findings import asked_handover, crumbs, left_of, seen_case
from sunshine.desk.views.publishing.lists import PER_PAGE
from sunshine.kit.errors import Reason, Refused
from sunshine.orgs.models import Body, Person, PostHolding


def _back(case: Case) -> str:
    return reverse("desk:case", args=[case.pk])


def colleagues(body: Body, request: StaffRequest) -> QuerySet[Person]:
    """Return who has a post in the body today, without the person himself."""
    held = PostHolding.objects.on(request.today).filter(post__body=body)
    people = Person.objects.filter(pk__in=held.values("person"), is_active=True)
    return people.exclude(pk=request.person.pk).order_by("name", "pk")


@staff
def hand_over(request: StaffRequest, number: int) -> HttpResponse:
    """Ask somebody to take the case over."""
    case = seen_case(request, number)

    def act(given: Mapping[str, Any]) -> None:
        actions.hand_over(case, by=request.person, at=request.at, **given)

    form = HandOverForm(request.POST or None, people=colleagues(case.body, request), body=case.body)
    page = Page(
        title=_("移交办件"),
        button=_("请其接手"),
        done=_("已请其接手。对方接收以前，仍由您负责。"),
        back=_back(case),
        current="cases",
        crumbs=crumbs(case),
        facts=_facts(case, request),
    )
    return act_page(request, form, act, page, reasons=_standing(case, request))


def _standing(case: Case, request: StaffRequest) -> list[Reason]:
    """Return why nothing can be handed over, whoever is chosen."""
    owner = case.owner or request.person
    asked = actions.why_not_hand_over(case, to=owner, why="—", by=request.person, on=request.today)
    return [reason for reason in asked if not reason.field]


def _facts(case: Case, request: StaffRequest) -> list[tuple[str, object]]:
    return [
        (_("编号"), case.number),
        (_("标题"), case.title),
        (_("负责人"), case.owner or "—"),
        (_("期限"), left_of(case, request).words),
    ]


@require_POST
@staff
def accept(request: StaffRequest, number: int) -> HttpResponse:
    """Take the case over."""
    handover = asked_handover(request, number)
    return act_at_once(
        request,
        lambda: actions.accept_handover(handover, by=request.person, at=request.at),
        done=_("已接收，从现在起由您负责。"),
        back=_back(handover.case),
    )


@staff
def decline(request: StaffRequest, number: int) -> HttpResponse:
    """Decline to take the case over, with a reason."""
    handover = asked_handover(request, number)
    case = handover.case

    def act(given: Mapping[str, Any]) -> None:
        actions.decline_handover(handover, by=request.person, at=request.at, **given)

    page = Page(
        title=_("不接收移交"),
        button=_("不接收"),
        done=_("已告知不接收，仍由原负责人办理。"),
        back=reverse("desk:cases"),
        current="cases",
        crumbs=crumbs(case),
        facts=[*_facts(case, request), (_("移交的理由"), handover.why)],
    )
    reasons = actions.why_not_decline_handover(handover, why="—", by=request.person)
    return act_page(request, DeclineForm(request.POST or None), act, page, reasons=reasons)


@require_POST
@staff
def take_back(request: StaffRequest, number: int) -> HttpResponse:
    """Take back what was asked of somebody."""
    handover = asked_handover(request, number)
    return act_at_once(
        request,
        lambda: actions.take_back_handover(handover, by=request.person, at=request.at),
        done=_("已收回，仍由原负责人办理。"),
        back=_back(handover.case),
    )


@require_POST
@staff
def take_up(request: StaffRequest, number: int) -> HttpResponse:
    """Take up a case that nobody has any more."""
    case = seen_case(request, number)
    return act_at_once(
        request,
        lambda: actions.take_up(case, by=request.person, at=request.at),
        done=_("已接手，从现在起由您负责。"),
        back=_back(case),
    )


@require_POST
@staff
def remind(request: StaffRequest, number: int) -> HttpResponse:
    """Chase the owner."""
    case = seen_case(request, number)
    return act_at_once(
        request,
        lambda: actions.remind(case, by=request.person, at=request.at),
        done=_("已催办，负责人会在消息中看到。"),
        back=_back(case),
    )


@staff
def write_message(request: StaffRequest, number: int) -> HttpResponse:
    """Write to the applicant."""
    case = seen_case(request, number)

    def act(given: Mapping[str, Any]) -> None:
        actions.write_message(case, of_office=True, by=request.person, at=request.at, **given)

    page = Page(
        title=_("给申请人留言"),
        button=_("发出"),
        done=_("留言已发出。"),
        back=_back(case),
        current="cases",
        crumbs=crumbs(case),
    )
    reasons = actions.why_not_write_message(
        case, text="—", of_office=True, by=request.person, on=request.today
    )
    return act_page(request, MessageForm(request.POST or None), act, page, reasons=reasons)


@require_POST
@staff
def do_several(request: StaffRequest) -> HttpResponse:
    """Chase, or hand over, every case chosen; what is refused is said, the others are done."""
    chosen = [int(key) for key in request.POST.getlist("chosen")[:PER_PAGE] if key.isdecimal()]
    cases = seen_by(request.person, request.today, request.posts).filter(pk__in=chosen)
    to = _somebody(request) if request.POST.get("act") == "hand_over" else None
    done = 0
    for case in cases.select_related("body", "owner").order_by("due", "pk"):
        try:
            if request.POST.get("act") == "hand_over":
                _hand(request, case, to)
            else:
                actions.remind(case, by=request.person, at=request.at)
        except Refused as refused:
            tell_refusal(request, refused)
        else:
            done += 1
    words = ngettext("已办理 %(count)s 件。", "已办理 %(count)s 件。", done)
    if done:
        messages.success(request, words % {"count": done})
    elif not chosen:
        messages.warning(request, _("没有勾选办件。"))
    return redirect((request.POST.get("back_tab", "") and _tab(request)) or reverse("desk:cases"))


def _tab(request: StaffRequest) -> str:
    tab = request.POST["back_tab"]
    return f"{reverse('desk:cases')}?tab={tab if tab.isalpha() else ''}"


def _somebody(request: StaffRequest) -> Person | None:
    key = request.POST.get("to", "")
    return Person.objects.filter(pk=int(key)).first() if key.isdecimal() else None


def _hand(request: StaffRequest, case: Case, to: Person | None) -> None:
    if to is None:
        raise Refused("handover-to-needed", field="to")
    actions.hand_over(
        case, to=to, why=request.POST.get("why", ""), by=request.person, at=request.at
    )
