"""Pictures as they are published: made small by the worker, read for whoever sets a bulletin out.

The web process decodes none: an officer's 20 MB are opened in a child of the worker alone.
"""

import logging
from datetime import datetime

from sunshine.campaigns.actions.photographs import use_shown
from sunshine.campaigns.lines import Sheet
from sunshine.campaigns.models import Photograph
from sunshine.files.store import open_content, place_of
from sunshine.jobs.aside import Aside
from sunshine.scanning.clean_copies import Uncleanable, reduce_picture

log = logging.getLogger(__name__)

_PATIENCE_SECONDS = 0.2


class Preparer:
    """Makes small copies of what may be published, one at a time beside the worker's thread."""

    def __init__(self) -> None:
        self._running: dict[int, Aside[bytes]] = {}

    def run(self, at: datetime) -> int:
        """Keep what was made and begin what waits; return how many were done."""
        if not self._running:
            waiting = Photograph.objects.filter(state=Photograph.State.CLEARED, shown=None)
            for one in waiting.select_related("file").order_by("pk")[:1]:
                self._running[one.pk] = _begin(one)
        ready = [key for key, one in self._running.items() if one.is_done(_PATIENCE_SECONDS)]
        for key in ready:
            _settle(key, self._running.pop(key), at)
        return len(ready)


def prepare_now(photograph: Photograph, at: datetime) -> None:
    """Make one small copy in this process's time."""
    work = _begin(photograph)
    work.is_done(None)
    _settle(photograph.pk, work, at)
    photograph.refresh_from_db()


def pictures_of(sheet: Sheet) -> dict[str, bytes]:
    """Return the pictures of a bulletin that may be published now, by code; one query."""
    codes = [line.picture for line in sheet.lines if line.picture]
    found = Photograph.objects.filter(
        code__in=codes, state=Photograph.State.CLEARED, shown__is_sealed=False
    )
    pictures = {}
    for one in found.select_related("shown"):
        if one.shown is not None:
            with open_content(one.shown) as jpeg:
                pictures[one.code] = jpeg.read()
    return pictures


def _begin(photograph: Photograph) -> Aside[bytes]:
    path, media_type = place_of(photograph.file.sha256), photograph.file.media_type
    return Aside(lambda: reduce_picture(path, media_type))


def _settle(key: int, made: Aside[bytes], at: datetime) -> None:
    photograph = Photograph.objects.select_related("activity__part__body").get(pk=key)
    try:
        use_shown(photograph, made.result(), at=at)
    except Uncleanable as uncleanable:
        use_shown(photograph, None, trouble=uncleanable.code, at=at)
    except Exception:
        log.exception("photograph %s could not be made small", photograph.code)
        use_shown(photograph, None, trouble="reader-died", at=at)
