"""Marking the clauses of a text where they stand: which no longer hold, and their names. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sunshine.kit.numerals import CHARACTERS
from sunshine.publishing.markup import Element, Node, read, text_of, write
from sunshine.rulebook.clauses import figures_label, normal_label

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


def article_anchor(label: str) -> str:
    """Return the name by which an address leads to an article: 第六十二条之一 is article-62-1.

    Raises ValueError if ``label`` is not the number of an article.
    """
    number, _end, inserted = figures_label(label).removeprefix("第").partition("条")
    return f"article-{number}" + (f"-{inserted.removeprefix('之')}" if inserted else "")


def name_articles(content: str) -> str:
    """Return clean ``content`` with a name at the beginning of each article, as addresses use it.

    Of several lines that begin with one number the first has the name: the others speak of it.
    """
    if not _LABEL.search(content):
        return content
    root = read(content)
    seen: set[str] = set()
    for block in _blocks(root.children):
        _name_lines(block, seen)
    return write(root.children)


def _name_lines(block: Element, seen: set[str]) -> None:
    starts = [0, *(at + 1 for at, node in enumerate(block.children) if _is_break(node))]
    names: list[tuple[int, str]] = []
    for start in starts:
        name = _named(text_of(block.children[start:]))
        if name and name not in seen:
            seen.add(name)
            names.append((start, name))
    for start, name in reversed(names):
        if start or "id" in block.attributes:
            block.children.insert(start, Element("span", {"id": name}))
        else:
            block.attributes["id"] = name


def _is_break(node: Node) -> bool:
    return isinstance(node, Element) and node.name == "br"


def _named(text: str) -> str:
    found = _LABEL.match(text)
    try:
        return article_anchor(found[1]) if found else ""
    except ValueError:
        return ""


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
