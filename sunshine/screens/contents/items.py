"""What is public of a body, for its kiosks and those below it: newest first, within a budget.

Only ``publishing.visibility`` decides what stands here. Links are taken out of the texts: a
kiosk leads nowhere but to its own pages.
"""

from typing import Any

from django.db.models import Count, QuerySet

from sunshine.kit.days import beijing_day
from sunshine.orgs.models import Body
from sunshine.publishing.markup import Element, read, unwrapped, write
from sunshine.publishing.models import Edition, Item, Section, Validity
from sunshine.publishing.visibility import public_of
from sunshine.screens.contents.codes import code_of
from sunshine.screens.contents.typing import words_to_type
from sunshine.screens.contents.words import in_both
from sunshine.screens.contents.written import written
from sunshine.search.pinyin import initials, syllables

# Of four bodies (province to office) and a hall, at most 1.5 MB.
TEXT_BYTES = 220_000
PART_BYTES = 282_000  # the words beside them are some 6 KB
# A longer text is read at home by its QR code, or asked for on paper.
LONGEST_TEXT = 40_000
_NOT_WHOLE = frozenset({Validity.PARTLY, Validity.REPEALED, Validity.EXPIRED})


def items_part(body: Body) -> dict[str, Any]:
    """Return the part of ``body``; some four queries."""
    listed = _of(body)
    rows: list[dict[str, Any]] = []
    size = 0
    for item in listed[:2_000].iterator():
        edition = item.current
        if edition is None:
            continue
        row = _row(item, edition)
        html = text_for_screen(edition.content) if size < TEXT_BYTES else ""
        if html and len(html) <= LONGEST_TEXT:
            row["h"] = html
        size += len(written(row)) + 1
        if size > PART_BYTES:
            break
        rows.append(row)
    return {
        "body": {"slug": body.slug, "n": body.name, "e": body.name_en},
        "sections": sections_of(body),
        "items": rows,
        "words": words_to_type(row["t"] for row in rows),
    }


def sections_of(body: Body) -> list[dict[str, Any]]:
    """Return the sections of ``body`` that hold something public, with how much; two queries."""
    counts = dict(public_of(body).order_by().values_list("section").annotate(count=Count("pk")))
    found = Section.objects.filter(pk__in=counts)
    return [{"s": one.slug, "n": one.name, "e": one.name_en, "k": counts[one.pk]} for one in found]


def text_for_screen(content: str) -> str:
    """Return the text without links: what they say stays, where they lead does not."""
    return write(unwrapped(read(content).children, _is_link))


def _is_link(element: Element) -> bool:
    return element.name == "a"


def _of(body: Body) -> QuerySet[Item]:
    rows = public_of(body).select_related("current", "section")
    return rows.order_by("-published_here", "-pk")


def _row(item: Item, edition: Edition) -> dict[str, Any]:
    day = edition.made_on or (item.published_here and beijing_day(item.published_here))
    row: dict[str, Any] = {
        "c": item.code,
        "t": edition.title,
        "s": item.section.slug,
        "d": day.isoformat() if day else "",
        "i": initials(syllables([edition.title])),
        "q": code_of(f"/i/{item.code}/"),
    }
    if edition.document_number:
        row["n"] = edition.document_number
    if edition.validity in _NOT_WHOLE:
        row["v"] = in_both(Validity(edition.validity).label)
    if edition.summary:
        row["m"] = edition.summary
    return row
