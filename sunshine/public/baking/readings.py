"""What the record reads of the database: always by way of ``publishing.visibility``.

Lists are numbered from the oldest by ``Item.position``, years are those of publication
in Beijing; both are fixed for ever, so that a new item touches few files.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import pairwise

from django.db.models import Max, Min, QuerySet

from sunshine.kit.days import beijing_day, start_of_day
from sunshine.orgs.models import Body
from sunshine.publishing.models import Audience, Edition, EditionState, Item, Section
from sunshine.publishing.visibility import PUBLIC, listed, readable

PAGE_SIZE = 20
FEED_SIZE = 30

SHOWN_EDITIONS = (EditionState.PUBLISHED, EditionState.SUPERSEDED)
# Those that have, or had, a page.
ONCE_SHOWN = (*SHOWN_EDITIONS, EditionState.PULLED)


def has_root() -> bool:
    """Return whether there is a body at the top of the tree: without one nobody speaks."""
    return Body.objects.filter(parent__isnull=True).exists()


def root_body() -> Body:
    """Return the body at the top of the tree; raise Body.DoesNotExist if there is none."""
    return Body.objects.filter(parent__isnull=True).earliest("path")


def body_of(slug: str) -> Body | None:
    """Return the body with the slug, None if there is none; one query."""
    return Body.objects.filter(slug=slug).first()


def ever_public() -> QuerySet[Item]:
    """Return every item that is or once was public: the owners of addresses, never shown."""
    return Item.objects.filter(audience=Audience.PUBLIC, published_here__isnull=False)


def public_items() -> QuerySet[Item]:
    """Return the listed items with what a line of a list shows, in one query."""
    return listed(PUBLIC).select_related("body", "section", "current", "responsible_post")


def in_list(body: str, section: str) -> QuerySet[Item]:
    """Return the listed items of one section of one body, with what a line shows."""
    return public_items().filter(body__slug=body, section__slug=section)


def readable_item(code: str) -> Item | None:
    """Return the item if anybody may open its page, with what the page is about; one query."""
    return (
        readable(PUBLIC)
        .select_related("body", "section", "current", "responsible_post", "moved_to")
        .filter(code=code)
        .first()
    )


def shown_editions(item: Item) -> QuerySet[Edition]:
    """Return the editions of a public item that are or were published, the oldest first."""
    return Edition.objects.filter(item=item, state__in=SHOWN_EDITIONS).order_by("number")


def compared(once: Sequence[int], shown: Sequence[int]) -> list[tuple[int, int]]:
    """Return the pairs of editions that are, or were, compared: neighbours, then and now."""
    return list(dict.fromkeys([*pairwise(once), *pairwise(shown)]))


def year_of(moment: datetime) -> int:
    """Return the year in which something was published, as Beijing counts."""
    return beijing_day(moment).year


def in_year(items: QuerySet[Item], year: int) -> QuerySet[Item]:
    """Return the items published in ``year``, the oldest first."""
    return items.filter(
        published_here__gte=start_of_day(date(year, 1, 1)),
        published_here__lt=start_of_day(date(year + 1, 1, 1)),
    ).order_by("published_here", "pk")


def years_of(items: QuerySet[Item]) -> list[int]:
    """Return the years in which any of the items was published, the newest first.

    One query for each year between the first and the last, and one more.
    """
    span = items.aggregate(first=Min("published_here"), last=Max("published_here"))
    if span["first"] is None:
        return []
    years = range(year_of(span["last"]), year_of(span["first"]) - 1, -1)
    return [year for year in years if in_year(items, year).exists()]


def newest(items: QuerySet[Item], count: int = FEED_SIZE) -> list[Item]:
    """Return the items published last, the newest first; one query."""
    return list(items.order_by("-published_here", "-pk")[:count])


def page_number(position: int) -> int:
    """Return the page of its list on which an item stands: the oldest page is 1."""
    return position // PAGE_SIZE + 1


def last_page(body: str, section: str) -> int:
    """Return the number of the newest page of a list, 0 if nothing is listed; one query."""
    items = listed(PUBLIC).filter(body__slug=body, section__slug=section)
    position = items.aggregate(last=Max("position"))["last"]
    return 0 if position is None else page_number(position)


def on_page(body: str, section: str, number: int, until: int | None = None) -> list[Item]:
    """Return what stands on page ``number`` (to page ``until``), the newest first; one query."""
    end = (until or number) * PAGE_SIZE
    items = in_list(body, section).filter(position__gte=(number - 1) * PAGE_SIZE, position__lt=end)
    return list(items.order_by("-position"))


def sections_of(body: Body) -> list[Section]:
    """Return the sections in which the body has something to show, by rank; one query."""
    shown = listed(PUBLIC).filter(body=body).values("section")
    return list(Section.objects.filter(pk__in=shown).order_by("rank", "pk"))


def section_of(body: str, section: str) -> Section | None:
    """Return the section if the body has, or once had, something public in it; one query."""
    items = ever_public().filter(body__slug=body, section__slug=section)
    return Section.objects.filter(pk__in=items.values("section")).first()


def body_slugs() -> Iterator[str]:
    """Yield the slug of every body there is or was, in the order they were made."""
    yield from Body.objects.order_by("pk").values_list("slug", flat=True).iterator()


def section_pairs() -> Iterator[tuple[str, str]]:
    """Yield (body, section) wherever something is or was public; one query."""
    pairs = (
        ever_public()
        .values_list("body_id", "section_id", "body__slug", "section__slug")
        .distinct()
        .order_by("body_id", "section_id")
    )
    for _, _, body, section in pairs:
        yield body, section
