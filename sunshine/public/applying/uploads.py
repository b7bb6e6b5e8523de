"""Files that come with an application: in memory until they are sealed, never on disk in clear."""

import io
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.utils.translation import gettext as _

from sunshine.files.kinds import JPEG, PDF, PNG, Kind, kind_of_bytes
from sunshine.inforequests.filing import LARGEST_SEALED
from sunshine.kit.errors import Refused
from sunshine.scanning.clamd import Infected, Unscanned, refuse_infected_stream
from sunshine.scanning.readings import Unreadable

MOST_MEGABYTES = LARGEST_SEALED >> 20
_MOST = MOST_MEGABYTES << 20
_MOST_AT_ONCE = 3 * _MOST
_SCAN_SECONDS = 20.0
PROOFS = (PDF, JPEG, PNG)


class InMemory(FileUploadHandler):
    """Takes every upload into memory; what is too large is not taken at all, and said to be."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self._taken = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self._file, self._is_too_large = io.BytesIO(), False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002
        """Take a piece of it."""
        self._taken += len(raw_data)
        if self._file.tell() + len(raw_data) > _MOST or self._taken > _MOST_AT_ONCE:
            self._file, self._is_too_large = io.BytesIO(), True
        if not self._is_too_large:
            self._file.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile:
        """Return the file; one that is too large bears its size and no content."""
        self._file.seek(0)
        return InMemoryUploadedFile(
            self._file,
            self.field_name,
            self.file_name or "",
            self.content_type or "",
            file_size,
            self.charset,
        )


def why_not_file(upload: UploadedFile, content: bytes, kinds: tuple[Kind, ...] = PROOFS) -> str:
    """Return why ``content`` cannot be taken, in a sentence; "" if it can."""
    name = upload.name or ""
    if (upload.size or 0) > len(content):
        most = {"name": name, "most": MOST_MEGABYTES}
        return _("“%(name)s”超过%(most)sMB。请把照片改小，或者一次少传几个。") % most
    try:
        kind = kind_of_bytes(content, name)
        if kind not in kinds:
            return _("“%(name)s”不是照片或者PDF。请上传JPG、PNG或者PDF。") % {"name": name}
        if settings.CLAMD:
            refuse_infected_stream(io.BytesIO(content), settings.CLAMD, seconds=_SCAN_SECONDS)
    except Refused as refused:
        return _("“%(name)s”：%(why)s") % {"name": name, "why": str(refused)}
    except (Infected, Unreadable):
        return _("“%(name)s”带有病毒，没有收下。请换一份干净的文件。") % {"name": name}
    except Unscanned:
        return _("杀毒检查暂时没有应答，文件没有收下。请过几分钟再传，或者先往下填。")
    return ""


def media_type_of(content: bytes, name: str) -> str:
    """Return what kind of file ``content`` is; raises Refused."""
    return kind_of_bytes(content, name).media_type
