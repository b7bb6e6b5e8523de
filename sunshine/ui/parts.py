"""What the components of a page are given: plain values, no models."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Fact:
    """A row of the key facts; ``value`` may be safe markup; ``wide`` takes the whole line."""

    label: Text
    value: object
    wide: bool = False


@dataclass(frozen=True, slots=True)
class FileLink:
    """A file to open or download."""

    name: str
    url: str
    size_bytes: int
    kind: str = ""  # e.g. "PDF"
    note: Text = ""


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """What happened, when, and by whom; ``url`` leads to it."""

    at: date | datetime | None
    title: Text
    text: Text = ""
    url: str = ""
    is_now: bool = False


@dataclass(frozen=True, slots=True)
class DiffBlock:
    """A clause or paragraph of a comparison.

    ``change`` is "same", "added", "removed" or "changed"; ``pieces`` are (mark, text) with
    the marks "=", "+" and "-".
    """

    change: str
    pieces: Sequence[tuple[str, str]]
    label: Text = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab is a page with an address, so it works without JavaScript."""

    label: Text
    url: str
    is_current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class PageLink:
    """One number of a pager; without ``url`` it is a gap."""

    number: int
    url: str = ""
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class Pager:
    """Links between the pages of one list; ``newest_last`` when page 1 holds the oldest."""

    links: Sequence[PageLink] = field(default_factory=tuple)
    back_url: str = ""
    onward_url: str = ""
    newest_last: bool = False


def pager(
    current: int, last: int, address: Callable[[int], str], *, newest_last: bool = False
) -> Pager:
    """Return the pager of a list whose pages are numbered 1 to ``last``.

    ``newest_last``: pages are numbered from the oldest (baked lists), so the reader starts at
    ``last`` and goes on downward; the numbers then stand in that order.
    """
    near = {1, last, current - 1, current, current + 1}
    shown = sorted(number for number in near if 1 <= number <= last)
    links: list[PageLink] = []
    for number in shown:
        if links and number - links[-1].number > 1:
            links.append(PageLink(number - 1))
        links.append(PageLink(number, address(number), number == current))
    if newest_last:
        links.reverse()
    lower = address(current - 1) if current > 1 else ""
    higher = address(current + 1) if current < last else ""
    back, onward = (higher, lower) if newest_last else (lower, higher)
    return Pager(tuple(links), back, onward, newest_last)
