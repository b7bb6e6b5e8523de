"""Writing XML as text: escaped, indented, and the same bytes every time."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from xml.sax.saxutils import escape, quoteattr

# Characters that no XML 1.0 document may hold, escaped or not.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class XmlText:
    """A document in the making."""

    def __init__(self) -> None:
        self._lines = ['<?xml version="1.0" encoding="utf-8"?>']
        self._depth = 0

    @contextmanager
    def inside(self, name: str, attributes: Mapping[str, str] | None = None) -> Iterator[None]:
        """Open an element for what is written meanwhile."""
        self._add(f"<{name}{_attributes(attributes)}>")
        self._depth += 1
        yield
        self._depth -= 1
        self._add(f"</{name}>")

    def leaf(self, name: str, text: str = "", attributes: Mapping[str, str] | None = None) -> None:
        """Write an element that holds text, or nothing."""
        start = f"<{name}{_attributes(attributes)}"
        self._add(f"{start}>{escape(_clean(text))}</{name}>" if text else f"{start}/>")

    def encoded(self) -> bytes:
        """Return the document in UTF-8."""
        return "".join(f"{line}\n" for line in self._lines).encode()

    def _add(self, line: str) -> None:
        self._lines.append(f"{' ' * self._depth}{line}")


def _attributes(attributes: Mapping[str, str] | None) -> str:
    return "".join(
        f" {name}={quoteattr(_clean(value))}" for name, value in (attributes or {}).items()
    )


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)
