"""A body's matters, promises and boards as finished pages (rows A3, B4, E2)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sunshine.matters.boards import boards_of
from sunshine.matters.books import book_given_out
from sunshine.matters.codes import categories
from sunshine.matters.filling import board_content
from sunshine.matters.promises import aspects, promises_of
from sunshine.matters.standing import Standing, guides_for
from sunshine.orgs.models import Body
from sunshine.public.baking.pages.of_body import page_kind
from sunshine.public.promise_facts import promise_lines
from sunshine.public.wording import keeper_of
from sunshine.ui.shell import Crumb, PageMeta, Shell

MATTERS = gettext_lazy("办事指南")
PROMISES = gettext_lazy("服务承诺和兑现情况")
BOARDS = gettext_lazy("八公开")

Build = Callable[[Shell], Mapping[str, Any]]


def _matters(body: Body, on: date) -> Build:
    guides = guides_for(body, on)

    def build(shell: Shell) -> Mapping[str, Any]:
        return {**list_of(body, guides, shell), "asked": {}}

    return build


def list_of(body: Body, guides: Sequence[Standing], shell: Shell) -> dict[str, Any]:
    """Return what the list of guides shows: the guides, and the ways that lead to one."""
    here = shell.at(f"/b/{body.slug}/matters/find/")
    who = {slug for one in guides for slug in one.guide.who}
    events = {slug for one in guides for slug in one.guide.events}
    return {
        "guides": [(one, shell.at(one.address)) for one in guides],
        "find_url": here,
        "who": [
            Crumb(str(words), f"{here}?who={slug}")
            for slug, words in categories("who").items()
            if slug in who
        ],
        "events": [
            Crumb(str(words), f"{here}?event={slug}")
            for slug, words in categories("events").items()
            if slug in events
        ],
        "promises_url": shell.at(f"/b/{body.slug}/promises/"),
        "boards_url": shell.at(f"/b/{body.slug}/boards/"),
        "keeper": keeper_of(body, None),
    }


def _promises(body: Body, on: date) -> Build:
    kept = promises_of(body, on)

    def build(shell: Shell) -> Mapping[str, Any]:
        lines = promise_lines(kept)
        groups = [
            (str(words), [line for line in lines if line.kept.promise.aspect == code])
            for code, words in aspects().items()
        ]
        return {
            "groups": [(name, some) for name, some in groups if some],
            "on": on,
            "meta": PageMeta(column_name=str(PROMISES), column_type=str(PROMISES)),
        }

    return build


def _boards(body: Body, on: date) -> Build:
    halls = [
        (hall, chosen, [board_content(hall, key, on) for key in chosen.boards])
        for hall in body.halls.filter(closed=None)
        for chosen in [boards_of(hall)]
    ]
    books = {hall.pk: book_given_out(hall) for hall, _chosen, _boards in halls}

    def build(shell: Shell) -> Mapping[str, Any]:
        return {
            "halls": [
                (hall, chosen, contents, books[hall.pk], f"/b/{body.slug}/boards/{hall.slug}/")
                for hall, chosen, contents in halls
            ],
            "on": on,
            "title": _("八公开"),
        }

    return build


KINDS = (
    page_kind("matters", MATTERS, _matters, door="matters"),
    page_kind("promises", PROMISES, _promises, door="matters"),
    page_kind("boards", BOARDS, _boards, door="matters"),
)
