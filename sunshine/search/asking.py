"""What was asked: what was typed, read as phrases, a number, an article. Pure.

What stands between blanks is looked for as it stands; “…” holds blanks together; -word
leaves out. Nothing that is typed reaches the query language of the index.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sunshine.kit.numerals import CHARACTERS, from_chinese, to_chinese
from sunshine.search.folding import LINE, SPACE, fold, is_wordless

LONGEST = 200
MOST_PARTS = 12
_QUOTES = re.compile(r'["“”„«»「」『』]')
_OPEN = r"[\[［(（【〔<《「{]"
_SHUT = r"[\]］)）】〕>》」}]"
_YEAR = r"(?P<year>(?:19|20)\d{2})"
# 辽税发〔2018〕39号, [2018]39号, 2018年第39号: one number however it is typed or printed.
_PRINTED = re.compile(
    rf"(?:{_OPEN}{SPACE}?{_YEAR}{SPACE}?{_SHUT}|(?P<plain>(?:19|20)\d{{2}})年第?)"
    rf"{SPACE}?第?(?P<serial>\d{{1,5}}){SPACE}?号"
)
_TYPED = re.compile(
    rf"(?P<head>[^\d{SPACE}]{{0,20}}?){SPACE}?{_OPEN}?{_YEAR}(?:{_SHUT}|年第?|{SPACE}|[-/])"
    rf"{SPACE}?第?(?P<serial>\d{{1,5}}){SPACE}?号?"
)
_ARTICLE = re.compile(
    rf"第{SPACE}?(?P<number>[{CHARACTERS}]{{1,9}}){SPACE}?条(?:之(?P<inserted>[{CHARACTERS}]{{1,3}}))?"
)


@dataclass(frozen=True, slots=True)
class Article:
    """An article asked for: 第六十二条之一 is (62, 1)."""

    number: int
    inserted: int = 0

    @property
    def token(self) -> str:
        """Return the article as the index knows it."""
        return f"{self.number}-{self.inserted}" if self.inserted else str(self.number)

    @property
    def forms(self) -> tuple[str, ...]:
        """Return the ways it is printed, in characters and in figures."""
        tail = f"之{to_chinese(self.inserted)}" if self.inserted else ""
        end = f"之{self.inserted}" if self.inserted else ""
        return (f"第{to_chinese(self.number)}条{tail}", f"第{self.number}条{end}")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, folded. ``number``: (head, "2018/39"); ``rest``: what is left of an article."""

    parts: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    number: tuple[str, str] | None = None
    article: Article | None = None
    rest: str = ""
    was_cut: bool = False

    @property
    def whole(self) -> str:
        """Return all that is asked for, in one."""
        return SPACE.join(self.parts)

    @property
    def is_empty(self) -> bool:
        return not self.parts


def read(typed: str) -> Asked:
    """Return what ``typed`` asks for; empty if there is no letter, character or figure in it."""
    folded = fold(typed[: LONGEST * 4]).replace(LINE, SPACE)
    was_cut = len(folded) > LONGEST or len(typed) > LONGEST * 4
    folded = folded[:LONGEST]
    parts, without = [], []
    for part, is_quoted in _parts(folded):
        if not is_quoted and len(part) > 1 and part[0] == "-":
            without.append(part[1:].strip(SPACE))
        else:
            parts.append(part)
    parts = [part for part in dict.fromkeys(parts) if part]
    if all(is_wordless(part) for part in parts):
        return Asked(was_cut=was_cut)
    plain = _QUOTES.sub("", folded).strip(SPACE)
    article, rest = _article(plain)
    left_out = tuple(part for part in without if not is_wordless(part))
    return Asked(
        tuple(parts[:MOST_PARTS]),
        left_out[:MOST_PARTS],
        _number(plain),
        article,
        rest,
        was_cut or len(parts) > MOST_PARTS,
    )


def _parts(folded: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts, and whether each was quoted; a quote that is never closed is none."""
    pieces = _QUOTES.split(folded)
    for place, piece in enumerate(pieces):
        if place % 2 and place < len(pieces) - 1:
            yield piece.strip(SPACE), True
        else:
            for part in piece.split(SPACE):
                yield part, False


def _number(folded: str) -> tuple[str, str] | None:
    found = _TYPED.fullmatch(folded)
    if found is None:
        return None
    head = re.sub(rf"{SPACE}|{_OPEN}", "", found["head"])
    return head, f"{found['year']}/{int(found['serial'])}"


def _article(folded: str) -> tuple[Article | None, str]:
    found = _ARTICLE.search(folded)
    if found is None:
        return None, ""
    try:
        number = from_chinese(found["number"])
        inserted = from_chinese(found["inserted"]) if found["inserted"] else 0
    except ValueError:
        return None, ""
    if not 0 < number <= 9999 or inserted > 99:
        return None, ""
    rest = (folded[: found.start()] + folded[found.end() :]).strip(SPACE + "的《》,,。")
    return Article(number, inserted), rest.replace(SPACE, "")


def numbers_in(folded: str) -> set[str]:
    """Return the document numbers that a text bears or cites, as 2018/39."""
    return {
        f"{found['year'] or found['plain']}/{int(found['serial'])}"
        for found in _PRINTED.finditer(folded)
    }


def articles_in(folded: str) -> set[str]:
    """Return the articles that a text has (a line begins with each), as 62 or 62-1."""
    found = set()
    for line in folded.split(LINE):
        if line.startswith("第") and (match := _ARTICLE.match(line)):
            article, _rest = _article(match[0])
            if article is not None:
                found.add(article.token)
    return found
