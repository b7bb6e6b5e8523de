"""Reading the three tables of a yearly account from the web page it was published on."""

import re
from collections.abc import Iterable, Iterator, Mapping

from sunshine.figures.cells import cell
from sunshine.figures.editions import (
    APPLICATIONS,
    NAMES,
    PROACTIVE,
    REVIEW,
    Edition,
    Row,
    edition,
)
from sunshine.figures.grids import Grid, bare, grids_of
from sunshine.figures.reports import Place, Report, Value
from sunshine.figures.sentences import TABLES, place_words
from sunshine.kit.errors import Refused

# The words by which a table is known, and which no other of the three holds.
_KNOWN_BY = {
    PROACTIVE: ("第二十条", "行政许可"),
    APPLICATIONS: ("本年新收政府信息公开申请", "自然人"),
    REVIEW: ("结果维持", "复议后起诉"),
}
_HEAD = "信息内容"
_TITLE = re.compile(r"(20\d\d)\s*年\S{0,12}?(?:政府信息公开|信息公开)\S{0,8}?(?:年度报告|年报)")

Cells = dict[Place, Value]


def report_from_html(text: str, name: str) -> Report:
    """Return the report; raise Refused with the table that is lacking or the cell at fault."""
    grids = grids_of(text)
    found = {table: _grid_of(table, grids, name) for table in _KNOWN_BY}
    form = _edition(found[PROACTIVE])
    cells: Cells = {}
    for place, row, raw in (
        *_proactive(found[PROACTIVE], form),
        *_applications(found[APPLICATIONS], form, name),
        *_review(found[REVIEW], form),
    ):
        if place in cells:
            raise Refused("account-row-twice", name=name, place=place_words(place))
        cells[place] = cell(raw, place, row, name)
    return Report(name, form, cells, year=_year(text))


def _grid_of(table: str, grids: Iterable[Grid], name: str) -> Grid:
    for grid in grids:
        words = "".join("".join(line) for line in grid)
        squeezed = "".join(words.split())
        if all(sign in squeezed for sign in _KNOWN_BY[table]):
            return grid
    raise Refused("account-web-table-lacking", name=name, table=TABLES[table])


def _edition(grid: Grid) -> Edition:
    """Return the newest edition whose columns stand in table one."""
    words = {bare(text) for line in grid for text in line}
    for form in map(edition, reversed(NAMES)):
        rows = form.tables.get(PROACTIVE, ())
        if rows and any(word.startswith(rows[0].columns[0]) for word in words):
            return form
    return edition(NAMES[-1])


def _proactive(grid: Grid, form: Edition) -> Iterator[tuple[Place, Row, str]]:
    heads: list[str] = []
    for line in grid:
        words = [bare(text) for text in line]
        if _HEAD in words:
            heads = words
            continue
        row = next(
            (row for row in form.tables[PROACTIVE] if words and row.is_called(words[0])), None
        )
        if row is None:
            continue
        for column in row.columns:
            number = _first(heads, bare(column))
            if number is not None and number < len(line):
                yield Place(PROACTIVE, row.key, column), row, line[number]


def _applications(grid: Grid, form: Edition, name: str) -> Iterator[tuple[Place, Row, str]]:
    rows = form.tables[APPLICATIONS]
    start = next(
        number
        for number, line in enumerate(grid)
        if any(rows[0].is_called(bare(text)) for text in line)
    )
    columns = _columns(grid[:start], rows[0].columns)
    if len(columns) < len(rows[0].columns):
        raise Refused(
            "account-columns-differ",
            name=name,
            table=TABLES[APPLICATIONS],
            columns="、".join(rows[0].columns),
        )
    first = min(columns.values())
    for line in grid[start:]:
        labels = [words for words in map(bare, line[:first]) if words]
        row = next((row for row in rows if labels and row.is_called(labels[-1])), None)
        if row is None:
            continue
        for column, number in columns.items():
            raw = line[number] if number < len(line) else ""
            yield Place(APPLICATIONS, row.key, column), row, raw


def _columns(heads: Grid, wanted: tuple[str, ...]) -> Mapping[str, int]:
    """Return where the columns are by the lowest line of the head that names each."""
    found: dict[str, int] = {}
    for line in heads:
        for number, text in enumerate(line):
            if bare(text) in wanted and (bare(text) not in found or bare(text) == wanted[-1]):
                found[bare(text)] = number
    return found


def _review(grid: Grid, form: Edition) -> Iterator[tuple[Place, Row, str]]:
    rows = form.tables[REVIEW]
    last = max(number for number, line in enumerate(grid) if rows[0].columns[0] in map(bare, line))
    if last + 1 >= len(grid):
        return
    heads, line = grid[: last + 1], grid[last + 1]
    for number, raw in enumerate(line):
        stack = [bare(above[number]) for above in heads if number < len(above)]
        column = next((word for word in reversed(stack) if word in rows[0].columns), None)
        row = next((row for row in reversed(rows) if row.key in stack), None)
        if column and row:
            yield Place(REVIEW, row.key, column), row, raw


def _first(heads: list[str], column: str) -> int | None:
    return next((number for number, word in enumerate(heads) if word.startswith(column)), None)


def _year(text: str) -> int | None:
    found = _TITLE.search(text)
    return int(found[1]) if found else None
