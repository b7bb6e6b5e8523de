"""The official calendar, closures and periods: what holds today, and what is added to it."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from sunshine.desk.acts import Page, act_page
from sunshine.desk.forms.law import STATUSES, UNITS, ClosureForm, PeriodForm, YearForm
from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, role
from sunshine.orgs.models import Body, Role
from sunshine.publishing.duties import DISCLOSURE
from sunshine.rulebook import actions_law, periods
from sunshine.ui.shell import Crumb
from sunshine.workdays import loader
from sunshine.workdays.calendar import NamedDay

_reader = role(Role.ADMINISTRATOR, *DISCLOSURE)
_admin = role(Role.ADMINISTRATOR)


@_reader
def law_page(request: StaffRequest) -> HttpResponse:
    """Show the years announced, the closures, and every period with its editions."""
    units, statuses = dict(UNITS), dict(STATUSES)
    editions: dict[str, list[tuple[periods.Period, object, object, bool]]] = {}
    for one in periods.every_edition():
        holds = periods.period_or_none(one.key, request.today) == one
        row = (one, units[one.unit.value], statuses[one.status.value], holds)
        editions.setdefault(one.key, []).append(row)
    context = {
        "years": loader.years()[:-7:-1],
        "next_year": _next_year(),
        "closures": _closures(),
        "periods": editions,
        "may_keep": not actions_law.why_not_keep_law(by=request.person, on=request.today),
    }
    return render_desk(request, "desk/law/law.html", context, current="law")


@_admin
def announce(request: StaffRequest) -> HttpResponse:
    """Enter the holidays and make-up days of a year."""
    form = YearForm(request.POST or None, initial={"number": _next_year()})

    def act(given: Mapping[str, Any]) -> None:
        actions_law.announce_year(
            given["number"],
            form.arrangements(),
            law=given["law"],
            by=request.person,
            at=request.at,
        )

    page = _page(_("登记放假安排"), _("登记"), _("放假安排已登记，受影响的期限将重新计算。"))
    return act_page(request, form, act, page("desk/law/year.html"), reasons=_barred(request))


@_admin
def close(request: StaffRequest) -> HttpResponse:
    """Enter days on which bodies are closed by an order."""
    bodies = Body.objects.filter(dissolved=None).in_tree_order()
    form = ClosureForm(request.POST or None, bodies=bodies)

    def act(given: Mapping[str, Any]) -> None:
        facts = {name: given[name] for name in ("first", "last", "name_zh", "name_en", "law")}
        actions_law.close_bodies(
            actions_law.Closure(**facts), given["bodies"], by=request.person, at=request.at
        )

    page = _page(_("登记停止办公"), _("登记"), _("停止办公已登记，受影响的期限将重新计算。"))
    return act_page(request, form, act, page(), reasons=_barred(request))


@_admin
def change(request: StaffRequest, key: str) -> HttpResponse:
    """Enter a new edition of a period."""
    known = [one for one in periods.every_edition() if one.key == key]
    if not known:
        raise Http404
    latest = known[-1]

    def act(given: Mapping[str, Any]) -> None:
        facts = {name: given[name] for name in ("in_force", "length", "law")}
        edition = actions_law.Change(
            unit=periods.Unit(given["unit"]), status=periods.Status(given["status"]), **facts
        )
        actions_law.change_period(key, edition, by=request.person, at=request.at)

    initial = {
        "length": latest.length,
        "unit": latest.unit.value,
        "law": latest.law,
        "status": latest.status.value,
    }
    page = _page(_("修改期限：%s") % latest.name, _("保存"), _("期限已修改，从施行之日起适用。"))
    form = PeriodForm(request.POST or None, initial=initial)
    return act_page(request, form, act, page(), reasons=_barred(request))


def _page(title: str, button: str, done: str) -> Any:
    back = reverse("desk:law")

    def page(template: str = "desk/act.html") -> Page:
        way = [Crumb(_("期限与工作日历"), back)]
        return Page(title, button, done, back, "law", way, template=template)

    return page


def _barred(request: StaffRequest) -> list[Any]:
    return actions_law.why_not_keep_law(by=request.person, on=request.today)


def _next_year() -> int:
    return loader.years()[-1].number + 1


def _closures() -> list[tuple[NamedDay, list[str], list[Body]]]:
    """Return every closure: its name and ground, its days, and the bodies it closes."""
    bodies = {body.slug: body for body in Body.objects.filter(slug__in=loader.closures())}
    found: dict[tuple[NamedDay, tuple[str, ...]], list[Body]] = {}
    for slug, days in loader.closures().items():
        by_name: dict[NamedDay, list[str]] = {}
        for closed, named in sorted(days.items()):
            by_name.setdefault(named, []).append(closed.isoformat())
        for named, dates in by_name.items():
            if slug in bodies:
                found.setdefault((named, tuple(dates)), []).append(bodies[slug])
    return [(named, list(dates), closed) for (named, dates), closed in found.items()]
