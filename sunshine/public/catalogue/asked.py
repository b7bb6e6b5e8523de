"""What a reader asks of the catalogue: read from the address, and written into one. Pure."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from sunshine.kit.errors import Refused
from sunshine.publishing.models import Validity
from sunshine.publishing.plausible import EARLIEST, read_day

LONGEST = 100
LAST_YEAR = 2100
NEWEST, OLDEST, MADE = "newest", "oldest", "made"
SORTS = (NEWEST, OLDEST, MADE)
_NUMBER = re.compile(
    r"(?P<head>\D*?)[\[［(（【〔<《「{]?(?P<year>(?:19|20)\d{2})[\]］)）】〕>》」}年]?第?(?P<serial>\d{1,5})号?"
)
_APART = re.compile(r"(?P<head>.*?)\s*(?P<year>(?:19|20)\d{2})\s+(?P<serial>\d{1,5})\s*号?\s*")


class UnknownFilter(ValueError):
    """An address that names something that is not there: a section, a validity, an order."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters as typed; ``errors`` say at which field what could not be read."""

    q: str = ""
    body: str = ""
    below: bool = False
    section: str = ""
    year: str = ""
    validity: str = ""
    subject: str = ""
    number: str = ""
    made_from: str = ""
    made_until: str = ""
    sort: str = NEWEST
    errors: Mapping[str, str] = field(default_factory=dict)
    first_day: date | None = None
    last_day: date | None = None

    def query(self, **changes: object) -> str:
        """Return the query string of these filters, some of them changed; no empty ones."""
        other = replace(self, **changes)  # type: ignore[arg-type]
        pairs = [(name, getattr(other, name)) for name in TYPED]
        kept = [(name, "1" if value is True else value) for name, value in pairs if value]
        return urlencode([pair for pair in kept if pair != ("sort", NEWEST)])

    @property
    def in_year(self) -> int | None:
        """Return the year asked for, None if none or an unreadable one was."""
        return int(self.year) if self.year and "year" not in self.errors else None


TYPED = tuple(
    one.name for one in fields(Asked) if one.name not in {"errors", "first_day", "last_day"}
)


def read_asked(typed: Mapping[str, str]) -> Asked:
    """Return what was asked; what cannot be read stays as typed and has its error.

    Raises UnknownFilter for what no form of ours could have sent.
    """
    words = {name: typed.get(name, "").strip()[:LONGEST] for name in TYPED if name not in {"below"}}
    words["sort"] = words["sort"] or NEWEST
    if words["sort"] not in SORTS:
        raise UnknownFilter("sort")
    if words["validity"] and words["validity"] not in Validity.values:
        raise UnknownFilter("validity")
    errors: dict[str, str] = {}
    first, last = days_asked(words, "made_from", "made_until", errors)
    if words["year"] and not _is_year(words["year"]):
        errors["year"] = _("“%(typed)s”不是年份。请填四位数字，例如2026。") % {
            "typed": words["year"][:20]
        }
    below = typed.get("below", "") not in {"", "0"}
    return Asked(**words, below=below, errors=errors, first_day=first, last_day=last)


def days_asked(
    words: Mapping[str, str], first_name: str, last_name: str, errors: dict[str, str]
) -> tuple[date | None, date | None]:
    """Return the first and the last day typed; what cannot be told is None, with why in errors."""
    first, last = (_day(words[name], name, errors) for name in (first_name, last_name))
    if first and last and last < first:
        errors[last_name] = _("结束日期早于开始日期。请对调或者改一个。")
        last = None
    return first, last


def _is_year(typed: str) -> bool:
    return bool(re.fullmatch(r"[0-9]{4}", typed)) and EARLIEST.year <= int(typed) <= LAST_YEAR


def _day(typed: str, name: str, errors: dict[str, str]) -> date | None:
    try:
        day = read_day(typed, field=name)
        if day is not None and not EARLIEST.year <= day.year <= LAST_YEAR:
            raise Refused("day-unreadable", field=name, typed=typed[:20])
    except Refused as refused:
        errors[name] = str(refused)
        return None
    return day


@dataclass(frozen=True, slots=True)
class NumberAsked:
    """A document number taken apart: 辽税发〔2018〕39号, [2018]39号 and 2018 39 say the same."""

    head: str
    year: str
    serial: str

    def forms(self) -> tuple[str, str]:
        """Return how the end of such a number is printed."""
        return f"〔{self.year}〕{self.serial}号", f"{self.year}年第{self.serial}号"


def number_asked(typed: str) -> NumberAsked | None:
    """Return the parts of a document number as typed, None if it is none."""
    # Figures of a Chinese keyboard are as good as others.
    typed = unicodedata.normalize("NFKC", typed)
    apart = _APART.fullmatch(typed.strip())
    found = apart or _NUMBER.fullmatch("".join(typed.split()))
    if found is None:
        return None
    head = "".join(found["head"].split()).rstrip("[［(（【〔<《「{")
    return NumberAsked(head, found["year"], found["serial"].lstrip("0") or "0")
