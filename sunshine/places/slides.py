"""The slides of a display: what an entry shows, cut into screens, each with its seconds.

Only ``publishing.visibility`` decides which item is shown. A slide is a mapping, as the screen
takes it: ``h`` what stands above, ``b`` large, ``x`` text, ``d`` a day, ``p`` a picture,
``t`` what the picture shows, ``s`` the seconds it stands.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from sunshine.kit.days import beijing_day
from sunshine.matters.boards import boards_of
from sunshine.matters.filling import board_content
from sunshine.matters.promises import Kept, promises_of
from sunshine.orgs.models import Body, Hall
from sunshine.places.models import Board, Entry, EntryKind, Place, PlaceKind
from sunshine.places.paging import LEAST_SECONDS, LINES, pages_of, seconds_for
from sunshine.publishing.content import plain_text
from sunshine.publishing.models import Edition, Item
from sunshine.publishing.visibility import PUBLIC, listed, public_of

# How many of the latest items of a section play in one entry.
LATEST = 6
_MOST_PAGES = 3
_PICTURE_SECONDS = 15
_STAFFED = frozenset({PlaceKind.WINDOW, PlaceKind.DESK})


def latest_of(body: Body, section: str, head: str) -> list[dict[str, Any]]:
    """Return code and slides of the latest public items of a section of ``body``; one query."""
    latest = public_of(body).filter(section__slug=section).select_related("current")
    return [
        {"c": item.code, "slides": slides_of(item, item.current, head=head)}
        for item in latest.order_by("-published_here", "-pk")[:LATEST]
        if item.current is not None
    ]


def slides_of(item: Item, edition: Edition, *, head: str) -> list[dict[str, Any]]:
    """Return the slides of one item: its title with the day, then how it begins."""
    day = edition.made_on or (item.published_here and beijing_day(item.published_here))
    titles = pages_of(edition.title, most=2)
    slides = [{"h": head, "b": title, "s": seconds_for(title)} for title in titles]
    if day:
        slides[-1]["d"] = day.isoformat()
    said = edition.summary or plain_text(edition.content)[:300]
    texts = pages_of(said, most=_MOST_PAGES)
    return slides + [{"h": edition.title[:20], "x": text, "s": seconds_for(text)} for text in texts]


def shown_slides(board: Board, entry: Entry, on: date) -> list[dict[str, Any]]:
    """Return every slide of ``entry``, those of its section included, as a display plays them."""
    if entry.kind != EntryKind.NOTICES:
        return entry_slides(board, entry, on)
    body = board.hall.body
    found = [
        one
        for near in [body, *reversed(body.ancestors())]
        for one in latest_of(near, entry.section, _section_name(near, entry.section))
    ]
    slides = [slide for one in found[:LATEST] for slide in one["slides"]]
    return [{**slide, "s": max(slide["s"], entry.seconds or 0)} for slide in slides]


def _section_name(body: Body, section: str) -> str:
    item = public_of(body).filter(section__slug=section).select_related("section").first()
    return item.section.name if item else ""


def entry_slides(board: Board, entry: Entry, on: date) -> list[dict[str, Any]]:
    """Return the screens of ``entry``; none where what it shows is not, or no longer, public.

    What is taken from a section comes with the headlines of the bodies, not here.
    """
    least = max(entry.seconds or 0, LEAST_SECONDS)
    return [{**slide, "s": max(slide["s"], least)} for slide in _slides(board, entry, on)]


def _slides(board: Board, entry: Entry, on: date) -> list[dict[str, Any]]:
    kind = EntryKind(entry.kind)
    if kind in _OF_HALL:
        return _OF_HALL[kind](board.hall, on)
    if kind == EntryKind.SLOGAN:
        pages = pages_of(entry.text, most=3)
        return [{"b": page, "s": seconds_for(page)} for page in pages]
    if kind == EntryKind.PICTURE and entry.picture:
        return [{"p": entry.picture, "t": entry.text, "s": _PICTURE_SECONDS}]
    item = entry.item
    if item is None or item.current is None or not listed(PUBLIC).filter(pk=item.pk).exists():
        return []
    return slides_of(item, item.current, head=item.section.name)


def _windows(hall: Hall, _on: date) -> list[dict[str, Any]]:
    standing = hall.places.filter(closed=None).order_by("kind", "number", "pk")
    return window_slides(hall, list(standing))


def window_slides(hall: Hall, places: list[Place]) -> list[dict[str, Any]]:
    """Return the hall's hours and windows as screens: what plays where nothing else does."""
    hours = pages_of(hall.office_hours, most=1) or [""]
    slides: list[dict[str, Any]] = [
        {"h": hall.name, "b": hours[0], "s": seconds_for(hours[0])},
    ]
    shown = [place for place in places if place.kind in _STAFFED]
    for first in range(0, len(shown), LINES):
        rows = [f"{place.number}　{place.name}".strip() for place in shown[first : first + LINES]]
        text = "\n".join(rows)
        slides.append({"h": hall.name, "x": text, "s": seconds_for(text)})
    return slides


def promise_slides(hall: Hall, on: date) -> list[dict[str, Any]]:
    """Return the promises of the hall's body that hold on ``on``, each with how it was kept."""
    slides = []
    with override("zh-hans"):
        for kept in promises_of(hall.body, on):
            if kept.holds:
                said = f"{kept.promise.words}\n{kept_words(kept)}"
                pages = pages_of(said, most=2)
                slides += [
                    {"h": _("服务承诺"), "x": page, "s": seconds_for(page)} for page in pages
                ]
    return slides


def kept_words(kept: Kept) -> str:
    """Return how far a promise was kept, in the language that is active."""
    done = kept.fulfilment
    if done.incidents is not None:
        return _("查实%(count)s件") % {"count": done.incidents}
    if done.share is None:
        return _("还没有办结的，尚无兑现情况")
    facts = {"share": done.share, "kept": done.kept, "late": done.late}
    return _("按时%(share)s%%：%(kept)s件按时，%(late)s件逾期") % facts


def disclosure_slides(hall: Hall, on: date) -> list[dict[str, Any]]:
    """Return the hall's boards as slides, each block cut into screens; empty ones are left out."""
    slides = []
    for key in boards_of(hall).boards:
        content = board_content(hall, key, on)
        for block in content.blocks if content is not None else ():
            text = "\n".join(f"{row.title}　{row.detail}".strip() for row in block.rows)
            head = f"{content.board.title.zh} · {block.heading.zh}" if content else ""
            slides += [
                {"h": head, "x": page, "s": seconds_for(page)}
                for page in pages_of(text, most=_MOST_PAGES)
            ]
    return slides


_OF_HALL: dict[EntryKind, Callable[[Hall, date], list[dict[str, Any]]]] = {
    EntryKind.WINDOWS: _windows,
    EntryKind.PROMISES: promise_slides,
    EntryKind.DISCLOSURES: disclosure_slides,
}
