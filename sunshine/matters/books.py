"""The handbook of a hall (政务公开手册): guides, boards and promises in one book, in one step."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import translation

from sunshine.kit.papers.hall_sheet import Heading, Paragraph, Piece, Rows, Sheet
from sunshine.matters.boards import boards_of
from sunshine.matters.filling import board_content, fulfilment_words
from sunshine.matters.models import Handbook
from sunshine.matters.promises import promises_of
from sunshine.matters.sheets import board_pieces, guide_pieces, printed
from sunshine.matters.standing import guides_in_hall
from sunshine.orgs.models import Hall
from sunshine.publishing.models import Audience, Edition, EditionState, ItemState

TITLE = "政务公开手册"
_THERE = (ItemState.PUBLISHED, ItemState.WITHDRAWN)


def book_of(hall: Hall, *, edition: int, on: date) -> tuple[dict[str, Any], str]:
    """Return what edition ``edition`` of the book of ``hall`` says on ``on``, and its SHA-256."""
    with translation.override("zh-hans"):
        sheet = Sheet(
            issuer=f"{hall.body.name} {hall.name}",
            title=TITLE,
            day=on,
            pieces=tuple(_pieces(hall, on)),
            note=f"第{edition}版",
            address=f"{settings.SITE_URL}/b/{hall.body.slug}/matters/",
            is_book=True,
        )
    content = json.loads(json.dumps(sheet.as_data(), ensure_ascii=False))
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return content, hashlib.sha256(text.encode()).hexdigest()


def book_pdf(book: Handbook) -> bytes:
    """Return an edition of the handbook as PDF: the same bytes whenever it is printed."""
    sheet = Sheet.from_data(book.content)
    return printed(sheet)


def tells_of_what_is_gone(book: Handbook) -> bool:
    """Return whether the book names what has been taken down since it was made (row B13).

    Such an edition is not given out any more; what was printed of it is for the office to collect.
    """
    text = json.dumps(book.content, ensure_ascii=False)
    once = Edition.objects.filter(
        item__audience=Audience.PUBLIC, item__published_here__isnull=False
    )
    there = once.filter(item__state__in=_THERE).exclude(state=EditionState.PULLED)
    gone = once.filter(Q(state=EditionState.PULLED) | ~Q(item__state__in=_THERE))
    named = {name for name in _names(gone) if json.dumps(name, ensure_ascii=False)[1:-1] in text}
    still = there.filter(Q(title__in=named) | Q(elements__name__in=named))
    return bool(named - _names(still))


def _names(editions: "QuerySet[Edition]") -> set[str]:
    """Return titles, and by what name a guide calls its matter: a book says that alone."""
    pairs = editions.values_list("title", "elements__name")
    return {name for pair in pairs for name in pair if name}


def book_given_out(hall: Hall) -> Handbook | None:
    """Return the newest edition of the handbook of ``hall``, None while it may not be given out."""
    book = hall.handbooks.order_by("-edition").first()
    return None if book is None or tells_of_what_is_gone(book) else book


def _pieces(hall: Hall, on: date) -> Iterator[Piece]:
    yield Heading("办事指南", 1)
    standing = guides_in_hall(hall, on)
    if not standing:
        yield Paragraph("本办税服务厅目前没有已公开的办事指南。")
    for one in standing:
        yield Heading(one.guide.name, 2)
        yield from guide_pieces(one.guide, level=3)
    chosen = boards_of(hall)
    yield Heading(chosen.name.zh, 1)
    for key in chosen.boards:
        content = board_content(hall, key, on)
        if content is None:
            continue
        yield Heading(content.board.title.zh, 2)
        for piece in board_pieces(content):
            yield Heading(piece.text, 3) if isinstance(piece, Heading) else piece
    yield Heading("服务承诺", 1)
    kept = [one for one in promises_of(hall.body, on) if one.holds]
    if kept:
        rows = tuple((one.promise.words, fulfilment_words(one)) for one in kept)
        yield Rows(rows, ("承诺", "兑现情况"))
    else:
        yield Paragraph("本机关目前没有已公开的服务承诺。")
