"""The text that was read from a content: kept beside it for the server alone, sealed with it."""

import os
import secrets

from sunshine.files.store import make_private, text_place_of


def keep_text(sha256: str, text: str) -> None:
    """Keep ``text`` as what was read from the content; whole or not at all."""
    place = text_place_of(sha256)
    make_private(place.parent)
    fresh = place.with_name(f"{sha256}.{secrets.token_hex(8)}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(place)


def text_of(sha256: str) -> str | None:
    """Return the text that was read from the content; None if none is kept."""
    try:
        with text_place_of(sha256).open(encoding="utf-8", newline="") as file:
            return file.read()
    except FileNotFoundError:
        return None
