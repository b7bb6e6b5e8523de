"""The shares of openness, freshness of sections, and who is late: figures with the cases behind."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, role
from sunshine.desk.views.oversight.findings import (
    OVERSEEING,
    chosen_body,
    framing,
    leaf_of,
    overseen_bodies,
)
from sunshine.orgs.models import Body
from sunshine.publishing.freshness import (
    STATE_LABELS,
    Freshness,
    State,
    freshness_in,
    served_bodies,
)
from sunshine.publishing.openness import Shares, shares_by_year, shares_under
from sunshine.rulebook.grounds import every_edition
from sunshine.ui.charts import Bar, BarChart, StackedChart, StackedRow
from sunshine.ui.parts import Tab

_overseer = role(*OVERSEEING)
TONES = {
    State.FRESH: "good",
    State.SOON: "warn",
    State.LATE: "late",
    State.EMPTY: "stop",
    State.UNPROMISED: "plain",
}
# Late first, then what will be late, then what has nothing in it.
_URGENCY = (State.LATE, State.SOON, State.EMPTY, State.UNPROMISED, State.FRESH)


@_overseer
def freshness(request: StaffRequest) -> HttpResponse:
    """Show every section of every body: promised, last, how late, or how many days are left."""
    bodies = overseen_bodies(request)
    frame = framing(request, bodies, "freshness")
    chosen = chosen_body(request, bodies)
    published = {body.pk for body in served_bodies()}
    serving = [body for body in bodies if body.pk in published]
    found = freshness_in([chosen] if chosen else serving, request.today)
    everything = [one for rows in found.values() for one in rows]
    asked = request.GET.get("state", "")
    state = State(asked) if asked in set(State) else None
    shown = [one for one in everything if state is None or one.state == state]
    shown.sort(key=_urgency)
    leaf = leaf_of(request, shown)
    context = {
        **frame.context,
        "leaf": leaf,
        "rows": [(one, TONES[one.state], _words(one)) for one in leaf.rows],
        "states": _state_tabs(everything, state, chosen),
        "state": asked,
        "silent": 0 if chosen else len(bodies) - len(serving),
    }
    return render_desk(request, "desk/oversight/freshness.html", context, current="disclosure")


def _words(one: Freshness) -> str:
    """Return how the section stands, with the days left or over."""
    label = str(STATE_LABELS[one.state])
    if one.left_days is None or one.state == State.FRESH:
        return label
    if one.left_days < 0:
        words = ngettext("超期 %(days)s 天", "超期 %(days)s 天", -one.left_days)
        return words % {"days": -one.left_days}
    words = ngettext("还有 %(days)s 天", "还有 %(days)s 天", one.left_days)
    return words % {"days": one.left_days}


def _urgency(one: Freshness) -> tuple[int, int, str]:
    left = one.left_days if one.left_days is not None else 0
    return (_URGENCY.index(one.state), left, one.body.path)


def _state_tabs(
    everything: Sequence[Freshness], state: State | None, chosen: Body | None
) -> list[Tab]:
    kept = f"&body={chosen.slug}" if chosen else ""
    tabs = [Tab(_("全部"), f"?state={kept}", is_current=state is None, count=len(everything))]
    for one in _URGENCY:
        count = sum(row.state == one for row in everything)
        url = f"?state={one.value}{kept}"
        tabs.append(Tab(STATE_LABELS[one], url, is_current=one == state, count=count))
    return tabs


@_overseer
def late_bodies(request: StaffRequest) -> HttpResponse:
    """Show what is late in each body, the latest body on top."""
    bodies = overseen_bodies(request)
    frame = framing(request, bodies, "late_bodies")
    late = sorted(frame.late, key=lambda one: -one.late)
    context = {**frame.context, "leaf": leaf_of(request, late)}
    return render_desk(request, "desk/oversight/bodies.html", context, current="disclosure")


@_overseer
def shares(request: StaffRequest) -> HttpResponse:
    """Show what became of the papers of each year: of one body, and with the bodies below it."""
    bodies = overseen_bodies(request)
    frame = framing(request, bodies, "shares")
    body = chosen_body(request, bodies) or bodies[0]
    years = shares_by_year(body, request.today)
    under = shares_under(body, request.today.year, request.today)
    context = {
        **frame.context,
        "chosen": body,
        "years": years,
        "under": under,
        "under_shares": [
            (under.share(under.proactive), _("主动公开")),
            (under.share(under.on_request), _("依申请公开")),
            (under.share(under.withheld), _("不予公开")),
            (under.kept, _("到期的按期公开")),
        ],
        "by_attribute": _by_attribute(years),
        "in_time": _in_time(years),
        "by_ground": _by_ground(years),
    }
    return render_desk(request, "desk/oversight/shares.html", context, current="disclosure")


def _by_attribute(years: Sequence[Shares]) -> StackedChart:
    return StackedChart(
        key="by-attribute",
        title=_("各年公文的公开属性"),
        description=_("每年形成的公文中，主动公开、依申请公开、不予公开各占多少。"),
        parts=[_("主动公开"), _("依申请公开"), _("不予公开")],
        rows=[
            StackedRow(str(one.year), [one.proactive, one.on_request, one.withheld])
            for one in years
        ],
        label_head=_("年度"),
    )


def _in_time(years: Sequence[Shares]) -> StackedChart:
    return StackedChart(
        key="in-time",
        title=_("主动公开是否及时"),
        description=_("应当主动公开的公文中，按期公开、逾期公开、逾期未公开、尚未到期各占多少。"),
        parts=[_("按期公开"), _("尚未到期"), _("逾期公开"), _("逾期未公开")],
        rows=[
            StackedRow(str(one.year), [one.in_time + one.free, one.waiting, one.late, one.overdue])
            for one in years
            if one.proactive
        ],
        label_head=_("年度"),
    )


def _by_ground(years: Sequence[Shares]) -> BarChart | None:
    used: dict[str, int] = {}
    for one in years:
        for key, count in one.grounds:
            used[key] = used.get(key, 0) + count
    if not used:
        return None
    names = {one.key: str(one.wording) for one in every_edition()}
    closed = reverse("desk:closed_papers")
    return BarChart(
        key="by-ground",
        title=_("不公开的理由"),
        description=_("依申请公开和不予公开的公文，各按哪一条理由。"),
        bars=[
            Bar(names.get(key, key), count, url=closed)
            for key, count in sorted(used.items(), key=lambda pair: -pair[1])
        ],
        label_head=_("理由"),
        value_head=_("件"),
    )
