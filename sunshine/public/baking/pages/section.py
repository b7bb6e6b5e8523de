"""Lists of a section (栏目): the newest, and pages numbered from the oldest."""

from collections.abc import Callable, Iterator
from datetime import date

from django.db.models import Max

from sunshine.orgs.models import Body
from sunshine.public.baking.html import in_both_languages
from sunshine.public.baking.keys import Key, Kind, Output, Owned
from sunshine.public.baking.readings import (
    body_of,
    ever_public,
    in_list,
    last_page,
    on_page,
    page_number,
    section_of,
    section_pairs,
    years_of,
)
from sunshine.public.section_facts import page_of, section_address, state_of
from sunshine.publishing.models import Section
from sunshine.ui.parts import PageLink, Pager, pager
from sunshine.ui.shell import Shell


def list_key(body: str, section: str, number: int) -> Key:
    """Return the key of one numbered page."""
    return Key("list", f"{body}/{section}", str(number))


def _render_newest(key: Key, on: date) -> Iterator[Output]:
    found = _section(key.subject, key.part)
    last = last_page(key.subject, key.part)
    if found is None or last == 0:
        return
    body, section = found
    first = max(last - 1, 1)
    state = state_of(body, section)
    facts = {
        "items": on_page(key.subject, key.part, first, last),
        "number": None,
        "years": years_of(in_list(key.subject, key.part)),
    }
    here = section_address(key.subject, key.part)

    def pages(shell: Shell) -> Pager:
        return _newest_pager(shell.at(here), first, last)

    yield from in_both_languages(
        here,
        "public/section.html",
        lambda shell: page_of(body, state, shell, {**facts, "pager": pages(shell)}),
        body=body,
    )


def _newest_pager(here: str, first: int, last: int) -> Pager:
    """Return the pager of the page that holds the numbered pages ``first`` to ``last``."""
    if first == 1:
        return Pager()
    older = pager(first - 1, first - 1, _numbered(here), newest_last=True)
    links = [PageLink(link.number, link.url) for link in older.links]
    newest = PageLink(last, here, is_current=True)
    return Pager((newest, *links), "", f"{here}p/{first - 1}/", newest_last=True)


def _render_numbered(key: Key, on: date) -> Iterator[Output]:
    body_slug, section_slug = key.subject.split("/")
    number = int(key.part)
    found = _section(body_slug, section_slug)
    last = last_page(body_slug, section_slug)
    if found is None or number > last:
        return
    body, section = found
    state = state_of(body, section)
    facts = {"items": on_page(body_slug, section_slug, number), "number": number, "years": []}

    def pages(shell: Shell) -> Pager:
        here = shell.at(section_address(body_slug, section_slug))
        # Naming the newest page would change every page whenever there is one more.
        return pager(number, min(last, number + 1), _numbered(here), newest_last=True)

    yield from in_both_languages(
        _list_address(key),
        "public/section.html",
        lambda shell: page_of(body, state, shell, {**facts, "pager": pages(shell)}),
        body=body,
    )


def _numbered(here: str) -> Callable[[int], str]:
    return lambda number: f"{here}p/{number}/"


def _section(body: str, section: str) -> tuple[Body, Section] | None:
    speaker, found = body_of(body), section_of(body, section)
    return None if speaker is None or found is None else (speaker, found)


def _list_address(key: Key) -> str:
    return f"/b/{key.subject}/p/{key.part}/"


def _every_newest() -> Iterator[Key]:
    for body, section in section_pairs():
        yield Key("section", body, section)


def _every_numbered() -> Iterator[Key]:
    for body, section in section_pairs():
        items = ever_public().filter(body__slug=body, section__slug=section)
        last = items.aggregate(last=Max("position"))["last"]
        for number in range(1, page_number(last or 0) + 1):
            yield list_key(body, section, number)


KINDS = (
    Kind(
        "section",
        lambda key: Owned((section_address(key.subject, key.part),)),
        _render_newest,
        _every_newest,
    ),
    Kind("list", lambda key: Owned((_list_address(key),)), _render_numbered, _every_numbered),
)
