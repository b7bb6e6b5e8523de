"""The home page of a body; that of the root stands at ``/``."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sunshine.orgs.models import Body
from sunshine.public.baking.html import in_both_languages
from sunshine.public.baking.keys import Key, Kind, Output, Owned
from sunshine.public.baking.readings import (
    body_of,
    body_slugs,
    newest,
    public_items,
    root_body,
    sections_of,
)
from sunshine.ui.shell import Crumb, Shell

NEWEST = 12
ROOT = Key("home")


def home_key(body: Body) -> Key:
    """Return the key of the body's home page."""
    return ROOT if body.parent_id is None else Key("home", body.slug)


def _render(key: Key, on: date) -> Iterator[Output]:
    body = body_of(key.subject) if key.subject else root_body()
    if body is None or (key.subject and body.parent_id is None):
        return
    items = public_items() if key == ROOT else public_items().filter(body=body)
    facts: Mapping[str, Any] = {
        "body": body,
        "items": newest(items, NEWEST),
        "with_body": key == ROOT,
        "sections": sections_of(body),
        "children": list(Body.objects.filter(parent=body).order_by("path")),
    }

    def build(shell: Shell) -> Mapping[str, Any]:
        feed = Crumb(shell.body_name, f"/b/{body.slug}/feed.atom")
        return {**facts, "feeds": [feed], "here": shell.at(f"/b/{body.slug}/")}

    yield from in_both_languages(_address(key), "public/home.html", build, body=body)


def _address(key: Key) -> str:
    return f"/b/{key.subject}/" if key.subject else "/"


def _every() -> Iterator[Key]:
    yield ROOT
    for slug in body_slugs():
        yield Key("home", slug)


KINDS = (Kind("home", lambda key: Owned((_address(key),)), _render, _every),)
