"""What word processors leave in pasted HTML, turned into plain structure. Pure.

Word marks its lists as paragraphs with a style, its bold as a span, its headings by
class; ``plain`` turns these into the elements they mean. The rest is rubbish.
"""

import re

from sunshine.publishing.markup import Element, Node

_LIST_LEVEL = re.compile(r"mso-list:\s*l\d+\s+level(\d)")
_MARKER = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
_NUMBER = re.compile(r"(\d{1,4})[.)．、）]?")
_LETTER = re.compile(r"[a-zA-Z][.)．、）]")
# What Word prints before an item that has no number: bullets of Symbol and Wingdings.
_BULLET = re.compile(r"[^\w（(〔【]+|[onuülv§Øq]")
_BOLD = re.compile(r"(?<![-\w])font-weight:\s*(bold|[6-9]00)")
_NOT_BOLD = re.compile(r"(?<![-\w])font-weight:\s*(normal|400)")
_ITALIC = re.compile(r"font-style:\s*italic")
_UNDERLINED = re.compile(r"text-decoration(-line)?:\s*underline")
_RAISED = re.compile(r"vertical-align:\s*super")
_LOWERED = re.compile(r"vertical-align:\s*sub(?!\w)")
_MEANINGS = (
    (_BOLD, "strong"),
    (_ITALIC, "em"),
    (_UNDERLINED, "u"),
    (_RAISED, "sup"),
    (_LOWERED, "sub"),
)
_SAME = {"b": "strong", "i": "em", "ins": "u"}
_TITLE_CLASSES = frozenset({"MsoTitle", "MsoSubtitle"})


def plain(root: Element) -> None:
    """Turn what Word meant into elements, in place; attributes for looks are taken away."""
    _meanings(root)
    _headings(root)
    _lists(root)
    for element in root.walk():
        element.attributes.pop("style", None)
        element.attributes.pop("class", None)


def _meanings(root: Element) -> None:
    for element in list(root.walk()):
        style = element.attributes.get("style", "").lower()
        if element.name == "b" and _NOT_BOLD.search(style):
            element.name = "span"
        element.name = _SAME.get(element.name, element.name)
        if element.name != "span" or _MARKER.search(style):
            continue
        for pattern, meaning in _MEANINGS:
            if pattern.search(style):
                element.children = [Element(meaning, {}, element.children)]


def _headings(root: Element) -> None:
    """Shift headings so that the highest is h2: the title of the page is its h1."""
    elements = list(root.walk())
    for element in elements:
        if element.name == "p" and _TITLE_CLASSES & set(
            element.attributes.get("class", "").split()
        ):
            element.name = "h1"
    shift = 1 if any(element.name == "h1" for element in elements) else 0
    for element in elements:
        if re.fullmatch(r"h[1-6]", element.name):
            element.name = f"h{min(int(element.name[1]) + shift, 4)}"


def _lists(parent: Element) -> None:
    """Turn runs of list paragraphs into lists, each level inside the one before."""
    result: list[Node] = []
    run: list[tuple[int, Element]] = []
    for child in parent.children:
        level = _list_level(child)
        if level and isinstance(child, Element) and (item := _list_item(child)):
            run.append((level, item))
            continue
        if run and isinstance(child, str) and not child.strip():
            continue
        result.extend(_nested(run))
        run = []
        if isinstance(child, Element):
            _lists(child)
        result.append(child)
    parent.children = [*result, *_nested(run)]


def _list_level(node: Node) -> int:
    if isinstance(node, str) or node.name not in {"p", "div"}:
        return 0
    found = _LIST_LEVEL.search(node.attributes.get("style", ""))
    return int(found[1]) if found else 0


def _list_item(paragraph: Element) -> Element | None:
    """Return the list of one item that the paragraph means, or None if it is none.

    A marker that is a label of the law (第一条, 一、, （一）) stays as text: a list
    would count anew and lose it.
    """
    marker = next(
        (one for one in paragraph.walk() if _MARKER.search(one.attributes.get("style", ""))), None
    )
    if marker is None:
        return None
    label = marker.text().replace("\xa0", " ").strip()
    number = _NUMBER.fullmatch(label)
    if not (number or _LETTER.fullmatch(label) or _BULLET.fullmatch(label)):
        marker.attributes.clear()
        marker.children = [f"{label}\u3000"]
        return None
    marker.children = []
    ordered = number is not None or _LETTER.fullmatch(label) is not None
    attributes = {"start": number[1]} if number and number[1] != "1" else {}
    item = Element("li", {}, paragraph.children)
    return Element("ol" if ordered else "ul", attributes, [item])


def _nested(run: list[tuple[int, Element]]) -> list[Node]:
    result: list[Node] = []
    open_lists: list[tuple[int, Element]] = []
    for level, one in run:
        while open_lists and open_lists[-1][0] > level:
            open_lists.pop()
        if open_lists and open_lists[-1][0] == level and open_lists[-1][1].name == one.name:
            open_lists[-1][1].children.extend(one.children)
            continue
        if open_lists and open_lists[-1][0] == level:
            open_lists.pop()
        if open_lists:
            last_item = open_lists[-1][1].children[-1]
            if isinstance(last_item, Element):
                last_item.children.append(one)
        else:
            result.append(one)
        open_lists.append((level, one))
    return result
