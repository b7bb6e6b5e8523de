"""The register of finished papers: their attributes, grounds and last days."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any, cast

from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sunshine.desk.acts import Page, act_page
from sunshine.desk.forms.publishing import (
    AttributeForm,
    ChangePaperForm,
    ConfirmForm,
    RegisterForm,
)
from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, role
from sunshine.desk.menu import REGISTERS
from sunshine.desk.templatetags.desk import named
from sunshine.desk.views.publishing.findings import (
    bodies_with,
    discloses_in,
    own_bodies,
    paper_crumbs,
    papers_seen,
    seen_paper,
    writes_in,
    written_paper,
)
from sunshine.desk.views.publishing.lists import MOST_EXPORTED as MOST
from sunshine.desk.views.publishing.lists import Column, as_csv, sheet_of, wants_export
from sunshine.kit.errors import Refused
from sunshine.orgs.models import Body
from sunshine.publishing import registering
from sunshine.publishing.actions import papers
from sunshine.publishing.due import due_of
from sunshine.publishing.duties import EDITING, why_not_existing
from sunshine.publishing.models import Attribute, Paper
from sunshine.rulebook import grounds, periods
from sunshine.ui.dates import day_words
from sunshine.ui.parts import Fact
from sunshine.workdays.loader import official_calendar

_register = role(*REGISTERS)
_writer = role(*EDITING)
SOON = timedelta(days=7)
COLUMNS = (
    Column("title", gettext_lazy("标题"), ("title",)),
    Column("number", gettext_lazy("发文字号"), ("document_number",)),
    Column("made", gettext_lazy("形成日期"), ("made_on",)),
    Column("attribute", gettext_lazy("属性"), ("attribute",)),
    Column("due", gettext_lazy("最迟公开"), ("due_on",)),
)
STATES = {
    "late": gettext_lazy("逾期未公开"),
    "soon": gettext_lazy("七天内到期"),
    "open": gettext_lazy("尚未公开"),
    "published": gettext_lazy("已公开"),
    "again": gettext_lazy("该评估的"),
}


@_register
def register(request: StaffRequest) -> HttpResponse:
    """Show the register: sought, filtered, sorted, as pages or as CSV."""
    rows = _sought(request)
    if wants_export(request):
        return _exported(rows.order_by("-made_on", "-pk")[:MOST])
    bodies = bodies_with(request, REGISTERS)
    context = {
        "sheet": sheet_of(request, rows, COLUMNS, usual="-made"),
        "attributes": Attribute.choices,
        "states": STATES.items(),
        "bodies": bodies if len(bodies) > 1 else [],
        "given": request.GET,
        "today": request.today,
        "soon": request.today + SOON,
        "may_write": bool(own_bodies(request, EDITING)),
    }
    return render_desk(request, "desk/publishing/papers.html", context, current="papers")


def _sought(request: StaffRequest) -> QuerySet[Paper]:
    given, today = request.GET, request.today
    rows = Paper.objects.filter(papers_seen(request)).select_related("body", "item")
    if words := given.get("q", "").strip():
        rows = rows.filter(Q(title__icontains=words) | Q(document_number__icontains=words))
    if given.get("attribute") in Attribute.values:
        rows = rows.filter(attribute=given["attribute"])
    if slug := given.get("body", ""):
        rows = rows.filter(body__slug=slug)
    waiting = Q(attribute=Attribute.PROACTIVE, published_at=None)
    states = {
        "late": waiting & Q(due_on__lt=today),
        "soon": waiting & Q(due_on__gte=today, due_on__lte=today + SOON),
        "open": waiting,
        "published": Q(published_at__isnull=False),
        "again": ~Q(attribute=Attribute.PROACTIVE) & Q(review_again_on__lte=today),
    }
    return rows.filter(states.get(given.get("state", ""), Q()))


def _exported(rows: QuerySet[Paper]) -> HttpResponse:
    return as_csv(
        "papers",
        rows,
        {
            _("标题"): lambda one: one.title,
            _("发文字号"): lambda one: one.document_number,
            _("机关"): lambda one: one.body.name,
            _("形成日期"): lambda one: one.made_on,
            _("属性"): lambda one: one.get_attribute_display(),
            _("最迟公开"): lambda one: one.due_on,
            _("公开时间"): lambda one: one.published_at and day_words(one.published_at),
            _("下次评估日期"): lambda one: one.review_again_on,
        },
    )


def _which_body(request: StaffRequest) -> Body:
    """Return the body for which something is registered: the one asked for, or the only one."""
    bodies = own_bodies(request, EDITING)
    asked = request.GET.get("body", "")
    chosen = [body for body in bodies if body.slug == asked] if asked else bodies
    if not chosen:
        raise Http404
    return chosen[0]


@_writer
def register_paper(request: StaffRequest) -> HttpResponse:
    """Register a paper, and go to it."""
    body = _which_body(request)
    form = RegisterForm(
        request.POST or None,
        initial={"made_on": request.today, "attribute": Attribute.PROACTIVE},
        body=body,
        on=request.today,
    )

    def act(given: Mapping[str, Any]) -> HttpResponse:
        facts = cast("registering.Registration", given)
        paper = papers.register_paper(body, by=request.person, at=request.at, **facts)
        return redirect("desk:paper", paper.pk)

    page = Page(
        title=_("登记公文"),
        button=_("登记"),
        done="",
        back=reverse("desk:papers"),
        current="papers",
        crumbs=paper_crumbs(),
        intro=_("登记在%(body)s名下。每一份办结的公文都要登记，不公开的也要。")
        % {"body": named(body)},
    )
    reasons = why_not_existing(body, request.today)
    return act_page(request, form, act, page, reasons=reasons)


@_register
def paper_page(request: StaffRequest, number: int) -> HttpResponse:
    """Show a paper: its facts, how its last day was reckoned, what can be done."""
    paper = seen_paper(request, number)
    calendar = official_calendar(body=paper.body.slug)
    due = due_of(paper, calendar)
    period = periods.period_or_none(paper.period_key, paper.counts_from)
    item = getattr(paper, "item", None)
    context = {
        "paper": paper,
        "facts": _facts(paper),
        "due": due,
        "law": period.law if period else "",
        "item": item,
        "left": None if paper.due_on is None else (paper.due_on - request.today).days,
        "is_over": paper.due_on is not None and paper.due_on < request.today,
        "may_write": writes_in(request, paper.body),
        "may_decide": discloses_in(request, paper.body),
        "again": paper.review_again_on is not None and paper.review_again_on <= request.today,
    }
    return render_desk(
        request, "desk/publishing/paper.html", context, current="papers", crumbs=paper_crumbs(paper)
    )


def _facts(paper: Paper) -> list[Fact]:
    ground = ""
    if paper.ground:
        try:
            found = grounds.ground(paper.ground, paper.counts_from)
            ground = f"{found.wording}（{found.article}）"
        except Refused:  # a ground of another day
            ground = paper.ground
    return [
        Fact(_("发文字号"), paper.document_number),
        Fact(_("机关"), named(paper.body)),
        Fact(_("形成日期"), day_words(paper.made_on)),
        Fact(_("变更日期"), paper.changed_on and day_words(paper.changed_on)),
        Fact(_("公开属性"), paper.get_attribute_display()),
        Fact(_("理由"), ground, wide=True),
        Fact(_("说明"), paper.reason, wide=True),
        Fact(_("属性由谁定"), named(paper.attribute_by)),
        Fact(_("下次评估日期"), paper.review_again_on and day_words(paper.review_again_on)),
        Fact(_("登记人"), f"{named(paper.registered_by)} · {day_words(paper.registered_at)}"),
        Fact(_("公开时间"), paper.published_at and day_words(paper.published_at)),
    ]


def _page(paper: Paper, title: str, done: str, intro: str = "") -> Page:
    back = reverse("desk:paper", args=[paper.pk])
    return Page(title, _("保存"), done, back, "papers", paper_crumbs(paper), intro)


@_writer
def change(request: StaffRequest, number: int) -> HttpResponse:
    """Correct a paper, or record that it was changed."""
    paper = written_paper(request, number)
    names = ("title", "document_number", "made_on", "changed_on", "section_slug", "period_key")
    form = ChangePaperForm(
        request.POST or None,
        initial={name: getattr(paper, name) for name in names},
        body=paper.body,
        on=request.today,
    )

    def act(given: Mapping[str, Any]) -> None:
        facts = cast("registering.PaperFacts", given)
        papers.change_paper(paper, by=request.person, at=request.at, **facts)

    return act_page(request, form, act, _page(paper, _("修改公文"), _("公文已修改。")))


@_register
def change_attribute(request: StaffRequest, number: int) -> HttpResponse:
    """Give a paper another attribute."""
    paper = _decided_paper(request, number)
    form = AttributeForm(
        request.POST or None,
        initial={"attribute": paper.attribute, "ground": paper.ground, "reason": paper.reason},
        on=request.today,
    )

    def act(given: Mapping[str, Any]) -> None:
        decision = cast("registering.Decision", given)
        papers.change_attribute(paper, by=request.person, at=request.at, **decision)

    intro = _("请写明为什么变更；转为主动公开的，期限从今天的次日起算。")
    page = _page(paper, _("变更公开属性"), _("公开属性已变更。"), intro)
    return act_page(request, form, act, page)


@_register
def confirm(request: StaffRequest, number: int) -> HttpResponse:
    """Record that a closed paper was looked at again and stays closed."""
    paper = _decided_paper(request, number)
    reasons = papers.why_not_confirm_attribute(paper, None, by=request.person, on=request.today)

    def act(given: Mapping[str, Any]) -> None:
        papers.confirm_attribute(paper, by=request.person, at=request.at, **given)

    intro = _("再看一遍：不公开的理由今天还在吗？不在了，请改为办理“变更公开属性”。")
    page = _page(paper, _("评估确认"), _("已记下：维持原属性。"), intro)
    # Nobody should confirm a ground without having it before his eyes.
    page = replace(
        page, facts=[(str(fact.label), fact.value) for fact in _facts(paper) if fact.value]
    )
    return act_page(request, ConfirmForm(request.POST or None), act, page, reasons=reasons)


def _decided_paper(request: StaffRequest, number: int) -> Paper:
    paper = seen_paper(request, number)
    if not discloses_in(request, paper.body):
        raise Http404
    return paper
