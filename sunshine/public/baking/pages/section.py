"""Lists of a section (栏目): the newest, and pages numbered from the oldest."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

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
from sunshine.publishing.models import Section
from sunshine.ui.shell import Crumb, PageMeta, Shell


def section_address(body: str, section: str) -> str:
    """Return the address of the newest page of a section."""
    return f"/b/{body}/{section}/"


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
    facts = {
        "items": on_page(key.subject, key.part, first, last),
        "older": first - 1,
        "newer": None,
        "number": None,
        "years": years_of(in_list(key.subject, key.part)),
    }
    yield from in_both_languages(
        section_address(key.subject, key.part),
        "public/section.html",
        lambda shell: _context(shell, body, section, facts),
        body=body,
    )


def _render_numbered(key: Key, on: date) -> Iterator[Output]:
    body_slug, section_slug = key.subject.split("/")
    number = int(key.part)
    found = _section(body_slug, section_slug)
    last = last_page(body_slug, section_slug)
    if found is None or number > last:
        return
    body, section = found
    facts = {
        "items": on_page(body_slug, section_slug, number),
        "older": number - 1,
        "newer": number + 1 if number < last else None,
        "number": number,
        "years": [],
    }
    yield from in_both_languages(
        _list_address(key),
        "public/section.html",
        lambda shell: _context(shell, body, section, facts),
        body=body,
    )


def _section(body: str, section: str) -> tuple[Body, Section] | None:
    speaker, found = body_of(body), section_of(body, section)
    return None if speaker is None or found is None else (speaker, found)


def _context(
    shell: Shell, body: Body, section: Section, facts: Mapping[str, Any]
) -> Mapping[str, Any]:
    english = shell.lang == "en"
    name = section.name_en if english and section.name_en else section.name
    about = section.about_en if english and section.about_en else section.about
    here = section_address(body.slug, section.slug)
    return {
        **facts,
        "section": section,
        "name": name,
        "about": about,
        "here": shell.at(here),
        "crumbs": [Crumb(_("首页"), shell.body_url), Crumb(name)],
        "feeds": [Crumb(name, f"{here}feed.atom")],
        "meta": PageMeta(
            column_name=name, column_description=about, column_keywords=name, column_type=name
        ),
    }


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
