"""Numbers made of figures only: ID card, mobile, landline, bank card; whole or split.

Unbroken parts of a chain are judged first, then what only neighbours make together.
"""

import re
from collections.abc import Iterator
from typing import Final

from sunshine.kit.codes import is_credit_code
from sunshine.scanning import findings as kinds
from sunshine.scanning.personal import checks, labels
from sunshine.scanning.personal.chains import CHAIN, Chain
from sunshine.scanning.personal.context import Context
from sunshine.scanning.personal.joined import JOINS, Join
from sunshine.scanning.personal.values import Found

_DOTTED: Final = re.compile(
    r"(?<![0-9A-Za-z.])1[3-9][0-9]\.[0-9]{4}\.[0-9]{4}(?![0-9A-Za-z]|\.[0-9])"
)


def find_numbers(context: Context) -> Iterator[Found]:
    """Yield every number of a person that figures make, in no order, none twice."""
    for found in CHAIN.finditer(context.text):
        yield from _in_chain(context, found.start(), found.group())
    for found in _DOTTED.finditer(context.text):
        if checks.is_mobile(found.group()[:3]):
            yield Found(kinds.MOBILE, *found.span())


def _in_chain(context: Context, start: int, text: str) -> Iterator[Found]:
    chain = Chain(start, text)
    for number, (a, b) in enumerate(chain.spans):
        if b - a >= 10:
            whole = _whole(context, text[a:b], start + a, start + b)
            if whole:
                chain.taken[number] = 1
                yield whole
    if len(chain.spans) > 1:
        for join in JOINS:
            yield from _joined(context, chain, join)
    for number, (a, b) in enumerate(chain.spans):
        if 7 <= b - a <= 8 and not chain.taken[number]:
            yield from _subscriber(context, text[a:b], start + a, start + b)


def _whole(context: Context, figures: str, start: int, end: int) -> Found | None:
    """Return what an unbroken run of figures is, or None."""
    glued = labels.glued(context.text, start, end)
    if glued == labels.PART:
        return None
    size = len(figures)
    if size == 20 and checks.is_id_card(figures[:18]) and context.is_called(labels.TAX_ID, start):
        return Found(kinds.ID_CARD, start, start + 18)
    kind = _id_of(context, figures, start) if size == 18 else ""
    if not kind and size >= 15 and figures.isdigit():
        kind = _long_kind(context, figures, start)
    if kind:
        return Found(kind, start, end)
    return _telephone(context, figures, start, end, glued) if figures.isdigit() else None


def _long_kind(context: Context, figures: str, start: int) -> str:
    if len(figures) == 15 and _is_old_id(context, figures, start):
        return kinds.ID_CARD
    return kinds.BANK_CARD if _is_card(context, figures, start) else ""


def _telephone(context: Context, figures: str, start: int, end: int, glued: str) -> Found | None:
    for prefix in ("", "0", "86", "086", "0086"):
        rest = figures.removeprefix(prefix)
        if len(rest) == 11 and len(figures) == 11 + len(prefix) and checks.is_mobile(rest):
            sure = glued == labels.LABELLED or _may_be_mobile(context, start, end)
            return Found(kinds.MOBILE, start + len(prefix), end) if sure else None
    fixed = checks.area_of(figures) and not labels.is_quantity(context, start, end)
    if fixed and not context.is_called(labels.NOT_A_PERSON, start):
        return Found(kinds.LANDLINE, start, end)
    return None


def _subscriber(context: Context, figures: str, start: int, end: int) -> Iterator[Found]:
    called = checks.is_subscriber(figures) and labels.is_short_landline(context, start, end)
    if called and labels.glued(context.text, start, end) != labels.PART:
        yield Found(kinds.LANDLINE, start, end)


def _id_of(context: Context, figures: str, start: int) -> str:
    credit = is_credit_code(figures) and context.is_called(labels.TAX_ID, start)
    if credit or not (figures[:17].isdigit()):
        return ""
    if checks.is_id_card(figures):
        return kinds.ID_CARD
    # A person whose number was copied with a slip is still known by it.
    if checks.is_mistyped_id_card(figures) and context.is_called(labels.ID, start):
        return kinds.ID_CARD
    foreign = figures[0] == "9" and not is_credit_code(figures) and checks.is_foreign_id(figures)
    return kinds.PASSPORT if foreign else ""


def _is_old_id(context: Context, figures: str, start: int) -> bool:
    if not checks.is_old_id_card(figures):
        return False
    if context.is_called(labels.ID, start):
        return True
    # A registration number is a region and an organisation code; a household's is a person's.
    return not context.is_called(labels.NOT_A_PERSON, start)


def _is_card(context: Context, figures: str, start: int) -> bool:
    if not checks.is_bank_card(figures) or labels.is_public_account(context, start):
        return False
    if context.is_called(labels.ACCOUNT, start):
        return True
    return figures.startswith("62") and not context.is_called(labels.NOT_A_PERSON, start)


def _may_be_mobile(context: Context, start: int, end: int) -> bool:
    if labels.is_quantity(context, start, end):
        return False
    if context.is_called(labels.PHONE, start):
        return True
    return not (context.is_called(labels.NOT_A_PERSON, start) or labels.is_serial(context, start))


def _joined(context: Context, chain: Chain, join: Join) -> Iterator[Found]:
    for found in join.pattern.finditer(chain.figures):
        if found.start() not in chain.first:
            continue
        figures = found.group(1)
        for size in range(len(figures), join.shortest - 1, -1):
            tokens = chain.tokens(found.start(), size)
            kind = tokens and join.judge(context, chain, tokens, figures[:size])
            if not tokens or not kind:
                continue
            start, end = chain.place(tokens)
            if labels.glued(context.text, start, end) != labels.PART:
                chain.take(tokens)
                opened = kind == kinds.LANDLINE and ")" in context.text[start:end]
                yield Found(kind, start - (opened and context.text[start - 1] == "("), end)
                break
