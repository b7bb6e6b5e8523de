"""The handbook of a hall (政务公开手册): guides, boards and promises in one book, in one step."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import translation

from sunshine.kit.papers.hall_sheet import Heading, Paragraph, Piece, Rows, Sheet
from sunshine.matters.boards import boards_of
from sunshine.matters.filling import board_content, fulfilment_words
from sunshine.matters.models import Handbook
from sunshine.matters.promises import promises_of
from sunshine.matters.sheets import board_pieces, guide_pieces, printed
from sunshine.matters.standing import guides_in_hall
from sunshine.orgs.models import Hall

TITLE = "政务公开手册"


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
