"""The rules (制度) of a body: registering, new versions, repeals, and the item that shows one."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from sunshine.desk.acts import Page, act_page
from sunshine.desk.bodies import bodies_with
from sunshine.desk.forms.rules import (
    BindForm,
    RepealClauseForm,
    RepealVersionForm,
    RuleForm,
    VersionForm,
)
from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, role
from sunshine.desk.views.oversight.findings import leaf_of
from sunshine.publishing.actions.rules import bind_rule
from sunshine.publishing.models import Item, ItemState
from sunshine.rulebook import actions
from sunshine.rulebook.models import Clause, Rule, RuleVersion
from sunshine.rulebook.queries import in_force
from sunshine.ui.shell import Crumb

_keeper = role(*actions.KEEPERS)


def _rules(request: StaffRequest) -> QuerySet[Rule]:
    return Rule.objects.filter(body__in=bodies_with(request, actions.KEEPERS)).select_related(
        "body"
    )


def _version(request: StaffRequest, code: str, number: int) -> RuleVersion:
    versions = RuleVersion.objects.filter(rule__in=_rules(request)).select_related("rule__body")
    return get_object_or_404(versions, rule__code=code, number=number)


def _clause(request: StaffRequest, code: str, number: int, ordinal: int) -> Clause:
    clauses = Clause.objects.filter(version=_version(request, code, number))
    return get_object_or_404(clauses.select_related("version__rule__body"), ordinal=ordinal)


def _crumbs(rule: Rule | None = None) -> list[Crumb]:
    way = [Crumb(_("制度"), reverse("desk:rules"))]
    if rule is not None:
        way.append(Crumb(rule.title, reverse("desk:rule", args=[rule.code])))
    return way


@_keeper
def rules(request: StaffRequest) -> HttpResponse:
    """Show the rules of the person's bodies with the version in force."""
    sought = request.GET.get("q", "").strip()
    found = _rules(request).filter(title__icontains=sought).order_by("body__path", "pk")
    leaf = leaf_of(request, found)
    context = {
        "leaf": leaf,
        "rows": [(rule, in_force(rule, request.today)) for rule in leaf.rows],
        "q": sought,
    }
    return render_desk(request, "desk/rules/rules.html", context, current="rules")


@_keeper
def rule_page(request: StaffRequest, code: str) -> HttpResponse:
    """Show every version of a rule, its clauses, and the item that publishes it."""
    rule = get_object_or_404(_rules(request), code=code)
    versions = rule.versions.newest_first().select_related("item__current")
    context = {
        "rule": rule,
        "versions": versions.prefetch_related("clauses"),
        "now": in_force(rule, request.today),
        "today": request.today,
    }
    return render_desk(
        request,
        "desk/rules/rule.html",
        context,
        current="rules",
        crumbs=[*_crumbs(), Crumb(rule.title)],
    )


@_keeper
def register(request: StaffRequest) -> HttpResponse:
    """Register a rule."""
    made: list[Rule] = []

    def act(given: Mapping[str, Any]) -> None:
        facts = dict(given)
        body = facts.pop("body")
        made.append(actions.register_rule(body, by=request.person, at=request.at, **facts))

    bodies = bodies_with(request, actions.KEEPERS).filter(dissolved=None)
    page = Page(
        title=_("登记制度"),
        button=_("登记"),
        done=_("制度已登记。请录入第一个版本。"),
        back=reverse("desk:rules"),
        current="rules",
        crumbs=_crumbs(),
        intro=_("公开制度、保密审查制度等本机关的制度，登记以后按版本保存，对外可以逐条比较。"),
    )
    form = RuleForm(request.POST or None, bodies=bodies, initial={"body": bodies.first()})
    return act_page(request, form, act, page)


def _page(rule: Rule, title: str, button: str, done: str, intro: str = "") -> Page:
    back = reverse("desk:rule", args=[rule.code])
    return Page(title, button, done, back, "rules", _crumbs(rule), intro)


@_keeper
def add_version(request: StaffRequest, code: str) -> HttpResponse:
    """Add a version of a rule."""
    rule = get_object_or_404(_rules(request), code=code)

    def act(given: Mapping[str, Any]) -> None:
        facts = dict(given)
        text = facts.pop("text")
        version = actions.VersionFacts(**facts)
        actions.add_version(rule, version, text=text, by=request.person, at=request.at)

    intro = _("新版本施行之日起，旧版本自动不再现行；旧版本照常可以查阅。")
    page = _page(rule, _("新增版本"), _("保存"), _("版本已保存。"), intro)
    return act_page(request, VersionForm(request.POST or None), act, page)


@_keeper
def repeal_version(request: StaffRequest, code: str, number: int) -> HttpResponse:
    """Repeal a version as a whole."""
    version = _version(request, code, number)

    def act(given: Mapping[str, Any]) -> None:
        actions.repeal_version(version, by=request.person, at=request.at, **given)

    reasons = actions.why_not_repeal_version(
        version, repealed_on=request.today, by=request.person, on=request.today
    )
    standing = [reason for reason in reasons if not reason.field]
    page = _page(version.rule, _("废止版本"), _("废止"), _("版本已废止。"))
    form = RepealVersionForm(request.POST or None, initial={"repealed_on": request.today})
    return act_page(request, form, act, page, reasons=standing)


@_keeper
def repeal_clause(request: StaffRequest, code: str, number: int, ordinal: int) -> HttpResponse:
    """Record that one clause no longer holds."""
    clause = _clause(request, code, number, ordinal)

    def act(given: Mapping[str, Any]) -> None:
        actions.repeal_clause(clause, by=request.person, at=request.at, **given)

    reasons = actions.why_not_repeal_clause(clause, until=None, by=request.person, on=request.today)
    title = _("条款失效：%(clause)s") % {"clause": clause.label or clause.ordinal}
    page = _page(clause.version.rule, title, _("登记失效"), _("条款已注明失效。"), clause.text)
    return act_page(request, RepealClauseForm(request.POST or None), act, page, reasons=reasons)


@_keeper
def bind(request: StaffRequest, code: str, number: int) -> HttpResponse:
    """Say which item publishes the text of a version."""
    version = _version(request, code, number)

    def act(given: Mapping[str, Any]) -> None:
        bind_rule(given["item"], version=version, by=request.person, at=request.at)

    items = Item.objects.filter(
        body=version.rule.body, state=ItemState.PUBLISHED, rule_version=None
    )
    intro = _("公开制度页面由此通到这个条目，读者可以看到正文和历次版本。")
    page = _page(version.rule, _("对应公开条目"), _("保存"), _("已对应。"), intro)
    form = BindForm(
        request.POST or None, items=items.select_related("current").order_by("-published_here")
    )
    return act_page(request, form, act, page)
