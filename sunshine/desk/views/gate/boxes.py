"""Places to be blacked out (涂黑), as an officer wrote them: page, and percent of the page."""

import math

from django.http import QueryDict

import sunshine.desk.reasons  # noqa: F401 - registers the sentences
from sunshine.files.kinds import GIF, JPEG, PDF, PNG, WEBP
from sunshine.kit.errors import Refused
from sunshine.publishing.models import Attachment, Edition
from sunshine.scanning.clean_copies import Box

ROWS = range(1, 7)
FIELDS = ("page", "left", "top", "width", "height")
_PAGED = {kind.media_type for kind in (PDF, PNG, JPEG, GIF, WEBP)}


def paged_files(edition: Edition) -> list[Attachment]:
    """Return the files of ``edition`` that have pages to black out; one query."""
    standing = edition.attached.select_related("attachment")
    return [one.attachment for one in standing if one.attachment.media_type in _PAGED]


def boxes_of(given: QueryDict) -> list[Box]:
    """Return the places written in; rows left empty are none.

    Raises Refused("box-unfit") naming the first row that is no place on a page.
    """
    rows = zip(*(given.getlist(field) for field in FIELDS), strict=False)
    return [_box(number, row) for number, row in enumerate(rows, 1) if any(map(str.strip, row[1:]))]


def _box(number: int, row: tuple[str, ...]) -> Box:
    try:
        page = int(row[0])
        left, top, width, height = (float(one) / 100 for one in row[1:])
    except ValueError:
        raise Refused("box-unfit", row=number) from None
    sides = (left, top, width, height)
    on_page = all(map(math.isfinite, sides)) and 0 <= left < 1 and 0 <= top < 1
    if not (1 <= page <= 100_000 and on_page and width > 0 and height > 0):
        raise Refused("box-unfit", row=number)
    return Box(page, left, top, min(left + width, 1.0), min(top + height, 1.0))
