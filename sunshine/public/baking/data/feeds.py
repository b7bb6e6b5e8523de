"""Feeds of bodies and sections (Atom, RSS), and the bundles that screens show (row B10)."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from sunshine.orgs.models import Body
from sunshine.public.baking.data.lines import as_json, line_of, site_address
from sunshine.public.baking.data.rss import rss_of
from sunshine.public.baking.data.xml import XmlText
from sunshine.public.baking.keys import Key, Kind, Neutral, Output, Owned
from sunshine.public.baking.readings import (
    FEED_SIZE,
    body_of,
    body_slugs,
    newest,
    public_items,
    section_of,
    section_pairs,
)
from sunshine.publishing.models import Item

_ATOM = "http://www.w3.org/2005/Atom"
SCREEN_SCHEMA = "sunshine.screen/1"


def feed_address(body: str, section: str = "") -> str:
    """Return the address of the feed of a body, or of one of its sections."""
    return f"/b/{body}/{section}/feed.atom" if section else f"/b/{body}/feed.atom"


def rss_address(body: str, section: str = "") -> str:
    """Return the address of the same feed as RSS."""
    return f"{feed_address(body, section).removesuffix('atom')}rss"


def screen_address(body: str, section: str = "") -> str:
    """Return the address of the bundle of a body, or of one of its sections."""
    return f"/screens/{body}/{section}.json" if section else f"/screens/{body}.json"


def stable_id(address: str) -> str:
    """Return the name of an entry for ever: a tag (RFC 4151) that outlives a change to https."""
    host = urlsplit(settings.SITE_URL).hostname
    return f"tag:{host},2026:{address}"


def _read(key: Key) -> tuple[Body, str, list[Item]] | None:
    """Return who speaks, the title, and the newest items; None if the feed is nobody's."""
    body = body_of(key.subject)
    if body is None:
        return None
    items = public_items().filter(body=body)
    if not key.part:
        return body, body.name, newest(items)
    section = section_of(key.subject, key.part)
    found = newest(items.filter(section__slug=key.part))
    if section is None or not found:
        return None
    return body, f"{body.name} · {section.name}", found


def _changed(item: Item) -> datetime:
    moment = item.changed_at or item.published_here
    if moment is None:
        raise ValueError(f"{item.code} is listed without a time")
    return moment


def _render_feed(key: Key, on: date) -> Iterator[Output]:
    read = _read(key)
    if read is None:
        return
    body, title, items = read
    address = feed_address(key.subject, key.part)
    page = f"/b/{key.subject}/{key.part}/" if key.part else f"/b/{key.subject}/"
    xml = XmlText()
    with xml.inside("feed", {"xmlns": _ATOM, "xml:lang": "zh-Hans"}):
        xml.leaf("id", stable_id(address))
        xml.leaf("title", title)
        changed = max(map(_changed, items), default=_beginning(body))
        xml.leaf("updated", _stamp(changed))
        xml.leaf("link", "", {"rel": "self", "href": site_address(address)})
        xml.leaf("link", "", {"rel": "alternate", "type": "text/html", "href": site_address(page)})
        with xml.inside("author"):
            xml.leaf("name", body.name)
        for item in items:
            _entry(xml, item)
    yield Neutral(address, xml.encoded())
    other = rss_address(key.subject, key.part)
    yield Neutral(other, rss_of(title, other, page, items, changed=changed))


def _entry(xml: XmlText, item: Item) -> None:
    edition = item.current
    if edition is None or item.published_here is None:
        raise ValueError(f"{item.code} is listed and has nothing to show")
    address = f"/i/{item.code}/"
    with xml.inside("entry"):
        xml.leaf("id", stable_id(address))
        xml.leaf("title", edition.title)
        xml.leaf("updated", _stamp(_changed(item)))
        xml.leaf("published", _stamp(item.published_here))
        link = {"rel": "alternate", "type": "text/html", "href": site_address(address)}
        xml.leaf("link", "", link)
        with xml.inside("author"):
            xml.leaf("name", item.body.name)
        xml.leaf("category", "", {"term": item.section.slug, "label": item.section.name})
        if edition.summary:
            xml.leaf("summary", edition.summary)


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _beginning(body: Body) -> datetime:
    """Return the time of a feed that is still empty; it must have one and must not change."""
    day = body.founded or date(2008, 5, 1)
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def _render_screen(key: Key, on: date) -> Iterator[Output]:
    read = _read(key)
    if read is None:
        return
    body, title, items = read
    lines: Sequence[dict[str, Any]] = [line_of(item) for item in items[:FEED_SIZE]]
    head = {"schema": SCREEN_SCHEMA, "body": body.slug, "title": title, "title_en": body.name_en}
    yield Neutral(screen_address(key.subject, key.part), as_json(head, lines))


def _every(kind: str) -> Iterator[Key]:
    for slug in body_slugs():
        yield Key(kind, slug)
    for body, section in section_pairs():
        yield Key(kind, body, section)


KINDS = (
    Kind(
        "feed",
        lambda key: Owned(
            neutral=(feed_address(key.subject, key.part), rss_address(key.subject, key.part))
        ),
        _render_feed,
        lambda: _every("feed"),
    ),
    Kind(
        "screen",
        lambda key: Owned(neutral=(screen_address(key.subject, key.part),)),
        _render_screen,
        lambda: _every("screen"),
    ),
)
