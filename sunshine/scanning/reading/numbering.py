"""Numbers that Word counts itself (自动编号): a reader sees 第一条, the text does not hold it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from sunshine.kit.numerals import to_chinese
from sunshine.scanning.reading.markup import Element, attribute, child, each

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"))
_ROMAN_SMALL = ((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_FORMAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    text: str
    tail: str


class Numbering:
    """Counts the lists of a document, paragraph after paragraph."""

    def __init__(self, root: Element | None, styles: Element | None) -> None:
        self._levels: dict[tuple[str, int], _Level] = {}
        self._lists: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._of_style: dict[str, tuple[str, int]] = {}
        if root is not None:
            self._learn(root)
        for style in () if styles is None else each(styles, "style"):
            given = _given(child(style, "pPr", "numPr"))
            if given[0]:
                self._of_style[attribute(style, "styleId")] = given

    def label(self, paragraph: Element) -> str:
        """Return the number before ``paragraph`` with what follows it, "" if it has none."""
        number, depth = self._place(paragraph)
        abstract = self._lists.get(number, "")
        level = self._levels.get((abstract, depth))
        if level is None:
            return ""
        counts = self._counts.setdefault(abstract, {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [key for key in counts if key > depth]:
            del counts[deeper]
        if level.form in {"bullet", "none"}:
            return ""

        def counted(match: re.Match[str]) -> str:
            wanted = int(match[1]) - 1
            other = self._levels.get((abstract, wanted))
            form, start = (other.form, other.start) if other else ("decimal", 1)
            return numeral(counts.get(wanted, start), form)

        return re.sub(r"%([1-9])", counted, level.text) + level.tail

    def _learn(self, root: Element) -> None:
        for abstract in each(root, "abstractNum"):
            for level in each(abstract, "lvl"):
                key = (attribute(abstract, "abstractNumId"), _number(attribute(level, "ilvl"), 0))
                self._levels[key] = _Level(
                    start=_number(_value(level, "start"), 1),
                    form=_value(level, "numFmt") or "decimal",
                    text=_value(level, "lvlText"),
                    tail={"space": " ", "nothing": ""}.get(_value(level, "suff"), " "),
                )
        for number in each(root, "num"):
            self._lists[attribute(number, "numId")] = _value(number, "abstractNumId")

    def _place(self, paragraph: Element) -> tuple[str, int]:
        own = _given(child(paragraph, "pPr", "numPr"))
        if own[0]:
            return own
        style = child(paragraph, "pPr", "pStyle")
        return ("", 0) if style is None else self._of_style.get(attribute(style, "val"), ("", 0))


def numeral(number: int, form: str) -> str:
    """Return ``number`` in one of Word's forms; figures for a form that is not known."""
    write = _FORMS.get(form)
    return write(number) if write is not None and 0 < number < 10_000 else str(number)


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN + _ROMAN_SMALL:
        text += letters * (number // value)
        number %= value
    return text


def _formal(number: int) -> str:
    return to_chinese(number).translate(_FORMAL)


def _digits(number: int) -> str:
    return str(number).translate(_DIGITS)


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if number <= 20 else str(number)


_FORMS: dict[str, Callable[[int], str]] = {
    "chineseCounting": to_chinese,
    "chineseCountingThousand": to_chinese,
    "japaneseCounting": to_chinese,
    "chineseLegalSimplified": _formal,
    "ideographLegalTraditional": _formal,
    "ideographDigital": _digits,
    "japaneseDigitalTenThousand": _digits,
    "taiwaneseDigital": _digits,
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "ideographTraditional": lambda number: _STEMS[(number - 1) % 10],
    "ideographZodiac": lambda number: _BRANCHES[(number - 1) % 12],
    "decimalZero": lambda number: f"{number:02}",
}


def _given(properties: Element | None) -> tuple[str, int]:
    if properties is None:
        return "", 0
    return _value(properties, "numId"), _number(_value(properties, "ilvl"), 0)


def _value(element: Element, wanted: str) -> str:
    found = child(element, wanted)
    return "" if found is None else attribute(found, "val")


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else otherwise
