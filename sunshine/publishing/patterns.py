"""Patterns of index numbers (索引号): checked when set, filled in when one is minted. Pure.

No law prescribes one form; patterns in use are ``{org}/{year}-{serial:05d}`` and
``{credit}/{year}{month:02d}-{serial:05d}``.
"""

import re
from string import Formatter

from sunshine.kit.errors import Reason

LONGEST = 60
_FIELDS = {
    "org": re.compile(r""),
    "credit": re.compile(r""),
    "year": re.compile(r""),
    "month": re.compile(r"(02d)?"),
    "serial": re.compile(r"(0[1-9]d)?"),
}
# What may stand between the fields without trouble in addresses, files and tables.
_BETWEEN = re.compile(r"[A-Za-z0-9/_.-]*")


def why_not_pattern(pattern: str, *, field: str, has_org: bool, has_credit: bool) -> list[Reason]:
    """Return why ``pattern`` cannot number the items of a body; ``has_…``: which codes it has."""
    try:
        parts = list(Formatter().parse(pattern))
    except ValueError:
        parts = []
    if not parts or len(pattern) > LONGEST:
        return [Reason("pattern-unreadable", field=field)]
    used = [name for _text, name, _spec, _conversion in parts if name is not None]
    for text, name, spec, conversion in parts:
        known = name is None or (name in _FIELDS and _FIELDS[name].fullmatch(spec or ""))
        if not known or conversion or not _BETWEEN.fullmatch(text):
            return [Reason("pattern-unreadable", field=field)]
    reasons = []
    if "serial" not in used or "year" not in used:
        reasons.append(Reason("pattern-incomplete", field=field))
    if "org" not in used and "credit" not in used:
        reasons.append(Reason("pattern-of-anybody", field=field))
    if ("org" in used and not has_org) or ("credit" in used and not has_credit):
        reasons.append(Reason("pattern-needs-code", field=field))
    return reasons


def filled_in(pattern: str, *, org: str, credit: str, year: int, month: int, serial: int) -> str:
    """Return the number that ``pattern`` gives; raise ValueError if it is no pattern."""
    return pattern.format(org=org, credit=credit, year=year, month=month, serial=serial)
