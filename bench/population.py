"""A large record, made by arithmetic: the same rows for the same number, every time.

Not a figure itself. Rows are laid down in bulk, as an import would; what is measured
afterwards goes through the acts and the baker as ever.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from html import escape
from itertools import islice

from django.db import connection
from django.db.models import Max

from sunshine.kit.opaque import LENGTH
from sunshine.orgs.models import Body, Person, Post
from sunshine.publishing.models import (
    Audience,
    Edition,
    EditionState,
    Item,
    ItemState,
    Section,
    Series,
)
from sunshine.publishing.reference import load_sections
from tests.build.release import AT
from tests.cast import cast_people

CITIES, DISTRICTS = 13, 6
YEARS = 16
BATCH = 2000
_SENTENCE = (
    "为进一步优化税收营商环境，方便纳税人缴费人办理涉税事项，现将有关事项公告如下，请遵照执行。"
)


def fill(items: int, texts: Sequence[str] = ()) -> None:
    """Lay down the cast, a province of bodies, and ``items`` public items among them.

    With ``texts`` they have these, one each; else one sentence again and again.
    """
    cast = cast_people()
    sections = list(load_sections(at=AT).sections.order_by("pk"))
    bodies = [cast.shenyang, cast.dalian, cast.heping, *_bodies(cast.ln)]
    posts = {body.pk: _post(body) for body in bodies}
    rows = _rows(items, bodies, sections)
    number = 0
    while batch := list(islice(rows, BATCH)):
        _lay(number, batch, posts, cast.li, texts)
        number += len(batch)
    _make_current()
    _note_series()


def _bodies(root: Body) -> list[Body]:
    made = []
    for city in range(CITIES):
        slug = f"ln-city{city}"
        parent = _body(slug, root, f"{root.path}{city + 10:04d}/", "city", f"第{city}市")
        made.append(parent)
        for place in range(DISTRICTS):
            path = f"{parent.path}{place + 1:04d}/"
            made.append(_body(f"{slug}-d{place}", parent, path, "district", f"第{city}市{place}区"))
    return made


def _body(slug: str, parent: Body, path: str, level: str, place: str) -> Body:
    return Body.objects.create(
        slug=slug,
        parent=parent,
        path=path,
        level=level,
        name=f"国家税务总局{place}税务局",
        short_name=f"{place}局",
        name_en=f"Tax Service {slug}",
        founded=date(2008, 5, 1),
        org_code="210000000",
    )


def _post(body: Body) -> Post:
    return Post.objects.create(body=body, slug="keeper", name="政府信息公开岗", roles=[])


def _rows(
    items: int, bodies: list[Body], sections: list[Section]
) -> Iterator[tuple[Body, Section, int, datetime]]:
    """Yield body, section, place in the list and time of every item, the oldest first."""
    places: dict[tuple[int, int], int] = {}
    step = timedelta(days=365 * YEARS) / items
    for number in range(items):
        body = bodies[number * 7 % len(bodies)]
        section = sections[number * number % len(sections)]
        place = places.get((body.pk, section.pk), 0)
        places[(body.pk, section.pk)] = place + 1
        yield body, section, place, AT - timedelta(days=365 * YEARS) + step * number


def _lay(
    first: int,
    rows: list[tuple[Body, Section, int, datetime]],
    posts: dict[int, Post],
    author: Person,
    texts: Sequence[str],
) -> None:
    items = Item.objects.bulk_create(
        Item(
            code=f"{first + offset:0{LENGTH}d}",
            body=body,
            section=section,
            responsible_post=posts[body.pk],
            audience=Audience.PUBLIC,
            state=ItemState.PUBLISHED,
            index_number=f"P{first + offset:07d}",
            published_here=at,
            changed_at=at,
            position=place,
            created_by=author,
            created_at=at,
        )
        for offset, (body, section, place, at) in enumerate(rows)
    )
    Edition.objects.bulk_create(
        Edition(
            item=item,
            number=1,
            state=EditionState.PUBLISHED,
            **_words(first + offset, texts),
            document_number=f"税公告〔{item.created_at.year}〕{first + offset}号",
            made_on=item.created_at.date(),
            author=author,
            saved_by=author,
            saved_at=item.created_at,
            published_at=item.created_at,
        )
        for offset, item in enumerate(items)
    )


def _words(number: int, texts: Sequence[str]) -> dict[str, str]:
    if texts:
        text = texts[number]
        return {"title": text[:40], "summary": text[:20], "content": f"<p>{escape(text)}</p>"}
    return {
        "title": f"关于第{number}号涉税事项的公告",
        "summary": "涉税事项办理的有关安排。",
        "content": f"<p>{_SENTENCE}</p>" * (4 + number % 20),
    }


def _make_current() -> None:
    """Let every item show its only edition: one statement for all."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE publishing_item SET current_id = (SELECT id FROM publishing_edition"
            " WHERE item_id = publishing_item.id) WHERE current_id IS NULL"
        )


def _note_series() -> None:
    """Let the next publication draw the place after the last."""
    lists = Item.objects.values_list("body__slug", "section__slug").annotate(last=Max("position"))
    Series.objects.bulk_create(
        Series(key=f"list:{body}:{section}", last=last + 1) for body, section, last in lists
    )
