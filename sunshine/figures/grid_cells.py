"""The tables of an account as they are printed: cells that span, each with its place. Pure.

One layout for page, HTML, PDF, DOCX and XLSX alike.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sunshine.figures.editions import APPLICATIONS, FIGURES, PROACTIVE, REVIEW, Row
from sunshine.figures.reports import Place, Report
from sunshine.figures.sentences import number_words

LACKING = "—"
_ARTICLES = {
    "规章": "第二十条第（一）项",
    "行政规范性文件": "第二十条第（一）项",
    "规范性文件": "第二十条第（一）项",
    "行政许可": "第二十条第（五）项",
    "其他对外管理服务事项": "第二十条第（五）项",
    "行政处罚": "第二十条第（六）项",
    "行政强制": "第二十条第（六）项",
    "行政事业性收费": "第二十条第（八）项",
    "政府集中采购": "第二十条第（九）项",
}
_UNIT = "(万元)"
# The form has it in brackets; broken over the lines of a PDF they read as unpaired.
_NOTE = "本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和"
_RESULTS = "三、本年度办理结果"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its words, what it spans, and, if it is a number, its place in the account."""

    text: str
    down: int = 1
    across: int = 1
    is_head: bool = True
    place: Place | None = None


Grid = list[list[Cell]]


def grid_of(report: Report, table: str) -> Grid:
    """Return one table of ``report`` line by line; a cell covered by another is left out."""
    drawn = {PROACTIVE: _proactive, APPLICATIONS: _applications, REVIEW: _review, FIGURES: _figures}
    return list(drawn[table](report))


def width_of(grid: Grid) -> int:
    """Return how many columns the table has."""
    return sum(cell.across for cell in grid[0])


def _number(report: Report, table: str, row: Row, column: str, across: int = 1) -> Cell:
    place = Place(table, row.key, column)
    value = report.number(place)
    return Cell(shown(value, row), across=across, is_head=False, place=place)


def shown(value: Decimal | None, row: Row) -> str:
    """Return a number as the table shows it: sums of money with four decimals."""
    if value is None:
        return LACKING
    return f"{value:.4f}" if row.decimals else number_words(value)


def _proactive(report: Report) -> Iterator[list[Cell]]:
    rows = report.edition.tables[PROACTIVE]
    widest = max(len(row.columns) for row in rows)
    before: tuple[str, tuple[str, ...]] | None = None
    for row in rows:
        name = row.key.removesuffix(_UNIT)
        block = (_ARTICLES[name], row.columns)
        if block != before:
            if before is None or before[0] != block[0]:
                yield [Cell(block[0], across=widest + 1)]
            unit = "（单位：万元）" if row.key.endswith(_UNIT) else ""
            heads = [Cell(f"{column}{unit}") for column in row.columns]
            yield [Cell("信息内容"), *_wide(heads, widest)]
            before = block
        numbers = [_number(report, PROACTIVE, row, column) for column in row.columns]
        yield [Cell(name), *_wide(numbers, widest)]


def _wide(cells: list[Cell], widest: int) -> list[Cell]:
    """Let the last cell reach to the edge of the table."""
    last = cells[-1]
    across = widest - len(cells) + 1
    return [*cells[:-1], Cell(last.text, 1, across, last.is_head, last.place)]


def _applications(report: Report) -> Iterator[list[Cell]]:
    form = report.edition
    rows = form.tables[APPLICATIONS]
    legal = form.legal_persons
    natural, total = rows[0].columns[0], rows[0].columns[-1]
    yield [Cell(_NOTE, down=3, across=3), Cell("申请人情况", across=len(rows[0].columns))]
    yield [Cell(natural, down=2), Cell("法人或其他组织", across=len(legal)), Cell(total, down=2)]
    yield [Cell(column) for column in legal]
    results = [row for row in rows if row.key.startswith("3.")]
    for row in rows:
        numbers = [_number(report, APPLICATIONS, row, column) for column in row.columns]
        yield [*_heads(row, results), *numbers]


def _heads(row: Row, results: list[Row]) -> Iterator[Cell]:
    if row not in results:
        yield Cell(row.label, across=3)
        return
    if row is results[0]:
        yield Cell(_RESULTS, down=len(results))
    group, dot, _number_in = row.key.rpartition(".")
    if group == "3" or not dot:
        yield Cell(row.label, across=2)
        return
    same = [one for one in results if one.key.startswith(f"{group}.")]
    words = row.label.split(" ", 1)
    if row is same[0] and len(words) > 1:
        yield Cell(words[0], down=len(same))
    elif row is same[0]:
        yield Cell("（六）其他处理", down=len(same))
    yield Cell(_own_words(row))


def _own_words(row: Row) -> str:
    """Return the label without the name of its group, which has a cell of its own."""
    return row.label.removeprefix("（六）其他处理").split(" ", 1)[-1].strip()


def _review(report: Report) -> Iterator[list[Cell]]:
    rows = report.edition.tables[REVIEW]
    columns = rows[0].columns
    first, *suits = rows
    yield [
        Cell(first.label, down=2, across=len(columns)),
        Cell("行政诉讼", across=len(columns) * len(suits)),
    ]
    yield [Cell(row.label, across=len(columns)) for row in suits]
    yield [Cell(column) for _row in rows for column in columns]
    yield [_number(report, REVIEW, row, column) for row in rows for column in columns]


def _figures(report: Report) -> Iterator[list[Cell]]:
    yield [Cell("代码"), Cell("统计指标"), Cell("数量")]
    for row in report.edition.tables[FIGURES]:
        yield [Cell(row.key), Cell(row.label), _number(report, FIGURES, row, row.columns[0])]
