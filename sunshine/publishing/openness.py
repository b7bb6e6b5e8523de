"""How open a body is: what became of the papers it made in a year (row B3, 公开为常规).

Public figures. Their base is the register of finished papers, so that what is never
published counts as well; a paper belongs to the year in which it was made.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Value, When

from sunshine.orgs.models import Body
from sunshine.publishing.models import Attribute, Paper

IN_TIME, LATE, WAITING, OVERDUE, FREE = "in_time", "late", "waiting", "overdue", "free"


@dataclass(frozen=True, slots=True)
class Shares:
    """The papers of one year by attribute, and how the proactive ones were published.

    ``free``: published, though older than any duty to publish. ``grounds``: how often
    each ground was used for what is not proactive, most frequent first.
    """

    year: int
    proactive: int = 0
    on_request: int = 0
    withheld: int = 0
    in_time: int = 0
    late: int = 0
    waiting: int = 0
    overdue: int = 0
    free: int = 0
    grounds: tuple[tuple[str, int], ...] = ()

    @property
    def total(self) -> int:
        """Return how many papers the year has."""
        return self.proactive + self.on_request + self.withheld

    def share(self, count: int) -> Decimal | None:
        """Return ``count`` in percent of all papers, to one decimal; None without papers."""
        return percent(count, self.total)

    @property
    def kept(self) -> Decimal | None:
        """Return what share of the papers that were due came out in time, in percent."""
        return percent(self.in_time, self.in_time + self.late + self.overdue)


def percent(part: int, whole: int) -> Decimal | None:
    """Return ``part`` of ``whole`` in percent, to one decimal; None if there is no whole."""
    if not whole:
        return None
    exact = Decimal(part) * 100 / Decimal(whole)
    return exact.quantize(Decimal("0.1"), ROUND_HALF_UP)


def shares_of(body: Body, year: int, on: date) -> Shares:
    """Return the shares of ``body`` alone for ``year`` as they stand on ``on``; two queries."""
    return _shares(Paper.objects.of(body), [year], on)[0]


def shares_under(body: Body, year: int, on: date) -> Shares:
    """Return the shares of ``body`` with every body below it; two queries."""
    return _shares(_under(body), [year], on)[0]


def shares_by_year(body: Body, on: date) -> list[Shares]:
    """Return the shares of ``body`` for every year with papers, newest first; three queries."""
    papers = Paper.objects.of(body)
    years = papers.order_by().values_list("made_on__year", flat=True).distinct()
    return _shares(papers, sorted(years, reverse=True), on)


def _under(body: Body) -> QuerySet[Paper]:
    return Paper.objects.filter(body__path__startswith=body.path)


def _shares(papers: QuerySet[Paper], years: Iterable[int], on: date) -> list[Shares]:
    years = list(years)
    known = papers.filter(made_on__year__in=years).order_by()
    counts: dict[int, dict[str, int]] = {year: {} for year in years}
    grouped = known.annotate(fate=_fate(on)).values_list("made_on__year", "attribute", "fate")
    for year, attribute, fate, count in grouped.annotate(count=Count("pk")):
        row = counts[year]
        row[attribute] = row.get(attribute, 0) + count
        if attribute == Attribute.PROACTIVE:
            row[fate] = row.get(fate, 0) + count
    grounds: dict[int, list[tuple[str, int]]] = {year: [] for year in years}
    closed = known.exclude(attribute=Attribute.PROACTIVE).exclude(ground="")
    used = closed.values_list("made_on__year", "ground").annotate(count=Count("pk"))
    for year, ground, count in used.order_by("-count", "ground"):
        grounds[year].append((ground, count))
    return [Shares(year=year, grounds=tuple(grounds[year]), **counts[year]) for year in years]


def _fate(on: date) -> Case:
    published, day = Q(published_at__isnull=False), "published_at__date__lte"
    return Case(
        When(published & Q(due_on__isnull=True), then=Value(FREE)),
        When(published & Q(**{day: F("due_on")}), then=Value(IN_TIME)),
        When(published, then=Value(LATE)),
        When(due_on__lt=on, then=Value(OVERDUE)),
        default=Value(WAITING),
        output_field=CharField(max_length=10),
    )
