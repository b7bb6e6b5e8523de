"""What the pages of a body have in common: their address, crumbs, and one for every body."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from sunshine.orgs.models import Body
from sunshine.public.baking.html import in_both_languages
from sunshine.public.baking.keys import Key, Kind, Output, Owned
from sunshine.public.baking.readings import body_of, body_slugs
from sunshine.ui.shell import Crumb, PageMeta, Shell

# Reads the database once; returns what builds the context in the language that is active.
Read = Callable[[Body, date], Callable[[Shell], Mapping[str, Any]]]


def page_address(body: str, name: str) -> str:
    """Return the address of a page that every body has."""
    return f"/b/{body}/{name}/"


def page_kind(name: str, title: str | Promise, read: Read, *, door: str = "open") -> Kind:
    """Return the kind of page ``name`` that every body has, behind the ``door`` of the site."""

    def address(key: Key) -> str:
        return page_address(key.subject, name)

    def render(key: Key, on: date) -> Iterator[Output]:
        body = body_of(key.subject)
        if body is None:
            return
        build = read(body, on)

        def context(shell: Shell) -> Mapping[str, Any]:
            here = str(title)
            return {
                "body": body,
                "title": here,
                "crumbs": [Crumb(_("首页"), shell.body_url), Crumb(here)],
                "meta": PageMeta(column_name=here, column_type=here),
                **build(shell),
            }

        template = f"public/{name}.html"
        yield from in_both_languages(address(key), template, context, body=body, door=door)

    def every() -> Iterator[Key]:
        for slug in body_slugs():
            yield Key(name, slug)

    return Kind(name, lambda key: Owned((address(key),)), render, every, daily=True)
