"""Pages of files as pictures, for who blacks out (涂黑): asked for, drawn by the worker, forgotten.

The web process never opens a file: the page is drawn behind the door, in a child of the worker.
"""

import logging
from datetime import datetime, timedelta

from sunshine.files.kinds import PDF
from sunshine.files.models import StoredFile
from sunshine.files.store import place_of
from sunshine.gate.models import FileInspection, PagePicture
from sunshine.gate.rules import readers
from sunshine.jobs.aside import Aside
from sunshine.scanning.clean_copies import Uncleanable, render_page

log = logging.getLogger(__name__)

# Somebody at work on a file asks again; what nobody looks at any more is forgotten.
KEPT_FOR = timedelta(hours=2)
_PATIENCE_SECONDS = 0.2


def page_picture(sha256: str, page: int, at: datetime) -> PagePicture | None:
    """Return the picture of a page, asked for if it is not there; None if the file is sealed."""
    file = StoredFile.objects.filter(sha256=sha256, is_sealed=False).first()
    if file is None:
        return None
    known = {"file": file, "page": page}
    picture, _ = PagePicture.objects.get_or_create(**known, defaults={"asked_at": at})
    return picture


def pages_of(sha256: str) -> int:
    """Return how many pages a file has that was looked through; 1 for a picture; one query."""
    row = FileInspection.objects.filter(file__sha256=sha256, reader=readers())
    media_type, pages = row.values_list("file__media_type", "pages").first() or ("", [])
    return max(1, len(pages)) if media_type == PDF.media_type else 1


class Drawer:
    """Draws the pages that wait, one at a time beside the worker's own thread."""

    def __init__(self) -> None:
        self._running: dict[int, Aside[bytes]] = {}

    def run(self, at: datetime) -> int:
        """Keep what was drawn and begin what waits; return how many were done."""
        forget_pages(at)
        if not self._running:
            waiting = PagePicture.objects.filter(png=None, code="")
            for one in waiting.select_related("file").order_by("pk")[:1]:
                self._running[one.pk] = _begin(one)
        ready = [key for key, one in self._running.items() if one.is_done(_PATIENCE_SECONDS)]
        for key in ready:
            _settle(key, self._running.pop(key))
        return len(ready)


def forget_pages(at: datetime) -> int:
    """Remove the pictures of files that were sealed since, and those of hours ago."""
    gone = PagePicture.objects.filter(asked_at__lt=at - KEPT_FOR)
    sealed = PagePicture.objects.filter(file__is_sealed=True)
    return gone.delete()[0] + sealed.delete()[0]


def _begin(picture: PagePicture) -> Aside[bytes]:
    path, media_type, page = place_of(picture.file.sha256), picture.file.media_type, picture.page
    return Aside(lambda: render_page(path, media_type, page))


def _settle(key: int, drawn: Aside[bytes]) -> None:
    picture = PagePicture.objects.filter(pk=key).first()
    if picture is None:
        return
    try:
        picture.png = drawn.result()
    except Uncleanable as uncleanable:
        picture.code, picture.facts = uncleanable.code, dict(uncleanable.facts)
    except Exception:
        log.exception("page %s of file %s could not be drawn", picture.page, picture.file_id)
        picture.code = "reader-died"
    picture.save()
