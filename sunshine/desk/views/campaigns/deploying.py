"""Deploying a campaign and following it live."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sunshine.campaigns.actions import co_hosting, deploying, following
from sunshine.campaigns.coverage import coverage_of
from sunshine.campaigns.models import Campaign
from sunshine.campaigns.progress import LATE, Progress
from sunshine.desk.acts import Page, act_at_once, act_page
from sunshine.desk.forms.campaigns import (
    CampaignForm,
    DaysForm,
    MaterialForm,
    NewCampaignForm,
    SendDownForm,
    TaskForm,
    asks_text,
)
from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest
from sunshine.desk.views.campaigns.found import (
    bodies_led,
    campaign_for,
    campaigns_of,
    crumbs,
    discloser,
    led_campaign,
    may,
    own_parts,
    parts_for,
    progress_rows,
    worker,
)
from sunshine.desk.views.oversight.findings import leaf_of
from sunshine.orgs.models import Body, BodyLevel
from sunshine.publishing.duties import DISCLOSURE, EDITING
from sunshine.ui.parts import Tab
from sunshine.ui.shell import Crumb

MENU = "campaigns"
_REPORTED = {"sent", "sent_late", "accepted"}


@worker
def campaigns(request: StaffRequest) -> HttpResponse:
    """Show the campaigns of the person's bodies, the newest first."""
    leaf = leaf_of(request, campaigns_of(request))
    rows = [
        (campaign, progress_rows(own_parts(request, campaign), request.today))
        for campaign in leaf.rows
    ]
    context = {"leaf": leaf, "rows": rows, "may_begin": bodies_led(request).exists()}
    return render_desk(request, "desk/campaigns/campaigns.html", context, current=MENU)


@worker
def campaign(request: StaffRequest, code: str) -> HttpResponse:
    """Show a campaign: to who leads it, live, how far everybody is; to others, what to do."""
    found = campaign_for(request, code)
    rows = progress_rows(parts_for(request, found), request.today)
    own = progress_rows(own_parts(request, found), request.today)
    chosen = request.GET.get("state", "")
    leads = may(request, found.body, *DISCLOSURE)
    may_compile = may(request, found.body, *EDITING)
    paths = [part.body.path for part, _state in own]
    context = {
        "campaign": found,
        "rows": [row for row in rows if _is_chosen(row[1], chosen)],
        "tabs": _tabs(found, rows, chosen),
        "own": own,
        "leads": leads,
        "may_compile": may_compile,
        "tasks": [
            task
            for task in found.tasks.select_related("body")
            if leads or may_compile or any(path.startswith(task.body.path) for path in paths)
        ],
        "bulletin": getattr(found, "bulletin", None),
        "late": sum(state is LATE for _part, state in rows),
    }
    way = [*crumbs(), Crumb(found.title)]
    template = "desk/campaigns/campaign.html"
    return render_desk(request, template, context, current=MENU, crumbs=way)


def _is_chosen(state: Progress, chosen: str) -> bool:
    if chosen == "reported":
        return state.key in _REPORTED
    return not chosen or state.key == chosen


def _tabs(found: Campaign, rows: list[Any], chosen: str) -> list[Tab]:
    address = reverse("desk:campaign", args=[found.code])
    named = (
        ("", _("全部")),
        ("unread", _("未阅")),
        ("late", _("逾期未报")),
        ("reported", _("已报送")),
        ("returned", _("已退回")),
    )
    return [
        Tab(
            label,
            f"{address}?state={key}" if key else address,
            key == chosen,
            sum(_is_chosen(state, key) for _part, state in rows),
        )
        for key, label in named
    ]


@discloser
def begin(request: StaffRequest) -> HttpResponse:
    """Begin a campaign."""
    made: list[Campaign] = []

    def act(given: Mapping[str, Any]) -> HttpResponse:
        facts = dict(given)
        body, code = facts.pop("body"), facts.pop("code")
        made.append(deploying.draft_campaign(body, code, by=request.person, at=request.at, **facts))
        return redirect("desk:campaign", code)

    bodies = bodies_led(request)
    form = NewCampaignForm(
        request.POST or None,
        bodies=bodies,
        parents=campaigns_of(request),
        initial={"body": bodies.first()},
    )
    page = Page(
        title=_("部署活动"),
        button=_("保存草稿"),
        done="",
        back=reverse("desk:campaigns"),
        current=MENU,
        crumbs=crumbs(),
        intro=_("先写成草稿，补上任务和参考材料，再选择单位下发。下发以前，下级看不到。"),
    )
    return act_page(request, form, act, page)


@discloser
def change(request: StaffRequest, code: str) -> HttpResponse:
    """Change a campaign: all of it as a draft, its days later."""
    found = led_campaign(request, code)

    def act(given: Mapping[str, Any]) -> None:
        facts: Any = dict(given)
        deploying.change_campaign(found, by=request.person, at=request.at, **facts)

    names = ("title", "goal", "begins", "ends", "report_by", "series", "ordinal", "parent")
    initial = {name: getattr(found, name) for name in (*names, "co_host")}
    initial["asks"] = asks_text(found.asks)
    form: DaysForm | CampaignForm
    if found.deployed_at is not None:
        form = DaysForm(request.POST or None, initial=initial)
    else:
        parents = campaigns_of(request).exclude(pk=found.pk)
        form = CampaignForm(request.POST or None, parents=parents, initial=initial)
    return act_page(request, form, act, _page(found, _("修改"), _("保存"), _("已保存。")))


@discloser
def add_task(request: StaffRequest, code: str, slug: str) -> HttpResponse:
    """Set a task: the leading body for everybody, a city for its districts."""
    found = campaign_for(request, code)
    body = Body.objects.filter(slug=slug).first()

    def act(given: Mapping[str, Any]) -> None:
        deploying.add_task(
            found, body=body or found.body, text=given["text"], by=request.person, at=request.at
        )

    page = _page(found, _("添加任务"), _("添加"), _("任务已添加。"))
    return act_page(request, TaskForm(request.POST or None), act, page)


@discloser
def add_material(request: StaffRequest, code: str) -> HttpResponse:
    """Lay a model material beside the campaign."""
    found = led_campaign(request, code)

    def act(given: Mapping[str, Any]) -> None:
        deploying.add_material(found, by=request.person, at=request.at, **given)

    page = _page(found, _("添加参考材料"), _("添加"), _("参考材料已添加。"))
    return act_page(request, MaterialForm(request.POST or None), act, page)


@discloser
def deploy(request: StaffRequest, code: str) -> HttpResponse:
    """Choose who must and who may, and send the campaign down."""
    found = led_campaign(request, code)

    def act(given: Mapping[str, Any]) -> None:
        deploying.deploy(
            found,
            list(given["to"]),
            may_report=list(given["may_report"]),
            by=request.person,
            at=request.at,
        )

    known = Body.objects.existing(request.today).under(found.body)
    cities = known.filter(level=BodyLevel.CITY)
    bodies = (cities if cities.exists() else known).in_tree_order()
    page = _page(
        found,
        _("下发到各单位"),
        _("下发"),
        _("已下发，并通知各单位经办人员。"),
        _("下发以后内容不能再改。市局收到后可以转发到县（区）局，并补充自己的任务。"),
    )
    form = SendDownForm(request.POST or None, bodies=bodies, initial={"to": list(bodies)})
    return act_page(request, form, act, page, reasons=_standing(request, found))


def _standing(request: StaffRequest, found: Campaign) -> list[Any]:
    reasons = deploying.why_not_deploy(found, [found.body], by=request.person, on=request.today)
    return [reason for reason in reasons if reason.field != "to"]


@discloser
@require_POST
def close(request: StaffRequest, code: str) -> HttpResponse:
    """Close a campaign."""
    found = led_campaign(request, code)

    def act() -> None:
        following.close_campaign(found, by=request.person, at=request.at)

    back = reverse("desk:campaign", args=[code])
    return act_at_once(request, act, done=_("活动已结束归档。"), back=back)


@discloser
def invite(request: StaffRequest, code: str) -> HttpResponse:
    """Show once the link by which the co-host signs off."""
    found = led_campaign(request, code)

    def act(_given: Mapping[str, Any]) -> HttpResponse:
        token = co_hosting.invite_co_host(found, by=request.person, at=request.at)
        address = request.build_absolute_uri(f"/campaigns/co-host/{token}/")
        context = {"campaign": found, "address": address}
        way = crumbs(found, Crumb(_("合办单位确认")))
        template = "desk/campaigns/co_host.html"
        return render_desk(request, template, context, current=MENU, crumbs=way)

    intro = _(
        "生成一个只显示一次的链接，交给合办单位。由它自己打开、填写职务并确认；旧链接随之失效。"
    )
    page = _page(found, _("合办单位确认"), _("生成链接"), "", intro)
    return act_page(request, forms.Form(request.POST or None), act, page)


@worker
def coverage(request: StaffRequest, code: str) -> HttpResponse:
    """Show which body is in the bulletin, and why another is not."""
    found = led_campaign(request, code)
    rows = coverage_of(found)
    context = {"campaign": found, "rows": rows, "count": sum(row.state == "in" for row in rows)}
    way = crumbs(found, Crumb(_("编入情况")))
    template = "desk/campaigns/coverage.html"
    return render_desk(request, template, context, current=MENU, crumbs=way)


def _page(found: Campaign, title: str, button: str, done: str, intro: str = "") -> Page:
    back = reverse("desk:campaign", args=[found.code])
    return Page(title, button, done, back, MENU, crumbs(found), intro)
