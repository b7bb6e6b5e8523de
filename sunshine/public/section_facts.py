"""What a section page says beside its list: promise, post, feeds and exports (rows B1, B9)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Max
from django.utils.translation import gettext as _

from sunshine.orgs.models import Body, Post
from sunshine.public.wording import keeper_of, name_in
from sunshine.publishing.models import Section, SectionPromise
from sunshine.publishing.visibility import public_of
from sunshine.ui.dates import english
from sunshine.ui.shell import Crumb, PageMeta, Shell


@dataclass(frozen=True, slots=True)
class SectionState:
    """One section of a body: how much stands in it, and how fresh it is to be."""

    section: Section
    count: int
    last: datetime | None
    post: Post | None
    promised_days: int | None

    @property
    def next_due(self) -> datetime | None:
        """Return by when something new was promised; None without promise or publication."""
        if self.last is None or self.promised_days is None:
            return None
        return self.last + timedelta(days=self.promised_days)


def states_of(body: Body) -> list[SectionState]:
    """Return every open section of the body's set, by rank; three queries."""
    sections = Section.objects.filter(set__slug=body.section_set, closed=None)
    promises = {
        promise.section_id: promise
        for promise in SectionPromise.objects.filter(body=body).select_related("post")
    }
    rows = public_of(body).order_by().values_list("section")
    counted = rows.annotate(count=Count("pk"), last=Max("current__published_at"))
    counts = {section: (count, last) for section, count, last in counted}
    return [
        _state(section, promises.get(section.pk), *counts.get(section.pk, (0, None)))
        for section in sections.order_by("rank", "pk")
    ]


def state_of(body: Body, section: Section) -> SectionState:
    """Return one section of the body, open or not; two queries."""
    promises = SectionPromise.objects.filter(body=body, section=section).select_related("post")
    shown = public_of(body).filter(section=section).order_by()
    counted = shown.aggregate(count=Count("pk"), last=Max("current__published_at"))
    return _state(section, promises.first(), counted["count"], counted["last"])


def _state(
    section: Section, promise: SectionPromise | None, count: int, last: datetime | None
) -> SectionState:
    days = (promise.update_days if promise else None) or section.update_days
    return SectionState(section, count, last, promise.post if promise else None, days)


def section_address(body: str, section: str) -> str:
    """Return the address of the newest page of a section."""
    return f"/b/{body}/{section}/"


def about_in(section: Section) -> str:
    """Return what is found in the section, in the language that is active."""
    return section.about_en if english() and section.about_en else section.about


def page_of(
    body: Body, state: SectionState, shell: Shell, facts: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what the template of a section shows, in the language that is active; no query."""
    section = state.section
    name, about = name_in(section), about_in(section)
    here = section_address(body.slug, section.slug)
    return {
        **facts,
        "body": body,
        "state": state,
        "section": section,
        "about": about,
        "here": shell.at(here),
        "base": here,
        "keeper": keeper_of(body, state.post),
        "crumbs": [Crumb(_("首页"), shell.body_url), Crumb(name)],
        "feeds": [Crumb(name, f"{here}feed.atom")] if state.count else [],
        "meta": PageMeta(
            column_name=name, column_description=about, column_keywords=name, column_type=name
        ),
    }
