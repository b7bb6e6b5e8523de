"""The home page of a body; that of the root stands at ``/`` (row B1, 国办公开办函〔2019〕61号)."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from sunshine.campaigns.queries import ahead_of
from sunshine.orgs.models import Body
from sunshine.public.baking.html import in_both_languages
from sunshine.public.baking.keys import Key, Kind, Output, Owned
from sunshine.public.baking.readings import (
    body_of,
    body_slugs,
    newest,
    public_items,
    root_body,
)
from sunshine.public.section_facts import SectionState, states_of
from sunshine.public.structured import organisation, script
from sunshine.public.wording import name_in
from sunshine.publishing.models import Box
from sunshine.ui.shell import Crumb, PageMeta, Shell

NEWEST, NEXT = 10, 3
ROOT = Key("home")


def home_key(body: Body) -> Key:
    """Return the key of the body's home page."""
    return ROOT if body.parent_id is None else Key("home", body.slug)


def _render(key: Key, on: date) -> Iterator[Output]:
    body = body_of(key.subject) if key.subject else root_body()
    if body is None or (key.subject and body.parent_id is None):
        return
    items = public_items() if key == ROOT else public_items().filter(body=body)
    states = states_of(body)
    facts: Mapping[str, Any] = {
        "body": body,
        "items": newest(items, NEWEST),
        "with_body": key == ROOT,
        "states": [state for state in states if state.section.box == Box.STATUTORY],
        "annual": _of_box(states, Box.ANNUAL),
        "count": sum(state.count for state in states),
        "last": max((state.last for state in states if state.last), default=None),
        "activities": list(ahead_of(body, on)[:NEXT]),
        "halls": list(body.halls.filter(closed=None)),
        "children": list(Body.objects.filter(parent=body, dissolved=None).order_by("path")),
        "above": list(body.ancestors()),
        "siblings": _siblings(body),
    }

    def build(shell: Shell) -> Mapping[str, Any]:
        name = name_in(body)
        above = [Crumb(name_in(one), _url(one, shell)) for one in facts["above"]]
        return {
            **facts,
            "feeds": [Crumb(name, f"/b/{body.slug}/feed.atom")],
            "crumbs": [*above, Crumb(name)] if above else [],
            "structured": script(organisation(body)),
            "base": shell.at(f"/b/{body.slug}/"),
            "meta": PageMeta(column_name=_("政府信息公开"), column_description=name),
        }

    yield from in_both_languages(_address(key), "public/home.html", build, body=body)


def _of_box(states: list[SectionState], box: str) -> SectionState | None:
    return next((state for state in states if state.section.box == box), None)


def _siblings(body: Body) -> list[Body]:
    """Return the other districts of the city; the cities have the page of all bodies."""
    if body.level != "district":
        return []
    beside = Body.objects.filter(parent=body.parent_id, dissolved=None).exclude(pk=body.pk)
    return list(beside.order_by("path"))


def _url(body: Body, shell: Shell) -> str:
    return shell.at("/" if body.parent_id is None else f"/b/{body.slug}/")


def _address(key: Key) -> str:
    return f"/b/{key.subject}/" if key.subject else "/"


def _every() -> Iterator[Key]:
    yield ROOT
    for slug in body_slugs():
        yield Key("home", slug)


# The activities ahead depend on the day.
KINDS = (Kind("home", lambda key: Owned((_address(key),)), _render, _every, daily=True),)
