"""Pictures that prove something was hung up or taken away; only those in charge see them."""

from datetime import datetime

from sunshine.files.store import Readable, store
from sunshine.gate.serving import ask_for_inspection
from sunshine.kit.errors import Refused

_PICTURES = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})


def keep_picture(stream: Readable, filename: str, *, at: datetime) -> str:
    """Keep a picture and return its SHA-256, called in an action; raises Refused for others."""
    kept = store(stream, filename=filename)
    if kept.media_type not in _PICTURES:
        raise Refused("picture-needed", field="picture", name=filename)
    ask_for_inspection(kept.sha256, at)
    return kept.sha256
