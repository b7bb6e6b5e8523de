"""Looking over a source before anything is read: one row for each document in it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from sunshine.imports import metadata
from sunshine.imports.converting.kinds import DOCUMENTS, TABLES, Unconvertible, extension_of
from sunshine.imports.models import Batch, BatchKind, Row, RowState
from sunshine.imports.reading import Reader
from sunshine.imports.sources import Member, Source, as_file, entries_of

_PAGES = frozenset({"html", "htm", "shtml"})
_ATTACHED = frozenset(
    {"pdf", "ofd", "doc", "docx", "wps", "xls", "xlsx", "et", "ppt", "pptx", "csv", "txt", "zip"}
)


@dataclass(slots=True)
class _Lists:
    """What tables and lists among the members say: facts by name, and documents in them."""

    facts: dict[str, dict[str, str]] = field(default_factory=dict)
    entries: list[Row] = field(default_factory=list)
    faults: dict[str, Unconvertible] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)


def rows_of(batch: Batch, source: Source, reader: Reader, beside: Path | None = None) -> list[Row]:
    """Return the rows of ``batch``, not saved, numbered from 1.

    ``beside``: a table or list of facts that lies outside the source. Raises Unconvertible
    where there is nothing to import.
    """
    members = list(source.members())
    if batch.kind == BatchKind.SITE:
        rows = list(_site_rows(members))
    else:
        lists = _lists(members, source, reader)
        if beside is not None:
            lists.facts.update(_facts(_read_table(beside.read_bytes(), beside.name, reader), ""))
        rows = list(_document_rows(members, lists))
        rows += _named_not_there(lists, {one.name for one in members})
    if not any(row.state in {RowState.WAITING, RowState.FAILED} for row in rows):
        raise Unconvertible("import-nothing-here")
    for ordinal, row in enumerate(rows, 1):
        row.batch, row.ordinal = batch, ordinal
    return rows


def table_beside(path: Path) -> Path | None:
    """Return the list or table that lies beside a folder and bears its name, if there is one."""
    if not path.is_dir():
        return None
    for ending in ("-index.json", "-index.csv", "-index.xlsx", ".csv", ".xlsx"):
        candidate = path.resolve().parent / f"{path.resolve().name}{ending}"
        if candidate.is_file():
            return candidate
    return None


def _document_rows(members: list[Member], lists: _Lists) -> Iterator[Row]:
    for member in members:
        if member.name in lists.used:
            continue
        row = Row(name=member.name, key=member.key, given=lists.facts.get(member.name, {}))
        if member.unfit:
            _settled(row, RowState.FAILED, member.unfit)
        elif (fault := lists.faults.get(member.name)) is not None:
            _settled(row, RowState.FAILED, fault.code, fault.facts)
        elif extension_of(member.name) not in DOCUMENTS:
            _settled(row, RowState.LEFT, "import-kind-unfit")
        yield row
    yield from lists.entries


def _site_rows(members: list[Member]) -> Iterator[Row]:
    """Yield the pages first, then what pages may link to: by then it is known which do."""
    for wanted in (_PAGES, _ATTACHED):
        for member in members:
            if extension_of(member.name) in wanted:
                row = Row(name=member.name, key=member.key)
                if member.unfit:
                    _settled(row, RowState.FAILED, member.unfit)
                yield row


def _named_not_there(lists: _Lists, names: set[str]) -> list[Row]:
    rows = []
    for name in sorted(set(lists.facts) - names):
        row = Row(name=name[:400], key="", given={})
        _settled(row, RowState.FAILED, "import-named-not-there")
        rows.append(row)
    return rows


def _lists(members: list[Member], source: Source, reader: Reader) -> _Lists:
    found = _Lists()
    for member in members:
        if member.unfit or extension_of(member.name) not in {*TABLES, "json"}:
            continue
        try:
            rows = _read_table(source.content(member), member.name, reader)
        except Unconvertible as fault:
            found.faults[member.name] = fault
            continue
        heads = {metadata.field_of(str(head)) for row in rows[:20] for head in row}
        if {"title", "text"} <= heads:
            found.entries += _entries(member, rows)
            found.used.add(member.name)
        elif "file" in heads:
            folder = str(PurePosixPath(member.name).parent)
            found.facts.update(_facts(rows, "" if folder == "." else f"{folder}/"))
            found.used.add(member.name)
    return found


def _entries(member: Member, rows: list[dict[str, Any]]) -> Iterator[Row]:
    for place, entry in enumerate(rows):
        address = metadata.by_field(entry).get("address", "")
        name = f"{member.name}#{place + 1}"
        yield Row(name=name, key=member.key, entry=place, address=address[:500])


def _facts(rows: list[dict[str, Any]], folder: str) -> dict[str, dict[str, str]]:
    """Return what ``rows`` say of files, by the name of the file in the source."""
    found = {}
    for row in rows:
        values = metadata.by_field(row)
        name = values.pop("file", "").replace("\\", "/").removeprefix("./")
        if name:
            found[f"{folder}{name}"] = values
    return found


def _read_table(content: bytes, name: str, reader: Reader) -> list[dict[str, Any]]:
    if extension_of(name) == "json":
        return entries_of(content)
    with as_file(content, name) as path:
        return reader.read(path, "table").rows


def _settled(row: Row, state: RowState, code: str, facts: dict[str, object] | None = None) -> None:
    row.state, row.reason, row.reason_facts = state, code, facts or {}
