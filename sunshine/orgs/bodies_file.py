"""Reading the bodies of an authority from a CSV file: pure, every fault named by its line.

Two shapes are read. ``slug,name,parent,level[,short_name,name_en,founded,…]`` says
everything; ``code,name,city_code`` is the list of regions (GB/T 2260) as it is published,
from which slugs and official names follow.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from sunshine.orgs.models import BodyLevel
from sunshine.orgs.models.bodies import SLUG

FACTS = (
    *("region_code", "org_code", "credit_code", "site_code", "address", "postcode"),
    *("office_hours", "telephone", "duties", "disclosure_office", "disclosure_address"),
    *("disclosure_hours", "disclosure_telephone", "disclosure_fax", "disclosure_contact"),
    "supervision_telephone",
)
_OWN = ("slug", "name", "parent", "level", "short_name", "name_en", "founded", *FACTS)
_REGIONS = ("code", "name", "city_code")


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A body as a line of the file describes it."""

    line: int
    slug: str
    parent: str
    level: str
    name: str
    short_name: str
    name_en: str
    founded: date | None = None
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a line of the file."""

    line: int
    text: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.text}"


def decode(content: bytes) -> str:
    """Return the text of a CSV file: UTF-8, or GB 18030 as older spreadsheets write it.

    Raises UnicodeDecodeError when it is neither.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")


def read(text: str, *, root: str, pattern: str, known: Iterable[str] = ()) -> list[BodyRow]:
    """Return the bodies of ``text``, parents before children.

    ``root``: slug of the highest body; ``pattern``: the official name of a region's body,
    with {} for the region; ``known``: slugs that exist already. Raises FaultyFile.
    """
    lines = list(csv.reader(io.StringIO(text)))
    head = [name.strip() for name in lines[0]] if lines else []
    if set(_REGIONS) <= set(head):
        rows, faults = _regions(_records(lines), root, pattern)
    elif {"slug", "name", "parent", "level"} <= set(head) <= set(_OWN):
        rows, faults = _own(_records(lines), root)
    else:
        wanted = "slug,name,parent,level (and more) or code,name,city_code"
        raise FaultyFile([Fault(1, f"the first line must name the columns: {wanted}")])
    faults += _repeated(rows)
    placed, orphans = _in_order(rows, {root, *known})
    faults += [Fault(row.line, f"there is no body {row.parent!r} above it") for row in orphans]
    if faults:
        raise FaultyFile(sorted(faults, key=lambda fault: fault.line))
    return placed


class FaultyFile(Exception):
    """A file of bodies that cannot be used; names every fault."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


def _records(lines: list[list[str]]) -> list[tuple[int, dict[str, str]]]:
    head = [name.strip() for name in lines[0]]
    return [
        (number, dict(zip(head, (cell.strip() for cell in cells), strict=False)))
        for number, cells in enumerate(lines[1:], 2)
        if any(cell.strip() for cell in cells)
    ]


def _own(records: list[tuple[int, dict[str, str]]], root: str) -> tuple[list[BodyRow], list[Fault]]:
    rows, faults = [], []
    for line, cells in records:
        found = _faults_of(line, cells)
        faults += found
        if not found:
            rows.append(_row(line, cells, root))
    return rows, faults


def _faults_of(line: int, cells: Mapping[str, str]) -> list[Fault]:
    faults = []
    if not SLUG.regex.match(cells.get("slug", "")):  # type: ignore[union-attr]
        faults.append(
            Fault(line, f"{cells.get('slug', '')!r} is no slug (lower-case letters, digits, -)")
        )
    if not cells.get("name"):
        faults.append(Fault(line, "the name is missing"))
    if cells.get("level") not in BodyLevel.values:
        faults.append(Fault(line, f"level must be one of {', '.join(BodyLevel.values)}"))
    if cells.get("founded") and _day(cells["founded"]) is None:
        faults.append(Fault(line, f"{cells['founded']!r} is no day (like 2018-07-05)"))
    return faults


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _row(line: int, cells: Mapping[str, str], root: str) -> BodyRow:
    return BodyRow(
        line=line,
        slug=cells["slug"],
        parent=cells.get("parent") or root,
        level=cells["level"],
        name=cells["name"],
        short_name=cells.get("short_name") or cells["name"][:40],
        name_en=cells.get("name_en", ""),
        founded=_day(cells.get("founded", "")),
        facts={name: cells[name] for name in FACTS if cells.get(name)},
    )


def _regions(
    records: list[tuple[int, dict[str, str]]], root: str, pattern: str
) -> tuple[list[BodyRow], list[Fault]]:
    rows, faults = [], []
    cities = {cells["code"]: cells["name"] for _line, cells in records if "name" in cells}
    for line, cells in records:
        code, name, above = (cells.get(column, "") for column in _REGIONS)
        if not (len(code) == 6 and code.isdecimal() and len(above) == 6 and above.isdecimal()):
            faults.append(Fault(line, f"{code!r}, {above!r}: region codes have six digits"))
            continue
        if not name:
            faults.append(Fault(line, "the name is missing"))
            continue
        is_city = above.endswith("0000")
        # A district bears its city's name before its own; a county does not need it.
        place = cities.get(above, "") + name if name.endswith("区") and not is_city else name
        rows.append(
            BodyRow(
                line=line,
                slug=f"{root}-{code}",
                parent=root if is_city else f"{root}-{above}",
                level=BodyLevel.CITY if is_city else BodyLevel.DISTRICT,
                name=pattern.format(place),
                short_name=name,
                name_en="",
                facts={"region_code": code},
            )
        )
    return rows, faults


def _repeated(rows: list[BodyRow]) -> list[Fault]:
    first: dict[str, int] = {}
    return [
        Fault(row.line, f"{row.slug} stands in line {first[row.slug]} already")
        for row in rows
        if first.setdefault(row.slug, row.line) != row.line
    ]


def _in_order(rows: list[BodyRow], known: set[str]) -> tuple[list[BodyRow], list[BodyRow]]:
    """Return the rows with parents before children, and those whose parent never comes."""
    placed: list[BodyRow] = []
    waiting = list(rows)
    while waiting:
        ready = [row for row in waiting if row.parent in known]
        if not ready:
            break
        placed += ready
        known |= {row.slug for row in ready}
        waiting = [row for row in waiting if row not in ready]
    return placed, waiting
