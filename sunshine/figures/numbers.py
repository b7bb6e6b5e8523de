"""Numbers as reports write them: 1,808,595, １２, 22（其中修订16件）, and blank cells."""

import re
import unicodedata
from decimal import Decimal

from sunshine.figures.reports import Blank, Value

# No count or sum of a report comes near; Decimal would take 1E+999999 and never end adding it.
MOST_DIGITS = 15
MOST_DECIMALS = 6
_NOTE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|〔[^〔〕]*〕|【[^【】]*】")
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,6})?")
_UNIT = re.compile(r"(?:件|条|宗|项|个|份|件次|万元|元)$")
_BLANKS = {
    "": Blank.EMPTY,
    **dict.fromkeys("/\\／", Blank.SLASH),
    **dict.fromkeys(("-", "--", "—", "——", "–", "－", "―"), Blank.DASH),
}
_MINUS = str.maketrans({"−": "-", "－": "-", "﹣": "-", "，": ",", "\u3000": " "})


def read_number(text: str) -> Value:
    """Return the number or the blank that the text of a cell stands for.

    Raises ValueError for anything else.
    """
    plain = "".join(unicodedata.normalize("NFKC", text.translate(_MINUS)).split())
    if plain in _BLANKS:
        return _BLANKS[plain]
    bare = _UNIT.sub("", _NOTE.sub("", plain))
    if not _NUMBER.fullmatch(bare):
        raise ValueError(text)
    return Decimal(bare.replace(",", ""))


def fault_of(number: Decimal, *, decimals: bool, below_zero: bool) -> str:
    """Return the code of why a cell cannot hold ``number``; empty if it can."""
    if not number.is_finite() or number.adjusted() >= MOST_DIGITS:
        return "account-number-absurd"
    if number.normalize().as_tuple().exponent < -MOST_DECIMALS:  # type: ignore[operator]
        return "account-number-absurd"
    if number < 0 and not below_zero:
        return "account-number-negative"
    if number != number.to_integral_value() and not decimals:
        return "account-number-broken"
    return ""
