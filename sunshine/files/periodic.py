"""What the worker does for files: finishing what a fall interrupted, and tidying up."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from sunshine.files.models import StoredFile
from sunshine.files.store import move_sealed

# Longer than any action that stores a file could take.
ORPHAN_AFTER = timedelta(days=1)


def finish_seals(_at: datetime) -> int:
    """Move sealed contents that still lie in the open; return how many."""
    sealed = StoredFile.objects.filter(is_sealed=True).values_list("sha256", flat=True)
    return sum(move_sealed(sha256) for sha256 in sealed.iterator())


def remove_orphans(at: datetime) -> int:
    """Remove contents nobody refers to: left by interrupted uploads and undone actions."""
    removed = 0
    for path in _old_files(at - ORPHAN_AFTER):
        if not StoredFile.objects.filter(sha256=path.name).exists():
            path.unlink(missing_ok=True)
            removed += 1
    return removed


def _old_files(before: datetime) -> Iterator[Path]:
    for pattern in ("incoming/*", "??/??/*"):
        for path in Path(settings.FILES_DIR).glob(pattern):
            if path.stat().st_mtime < before.timestamp():
                yield path
