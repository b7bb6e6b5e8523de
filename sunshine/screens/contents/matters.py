"""What a kiosk says of matters: the guides handled in the hall, its boards, promises as kept.

All of it comes through the record's own visibility, in ``matters``.
"""

from datetime import date
from typing import Any

from django.utils.translation import override

from sunshine.matters.boards import boards_of
from sunshine.matters.filling import board_content
from sunshine.matters.promises import Kept, promises_of
from sunshine.matters.standing import Standing, guides_in_hall
from sunshine.orgs.models import Hall
from sunshine.places.slides import kept_words
from sunshine.screens.contents.codes import code_of
from sunshine.screens.contents.guides import guide_text
from sunshine.screens.contents.typing import words_to_type
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
        row = {**_guide(standing), "g": guide_text(standing, hall)}
        size += len(written(row))
        if size > PART_BYTES:
            size -= len(written(row.pop("g")))
        guides.append(row)
    names = (text for row in guides for text in (row["n"], row["a"]))
    return {
        "guides": guides,
        "boards": boards,
        "promises": promises,
        "words": words_to_type(names),
    }


def _guide(standing: Standing) -> dict[str, Any]:
    guide, code = standing.guide, standing.matter.item.code
    return {
        "c": code,
        "n": guide.name,
        "m": guide.what,
        "a": " ".join(guide.words),
        "i": initials(syllables([guide.name, *guide.words])),
        "q": code_of(f"/i/{code}/"),
    }


def _board(hall: Hall, key: str, on: date) -> dict[str, Any] | None:
    content = board_content(hall, key, on)
    if content is None or content.is_empty:
        return None
    title = content.board.title
    blocks = [
        {
            "t": block.heading.zh,
            "te": block.heading.en,
            "r": [[row.title, row.detail] for row in block.rows],
        }
        for block in content.blocks
        if block.rows
    ]
    return {"c": key, "t": title.zh, "te": title.en, "b": blocks}


def _promise(kept: Kept) -> dict[str, Any]:
    said = {}
    for name, language in (("m", "zh-hans"), ("me", "en")):
        with override(language):
            said[name] = kept_words(kept)
    return {"t": kept.promise.words, **said}
