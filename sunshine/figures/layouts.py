"""Writing an account as JSON in the layout of open collections; ``json_reports`` reads it back."""

from decimal import Decimal
from typing import Any

from sunshine.figures.editions import APPLICATIONS, REVIEW, Row
from sunshine.figures.reports import Blank, Place, Report, Value


def layout_of(report: Report) -> dict[str, Any]:
    """Return the account as plain data; cells that nobody knows are null."""
    form = report.edition
    data: dict[str, Any] = {
        "agency": report.agency,
        "year": report.year,
        "format": form.name,
        "text_claims": [
            {
                "section": claim.section,
                "text": claim.text,
                "value": None if claim.value is None else _plain(claim.value),
                "equals": claim.equals,
            }
            for claim in report.claims
        ],
    }
    if report.fees is not None:
        data["fees"] = _plain(report.fees)
    for table, rows in form.tables.items():
        cells = {row.key: _row(report, table, row) for row in rows}
        data[table] = cells
        if table == APPLICATIONS:
            data["columns"] = list(rows[0].columns)
            data["row_labels"] = {row.key: row.label for row in rows}
        elif table == REVIEW:
            data[table] = {"columns": list(rows[0].columns), "rows": cells}
    return data


def _row(report: Report, table: str, row: Row) -> Any:
    values = [_cell(report.value(Place(table, row.key, column))) for column in row.columns]
    if row.single:
        return values[0]
    return (
        values if table in {APPLICATIONS, REVIEW} else dict(zip(row.columns, values, strict=True))
    )


def _cell(value: Value) -> int | str | None:
    if isinstance(value, Blank):
        return value.value
    return None if value is None else _plain(value)


def _plain(number: Decimal) -> int | str:
    """Return whole numbers as numbers, others as text, to stay exact."""
    return int(number) if number == number.to_integral_value() else format(number.normalize(), "f")
