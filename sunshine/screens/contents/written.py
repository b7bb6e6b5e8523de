"""How a part is written: the same bytes for the same content."""

import json
from typing import Any


def written(content: Any) -> bytes:
    """Return ``content`` as JSON."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
