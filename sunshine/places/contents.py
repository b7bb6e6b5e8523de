"""Where the finished content of the screens stands, and how new that of a hall is.

``screens`` makes the files; the register reads how new they are, to say which screen is behind.
"""

import json
from datetime import datetime
from pathlib import Path

from django.conf import settings


def folder() -> Path:
    """Return the directory of everything that screens fetch."""
    return Path(settings.SCREENS_DIR)


def state_file(hall: str) -> Path:
    """Return the file that says what the screens of the hall with the slug ``hall`` show now."""
    return folder() / "halls" / hall / "state.json"


def seen_folder() -> Path:
    """Return where web processes write which screens have asked."""
    return folder() / "seen"


def made_at(hall: str) -> datetime | None:
    """Return when the content of the hall last changed, None while there is none."""
    try:
        held = json.loads(state_file(hall).read_text(encoding="utf-8"))
        return datetime.fromisoformat(held["made"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
