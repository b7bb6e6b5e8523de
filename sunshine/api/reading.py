"""From tables to shapes: always by way of ``publishing.visibility``, as nobody in particular."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db.models import Count, Max, Q, QuerySet

from sunshine.api import cursors
from sunshine.api.asked import ItemsAsked, PageAsked
from sunshine.api.problems import Problem
from sunshine.kit.days import end_of_day, start_of_day
from sunshine.orgs.models import Body
from sunshine.publishing.content import plain_text
from sunshine.publishing.models import (
    Edition,
    EditionAttachment,
    EditionState,
    Item,
    ItemState,
    Section,
)
from sunshine.publishing.visibility import PUBLIC, listed, readable

_LINE = ("body", "section", "current")
_STATED = (
    *("title", "summary", "document_number", "subject", "keywords", "made_on"),
    *("in_force_on", "repealed_on", "validity"),
)
# What ``line_of`` reads: the texts of an edition are long, and no line shows them.
_READ = (
    *("code", "index_number", "source_index_number", "published_here", "changed_at"),
    *("body__slug", "body__name", "section__slug", "section__name"),
    *(f"current__{name}" for name in ("number", *_STATED)),
)
SHOWN = (EditionState.PUBLISHED, EditionState.SUPERSEDED)


def site(path: str) -> str:
    """Return the full address of a path on this site."""
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def public_items() -> QuerySet[Item]:
    """Return the listed items with what a line shows, in one query."""
    return listed(PUBLIC).select_related(*_LINE).only(*_READ)


def answers(asked: ItemsAsked) -> QuerySet[Item]:
    """Return the listed items that answer; one query for the body if one is named.

    Raises Problem for a body or a section that is not there.
    """
    items = listed(PUBLIC)
    if asked.body is not None:
        body = body_of(asked.body)
        items = items.filter(Q(body__path__startswith=body.path) if asked.below else Q(body=body))
    if asked.section is not None:
        if not Section.objects.filter(slug=asked.section).exists():
            raise Problem("not-found", status=404)
        items = items.filter(section__slug=asked.section)
    if asked.year is not None:
        first, last = date(asked.year, 1, 1), date(asked.year, 12, 31)
        items = items.filter(
            published_here__gte=start_of_day(first), published_here__lt=end_of_day(last)
        )
    exact = {
        "current__validity": asked.validity,
        "current__subject": asked.subject,
        "current__document_number": asked.document_number,
        "index_number": asked.index_number,
        "current__made_on__gte": asked.made_from,
        "current__made_on__lte": asked.made_until,
        "changed_at__gte": asked.changed_since,
    }
    return items.filter(**{name: value for name, value in exact.items() if value is not None})


def body_of(slug: str) -> Body:
    """Return the body with the slug; raise Problem if there is none; one query."""
    body = Body.objects.select_related("parent", "successor").filter(slug=slug).first()
    if body is None:
        raise Problem("not-found", status=404)
    return body


def page_of(items: QuerySet[Item], asked: ItemsAsked, path: str) -> tuple[list[Item], int, str]:
    """Return the items of the page asked for, the exact total, and where the next page is.

    Two queries. The place is told by day and code: numbers of the database say nothing
    outside, since they would count what is not public.
    """
    question = asked.model_dump(exclude={"cursor"}, mode="json")
    total = items.count()
    ascending = asked.order == "oldest"
    rows = items.select_related(*_LINE).only(*_READ)
    if asked.cursor:
        moment, code = cursors.read(asked.cursor, question, path, parts=2)
        step = "gt" if ascending else "lt"
        at = datetime.fromisoformat(moment)
        # The first condition lets the index on the time find the place.
        rows = rows.filter(**{f"published_here__{step}e": at}).filter(
            Q(**{f"published_here__{step}": at}) | Q(published_here=at, **{f"code__{step}": code})
        )
    order = ("published_here", "code") if ascending else ("-published_here", "-code")
    found = list(rows.order_by(*order)[: asked.limit + 1])
    if len(found) <= asked.limit:
        return found, total, ""
    last = found[asked.limit - 1]
    place = [_published(last).astimezone(UTC).isoformat(), last.code]
    cursor = cursors.write(place, question, path)
    return found[: asked.limit], total, cursors.address(path, question, cursor)


def _published(item: Item) -> datetime:
    if item.published_here is None:
        raise ValueError(f"{item.code} is listed without a time")
    return item.published_here


def numbered_page(asked: PageAsked, path: str, count: int) -> tuple[slice, str]:
    """Return which of ``count`` rows of a short, settled list to show, and the next page."""
    question = asked.model_dump(exclude={"cursor"}, mode="json")
    first = 0
    if asked.cursor:
        first = int(cursors.read(asked.cursor, question, path, parts=1)[0])
    end = first + asked.limit
    if end >= count:
        return slice(first, end), ""
    cursor = cursors.write([str(end)], question, path)
    return slice(first, end), cursors.address(path, question, cursor)


def line_of(item: Item) -> dict[str, Any]:
    """Return an item as a line of a list; no query."""
    edition = current_of(item)
    return {
        "code": item.code,
        "index_number": item.index_number or "",
        "title": edition.title,
        "summary": edition.summary,
        "document_number": edition.document_number,
        "body": {"slug": item.body.slug, "name": item.body.name},
        "section": {"slug": item.section.slug, "name": item.section.name},
        "subject": edition.subject,
        "keywords": list(edition.keywords),
        "made_on": edition.made_on,
        "published_at": _published(item),
        "changed_at": item.changed_at or _published(item),
        "in_force_on": edition.in_force_on,
        "repealed_on": edition.repealed_on,
        "validity": edition.validity,
        "edition": edition.number,
        "source_index_number": item.source_index_number,
        "url": site(f"/i/{item.code}/"),
        "api_url": site(f"/api/v1/items/{item.code}"),
    }


def catalogue_line(item: Item) -> dict[str, Any]:
    """Return an item as the catalogue and the exports have it (docs/open-data.md); no query."""
    line = line_of(item)
    for name in ("code", "changed_at", "api_url"):
        del line[name]
    body, section = line["body"]["name"], line["section"]["name"]
    return {**line, "body": body, "section": section, "address": line.pop("url")}


def current_of(item: Item) -> Edition:
    """Return the edition that is shown; raise ValueError for an item that has none."""
    if item.current is None:
        raise ValueError(f"{item.code} is public and has nothing to show")
    return item.current


def item_of(code: str) -> Item:
    """Return the item that anybody may open; raise Problem for everything else; one query.

    What is hidden and what never was are told apart by nothing.
    """
    related = (*_LINE, "responsible_post", "moved_to")
    # A moved item leads on only while what it leads to is public itself.
    leads_on = ~Q(state=ItemState.MOVED) | Q(moved_to__in=listed(PUBLIC))
    item = readable(PUBLIC).filter(leads_on, code=code).select_related(*related).first()
    if item is None or (item.current is None and item.state != ItemState.MOVED):
        raise Problem("not-found", status=404)
    return item


def text_of(item: Item) -> dict[str, Any]:
    """Return an item with everything its page shows; three queries."""
    edition = current_of(item)
    withdrawn = item.state == ItemState.WITHDRAWN
    related = listed(PUBLIC).filter(pk__in=item.related.values("pk")).order_by("code")
    editions = editions_of(item)
    return {
        **line_of(item),
        **_written(edition),
        "published_first": item.published_first,
        "files": _files_of(edition),
        "editions": [edition_line(item, one) for one in reversed(editions)],
        "related": list(related.values_list("code", flat=True)),
        "responsible_post": item.responsible_post.name,
        "withdrawn": {"at": item.down_at, "reason": item.down_reason} if withdrawn else None,
    }


def editions_of(item: Item) -> list[Edition]:
    """Return the editions that are or were published, the oldest first; one query."""
    return list(Edition.objects.filter(item=item, state__in=SHOWN).order_by("number"))


def edition_line(item: Item, edition: Edition) -> dict[str, Any]:
    """Return an edition as a line of the history; no query."""
    is_current = edition.pk == item.current_id
    own = f"/i/{item.code}/" if is_current else f"/i/{item.code}/e/{edition.number}/"
    return {
        "number": edition.number,
        "kind": edition.kind,
        "is_current": is_current,
        "published_at": edition.published_at,
        "change_note": edition.change_note,
        "url": site(own),
        "api_url": site(f"/api/v1/items/{item.code}/editions/{edition.number}"),
    }


def edition_text(item: Item, edition: Edition) -> dict[str, Any]:
    """Return an edition with its whole text; one query."""
    return {
        **edition_line(item, edition),
        **{name: getattr(edition, name) for name in _STATED},
        **_written(edition),
        "files": _files_of(edition),
    }


def _written(edition: Edition) -> dict[str, Any]:
    return {
        "source": edition.source,
        "clauses": edition.clause_validity,
        "tax_period_from": edition.tax_period_from,
        "tax_period_until": edition.tax_period_until,
        "content": edition.content,
        "text": plain_text(edition.content),
    }


def _files_of(edition: Edition) -> list[dict[str, Any]]:
    standing = EditionAttachment.objects.filter(edition=edition).select_related("attachment")
    return [
        {
            "name": one.attachment.name,
            "url": site(_file_address(one.attachment.code, one.attachment.name)),
            "size": one.attachment.size,
            "media_type": one.attachment.media_type,
            "sha256": one.attachment.digest,
        }
        for one in standing.order_by("rank", "pk")
    ]


def _file_address(code: str, name: str) -> str:
    return quote(f"/f/{code}/{name.replace('/', '_').lstrip('.') or code}")


def section_lines(
    sections: Iterable[Section], items: QuerySet[Item], promised: Mapping[int, int | None]
) -> list[dict[str, Any]]:
    """Return sections with what stands in them of ``items``; one query beside theirs."""
    rows = items.order_by().values_list("section")
    counted = rows.annotate(count=Count("pk"), last=Max("published_here"))
    counts = {section: (count, last) for section, count, last in counted}
    return [
        {
            "slug": section.slug,
            "name": section.name,
            "name_en": section.name_en,
            "about": section.about,
            "box": section.box,
            "update_days": promised.get(section.pk) or section.update_days,
            "items": counts.get(section.pk, (0, None))[0],
            "last_published_at": counts.get(section.pk, (0, None))[1],
        }
        for section in sections
    ]


def body_lines(bodies: Sequence[Body]) -> list[dict[str, Any]]:
    """Return bodies with how much each has made public; one query beside theirs."""
    rows = listed(PUBLIC).filter(body__in=bodies).order_by().values_list("body")
    counts = dict(rows.annotate(count=Count("pk")))
    return [
        {
            "slug": body.slug,
            "name": body.name,
            "name_en": body.name_en,
            "short_name": body.short_name,
            "level": body.level,
            "parent": body.parent.slug if body.parent else None,
            "dissolved": body.dissolved,
            "successor": body.successor.slug if body.successor else None,
            "items": counts.get(body.pk, 0),
            "url": site("/" if body.parent is None else f"/b/{body.slug}/"),
            "api_url": site(f"/api/v1/bodies/{body.slug}"),
        }
        for body in bodies
    ]
