"""Guides and boards on paper: what stands on each sheet (rows B4, B5, E2)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils import translation

from sunshine.kit.errors import Refused
from sunshine.kit.papers.fonts import NoChineseFont
from sunshine.kit.papers.hall_sheet import (
    Heading,
    Paragraph,
    Piece,
    Rows,
    Sheet,
    Size,
    Steps,
    sheet_pdf,
)
from sunshine.kit.papers.typesetting import CannotBeSet
from sunshine.matters.boards import BoardContent, Row
from sunshine.matters.codes import code_set
from sunshine.matters.elements import Guide, Material
from sunshine.matters.labels import LABELS, MATERIAL_LABELS
from sunshine.matters.standing import Standing
from sunshine.matters.text import period_text, yes_no


# A sheet is the same bytes whenever it is asked for; many ask for the same few.
@lru_cache(maxsize=64)
def printed(sheet: Sheet, *, size: Size = "a4", large: bool = False) -> bytes:
    """Return ``sheet`` as PDF; raise Refused if no font here can show it."""
    try:
        return sheet_pdf(sheet, size=size, large=large, fonts=Path(settings.HOME) / "fonts")
    except NoChineseFont as error:
        raise Refused("sheet-without-font") from error
    except CannotBeSet as error:
        raise Refused("sheet-with-strange-character", problem=str(error)) from error


def guide_sheet(standing: Standing, on: date) -> Sheet:
    """Return the guide as one sheet, in Chinese; its halls by the names it gives them."""
    with translation.override("zh-hans"):
        return Sheet(
            issuer=standing.matter.body.name,
            title=f"{standing.guide.name}办事指南",
            day=on,
            pieces=tuple(guide_pieces(standing.guide)),
            note=f"第{standing.edition.number}版",
            address=f"{settings.SITE_URL}{standing.address}",
        )


def guide_pieces(guide: Guide, *, level: int = 2) -> Iterator[Piece]:
    """Yield what stands on the sheet of a guide, in the language that is active."""
    if guide.what:
        yield Paragraph(guide.what)
    yield Rows(tuple(_facts(guide)))
    yield from _list("conditions", guide.conditions, level)
    yield from _materials(guide.materials, level)
    if guide.steps:
        yield Heading(str(LABELS["steps"]), level)
        yield Steps(tuple((step.name, _joined(step.who, step.takes)) for step in guide.steps))
    yield from _list("basis", (f"{one.text}{one.clause}" for one in guide.basis), level)
    yield from _list("remedies", guide.remedies, level)
    if guide.faqs:
        yield Heading(str(LABELS["faqs"]), level)
        yield Rows(tuple((faq.question, faq.answer) for faq in guide.faqs))


def board_sheet(content: BoardContent, *, address: str) -> Sheet:
    """Return a board of a hall as one sheet; ``address``: of the same board on the web."""
    return Sheet(
        issuer=f"{content.hall.body.name} {content.hall.name}",
        title=content.board.title.zh,
        day=content.on,
        pieces=tuple(board_pieces(content)),
        note=content.set.name.zh,
        address=f"{settings.SITE_URL}{address}",
    )


def board_pieces(content: BoardContent) -> Iterator[Piece]:
    """Yield what stands on a board."""
    for block in content.blocks:
        if block.rows:
            yield Heading(block.heading.zh, 2)
            yield Rows(tuple(_row(row) for row in block.rows))
    if content.is_empty:
        yield Paragraph("本栏目前没有需要公开的内容。")


def _row(row: Row) -> tuple[str, str]:
    day = f"{row.day:%Y-%m-%d}" if row.day else ""
    return (row.title, "，".join(filter(None, (row.detail, day))))


def _facts(guide: Guide) -> Iterator[tuple[str, str]]:
    said = {
        "legal": period_text(guide.legal),
        "promised": period_text(guide.promised),
        "charged": _joined(yes_no(guide.charged), guide.fee, guide.fee_basis),
        "quantity": guide.quantity,
        "places": "；".join(_joined(one.name, one.windows, one.hours) for one in guide.places),
        "scope": guide.scope,
        "ways": "、".join(str(code_set("ways")[one]) for one in guide.ways),
        "online_address": guide.online_address,
        "result": guide.result,
        "ask": _joined(guide.ask.name, guide.ask.telephone),
        "supervise": _joined(guide.supervise.name, guide.supervise.telephone),
    }
    for name, text in said.items():
        if text:
            yield str(LABELS[name]), text


def _materials(materials: Sequence[Material], level: int) -> Iterator[Piece]:
    if not materials:
        return
    yield Heading(str(LABELS["materials"]), level)
    heads = [str(MATERIAL_LABELS[name]) for name in ("name", "issuer", "originals", "copies")]
    rows = tuple(
        (
            _named(one),
            one.issuer,
            "" if one.originals is None else str(one.originals),
            "" if one.copies is None else str(one.copies),
        )
        for one in materials
    )
    yield Rows(rows, tuple(heads))


def _named(one: Material) -> str:
    if one.made_by:
        return f"{one.name}（已由税务机关掌握，无须提交）"
    return f"{one.name}（{one.when}）" if one.when else one.name


def _list(name: str, texts: Iterable[str], level: int) -> Iterator[Piece]:
    said = [text for text in texts if text]
    if said:
        yield Heading(str(LABELS[name]), level)
        for number, text in enumerate(said, 1):
            yield Paragraph(f"{number}．{text}")


def _joined(*texts: str) -> str:
    return "，".join(filter(None, texts))
