"""The worklist of cases, due soonest on top: mine, asked of me, of my body, nobody's, closed."""

from collections.abc import Mapping
from datetime import date

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sunshine.cases.kinds import kind_of, kinds
from sunshine.cases.models import Case, CaseQuerySet
from sunshine.cases.queries import (
    Standing,
    of_roles,
    offered_to,
    ownerless_of,
    ruled_by,
    seen_by,
    standing_of,
)
from sunshine.desk.frame import render_desk
from sunshine.desk.guard import StaffRequest, staff
from sunshine.desk.views.cases.findings import Row, left_of
from sunshine.desk.views.cases.handing import colleagues
from sunshine.desk.views.publishing.lists import (
    MOST_EXPORTED,
    Column,
    as_csv,
    sheet_of,
    wants_export,
    with_state,
)
from sunshine.desk.views.requests.registering import REGISTRARS
from sunshine.ui.dates import day_words
from sunshine.ui.parts import Tab

TABS: Mapping[str, str | Promise] = {
    "mine": gettext_lazy("我负责的"),
    "asked": gettext_lazy("请我接手的"),
    "body": gettext_lazy("本机关的"),
    "orphans": gettext_lazy("无人负责的"),
    "closed": gettext_lazy("已办结的"),
}
COLUMNS = (
    Column("due", gettext_lazy("期限"), ("undated", "due")),
    Column("number", gettext_lazy("编号"), ("number",)),
    Column("title", gettext_lazy("标题"), ("title",)),
    Column("owner", gettext_lazy("负责人"), ("owner__name",)),
)
FILTERS = ("q", "kind", "owner", "state", "due")
# A closed case has no last day any more; the newest come first.
CLOSED = Column("closed", gettext_lazy("办结"), ("closed_at",))


@staff
def worklist(request: StaffRequest) -> HttpResponse:
    """Show the cases of one tab: sought, filtered, sorted, as pages or as CSV."""
    tab = request.GET.get("tab", "")
    tab = tab if tab in TABS else "mine"
    pools = _pools(request)
    sums = {key: standing_of(pools[key], request.today) for key in TABS if key != "closed"}
    rows = sought(request, pools[tab])
    if wants_export(request):
        return _exported(request, rows)
    is_closed = tab == "closed"
    columns = (CLOSED, *COLUMNS[1:]) if is_closed else COLUMNS
    is_whole = not is_closed and not any(request.GET.get(name) for name in FILTERS)
    sheet = sheet_of(
        request,
        rows,
        columns,
        usual="-closed" if is_closed else "due",
        total=sums[tab].all if is_whole else None,
    )
    shown = [Row(case, left_of(case, request)) for case in sheet.rows if isinstance(case, Case)]
    standing = sums.get(tab)
    context = {
        "tab": tab,
        "tabs": _tabs(sums, tab),
        "sheet": sheet,
        "rows": shown,
        "given": request.GET,
        "kinds": kinds(),
        "late": standing and standing.late,
        "soon": standing and standing.soon,
        "late_url": with_state(request, state="late", page=None),
        "soon_url": with_state(request, state="soon", page=None),
        "may_chase": ruled_by(request.person, request.today, request.posts).open().exists(),
        "may_register": bool(request.roles & set(REGISTRARS)),
        "colleagues": colleagues(request.posts[0].body, request) if tab != "closed" else [],
    }
    return render_desk(request, "desk/cases/cases.html", context, current="cases")


def _pools(request: StaffRequest) -> dict[str, CaseQuerySet]:
    person, today, posts = request.person, request.today, request.posts
    seen = seen_by(person, today, posts)
    return {
        "mine": Case.objects.owned_by(person, today).open(),
        "asked": seen.filter(pk__in=offered_to(person).values("case")).open(),
        "body": of_roles(person, today, posts).open(),
        "orphans": ownerless_of(ruled_by(person, today, posts), today),
        "closed": seen.filter(closed_at__isnull=False),
    }


def _tabs(sums: Mapping[str, Standing], current: str) -> list[Tab]:
    """Return the tabs; those that hold nothing for this person are left out, but his own."""
    found = []
    for key, label in TABS.items():
        count = sums[key].all if key in sums else None
        if count or key in {"mine", "closed", current}:
            found.append(Tab(label, f"?tab={key}", is_current=key == current, count=count))
    return found


def sought(request: StaffRequest, cases: CaseQuerySet) -> CaseQuerySet:
    """Return what the address asks for among ``cases``; what is due comes before what waits."""
    given, today = request.GET, request.today
    words = given.get("q", "").strip()
    if words:
        cases = cases.filter(Q(number__icontains=words) | Q(title__icontains=words))
    if given.get("kind"):
        cases = cases.filter(kind=given["kind"])
    if given.get("owner", "").isdecimal():
        cases = cases.filter(owner=int(given["owner"]))
    if given.get("state") == "late":
        cases = cases.overdue(today)
    elif given.get("state") == "soon":
        cases = cases.amber(today)
    elif given.get("state") == "waiting":
        cases = cases.filter(due__isnull=True)
    day = _day(given.get("due", ""))
    if day is not None:
        cases = cases.filter(due=day)
    undated = ExpressionWrapper(Q(due__isnull=True), output_field=BooleanField())
    return cases.select_related("body", "owner").annotate(undated=undated)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _exported(request: StaffRequest, cases: CaseQuerySet) -> HttpResponse:
    ordered = cases.order_by("undated", "due", "pk")[:MOST_EXPORTED]
    return as_csv(
        "cases",
        [Row(case, left_of(case, request)) for case in ordered],
        {
            _("编号"): lambda row: row.case.number,
            _("种类"): lambda row: kind_of(row.case.kind).name,
            _("标题"): lambda row: row.case.title,
            _("机关"): lambda row: row.case.body.name,
            _("负责人"): lambda row: row.case.owner or "",
            _("期限"): lambda row: row.case.due and day_words(row.case.due),
            _("情况"): lambda row: row.left.words,
        },
    )
