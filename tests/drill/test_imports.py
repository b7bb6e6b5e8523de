"""Real laws and documents are imported: how much of what their index says is recognised."""

import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from sunshine.imports import days
from sunshine.imports.models import Row, RowState
from sunshine.imports.periodic import go_on_with
from sunshine.imports.recognising import recognise
from sunshine.publishing.models import Item
from tests.build.imports import imported
from tests.build.release import published
from tests.cast import Cast

AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


@pytest.fixture
def rows(cast: Cast, data: Path) -> list[Row]:
    """Return the rows of all laws, imported by an editor."""
    return imported(data / "laws", cast.heping, cast.li)


def test_every_law_is_imported_once(rows: list[Row], data: Path) -> None:
    index = json.loads((data / "laws-index.json").read_text(encoding="utf-8"))
    assert len(rows) == len(index) >= 470
    states = Counter(row.state for row in rows)
    print(dict(states))
    assert states[RowState.FAILED] == states[RowState.LEFT] == 0
    assert states[RowState.TWIN] == 2
    # Twins and later versions have no item of their own.
    assert Item.objects.count() == len(rows) - states[RowState.TWIN] - states[RowState.QUEUED]


def test_what_the_index_says_is_recognised(rows: list[Row], data: Path) -> None:
    index = {
        entry["path"]: entry
        for entry in json.loads((data / "laws-index.json").read_text(encoding="utf-8"))
    }
    dated = [row for row in rows if index[row.name]["version_date"]]
    right = sum(row.known["title"] == index[row.name]["title"] for row in rows)
    versions = sum(str(row.version_on) == index[row.name]["version_date"] for row in dated)
    print(f"title {right}/{len(rows)}, day of the version {versions}/{len(dated)}")
    assert right == len(rows)
    assert versions == len(dated)


def test_what_the_text_alone_says(data: Path) -> None:
    """Without file names and index: found, unknown and different are told apart."""
    told: Counter[str] = Counter()
    for entry in json.loads((data / "laws-index.json").read_text(encoding="utf-8")):
        text = (data / "laws" / entry["path"]).read_text(encoding="utf-8")
        lines = [line.lstrip("# ") for line in text.replace("<!-- INFO END -->", "").splitlines()]
        known = recognise("\n".join(lines), heading=lines[0], on=AT.date())
        told["title"] += known.title == entry["title"]
        told["organs"] += bool(known.issuers)
        told["number"] += bool(known.document_number)
        told["in force"] += known.in_force_on is not None
        if entry["version_date"] is None:
            continue
        told["dated"] += 1
        said = str(known.made_on) if known.made_on else "unknown"
        told["made: unknown"] += said == "unknown"
        told["made: the same"] += said == entry["version_date"]
        told["made: later than the version"] += said > entry["version_date"] and said != "unknown"
    print(dict(told))
    assert told["title"] >= 469
    assert told["made: the same"] >= 300


def test_versions_of_one_law_become_editions_of_one_item(cast: Cast, rows: list[Row]) -> None:
    waiting = [row for row in rows if row.state == RowState.QUEUED]
    assert len(waiting) >= 15
    for row in waiting:
        published(cast, row.item.editions.get())
        go_on_with(row.item, at=AT)
        row.refresh_from_db()
        assert (row.state, row.edition) == (RowState.DONE, 2)
        old, new = row.item.editions.all()
        assert old.title == new.title
        assert old.made_on < new.made_on
        published(cast, new)


def test_twice_is_the_same_as_once(cast: Cast, rows: list[Row], data: Path) -> None:
    before = Item.objects.count()
    again = imported(data / "laws", cast.heping, cast.li)
    assert {row.state for row in again} == {RowState.SAME, RowState.TWIN}
    assert Item.objects.count() == before


def test_published_documents_with_what_came_with_them(cast: Cast, data: Path) -> None:
    path = data / "gov-cn-policies.json"
    entries = json.loads(path.read_text(encoding="utf-8"))
    rows = imported(path, cast.heping, cast.li)
    assert {row.state for row in rows} == {RowState.DONE}
    for row, entry in zip(rows, entries, strict=True):
        edition = row.item.editions.get()
        assert edition.title == entry["title"]
        assert row.item.source_index_number == entry["index_number"]
        assert edition.document_number == entry["doc_number"]
        assert edition.made_on == days.read(entry["written_date"])
        assert row.item.published_first == days.read(entry["publish_date"])
        assert edition.source == entry["issuer"]


def test_published_documents_by_their_text_alone(data: Path) -> None:
    told: Counter[str] = Counter()
    for entry in json.loads((data / "gov-cn-policies.json").read_text(encoding="utf-8")):
        known = recognise(entry["body"], on=AT.date())
        told["title"] += known.title.replace(" ", "") == entry["title"].replace(" ", "")
        told["number"] += known.document_number == entry["doc_number"]
        told["organs"] += "、".join(known.issuers) == entry["issuer"]
        made: Any = days.read(entry["written_date"])
        told["made: the same"] += known.made_on == made
        told["made: unknown"] += known.made_on is None
    print(dict(told))
    assert min(told["title"], told["number"], told["organs"]) == 40
    assert told["made: the same"] + told["made: unknown"] == 40
