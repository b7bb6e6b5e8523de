"""Masking a value in clean HTML where it stands in the plain text, over inline tags too. Pure.

The gate looks at the plain text of ``content.plain_text``. Here every character of it
knows the text node it came from, so that exactly the value goes and nothing around it.
"""

from dataclasses import dataclass

from sunshine.publishing.content import CELLS, INLINE, plain_text
from sunshine.publishing.markup import Element, Node, read, write


@dataclass(frozen=True, slots=True)
class _Char:
    char: str
    # The node it came from, as its place in the list of text nodes; -1 for what was put between.
    node: int = -1
    offset: int = 0


@dataclass(slots=True)
class _Text:
    parent: Element
    place: int
    value: str


def place_of(text: str, value: str, start: int) -> int | None:
    """Return where ``value`` stands in ``text``: at ``start`` or nearest to it; None if nowhere."""
    if not value:
        return None
    if text.startswith(value, start):
        return start
    before = text.rfind(value, 0, start + len(value) - 1)
    after = text.find(value, start)
    found = [place for place in (before, after) if place >= 0]
    return min(found, key=lambda place: abs(place - start)) if found else None


def mask_line(text: str, value: str, start: int, instead: str) -> str | None:
    """Return ``text`` with ``instead`` in the place of ``value``; None if it is not there."""
    place = place_of(text, value, start)
    return None if place is None else text[:place] + instead + text[place + len(value) :]


def mask_html(content: str, value: str, start: int, instead: str) -> str | None:
    """Return clean ``content`` with ``instead`` for the ``value`` at ``start`` of its text.

    A value over several inline elements, lines or cells is masked where it begins, and
    the rest of it goes. None if the text does not hold it.
    """
    root = read(content)
    texts: list[_Text] = []
    chars = _tidied(_collected(root, texts))
    plain = "".join(one.char for one in chars)
    if plain != plain_text(content):
        raise RuntimeError("the two readings of a text differ")
    place = place_of(plain, value, start)
    if place is None:
        return None
    _replace(texts, chars[place : place + len(value)], instead)
    for text in texts:
        text.parent.children[text.place] = text.value
    return write(root.children)


def _replace(texts: list[_Text], chars: list[_Char], instead: str) -> None:
    spans: dict[int, tuple[int, int]] = {}
    for one in chars:
        if one.node >= 0:
            first, last = spans.get(one.node, (one.offset, one.offset))
            spans[one.node] = (min(first, one.offset), max(last, one.offset))
    for node, (first, last) in spans.items():
        text = texts[node]
        text.value = text.value[:first] + instead + text.value[last + 1 :]
        instead = ""


def _collected(element: Element, texts: list[_Text]) -> list[_Char]:
    """Return the characters as ``content.plain_text`` collects them, each with its origin."""
    chars: list[_Char] = []
    for place, node in enumerate(element.children):
        chars += _of_node(element, place, node, texts)
    return chars


def _of_node(parent: Element, place: int, node: Node, texts: list[_Text]) -> list[_Char]:
    if isinstance(node, str):
        texts.append(_Text(parent, place, node))
        return [_Char(char, len(texts) - 1, offset) for offset, char in enumerate(node)]
    if node.name == "br":
        return [_Char("\n")]
    inner = _collected(node, texts)
    if node.name in CELLS:
        return [*_spaced(inner), _Char("\t")]
    if node.name in INLINE:
        return inner
    return [_Char("\n"), *inner, _Char("\n")]


def _spaced(chars: list[_Char]) -> list[_Char]:
    """Return the words with one space between them, as ``" ".join(text.split())`` does."""
    words: list[list[_Char]] = [[]]
    for one in chars:
        if one.char.isspace():
            words.append([])
        else:
            words[-1].append(one)
    return _joined([word for word in words if word], " ")


def _tidied(chars: list[_Char]) -> list[_Char]:
    lines: list[list[_Char]] = [[]]
    for one in chars:
        if one.char == "\n":
            lines.append([])
        else:
            lines[-1].append(one)
    stripped = [_stripped(line) for line in lines]
    return _joined([line for line in stripped if line], "\n")


def _stripped(line: list[_Char]) -> list[_Char]:
    first, last = 0, len(line)
    while first < last and line[first].char in " \t":
        first += 1
    while last > first and line[last - 1].char in " \t":
        last -= 1
    return line[first:last]


def _joined(runs: list[list[_Char]], between: str) -> list[_Char]:
    joined: list[_Char] = []
    for run in runs:
        joined += [_Char(between)] if joined else []
        joined += run
    return joined
