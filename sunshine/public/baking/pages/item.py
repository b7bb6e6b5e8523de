"""The page of an item, its old editions, and their comparison (row B1)."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from sunshine.matters.standing import guide_of
from sunshine.public.baking.html import in_both_languages
from sunshine.public.baking.keys import Key, Kind, Output, Owned
from sunshine.public.baking.readings import (
    ONCE_SHOWN,
    compared,
    ever_public,
    public_items,
    readable_item,
    shown_editions,
)
from sunshine.public.guide_facts import gather_guide, guide_page
from sunshine.public.item_facts import (
    comparison_address,
    crumbs_of,
    diff_blocks,
    differing_facts,
    edition_address,
    gather,
    item_address,
    page_of,
)
from sunshine.public.structured import script, work
from sunshine.publishing.content import plain_text
from sunshine.publishing.models import Edition, EditionState, Item, ItemState
from sunshine.publishing.visibility import pulled_with_notice
from sunshine.rulebook.comparing import compare
from sunshine.ui.shell import Crumb, Shell


def _render_item(key: Key, on: date) -> Iterator[Output]:
    item = readable_item(key.subject)
    if item is None:
        yield from _notice_of_pulling(key)
        return
    if item.current is None or item.state == ItemState.MOVED:
        return
    found = gather(item, item.current, list(shown_editions(item)))
    found["related"] = list(public_items().filter(pk__in=item.related.values("pk")).order_by("pk"))

    structured = script(work(item, item.current, found["issuer"]))
    guide = _guide(item, on)

    def build(shell: Shell) -> Mapping[str, Any]:
        more = guide_page(guide, shell) if guide else {}
        return {**page_of(found, shell), **more, "structured": structured}

    template = "public/matter.html" if guide else "public/item.html"
    door = "matters" if guide else "open"
    address = item_address(item.code)
    yield from in_both_languages(address, template, build, body=item.body, door=door)


def _guide(item: Item, on: date) -> dict[str, Any]:
    """Return what a guide shows besides an item, nothing for any other item; one query for those.

    A withdrawn guide keeps its text, as every withdrawn item does.
    """
    standing = guide_of(item.code, on) if item.current and item.current.elements else None
    if standing is None:
        return {}
    return {**gather_guide(standing, on), "edition": standing.edition, "coming": standing.coming}


def _notice_of_pulling(key: Key) -> Iterator[Output]:
    """Say that something was taken down, and nothing of what it was, where that was decided."""
    pulled = pulled_with_notice().filter(code=key.subject)
    item = pulled.select_related("body").first()
    if item is None:
        return
    facts = {"day": item.down_at}
    yield from in_both_languages(
        item_address(key.subject),
        "public/pulled.html",
        lambda shell: facts,
        body=item.body,
    )


def _render_edition(key: Key, on: date) -> Iterator[Output]:
    item = readable_item(key.subject)
    if item is None or item.state == ItemState.MOVED:
        return
    editions = list(shown_editions(item))
    number = int(key.part)
    old = (one for one in editions if one.state == EditionState.SUPERSEDED)
    edition = next((one for one in old if one.number == number), None)
    if edition is None:
        return
    found = gather(item, edition, editions)

    def build(shell: Shell) -> Mapping[str, Any]:
        last = Crumb(_("第%(number)d版") % {"number": number})
        crumbs = crumbs_of(item, shell, last)
        return {**page_of(found, shell), "crumbs": crumbs, "meta": None}

    address = edition_address(item.code, number)
    yield from in_both_languages(address, "public/edition.html", build, body=item.body)


def _render_comparison(key: Key, on: date) -> Iterator[Output]:
    item = readable_item(key.subject)
    if item is None or item.state == ItemState.MOVED:
        return
    m, n = (int(number) for number in key.part.split("-"))
    editions = {edition.number: edition for edition in shown_editions(item)}
    if m not in editions or n not in editions:
        return
    older, newer = editions[m], editions[n]
    changes = compare(plain_text(older.content), plain_text(newer.content))

    def build(shell: Shell) -> Mapping[str, Any]:
        return {
            "item": item,
            "older": older,
            "newer": newer,
            "blocks": diff_blocks(changes),
            "facts": differing_facts(older, newer),
            "crumbs": crumbs_of(item, shell, Crumb(_("版次比较"))),
            "older_url": _place(item.code, older, item.current_id, shell),
            "newer_url": _place(item.code, newer, item.current_id, shell),
        }

    address = comparison_address(item.code, m, n)
    yield from in_both_languages(address, "public/comparison.html", build, body=item.body)


def _place(code: str, edition: Edition, current: int | None, shell: Shell) -> str:
    is_current = edition.pk == current
    return shell.at(item_address(code) if is_current else edition_address(code, edition.number))


def _edition_of(key: Key) -> str:
    return edition_address(key.subject, int(key.part))


def _comparison_of(key: Key) -> str:
    older, newer = key.part.split("-")
    return comparison_address(key.subject, int(older), int(newer))


def _every_item() -> Iterator[Key]:
    for code in ever_public().order_by("pk").values_list("code", flat=True).iterator():
        yield Key("item", code)


def _every_edition() -> Iterator[Key]:
    editions = Edition.objects.filter(
        item__in=ever_public(), state__in=[EditionState.SUPERSEDED, EditionState.PULLED]
    )
    ordered = editions.order_by("item_id", "number").values_list("item__code", "number")
    for code, number in ordered.iterator():
        yield Key("edition", code, str(number))


def _every_comparison() -> Iterator[Key]:
    editions = Edition.objects.filter(item__in=ever_public(), state__in=ONCE_SHOWN)
    ordered = editions.order_by("item_id", "number").values_list("item__code", "number", "state")
    for code, rows in groupby(ordered.iterator(), key=lambda row: row[0]):
        states = {number: state for _code, number, state in rows}
        shown = [number for number, state in states.items() if state != EditionState.PULLED]
        for older, newer in compared(list(states), shown):
            yield Key("comparison", code, f"{older}-{newer}")


KINDS = (
    Kind("item", lambda key: Owned((item_address(key.subject),)), _render_item, _every_item),
    Kind("edition", lambda key: Owned((_edition_of(key),)), _render_edition, _every_edition),
    Kind(
        "comparison",
        lambda key: Owned((_comparison_of(key),)),
        _render_comparison,
        _every_comparison,
    ),
)
