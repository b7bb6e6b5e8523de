"""Pictures that prove something was hung up or taken away; only those in charge see them."""

from sunshine.files.store import Readable, store
from sunshine.kit.errors import Refused

_PICTURES = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})


def keep_picture(stream: Readable, filename: str) -> str:
    """Keep a picture and return its SHA-256, called in an action; raises Refused for others."""
    kept = store(stream, filename=filename)
    if kept.media_type not in _PICTURES:
        raise Refused("picture-needed", field="picture", name=filename)
    return kept.sha256
