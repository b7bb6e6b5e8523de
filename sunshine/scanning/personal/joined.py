"""What neighbouring parts of a chain make together: a number split by blanks, lines or cells.

A check digit proves an ID card however it is split. A telephone has none, so it must be
grouped as people group it, stand alone, or bear its label.
"""

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from sunshine.scanning import findings as kinds
from sunshine.scanning.personal import checks, labels
from sunshine.scanning.personal.chains import Chain
from sunshine.scanning.personal.context import Context

_DAY: Final = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
_MOBILE_GROUPS: Final = frozenset(
    {(3, 4, 4), (3, 8), (7, 4), (4, 4, 3), (3, 3, 5), (4, 3, 4), (5, 6), (6, 5), (3, 3, 3, 2)}
)


class Join(NamedTuple):
    """A shape of figures, its least length, and who judges the tokens that fill it."""

    pattern: re.Pattern[str]
    shortest: int
    judge: Callable[[Context, Chain, range, str], str]


def _id_card(context: Context, chain: Chain, tokens: range, figures: str) -> str:
    if checks.is_id_card(figures):
        return kinds.ID_CARD
    start, _ = chain.place(tokens)
    if checks.is_mistyped_id_card(figures) and context.is_called(labels.ID, start):
        return kinds.ID_CARD
    foreign = figures[0] == "9" and checks.is_foreign_id(figures)
    return kinds.PASSPORT if foreign and not context.is_called(labels.TAX_ID, start) else ""


def _old_id_card(context: Context, chain: Chain, tokens: range, figures: str) -> str:
    start, _ = chain.place(tokens)
    called = checks.is_old_id_card(figures) and context.is_called(labels.ID, start)
    return kinds.ID_CARD if called else ""


def _bank_card(context: Context, chain: Chain, tokens: range, figures: str) -> str:
    if not checks.is_card_of_an_issuer(figures):
        return ""
    broken = len(tokens) == 2 and chain.between(tokens)[0].strip(" ") == "\n"
    if not (chain.is_alone(tokens) or broken) or not checks.is_bank_card(figures):
        return ""
    start, _ = chain.place(tokens)
    if labels.is_public_account(context, start):
        return ""
    groups = chain.groups(tokens)
    printed = set(groups[:-1]) <= {4} or groups[0] == 6 or set(groups) == {1} or broken
    if context.is_called(labels.ACCOUNT, start):
        return kinds.BANK_CARD
    return kinds.BANK_CARD if printed and not context.is_called(labels.NUMBER, start) else ""


def _mobile(context: Context, chain: Chain, tokens: range, figures: str) -> str:
    if not checks.is_mobile(figures):
        return ""
    groups, alone = chain.groups(tokens), chain.is_alone(tokens)
    singly = set(groups) == {1}
    known = singly or groups in _MOBILE_GROUPS
    if singly and not alone:
        return ""
    start, end = chain.place(tokens)
    called = context.is_called(labels.PHONE, start)
    if not called and (not known and not alone):
        return ""
    if labels.is_quantity(context, start, end) or context.is_called(labels.NUMBER, start):
        return ""
    between = chain.between(tokens)
    if not any(set(part) & set("\n\t|") for part in between):
        fits = known or all(len(part) == 1 for part in between)
    else:
        fits = (alone and (singly or groups in ((3, 4, 4), (3, 8)))) or _wraps(chain)
    return kinds.MOBILE if called or fits else ""


def _landline(context: Context, chain: Chain, tokens: range, figures: str) -> str:
    area = checks.area_of(figures)
    groups = chain.groups(tokens)
    if not area or (set(groups) == {1} and not chain.is_alone(tokens)):
        return ""
    start, end = chain.place(tokens)
    called = context.is_called(labels.PHONE, start)
    between = "".join(chain.between(tokens))
    soft = not set(between) & set("\n\t|")
    as_dialled = groups[0] == len(area) and not set(between) & set("\n|")
    if not ((called and soft) or as_dialled or set(groups) == {1} or (called and _wraps(chain))):
        return ""
    odd = labels.is_quantity(context, start, end) or context.is_called(labels.NUMBER, start)
    return "" if odd else kinds.LANDLINE


def _short_landline(context: Context, chain: Chain, tokens: range, figures: str) -> str:
    start, end = chain.place(tokens)
    if not chain.is_alone(tokens) or not checks.is_subscriber(figures):
        return ""
    soft = not set("".join(chain.between(tokens))) & set("\n\t|")
    fits = soft and min(chain.groups(tokens)) >= 3
    return kinds.LANDLINE if fits and labels.is_short_landline(context, start, end) else ""


def _wraps(chain: Chain) -> bool:
    """Return whether the chain is one number broken at the end of a line."""
    if len(chain.spans) != 2:
        return False
    between = chain.text[chain.spans[0][1] : chain.spans[1][0]]
    return between.count("\n") == 1 and "\t" not in between


JOINS: Final = (
    Join(
        re.compile(rf"(?=([1-9][0-9]{{5}}(?:18|19|20)[0-9]{{2}}{_DAY}[0-9]{{3}}[0-9Xx]))"),
        18,
        _id_card,
    ),
    Join(re.compile(r"(?=((?:62|[3-6]|9[45])[0-9]{13,18}))"), 15, _bank_card),
    Join(re.compile(r"(?=(1[3-9][0-9]{9}))"), 11, _mobile),
    Join(re.compile(r"(?=(0[1-9][0-9]{8,10}))"), 10, _landline),
    Join(re.compile(rf"(?=([1-8][0-9]{{7}}{_DAY}[0-9]{{3}}))"), 15, _old_id_card),
    Join(re.compile(r"(?=([2-8][0-9]{6,7}))"), 7, _short_landline),
)
