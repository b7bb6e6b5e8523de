"""Papers, items and editions, reached through the acts of people at work."""

from collections.abc import Collection
from datetime import UTC, date, datetime

from sunshine.kit.days import beijing_day
from sunshine.orgs.models import Body, NamedGroup, Person
from sunshine.publishing.actions import editing, papers
from sunshine.publishing.drafts import DraftFields
from sunshine.publishing.models import Audience, Edition, Item, Paper, Section
from sunshine.publishing.reference import load_sections

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # nine in the morning in Beijing, a Monday
DAY = date(2026, 3, 2)


def a_section(slug: str = "policies", *, at: datetime = AT) -> Section:
    """Return a section of the thirteen, loading them if they are not there yet."""
    return load_sections(at=at).sections.get(slug=slug)


def a_paper(
    body: Body,
    *,
    by: Person,
    at: datetime = AT,
    title: str = "关于优化纳税服务的通知",
    document_number: str = "",
    made_on: date | None = None,
    attribute: str = "proactive",
    ground: str = "",
    reason: str = "",
) -> Paper:
    """Register a paper, made on the day it is registered if nothing else is said."""
    return papers.register_paper(
        body,
        title=title,
        document_number=document_number,
        made_on=made_on or beijing_day(at),
        attribute=attribute,
        ground=ground,
        reason=reason,
        by=by,
        at=at,
    )


def a_withheld_paper(
    body: Body, *, by: Person, at: datetime = AT, title: str = "会议记录"
) -> Paper:
    """Register a paper that is withheld as a discussion record."""
    return a_paper(
        body,
        by=by,
        at=at,
        title=title,
        attribute="withheld",
        ground="process",
        reason="讨论记录，属于过程性信息。",
    )


def a_draft(
    body: Body,
    *,
    by: Person,
    at: datetime = AT,
    section: str = "policies",
    paper: Paper | None = None,
    audience: str = Audience.PUBLIC,
    groups: Collection[NamedGroup] = (),
    **fields: object,
) -> Edition:
    """Begin an item and return its first edition: a complete draft, unless ``fields`` spoil it."""
    written = DraftFields(
        title="关于优化纳税服务的通知",
        summary="明确优化纳税服务的措施。",
        content="<h2>一、总体要求</h2><p>坚持以公开为常态、不公开为例外。</p>",
        made_on=beijing_day(at),
        validity="valid",
    )
    written.update(fields)  # type: ignore[typeddict-item]
    item = editing.begin_item(
        body,
        a_section(section, at=at),
        paper=paper,
        audience=audience,
        groups=groups,
        by=by,
        at=at,
        **written,
    )
    return item.editions.get(number=1)


def an_item(body: Body, *, by: Person, at: datetime = AT, **facts: object) -> Item:
    """Begin an item with a complete draft and return the item."""
    return a_draft(body, by=by, at=at, **facts).item  # type: ignore[arg-type]
