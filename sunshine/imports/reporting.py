"""The report of a batch, row by row: as lines for a terminal and as CSV."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TextIO

from sunshine.imports.models import Row, RowState
from sunshine.imports.reasons import reason_of

HEADS = (
    *("row", "file", "result", "title", "document_number", "made_on", "in_force_on", "item"),
    *("edition", "why", "remarks", "sha256"),
)
# What a spreadsheet would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def sentence_of(row: Row) -> str:
    """Return why ``row`` stands as it does, or what will become of it, "" if there is nothing."""
    return str(reason_of(row.reason, row.reason_facts)) if row.reason else ""


def remarks_of(row: Row) -> list[str]:
    """Return the sentences of what an editor should look at."""
    return [str(reason_of(code, facts)) for code, facts in row.remarks]


def counts(rows: Iterable[Row]) -> dict[str, int]:
    """Return how many rows stand in each state, in the order of the states."""
    counted = Counter(row.state for row in rows)
    return {state: counted[state] for state in RowState.values if counted[state]}


def lines(row: Row) -> Iterator[str]:
    """Yield the lines that a terminal shows of ``row``."""
    state = RowState(row.state).label
    yield f"{row.ordinal:>5}  {state}  {safe(row.name)}"
    known = row.known
    told = [known.get("title", ""), known.get("document_number", ""), known.get("made_on", "")]
    if any(told):
        yield f"       {safe(' · '.join(filter(None, told)))}"
    if sentence := sentence_of(row):
        yield f"       {safe(sentence)}"
    for remark in remarks_of(row):
        yield f"       ! {safe(remark)}"


def write_csv(rows: Iterable[Row], target: TextIO) -> None:
    """Write the report as CSV; no cell is a formula, whatever a file is named."""
    writer = csv.writer(target)
    writer.writerow(HEADS)
    for row in rows:
        writer.writerow([_cell(value) for value in _values(row)])


def safe(text: str) -> str:
    """Return ``text`` without what would move the cursor of a terminal."""
    return "".join(char if char.isprintable() else " " for char in text)


def _values(row: Row) -> tuple[object, ...]:
    known = row.known
    return (
        row.ordinal,
        row.name,
        row.state,
        known.get("title", ""),
        known.get("document_number", ""),
        known.get("made_on", ""),
        known.get("in_force_on", ""),
        row.item.code if row.item else "",
        row.edition or "",
        sentence_of(row),
        " ".join(remarks_of(row)),
        row.digest,
    )


def _cell(value: object) -> str:
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
