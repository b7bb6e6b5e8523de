"""What the worker does for imports: going on with batches, and what follows a publication."""

import logging
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from urllib.parse import unquote, urlsplit

from sunshine.audit.models import Event
from sunshine.imports.actions import forget_upload
from sunshine.imports.converting.kinds import Unconvertible
from sunshine.imports.keeping import forget, place_of
from sunshine.imports.models import RUNNING, Batch, BatchKind, BatchState, Row, RowState
from sunshine.imports.reading import Reader as DocumentReader
from sunshine.imports.running import source_path, steps
from sunshine.imports.sources import Gone, opened
from sunshine.imports.writing import write_row
from sunshine.jobs.readers import Reader
from sunshine.jobs.sweeper import Sweep
from sunshine.kit.errors import Refused
from sunshine.publishing.actions.old_addresses import keep_address, why_not_keep_address
from sunshine.publishing.models import Item, OldAddress

log = logging.getLogger(__name__)

KEPT_FOR = timedelta(days=30)
# The worker has other things to do within a second: it imports in slices.
_SLICE_SECONDS = 0.6
_ONE_DOCUMENT_SECONDS = 20


def import_runner(clock: Callable[[], datetime]) -> Sweep:
    """Return the sweep that goes on with uploaded batches, a slice at a time."""

    def run(_at: datetime) -> int:
        running = Batch.objects.filter(state__in=RUNNING, path="").select_related(
            "body", "section", "begun_by"
        )
        done = 0
        for batch in running.order_by("begun_at")[:1]:
            until = time.monotonic() + _SLICE_SECONDS
            with DocumentReader(seconds=_ONE_DOCUMENT_SECONDS) as reader:
                for _row in steps(batch, reader, clock):
                    done += 1
                    if time.monotonic() >= until:
                        break
        return done

    return Sweep("imports.run", 1, run)


def publication_reader(clock: Callable[[], datetime]) -> Reader:
    """Return the reader that goes on with the next version of what was published.

    It also lets the addresses of an old website lead to what is public now.
    """

    def handle(events: Sequence[Event]) -> None:
        for event in events:
            if event.kind not in _ENDING:
                continue
            code = event.subject.removeprefix("item:")
            item = Item.objects.select_related("body").filter(code=code).first()
            if item is None:
                continue
            go_on_with(item, at=clock())
            if event.kind == "publishing.edition_published":
                keep_addresses(item, at=clock())

    return Reader("imports.publications", handle, kinds=("publishing.edition_",))


_ENDING = frozenset({"publishing.edition_published", "publishing.edition_discarded"})


def go_on_with(item: Item, *, at: datetime) -> None:
    """Write the oldest version that waited for ``item`` to be free for it."""
    queued = Row.objects.filter(item=item, state=RowState.QUEUED)
    row = queued.select_related("batch__body", "batch__section", "batch__begun_by").order_by(
        "version_on", "ordinal"
    )[:1]
    for one in row:
        try:
            with opened(source_path(one.batch), one.batch.name) as source:
                write_row(one, source, at=at)
        except Unconvertible:
            # The text is kept with the row; only files that go with it are lost, and told.
            write_row(one, Gone(), at=at)


def keep_addresses(item: Item, *, at: datetime) -> None:
    """Let the addresses under which an old website had ``item`` lead to it."""
    pages = Row.objects.filter(batch__kind=BatchKind.SITE, item=item, state=RowState.DONE)
    for address in set(pages.values_list("address", flat=True)):
        path = unquote(urlsplit(address).path)
        if OldAddress.objects.filter(path=path).exists() or why_not_keep_address(item, path):
            continue
        try:
            keep_address(item, path=path, at=at)
        except Refused as refused:
            log.warning("an old address was not kept: %s", refused)


def forget_pulled(at: datetime) -> int:
    """Remove uploads that hold what was pulled because of a leak; return how many.

    A batch that still runs, or waits for its confirmation, loses its upload as soon as it ends.
    """
    over = Batch.objects.filter(
        path="",
        state__in=[BatchState.FINISHED, BatchState.FAILED, BatchState.STOPPED],
        rows__item__incidents__isnull=False,
    ).distinct()
    there = [batch for batch in over.select_related("body") if place_of(batch.code).exists()]
    for batch in there:
        forget_upload(batch, at=at)
    return len(there)


def forget_uploads(at: datetime) -> int:
    """Remove uploads of batches that are done with for 30 days; return how many."""
    over = Batch.objects.filter(
        path="",
        state__in=[BatchState.FINISHED, BatchState.FAILED],
        finished_at__lt=at - KEPT_FOR,
    ).exclude(rows__state=RowState.QUEUED)
    return sum(forget(code) for code in over.values_list("code", flat=True))
