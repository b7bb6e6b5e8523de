"""How runs of a Word document look, as far as it decides whether they can be seen."""

from collections.abc import Mapping

from sunshine.scanning.reading.markup import Element, attribute, child, each, name

# Looks of a run: vanish, color, size (half points), shade.
Looks = Mapping[str, str]
_OFF = {"0", "false", "off", "none"}
_NO_FILL = {"", "auto", "FFFFFF"}
# Two half points: smaller than anybody reads.
_TINIEST = 2
_NEAR_WHITE = 0xF0


class Styles:
    """The styles of a document, resolved along their lines."""

    def __init__(self, root: Element | None) -> None:
        self._own: dict[str, dict[str, str]] = {}
        self._parents: dict[str, str] = {}
        self._defaults: dict[str, str] = {}
        for style in () if root is None else each(root, "style"):
            key = attribute(style, "styleId")
            self._own[key] = own_looks(child(style, "rPr"))
            fill = shade_of(child(style, "pPr"))
            if fill:
                self._own[key]["shade"] = fill
            based = child(style, "basedOn")
            if based is not None:
                self._parents[key] = attribute(based, "val")
        if root is not None:
            self._defaults = own_looks(child(root, "docDefaults", "rPrDefault", "rPr"))

    def looks(self, *steps: str | Mapping[str, str]) -> dict[str, str]:
        """Return the looks after defaults, then each style by name or looks set directly."""
        looks = dict(self._defaults)
        for step in steps:
            looks |= self._style(step) if isinstance(step, str) else step
        return looks

    def _style(self, key: str) -> dict[str, str]:
        line: list[str] = []
        while key and key not in line:
            line.append(key)
            key = self._parents.get(key, "")
        looks: dict[str, str] = {}
        for step in reversed(line):
            looks |= self._own.get(step, {})
        return looks


def own_looks(properties: Element | None) -> dict[str, str]:
    """Return the looks that an ``rPr`` sets itself."""
    looks: dict[str, str] = {}
    for element in () if properties is None else properties:
        kind, value = name(element), attribute(element, "val")
        if kind in {"vanish", "specVanish"}:
            looks["vanish"] = "" if value in _OFF else "1"
        elif kind == "color":
            looks["color"] = value.upper()
        elif kind == "sz":
            looks["size"] = value
        elif kind == "rStyle":
            looks["style"] = value
        elif kind == "highlight":
            looks["shade"] = "" if value in {"none", "white"} else value
        elif kind == "shd":
            looks["shade"] = _fill(element)
    return looks


def shade_of(properties: Element | None) -> str:
    """Return the fill that a ``pPr``, ``tcPr`` or ``tblPr`` lays beneath its text; "" if none."""
    shade = None if properties is None else child(properties, "shd")
    return "" if shade is None else _fill(shade)


def _fill(shade: Element) -> str:
    fill = attribute(shade, "fill")
    if attribute(shade, "val") == "solid":
        fill = attribute(shade, "color")
    themed = bool(attribute(shade, "themeFill"))
    return "theme" if themed else "" if fill.upper() in _NO_FILL | {"AUTO"} else fill.upper()


def hides(looks: Looks) -> tuple[str, str]:
    """Return what hides a run, and why; ("", "") if nothing does."""
    if looks.get("vanish"):
        return "hidden_text", "vanish"
    if looks.get("size", "").isdigit() and int(looks["size"]) <= _TINIEST:
        return "hidden_text", "tiny"
    color, shade = looks.get("color", ""), looks.get("shade", "")
    if is_near_white(color) and not shade:
        return "white_text", "white-on-white"
    if shade and color and color == shade:
        return "white_text", "as-background"
    return "", ""


def is_near_white(color: str) -> bool:
    """Return whether a colour like FFFFFF cannot be told from paper."""
    try:
        channels = bytes.fromhex(color)
    except ValueError:
        return False
    return len(channels) == 3 and min(channels) >= _NEAR_WHITE
