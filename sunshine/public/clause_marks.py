"""Marking the clauses of a text that no longer hold, where they stand. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sunshine.kit.numerals import CHARACTERS
from sunshine.publishing.markup import Element, Node, read, write
from sunshine.rulebook.clauses import normal_label

# Not where a paragraph goes on about an article: 第三十条规定的……
_LABEL = re.compile(
    rf"\s*(第\s*[{CHARACTERS}]+\s*条(?:\s*之\s*[{CHARACTERS}]+)?)(?!规定|所|的|、|和|至|或|及|，)"
)
_BLOCKS = frozenset({"p", "li"})
_OVER = frozenset({"repealed", "expired"})


@dataclass(frozen=True, slots=True)
class ClauseMark:
    """What is said at a clause: its state, and the words in the reader's language."""

    number: int
    state: str
    words: str


def anchor(number: int) -> str:
    """Return the name by which the table leads to the marked clause."""
    return f"clause-{number}"


def mark_clauses(content: str, marks: Mapping[str, ClauseMark], *, lang: str) -> str:
    """Return clean ``content`` with a mark at every clause named in ``marks`` (by its label).

    The paragraphs of a clause that is over are struck through until the next clause begins.
    ``lang``: the language of the words of the marks.
    """
    if not marks:
        return content
    wanted = {_normal(label): mark for label, mark in marks.items()}
    root = read(content)
    state: ClauseMark | None = None
    seen: set[int] = set()
    for block in _blocks(root.children):
        found = _LABEL.match(block.text())
        if found:
            state = wanted.get(_normal(found[1]))
        elif block.name.startswith("h"):
            state = None
        if state is None:
            continue
        if state.state in _OVER and block.name in _BLOCKS:
            block.children = [Element("s", children=block.children)]
        if found and state.number not in seen:
            seen.add(state.number)
            block.attributes["id"] = anchor(state.number)
            block.children.append(_badge(state, lang))
    return write(root.children)


def _badge(mark: ClauseMark, lang: str) -> Element:
    tone = "stop" if mark.state in _OVER else "warn"
    attributes = {"class": f"badge tone-{tone}", "lang": lang}
    return Element("span", attributes, [mark.words])


def _blocks(nodes: Iterable[Node]) -> Iterable[Element]:
    for node in nodes:
        if isinstance(node, Element):
            if node.name in _BLOCKS or node.name.startswith("h"):
                yield node
            else:
                yield from _blocks(node.children)


def _normal(label: str) -> str:
    try:
        return normal_label(label)
    except ValueError:
        return "".join(label.split())
