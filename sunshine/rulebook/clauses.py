"""Dividing a Chinese text into its clauses (条), with their numbers brought to one form.

Pure. A text without articles is divided into its paragraphs, so that notices
and news can be compared as laws are. Text is plain: one paragraph to a line.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sunshine.kit.numerals import CHARACTERS, from_chinese, to_chinese

_SPACE = " \t\u3000\xa0"
_LABEL = rf"第\s*([{CHARACTERS}]+)\s*条(?:\s*之\s*([{CHARACTERS}]+))?"
_ARTICLE = re.compile(rf"{_LABEL}(?P<gap>[{_SPACE}]+|$|(?=[（(【:：]))?")
_WHOLE_LABEL = re.compile(_LABEL)
# A paragraph that goes on about an article instead of beginning it: 第三十条规定的……
_MENTION = re.compile(r"第|规定|所|的|、|和|至|或|及|，|,|中[的第所规]|以[上外前后及]")
_HEADING = re.compile(rf"第\s*[{CHARACTERS}]+\s*(分编|编|章|节)(?:[{_SPACE}]+.{{0,60}})?")
_LEVELS = {"编": 0, "分编": 1, "章": 2, "节": 3}
_ANNEX = re.compile(rf"附\s*(?:件|表|录|图)\s*[{CHARACTERS}]*\s*(?:[:：].*)?")
_MARKDOWN = re.compile(r"^(?:#{1,6}\s+)+")


@dataclass(frozen=True, slots=True)
class ClauseText:
    """One clause: its label (第三十条; empty outside articles), its text, the headings above it.

    Paragraphs of one clause are parted by a line break; the label is not part
    of the text. The title of a chapter (章) or the like stands as one of its own.
    """

    label: str
    text: str
    heading: str = ""
    is_heading: bool = False


def normal_label(text: str) -> str:
    """Return 第六十二条 for 第62条, 第 六十二 条 or 第六十二条, and 第六十二条之一 likewise.

    Raises ValueError if ``text`` is not the number of an article.
    """
    found = _WHOLE_LABEL.fullmatch(text.strip())
    if not found:
        raise ValueError(f"{text!r} is not the number of an article")
    return _label(_number(found))


def figures_label(text: str) -> str:
    """Return 第62条 for 第六十二条; raise ValueError as ``normal_label`` does."""
    found = _WHOLE_LABEL.fullmatch(text.strip())
    if not found:
        raise ValueError(f"{text!r} is not the number of an article")
    article, inserted = _number(found)
    return f"第{article}条" + (f"之{inserted}" if inserted else "")


def split(text: str) -> list[ClauseText]:
    """Return the clauses of ``text`` in its order; nothing of the text but blank lines is lost.

    Of a text with articles, what stands before the first is one clause without
    label, and so is every annex. Any other text gives a clause for each paragraph.
    """
    lines = [line for line in map(_clean, text.splitlines()) if line]
    clauses: list[ClauseText] = []
    headings: dict[int, str] = {}
    label, paragraphs, number = "", list[str](), (0, 0)

    def close() -> None:
        # An article may stand there by its number alone, as repealed ones do.
        if paragraphs or label:
            clauses.append(ClauseText(label, "\n".join(paragraphs), " ".join(headings.values())))

    for line in lines:
        if found := _begins_article(line, number):
            close()
            number = _number(found)
            label, rest = _label(number), line[found.end() :].strip()
            paragraphs = [rest] if rest else []
        elif level := _HEADING.fullmatch(line):
            close()
            label, paragraphs = "", []
            depth = _LEVELS[level[1]]
            headings = {at: words for at, words in headings.items() if at < depth}
            clauses.append(ClauseText("", line, " ".join(headings.values()), is_heading=True))
            headings[depth] = line
        elif _ANNEX.fullmatch(line) and number != (0, 0):
            close()
            label, paragraphs, headings = "", [line], {}
        else:
            paragraphs.append(line)
    close()
    return clauses if number != (0, 0) else [ClauseText("", line) for line in lines]


def join(clauses: Iterable[ClauseText]) -> str:
    """Return the text of ``clauses`` as plain paragraphs, one to a line."""
    return "\n".join(
        f"{clause.label}　{clause.text}".strip() if clause.label else clause.text
        for clause in clauses
    )


def _clean(line: str) -> str:
    return _MARKDOWN.sub("", line.strip().strip("\ufeff")).strip()


def _begins_article(line: str, last: tuple[int, int]) -> re.Match[str] | None:
    found = _ARTICLE.match(line)
    if not found:
        return None
    try:
        number = _number(found)
        _label(number)
    except ValueError:  # no number that a law would bear
        return None
    if found["gap"] is not None:
        return found
    # No space after the number: an article only if it is the next one and begins a sentence.
    follows = number in {(last[0] + 1, 0), (last[0], last[1] + 1)}
    return found if follows and not _MENTION.match(line, found.end()) else None


def _number(found: re.Match[str]) -> tuple[int, int]:
    return from_chinese(found[1]), from_chinese(found[2]) if found[2] else 0


def _label(number: tuple[int, int]) -> str:
    article, inserted = number
    return f"第{to_chinese(article)}条" + (f"之{to_chinese(inserted)}" if inserted else "")
