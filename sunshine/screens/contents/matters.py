"""What a kiosk says of matters: the guides handled in the hall, its boards, promises as kept.

All of it comes through the record's own visibility, in ``matters``.
"""

from datetime import date
from html import escape
from typing import Any

from django.utils.translation import override

from sunshine.matters.boards import Block, boards_of
from sunshine.matters.filling import board_content
from sunshine.matters.promises import Kept, promises_of
from sunshine.matters.standing import Standing, guides_in_hall
from sunshine.orgs.models import Hall
from sunshine.places.slides import kept_words
from sunshine.screens.contents.codes import code_of
from sunshine.screens.contents.items import text_for_screen
from sunshine.screens.contents.written import written
from sunshine.search.pinyin import initials, syllables

# Guides take what boards and promises leave of the part.
PART_BYTES = 260_000


def matters_part(hall: Hall, on: date) -> dict[str, Any]:
    """Return guides, boards and promises of ``hall`` on ``on``; some fifteen queries a board."""
    boards = [row for key in boards_of(hall).boards if (row := _board(hall, key, on))]
    promises = [_promise(kept) for kept in promises_of(hall.body, on) if kept.holds]
    size = len(written([boards, promises]))
    guides = []
    for standing in guides_in_hall(hall, on):
        row = _guide(standing)
        size += len(written(row))
        if size > PART_BYTES:
            size -= len(row.pop("h").encode())
        guides.append(row)
    return {"guides": guides, "boards": boards, "promises": promises}


def _guide(standing: Standing) -> dict[str, Any]:
    edition, code = standing.edition, standing.matter.item.code
    return {
        "c": code,
        "t": edition.title,
        "m": edition.summary,
        "i": initials(syllables([edition.title])),
        "q": code_of(f"/i/{code}/"),
        "h": text_for_screen(edition.content),
    }


def _board(hall: Hall, key: str, on: date) -> dict[str, Any] | None:
    content = board_content(hall, key, on)
    if content is None or content.is_empty:
        return None
    title = content.board.title
    html = "".join(_block(block) for block in content.blocks if block.rows)
    return {"c": key, "t": title.zh, "te": title.en, "h": html}


def _block(block: Block) -> str:
    rows = "".join(
        f"<li><strong>{escape(row.title)}</strong>"
        + (f"<br>{escape(row.detail)}" if row.detail else "")
        + "</li>"
        for row in block.rows
    )
    return f"<h2>{escape(block.heading.zh)}</h2><ul>{rows}</ul>"


def _promise(kept: Kept) -> dict[str, Any]:
    with override("zh-hans"):
        return {"t": kept.promise.words, "m": kept_words(kept)}
