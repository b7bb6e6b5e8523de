"""The numbers of an account, reckoned from cases, record and entries: nothing is kept here.

Every total is the sum of what was counted, so that I1 to I4 hold by construction; they are
checked all the same before the account is handed in.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from sunshine.figures.counts import Counted, Counts, Fees
from sunshine.figures.editions import APPLICATIONS, FIGURES, PROACTIVE, REVIEW, TOTAL, Edition, Row
from sunshine.figures.forms import form_of
from sunshine.figures.models import Entry, Kind
from sunshine.figures.record_counts import published_counts, row_named, rule_documents
from sunshine.figures.reports import Place, Report, Value
from sunshine.orgs.models import Body

RULES = frozenset({"规章", "行政规范性文件", "规范性文件"})
# Codes of the form of 2008 that the record answers: all items, whole texts, services.
PUBLISHED_2008, TEXTS_2008, RULES_2008, SERVICES_2008 = "01", "02", "03", "04"
SERVICES = "services"
SHARED, DONE, CARRIED = "3.6", "3.7", "4"

Found = dict[Place, Value]


def report_of(body: Body, year: int, kind: str, counts: Counts) -> Report:
    """Return the account of one body as it stands now; up to seven queries."""
    return reports_of([body], year, kind, counts)[body.pk]


def reports_of(bodies: Sequence[Body], year: int, kind: str, counts: Counts) -> dict[int, Report]:
    """Return the accounts of many bodies as they stand now, by key; as many queries as for one."""
    form = form_of(kind, year)
    cells: dict[int, Found] = {body.pk: {} for body in bodies}
    fees: Mapping[int, Fees] = {}
    if APPLICATIONS in form.tables:
        _count_rules(cells, bodies, year, form)
        counted = counts.counted(bodies, year)
        _count_cases(cells, counted, form)
        fees = {body: one.fees for body, one in counted.items()}
    elif kind == Kind.DISCLOSURE:
        _count_2008(cells, bodies, year)
    _take_entries(cells, bodies, year, kind)
    for found in cells.values():
        _add_sums(found, form)
    last = date(year, 12, 31)
    has_fees = APPLICATIONS in form.tables
    return {
        body.pk: Report(
            str(year),
            form,
            cells[body.pk],
            agency=body.name_on(last) if len(bodies) == 1 else body.name,
            year=year,
            fees=fees.get(body.pk, Fees()).yuan if has_fees else None,
        )
        for body in bodies
    }


def sum_of(reports: Iterable[Report], *, agency: str) -> Report:
    """Return the sum of the accounts of several bodies; a cell that one lacks is lacking."""
    reports = list(reports)
    form, year = reports[0].edition, reports[0].year
    places = list(dict.fromkeys(place for report in reports for place in report.cells))
    cells: Found = {place: _sum(report.number(place) for report in reports) for place in places}
    fees = _sum(report.fees for report in reports)
    return Report(str(year), form, cells, agency=agency, year=year, fees=fees)


def counted_cells(form: Edition, table: str, row: str, column: str) -> list[tuple[str, str]]:
    """Return the counted cells, without totals, that a cell of table two or three sums up."""
    rows = [row]
    if table == APPLICATIONS and row == DONE:
        rows = [key for result in form.results for key in _parts(result)]
    elif table == APPLICATIONS:
        rows = _parts(row)
    known = form.row(table, row)
    columns = [column]
    if known is not None and column == TOTAL:
        columns = [one for one in known.columns if one != TOTAL]
    return [(one, each) for one in rows for each in columns]


def _parts(row: str) -> list[str]:
    """Return the rows of the form of 2021 that a row stands for: 其他处理 of 2019 has three."""
    return [f"{SHARED}.{number}" for number in (1, 2, 3)] if row == SHARED else [row]


def _count_rules(cells: dict[int, Found], bodies: Sequence[Body], year: int, form: Edition) -> None:
    rows = [row for row in form.tables[PROACTIVE] if row.key in RULES]
    for found in cells.values():
        found.update({place: Decimal(0) for row in rows for place in _places(PROACTIVE, row)})
    for document in rule_documents(bodies, until=date(year, 12, 31)):
        for row in rows:
            for column in row.columns if row_named(row.key) == document.row else ():
                if document.counts_in(column, year):
                    _add(cells[document.body], Place(PROACTIVE, row.key, column), 1)


def _count_cases(cells: dict[int, Found], counted: Mapping[int, Counted], form: Edition) -> None:
    # What each cell sums up is the same for every body: found once, not for each of them.
    parts = [
        (Place(table, row.key, column), counted_cells(form, table, row.key, column))
        for table in (APPLICATIONS, REVIEW)
        for row in form.tables[table]
        for column in row.columns
    ]
    for body, found in cells.items():
        own = counted.get(body, Counted())
        numbers = {APPLICATIONS: own.applications, REVIEW: own.review}
        for place, summed in parts:
            of_table = numbers[place.table]
            found[place] = Decimal(sum(of_table.get(part, 0) for part in summed))


def _count_2008(cells: dict[int, Found], bodies: Sequence[Body], year: int) -> None:
    published = published_counts(bodies, year)
    services = published_counts(bodies, year, SERVICES)
    made: dict[int, int] = defaultdict(int)
    for document in rule_documents(bodies, until=date(year, 12, 31)):
        made[document.body] += document.made.year == year
    for body, found in cells.items():
        for code, number in (
            (PUBLISHED_2008, published.get(body, 0)),
            # Every item of the record is text that can be read and searched.
            (TEXTS_2008, published.get(body, 0)),
            (RULES_2008, made[body]),
            (SERVICES_2008, services.get(body, 0)),
        ):
            found[_coded(code)] = Decimal(number)


def _take_entries(cells: dict[int, Found], bodies: Sequence[Body], year: int, kind: str) -> None:
    signed = Entry.objects.signed().filter(
        account__body__in=bodies, account__year=year, account__kind=kind
    )
    table = FIGURES if FIGURES in form_of(kind, year).tables else PROACTIVE
    for body, values in signed.values_list("account__body", "values"):
        for key, number in values.items():
            row, _line, column = key.partition("|")
            cells[body][Place(table, row, column)] = Decimal(number)


def _add_sums(found: Found, form: Edition) -> None:
    """Reckon the sums of a form that numbers its figures; one that lacks a part is lacking."""
    for one in form.sums:
        found[_coded(one.total)] = None
    # A sum may have sums for parts: as many turns as there are sums settle all.
    for _turn in form.sums:
        for one in form.sums:
            parts = [found.get(_coded(code)) for code in one.parts]
            found[_coded(one.total)] = _sum(
                part if isinstance(part, Decimal) else None for part in parts
            )


def _coded(code: str) -> Place:
    return Place(FIGURES, code, "数量")


def _places(table: str, row: Row) -> Iterable[Place]:
    return (Place(table, row.key, column) for column in row.columns)


def _add(found: Found, place: Place, number: int) -> None:
    before = found.get(place)
    found[place] = (before if isinstance(before, Decimal) else Decimal(0)) + number


def _sum(numbers: Iterable[Decimal | None]) -> Decimal | None:
    given = list(numbers)
    known = [number for number in given if number is not None]
    return sum(known, Decimal(0)) if len(known) == len(given) else None
