"""The operation ``read`` of the child process."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sunshine.scanning.reading.files import read


def run(job: Mapping[str, Any]) -> dict[str, Any]:
    """Return the reading of ``job["path"]`` as data; raise Unreadable."""
    return read(Path(job["path"]), job["media_type"]).as_data()
