"""The catalogue and the lists as CSV and JSON, one shard a year (row B2; 条例 art. 12)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet

from sunshine.public.baking.data.lines import (
    COLUMNS,
    as_csv,
    as_json,
    line_of,
    pretty_json,
    site_address,
)
from sunshine.public.baking.keys import Key, Kind, Neutral, Output, Owned
from sunshine.public.baking.readings import (
    body_of,
    body_slugs,
    ever_public,
    in_list,
    in_year,
    public_items,
    section_of,
    section_pairs,
    years_of,
)
from sunshine.publishing.models import Item

INDEX_SCHEMA = "sunshine.shards/1"
_SHARD_COLUMNS = {"year": "年份", "items": "条数", "csv": "CSV", "json": "JSON"}


def catalogue_year_address(body: str, year: int | str) -> str:
    """Return the address of a year of a body's catalogue, without its ending."""
    return f"/b/{body}/catalogue/{year}"


def list_year_address(body: str, section: str, year: int | str) -> str:
    """Return the address of a year of a section's list, without its ending."""
    return f"/b/{body}/{section}/{year}"


def list_year_key(body: str, section: str, year: int) -> Key:
    """Return the key of a year of a section's list."""
    return Key("list-year", f"{body}/{section}", str(year))


def _shard(address: str, head: dict[str, Any], items: QuerySet[Item]) -> Iterator[Output]:
    lines = [line_of(item) for item in items]
    if lines:
        yield Neutral(f"{address}.csv", as_csv(lines, COLUMNS))
        yield Neutral(f"{address}.json", as_json(head, lines))


def _render_catalogue_year(key: Key, on: date) -> Iterator[Output]:
    body = body_of(key.subject)
    if body is None:
        return
    items = in_year(public_items().filter(body=body), int(key.part))
    head = {"body": body.slug, "name": body.name, "year": int(key.part)}
    yield from _shard(catalogue_year_address(body.slug, key.part), head, items)


def _render_list_year(key: Key, on: date) -> Iterator[Output]:
    body, section = key.subject.split("/")
    items = in_year(in_list(body, section), int(key.part))
    head = {"body": body, "section": section, "year": int(key.part)}
    yield from _shard(list_year_address(body, section, key.part), head, items)


def _render_index(key: Key, on: date) -> Iterator[Output]:
    """Render list.csv and list.json: which yearly shards there are."""
    found = section_of(key.subject, key.part)
    items = in_list(key.subject, key.part)
    shards = []
    for year in years_of(items):
        address = site_address(list_year_address(key.subject, key.part, year))
        count = in_year(items, year).count()
        shard = {"year": year, "items": count, "csv": f"{address}.csv", "json": f"{address}.json"}
        shards.append(shard)
    if found is None or not shards:
        return
    head = {"schema": INDEX_SCHEMA, "body": key.subject, "section": key.part, "name": found.name}
    address = f"/b/{key.subject}/{key.part}/list"
    yield Neutral(f"{address}.csv", as_csv(shards, _SHARD_COLUMNS))
    yield Neutral(f"{address}.json", pretty_json({**head, "shards": shards}))


def _two(address: str) -> Owned:
    return Owned(neutral=(f"{address}.csv", f"{address}.json"))


def _own_list_year(key: Key) -> Owned:
    body, section = key.subject.split("/")
    return _two(list_year_address(body, section, key.part))


def _every_catalogue_year() -> Iterator[Key]:
    for slug in body_slugs():
        for year in reversed(years_of(ever_public().filter(body__slug=slug))):
            yield Key("catalogue-year", slug, str(year))


def _every_list_year() -> Iterator[Key]:
    for body, section in section_pairs():
        items = ever_public().filter(body__slug=body, section__slug=section)
        for year in reversed(years_of(items)):
            yield list_year_key(body, section, year)


def _every_index() -> Iterator[Key]:
    for body, section in section_pairs():
        yield Key("list-index", body, section)


KINDS = (
    Kind(
        "catalogue-year",
        lambda key: _two(catalogue_year_address(key.subject, key.part)),
        _render_catalogue_year,
        _every_catalogue_year,
    ),
    Kind("list-year", _own_list_year, _render_list_year, _every_list_year),
    Kind(
        "list-index",
        lambda key: _two(f"/b/{key.subject}/{key.part}/list"),
        _render_index,
        _every_index,
    ),
)
