"""The page of an item, its old editions, and their comparison (row B1)."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from sunshine.public.baking.html import in_both_languages
from sunshine.public.baking.keys import Key, Kind, Output, Owned
from sunshine.public.baking.readings import (
    SHOWN_EDITIONS,
    ever_public,
    public_items,
    readable_item,
    shown_editions,
)
from sunshine.publishing.models import (
    Audience,
    Edition,
    EditionState,
    Incident,
    Item,
    ItemState,
)
from sunshine.ui.shell import Crumb, PageMeta, Shell


def item_address(code: str) -> str:
    """Return the address of an item's page."""
    return f"/i/{code}/"


def crumbs_of(item: Item, shell: Shell) -> list[Crumb]:
    """Return the way to an item: its body, its section, itself."""
    english = shell.lang == "en"
    section = item.section.name_en if english and item.section.name_en else item.section.name
    return [
        Crumb(_("首页"), shell.body_url),
        Crumb(section, shell.at(f"/b/{item.body.slug}/{item.section.slug}/")),
        Crumb(_("正文")),
    ]


def _facts(item: Item, edition: Edition) -> dict[str, Any]:
    return {
        "item": item,
        "edition": edition,
        "attachments": [
            standing.attachment
            for standing in edition.attached.select_related("attachment").order_by("rank", "pk")
        ],
        "keeper": f"{item.body.name}{item.responsible_post.name}",
    }


def _render_item(key: Key, on: date) -> Iterator[Output]:
    item = readable_item(key.subject)
    if item is None:
        yield from _notice_of_pulling(key)
        return
    if item.current is None or item.state == ItemState.MOVED:
        return
    facts = _facts(item, item.current)
    facts["editions"] = list(shown_editions(item))
    facts["related"] = list(public_items().filter(pk__in=item.related.values("pk")).order_by("pk"))
    facts["withdrawn"] = item.state == ItemState.WITHDRAWN
    yield from in_both_languages(
        item_address(item.code), "public/item.html", _building(item, facts), body=item.body
    )


def _notice_of_pulling(key: Key) -> Iterator[Output]:
    """Say that something was taken down, and nothing of what it was, where that was decided."""
    incident = (
        Incident.objects.filter(
            item__code=key.subject,
            item__state=ItemState.PULLED,
            item__audience=Audience.PUBLIC,
            with_notice=True,
        )
        .select_related("item__body")
        .first()
    )
    if incident is None:
        return
    facts = {"day": incident.pulled_at}
    yield from in_both_languages(
        item_address(key.subject),
        "public/pulled.html",
        lambda shell: facts,
        body=incident.item.body,
    )


def _building(item: Item, facts: Mapping[str, Any]) -> Any:
    def build(shell: Shell) -> Mapping[str, Any]:
        edition: Edition = facts["edition"]
        published = edition.published_at or item.published_here
        meta = PageMeta(
            article_title=edition.title,
            pub_date=f"{localtime(published):%Y-%m-%d %H:%M}" if published else "",
            content_source=edition.source or item.body.name,
            keywords=",".join(edition.keywords),
            description=edition.summary,
            url=shell.page_url,
        )
        return {**facts, "crumbs": crumbs_of(item, shell), "meta": meta}

    return build


def _render_edition(key: Key, on: date) -> Iterator[Output]:
    item = readable_item(key.subject)
    if item is None or item.state == ItemState.MOVED:
        return
    edition = (
        shown_editions(item).filter(number=int(key.part), state=EditionState.SUPERSEDED).first()
    )
    if edition is None:
        return
    yield from in_both_languages(
        _edition_address(key), "public/edition.html", _building(item, _facts(item, edition)),
        body=item.body,
    )  # fmt: skip


def _render_comparison(key: Key, on: date) -> Iterator[Output]:
    item = readable_item(key.subject)
    if item is None or item.state == ItemState.MOVED:
        return
    older, newer = (int(number) for number in key.part.split("-"))
    editions = {edition.number: edition for edition in shown_editions(item)}
    if older not in editions or newer not in editions:
        return
    facts = {"item": item, "edition": editions[newer], "older": editions[older]}
    yield from in_both_languages(
        _comparison_address(key), "public/comparison.html", _building(item, facts), body=item.body
    )


def _edition_address(key: Key) -> str:
    return f"/i/{key.subject}/e/{key.part}/"


def _comparison_address(key: Key) -> str:
    return f"/i/{key.subject}/compare/{key.part}/"


def _every_item() -> Iterator[Key]:
    for code in ever_public().order_by("pk").values_list("code", flat=True).iterator():
        yield Key("item", code)


def _every_edition() -> Iterator[Key]:
    editions = Edition.objects.filter(item__in=ever_public(), state=EditionState.SUPERSEDED)
    ordered = editions.order_by("item_id", "number").values_list("item__code", "number")
    for code, number in ordered.iterator():
        yield Key("edition", code, str(number))


def _every_comparison() -> Iterator[Key]:
    editions = Edition.objects.filter(item__in=ever_public(), state__in=SHOWN_EDITIONS)
    ordered = editions.order_by("item_id", "number").values_list("item__code", "number")
    for (code, older), (other, newer) in pairwise(ordered.iterator()):
        if code == other:
            yield Key("comparison", code, f"{older}-{newer}")


KINDS = (
    Kind("item", lambda key: Owned((item_address(key.subject),)), _render_item, _every_item),
    Kind("edition", lambda key: Owned((_edition_address(key),)), _render_edition, _every_edition),
    Kind(
        "comparison",
        lambda key: Owned((_comparison_address(key),)),
        _render_comparison,
        _every_comparison,
    ),
)
