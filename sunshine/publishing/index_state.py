"""How the index of search stands, for whoever keeps it: read from its files and from the log."""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from sunshine.jobs.models import ReaderFailure, SweepState
from sunshine.jobs.readers import lags
from sunshine.publishing.searching import NAME, index_dir, is_renewal_wanted, search_reader
from sunshine.search.reading import count_in
from sunshine.search.store import IndexUnusable, current, generations

RENEWAL = "publishing.search_renewal"
# So many events are behind the log for a moment when much is published at once.
_MANY = 500


class State(StrEnum):
    """What readers of the public notice, the worst first."""

    UNUSABLE = "unusable"  # there is none, or it cannot be read: search says so
    BEHIND = "behind"  # it answers, but what is new is not in it
    GOOD = "good"


@dataclass(frozen=True, slots=True)
class IndexState:
    """``entries``: those everybody may find; ``size`` and ``free`` in bytes; ``behind`` in events.

    Times are UTC, None if there are none. ``fault``: what the index, the reader of the log or
    the last making anew failed of.
    """

    root: Path
    state: State
    entries: int = 0
    size: int = 0
    free: int = 0
    made_at: datetime | None = None
    changed_at: datetime | None = None
    behind: int = 0
    fault: str = ""
    failed_at: datetime | None = None
    is_being_made: bool = False


def index_state() -> IndexState:
    """Return how the index stands; five queries, no matter how large it is."""
    root = index_dir()
    failure = ReaderFailure.objects.waiting().filter(reader=NAME).first()
    making = SweepState.objects.filter(sweep=RENEWAL).exclude(error="").first()
    behind = lags([search_reader()])[NAME]
    faults = [failure.error if failure else "", making.error if making else ""]
    entries, size, made_at, changed_at = 0, 0, None, None
    state = State.BEHIND if failure or behind > _MANY else State.GOOD
    try:
        entries = count_in(root)
        size, made_at, changed_at = _files(current(root))
    except (IndexUnusable, OSError) as error:
        state = State.UNUSABLE
        faults.insert(0, str(error))
    return IndexState(
        root=root,
        state=state,
        entries=entries,
        size=size,
        free=_free(root),
        made_at=made_at,
        changed_at=changed_at,
        behind=behind,
        fault="\n".join(filter(None, faults)),
        failed_at=failure.first_at if failure else None,
        is_being_made=is_renewal_wanted() or len(generations(root)) > 1,
    )


def _files(generation: Path) -> tuple[int, datetime, datetime]:
    """Return the size of a generation, when it was begun, and when it last changed."""
    about = (generation / "about.json").stat()
    metas = [file.stat().st_mtime for file in generation.glob("*/meta.json")]
    size = 0
    for file in generation.rglob("*"):
        # A merge may have taken the file away since it was named.
        size += file.stat().st_size if file.exists() else 0
    latest = max(metas, default=about.st_mtime)
    return size, _time(about.st_mtime), _time(latest)


def _time(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _free(root: Path) -> int:
    """Return how much room the disk has, 0 where there is no such place."""
    place = next((one for one in (root, *root.parents) if one.is_dir()), None)
    return shutil.disk_usage(place).free if place else 0
