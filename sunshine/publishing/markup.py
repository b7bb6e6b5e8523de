"""A small tree of HTML elements: read from well-formed HTML, written back. Pure."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

VOID = frozenset({"br"})
# Deeper nesting than this is no document but an attack on the stack; the tags are left out.
DEEPEST = 60


@dataclass(slots=True)
class Element:
    """One element with its attributes and what stands in it, in order."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node"] = field(default_factory=list)

    def walk(self) -> Iterator["Element"]:
        """Yield every element below this one, parents before their children."""
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child.walk()

    def text(self) -> str:
        """Return all the text below this element."""
        return text_of(self.children)


Node = Element | str


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self._open = [self.root]
        self._left_out = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID and len(self._open) > DEEPEST:
            self._left_out += 1
            return
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self._left_out:
            self._left_out -= 1
        elif len(self._open) > 1:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


def read(html: str) -> Element:
    """Return the nameless root over ``html``, which a cleaner has made well-formed before."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.root


def write(nodes: list[Node]) -> str:
    """Return the nodes as HTML."""
    return "".join(map(_written, nodes))


def _written(node: Node) -> str:
    if isinstance(node, str):
        return escape(node, quote=False)
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in node.attributes.items())
    if node.name in VOID:
        return f"<{node.name}{attributes}>"
    return f"<{node.name}{attributes}>{write(node.children)}</{node.name}>"


def text_of(nodes: list[Node]) -> str:
    """Return the text of the nodes, without any tag."""
    return "".join(node if isinstance(node, str) else node.text() for node in nodes)


def unwrapped(nodes: list[Node], unwrap: Callable[[Element], bool]) -> list[Node]:
    """Return the nodes with every element for which ``unwrap`` holds replaced by its content."""
    result: list[Node] = []
    for node in nodes:
        if isinstance(node, Element):
            node.children = unwrapped(node.children, unwrap)
            if unwrap(node):
                result.extend(node.children)
                continue
        result.append(node)
    return result
