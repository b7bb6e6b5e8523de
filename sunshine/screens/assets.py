"""The files that make up the program of a screen, and its version: their names bear their hash."""

import hashlib
from functools import cache

from django.templatetags.static import static

SHARED = ("screens/hall.js",)
OF = {
    "kiosk": (
        "screens/kiosk.css",
        *SHARED,
        "screens/keys.js",
        "screens/guides.js",
        "screens/pages.js",
        "screens/kiosk.js",
    ),
    "display": ("screens/display.css", *SHARED, "screens/playing.js", "screens/display.js"),
}
KINDS = tuple(OF)


@cache
def addresses(kind: str) -> tuple[str, ...]:
    """Return the addresses of the style sheet and scripts of a ``kind`` of screen, in order."""
    return tuple(static(name) for name in OF[kind])


@cache
def version() -> str:
    """Return the version of the program: another one as soon as any of its files is another."""
    names = "".join(address for kind in KINDS for address in addresses(kind))
    return hashlib.sha256(names.encode()).hexdigest()[:10]
