"""The headlines of a body for the displays of its halls, cut into screens to be read from afar."""

from typing import Any

from sunshine.kit.days import beijing_day
from sunshine.orgs.models import Body
from sunshine.places.paging import pages_of, seconds_for
from sunshine.publishing.models import Edition, Item
from sunshine.publishing.visibility import public_of
from sunshine.screens.contents.items import sections_of, summary_of

EACH = 6
_MOST_PAGES = 3


def heads_part(body: Body) -> dict[str, Any]:
    """Return the latest items of every section of ``body``; a query for each section."""
    sections = {}
    for section in sections_of(body):
        latest = public_of(body).filter(section__slug=section["s"]).select_related("current")
        shown = [
            {"c": item.code, "slides": slides_of(item, item.current, head=section["n"])}
            for item in latest.order_by("-published_here", "-pk")[:EACH]
            if item.current is not None
        ]
        sections[section["s"]] = {"n": section["n"], "items": shown}
    return {"sections": sections}


def slides_of(item: Item, edition: Edition, *, head: str) -> list[dict[str, Any]]:
    """Return the screens of one item: its title with the day, then how it begins."""
    day = edition.made_on or (item.published_here and beijing_day(item.published_here))
    titles = pages_of(edition.title, most=2)
    slides = [{"h": head, "b": title, "s": seconds_for(title)} for title in titles]
    if day:
        slides[-1]["d"] = day.isoformat()
    texts = pages_of(summary_of(edition), most=_MOST_PAGES)
    return slides + [{"h": edition.title[:20], "x": text, "s": seconds_for(text)} for text in texts]
