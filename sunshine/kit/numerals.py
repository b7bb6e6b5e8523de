"""Chinese numerals as laws write them: 一百零五, 第六十二条, and the same in figures."""

import unicodedata

DIGITS = "零一二三四五六七八九"
UNITS = {"十": 10, "百": 100, "千": 1000}
# What a numeral may be written with, for use inside a character class of a pattern.
CHARACTERS = "零〇一二两三四五六七八九十百千0-9０-９"

_VALUES = {digit: value for value, digit in enumerate(DIGITS)} | {"〇": 0, "两": 2}


def to_chinese(number: int) -> str:
    """Return ``number`` as a law writes it; raise ValueError outside 0 to 9999."""
    if not 0 <= number <= 9999:
        raise ValueError(f"{number} is outside 0 to 9999")
    if number < 10:
        return DIGITS[number]
    text, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            text += ("零" if gap and text else "") + DIGITS[digit] + name
        gap = digit == 0
    # Ten to nineteen are written 十 to 十九, but a hundred and ten 一百一十.
    return text.removeprefix("一") if number < 20 else text


def from_chinese(text: str) -> int:
    """Return the number written in ``text``: 六十二, 62, ６２ or 一〇五.

    Raises ValueError if ``text`` is no numeral.
    """
    plain = unicodedata.normalize("NFKC", text.strip())
    if plain.isascii() and plain.isdigit():
        return int(plain)
    if not plain or any(char not in _VALUES and char not in UNITS for char in plain):
        raise ValueError(f"{text!r} is no numeral")
    if not any(char in UNITS for char in plain):
        return int("".join(str(_VALUES[char]) for char in plain))
    total, digit = 0, None
    for char in plain:
        if char in UNITS:
            total += (1 if digit is None or digit == 0 else digit) * UNITS[char]
            digit = None
        else:
            digit = _VALUES[char]
    return total + (digit or 0)
