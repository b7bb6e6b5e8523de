"""Check digits and shapes of the numbers that belong to a person."""

from datetime import date
from typing import Final

from sunshine.scanning.personal.places import AREA_CODES, MOBILE_SEGMENTS, is_region

_ID_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_MAP: Final = "10X98765432"
_DOUBLED: Final = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)
# Beginnings given out before all Chinese cards began with 62, and those of the card companies.
_OLD_BANKS: Final = ("9558", "95599", "95595", "9400", "6013", "6858", "6900", "6907", "6910")


def is_id_card(number: str) -> bool:
    """Return whether 18 characters are a citizen's number (GB 11643): region, day, check."""
    return is_region(number[:6]) and _is_day(number[6:14]) and _id_check(number)


def is_mistyped_id_card(number: str) -> bool:
    """Return whether 18 characters are a citizen's number but for a slip of the pen.

    Region and day stand in it. Without a word that says what it is, this proves nothing.
    """
    return number[:17].isdigit() and is_region(number[:6]) and _is_day(number[6:14])


def is_foreign_id(number: str) -> bool:
    """Return whether 18 figures are those of a foreigner's permanent residence card (2023)."""
    return number[0] == "9" and _is_day(number[6:14]) and _id_check(number)


def is_old_id_card(number: str) -> bool:
    """Return whether 15 figures are a citizen's number of before 1999: region and day."""
    return is_region(number[:6]) and _is_day("19" + number[6:12])


def is_mobile(number: str) -> bool:
    """Return whether 11 figures are a mobile number of a segment in use."""
    return number[:3] in MOBILE_SEGMENTS


def is_subscriber(number: str) -> bool:
    """Return whether 7 or 8 figures can be a fixed line: 1 and 9 begin services, 0 a code."""
    return len(number) in (7, 8) and number[0] in "2345678" and len(set(number)) > 1


def area_of(number: str) -> str:
    """Return the area code that a fixed number with 10 to 12 figures begins with, or ""."""
    code = number[:3] if number[1:2] in ("1", "2") and number[:3] in AREA_CODES else number[:4]
    rest = number[len(code) :]
    long_enough = len(rest) == 8 or (len(rest) == 7 and len(code) == 4)
    return code if code in AREA_CODES and long_enough and is_subscriber(rest) else ""


def is_bank_card(number: str) -> bool:
    """Return whether 15 to 19 figures are a card: Luhn, and the beginning of an issuer."""
    return is_card_of_an_issuer(number) and _luhn(number)


def is_card_of_an_issuer(number: str) -> bool:
    """Return whether the beginning and the length belong together (银联 and card companies)."""
    size = len(number)
    if number.startswith("62"):
        return 16 <= size <= 19
    if size == 16:
        head = int(number[:4])
        abroad = number[0] == "4" or 5100 <= head <= 5599 or 2221 <= head <= 2720
        if abroad or 3528 <= head <= 3589:
            return True
    if size == 15:
        return number[:2] in ("34", "37")
    return size in (16, 19) and number.startswith(_OLD_BANKS)


def _luhn(number: str) -> bool:
    figures = [ord(char) - 48 for char in reversed(number)]
    return (sum(figures[::2]) + sum(_DOUBLED[n] for n in figures[1::2])) % 10 == 0


def _id_check(number: str) -> bool:
    total = sum(int(char) * weight for char, weight in zip(number[:17], _ID_WEIGHTS, strict=True))
    return _ID_MAP[total % 11] == number[17].upper()


def _is_day(figures: str) -> bool:
    try:
        date(int(figures[:4]), int(figures[4:6]), int(figures[6:]))
    except ValueError:
        return False
    return "1850" <= figures[:4] <= "2099"
