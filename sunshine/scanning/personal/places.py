"""Regions of the ID card, area codes and segments of telephones, names of cities: dated data."""

import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any, Final

_DATA: Final[dict[str, Any]] = tomllib.loads(
    files("sunshine.scanning").joinpath("data/places.toml").read_text(encoding="utf-8")
)


def _spread(ranges: str) -> Iterator[str]:
    for part in ranges.split():
        first, _, last = part.partition("-")
        for number in range(int(first), int(last or first) + 1):
            yield f"{number:0{len(first)}}"


PROVINCES: Final = frozenset(entry["name"] for entry in _DATA["provinces"].values())
CITIES: Final = frozenset(_DATA["places"]["cities"].split())
AREA_CODES: Final = frozenset(_spread(_DATA["telephone"]["area"]))
MOBILE_SEGMENTS: Final = frozenset(_spread(_DATA["telephone"]["mobile"]))
_WHOLE: Final = frozenset(_DATA["places"]["whole"])
_REGIONS: Final = frozenset(
    province + city
    for province, entry in _DATA["provinces"].items()
    for city in _spread(entry["cities"])
)


def is_region(code: str) -> bool:
    """Return whether six figures can begin an ID card (GB/T 2260, old prefectures included).

    Province and city are looked up; the county need only be one, because counties come and go.
    """
    city, county = code[:4], code[4:]
    if city not in _REGIONS:
        return False
    return (county == "00") == (city in _WHOLE or city[2:] == "00")
