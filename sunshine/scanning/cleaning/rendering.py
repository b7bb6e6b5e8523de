"""The operation ``render`` of the child process: a page as an officer sees it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sunshine.scanning import sniffing
from sunshine.scanning.clean_copies import Uncleanable
from sunshine.scanning.cleaning.pdf_picture import shown_page
from sunshine.scanning.cleaning.pictures import reduced, shown

_PICTURES = {sniffing.PNG, sniffing.JPEG, sniffing.GIF, sniffing.WEBP}


def run(job: Mapping[str, Any]) -> dict[str, Any]:
    """Write a page as PNG to ``job["target"]``; raise Unreadable."""
    try:
        Path(job["target"]).write_bytes(_picture(job))
    except Uncleanable as error:
        return {"uncleanable": error.code, "facts": dict(error.facts)}
    return {}


def _picture(job: Mapping[str, Any]) -> bytes:
    path, page, width = Path(job["path"]), int(job["page"]), int(job["width"])
    if job["media_type"] == sniffing.PDF:
        return shown_page(path, page, width)
    if job["media_type"] not in _PICTURES:
        raise Uncleanable("not-a-page")
    if page != 1:
        raise Uncleanable("no-such-page", page=page)
    if job.get("form") == "jpeg":
        return reduced(path.read_bytes(), width)
    return shown(path.read_bytes(), width)
