"""Public items as rows, for tests of the record: what is public is given, not how it got out."""

from datetime import UTC, datetime

from django.db.models import Max

from sunshine.kit.opaque import opaque_code
from sunshine.orgs.models import Body, Person, Post
from sunshine.publishing.actions import takedown
from sunshine.publishing.models import (
    Audience,
    Edition,
    EditionKind,
    EditionState,
    Item,
    ItemState,
    Section,
    SectionSet,
)
from tests.build import release
from tests.cast import cast_people

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


def section(slug: str = "policies", name: str = "政策法规", name_en: str = "Policies") -> Section:
    """Return a section of the set "thirteen", made if it is not there."""
    made, _ = SectionSet.objects.get_or_create(
        slug="thirteen", defaults={"name": "十三栏目", "name_en": "Thirteen sections"}
    )
    found, _ = Section.objects.get_or_create(
        set=made, slug=slug, defaults={"name": name, "name_en": name_en, "rank": 1}
    )
    return found


def public_item(
    body: Body,
    *,
    by: Person,
    title: str = "关于优化纳税服务的通知",
    content: str = "<p>为方便纳税人，现就有关事项通知如下。</p>",
    at: datetime = NOON,
    into: Section | None = None,
    audience: str = Audience.PUBLIC,
    **facts: object,
) -> Item:
    """Make an item that was published at ``at`` and stands next in its list.

    ``facts``: fields of its edition.
    """
    into = into or section()
    last = Item.objects.filter(body=body, section=into).aggregate(last=Max("position"))["last"]
    public = audience == Audience.PUBLIC
    number = Item.objects.count() + 1
    item = Item.objects.create(
        code=opaque_code(),
        body=body,
        section=into,
        responsible_post=Post.objects.filter(body=body).earliest("pk"),
        audience=audience,
        state=ItemState.PUBLISHED,
        index_number=f"ROW/{at.year}-{number:05d}",
        published_here=at,
        changed_at=at,
        position=(0 if last is None else last + 1) if public else None,
        created_by=by,
        created_at=at,
    )
    publish_edition(item, by=by, title=title, content=content, at=at, **facts)
    return item


def publish_edition(
    item: Item, *, by: Person, title: str, content: str, at: datetime, **facts: object
) -> Edition:
    """Make a further edition of the item current; the one before it becomes an old one."""
    number = item.editions.count() + 1
    item.editions.filter(state=EditionState.PUBLISHED).update(state=EditionState.SUPERSEDED)
    edition = Edition.objects.create(
        item=item,
        number=number,
        kind=EditionKind.FIRST if number == 1 else EditionKind.MAJOR,
        state=EditionState.PUBLISHED,
        title=title,
        summary="概述",
        content=content,
        author=by,
        saved_by=by,
        saved_at=at,
        published_at=at,
        **{"made_on": at.date(), **facts},
    )
    item.current = edition
    item.changed_at = at
    item.save()
    return edition


def few_items(count: int = 3) -> list[str]:
    """Make the cast and ``count`` public items of Heping; return their codes."""
    cast = cast_people()
    return [
        public_item(cast.heping, by=cast.li, title=f"第{number}号公告").code
        for number in range(count)
    ]


def publish_through_acts(count: int) -> list[str]:
    """Publish ``count`` items of Heping through every act, and take some down; return codes."""
    cast = cast_people()
    items = [
        release.published(cast, release.draft(cast, title=f"第{number}号通告"))
        for number in range(count)
    ]
    for item in items[::4]:
        takedown.pull(item, reason="含有个人信息", by=cast.li, at=release.AT)
    return [item.code for item in items]
