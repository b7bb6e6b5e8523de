"""What falls due when, who has how much, and what is handed on at the end of a shift."""

import calendar
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from sunshine.audit.models import Event
from sunshine.cases.models import Case, CaseQuerySet, WaitingFor
from sunshine.cases.queries import Load, of_roles, workload
from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, staff
from sunshine.desk.views.cases.event_names import QUIET, name_of
from sunshine.desk.views.cases.findings import Row, crumbs, left_of
from sunshine.desk.views.cases.handing import colleagues
from sunshine.kit.days import start_of_day
from sunshine.ui.charts import StackedChart, StackedRow
from sunshine.ui.shell import Crumb
from sunshine.workdays.loader import official_calendar

_FIRST_YEAR, _LAST_YEAR = 2008, 2099
MOST_ON_SHEET = 200


@dataclass(frozen=True, slots=True)
class Square:
    """A day of the calendar: how many cases are due, whether it is one of rest."""

    day: date
    count: int
    is_rest: bool
    is_today: bool
    is_late: bool
    url: str


def _pool(request: StaffRequest) -> tuple[CaseQuerySet, str]:
    """Return the open cases of the body, or one's own for who has no role in any kind."""
    wide = of_roles(request.person, request.today, request.posts).open()
    if wide.exists():
        return wide, "body"
    return Case.objects.owned_by(request.person, request.today).open(), "mine"


@staff
def calendar_page(request: StaffRequest) -> HttpResponse:
    """Show a month with the number of cases due on each day; three queries."""
    month = _month(request.GET.get("month", ""), request.today)
    pool, tab = _pool(request)
    weeks = calendar.Calendar().monthdatescalendar(month.year, month.month)
    first, last = weeks[0][0], weeks[-1][-1]
    rows = pool.filter(due__range=(first, last)).order_by().values("due").annotate(n=Count("pk"))
    counts = {row["due"]: row["n"] for row in rows}
    work = official_calendar(body=request.posts[0].body.slug)
    place = reverse("desk:cases")
    squares = [
        [
            Square(
                day,
                counts.get(day, 0),
                not work.is_workday(day),
                day == request.today,
                day < request.today,
                f"{place}?tab={tab}&due={day.isoformat()}",
            )
            for day in week
        ]
        for week in weeks
    ]
    context = {
        "month": month,
        "weeks": squares,
        "weekdays": [_("周一"), _("周二"), _("周三"), _("周四"), _("周五"), _("周六"), _("周日")],
        "before": (month - timedelta(days=1)).strftime("%Y-%m"),
        "after": (month + timedelta(days=32)).strftime("%Y-%m"),
        "provisional": work.is_provisional(last),
        "total": sum(counts.values()),
    }
    way = [*crumbs(), Crumb(_("期限日历"))]
    return render_desk(request, "desk/cases/calendar.html", context, current="cases", crumbs=way)


def _month(text: str, today: date) -> date:
    try:
        month = date.fromisoformat(f"{text}-01")
    except ValueError:
        return today.replace(day=1)
    return month if _FIRST_YEAR <= month.year <= _LAST_YEAR else today.replace(day=1)


@staff
def workload_page(request: StaffRequest) -> HttpResponse:
    """Show how much everybody has in hand; two queries."""
    pool, tab = _pool(request)
    loads = workload(pool, request.today)
    context = {"loads": loads, "chart": _chart(loads, tab), "tab": tab}
    way = [*crumbs(), Crumb(_("各人工作量"))]
    return render_desk(request, "desk/cases/workload.html", context, current="cases", crumbs=way)


def _chart(loads: list[Load], tab: str) -> StackedChart:
    place = reverse("desk:cases")
    return StackedChart(
        key="workload",
        title=_("各人手中的办件"),
        description=_("每人一条，分为逾期、快到期和其他。"),
        parts=[_("逾期"), _("快到期"), _("其他")],
        rows=[
            StackedRow(
                load.owner.name,
                [load.overdue, load.amber, load.open - load.overdue - load.amber],
                f"{place}?tab={tab}&owner={load.owner.pk}",
            )
            for load in loads
        ],
        label_head=_("负责人"),
    )


@staff
def shift_page(request: StaffRequest) -> HttpResponse:
    """Show the sheet of a shift: what I have, what was done today, what I ask of whom."""
    mine = Case.objects.owned_by(request.person, request.today).open()
    ordered = mine.select_related("body", "owner").order_by("due", "pk")[:MOST_ON_SHEET]
    by_turn: dict[str, list[Row]] = defaultdict(list)
    for case in ordered:
        turn = "office" if case.waiting_for == WaitingFor.OFFICE else "others"
        by_turn[turn].append(Row(case, left_of(case, request)))
    context = {
        "ours": by_turn["office"],
        "theirs": by_turn["others"],
        "done": _done_today(request),
        "colleagues": colleagues(request.posts[0].body, request),
        "day": request.today,
    }
    way = [*crumbs(), Crumb(_("交接班"))]
    return render_desk(request, "desk/cases/shift.html", context, current="cases", crumbs=way)


def _done_today(request: StaffRequest) -> list[tuple[Event, Case, object]]:
    """Return what the person did to cases today, in order; two queries."""
    since = start_of_day(request.today)
    events = Event.objects.filter(
        actor=request.person.pk, at__gte=since, subject__startswith="case:"
    ).exclude(kind__in=QUIET)
    found = list(events.order_by("id")[:MOST_ON_SHEET])
    keys = {int(event.subject.removeprefix("case:")) for event in found}
    cases = Case.objects.in_bulk(keys)
    return [
        (event, cases[key], name_of(event.kind))
        for event in found
        if (key := int(event.subject.removeprefix("case:"))) in cases
    ]
