"""What search finds of the record (row L1): items as entries, readers by their tokens.

Who finds what is settled by ``publishing.visibility`` alone. The index follows the event
log; it holds texts only of what is published, in the edition that is current.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from time import monotonic

from django.conf import settings
from django.db.models import QuerySet

from sunshine.audit.models import Event
from sunshine.jobs.readers import Reader, head
from sunshine.jobs.sweeper import Sweep
from sunshine.kit.days import beijing_day
from sunshine.orgs.models import Body
from sunshine.publishing.content import plain_text
from sunshine.publishing.models import Edition, Item
from sunshine.publishing.visibility import findable, tokens_for
from sunshine.search.entries import Entry
from sunshine.search.misses import most_missed, note
from sunshine.search.store import is_there
from sunshine.search.writing import Writer, change, rebuild, rebuilding

NAME = "publishing.search"
_MARK = "scrub"
_CHUNK = 500
_SLICE_SECONDS = 0.5
# Without an index nothing can be found: the first one is made in longer slices.
_FIRST_SLICE_SECONDS = 5.0
# What happens to an edition on its way out: no reader sees anything of it.
_UNSEEN = frozenset(
    f"publishing.{name}"
    for name in (
        *("item_begun", "edition_begun", "draft_saved", "edition_discarded", "file_attached"),
        *("file_detached", "edition_submitted", "edition_recalled", "step_approved", "looked"),
        *("step_returned", "edition_scheduled", "edition_unscheduled", "preview_made"),
        *("preview_revoked", "reminded", "incident_reported"),
    )
)
_TAKEN_DOWN = frozenset(
    f"publishing.{name}"
    for name in ("item_pulled", "item_removed", "item_withdrawn", "edition_pulled", "file_pulled")
)


class Kind:
    """What an entry is, as a filter of search."""

    RULE, GUIDE, DOCUMENT, OTHER = "rule", "guide", "document", "other"


def index_dir() -> Path:
    """Return where the index lies."""
    return Path(settings.SEARCH_DIR)


def note_miss(typed: str, *, at: datetime) -> None:
    """Count a question of the public that found nothing."""
    note(index_dir(), typed, beijing_day(at))


def missed(at: datetime) -> list[tuple[str, int]]:
    """Return what the public looked for in vain in the last ninety days, and how often."""
    return most_missed(index_dir(), beijing_day(at))


def entry_of(item: Item, above: dict[str, str]) -> Entry | None:
    """Return what is found of ``item``, None if nobody finds it.

    ``above``: the slug of every body, by its path.
    """
    edition, tokens = item.current, tokens_for(item)
    if edition is None or item.published_here is None or not tokens:
        return None
    path = item.body.path
    text = plain_text(edition.content)
    return Entry(
        code=item.code,
        title=edition.title,
        text="\n".join(filter(None, (text, item.source_index_number, *_files(edition)))),
        day=beijing_day(item.published_here),
        tokens=tokens,
        body=item.body.slug,
        above=tuple(above[path[:end]] for end in range(5, len(path) + 1, 5)),
        section=item.section.slug,
        kind=_kind_of(item, edition),
        validity=edition.validity,
        document_number=edition.document_number,
        index_number=item.index_number or "",
        summary=edition.summary,
        made=edition.made_on,
    )


def _kind_of(item: Item, edition: Edition) -> str:
    if item.rule_version_id:
        return Kind.RULE
    if edition.elements.get("form") == Kind.GUIDE:
        return Kind.GUIDE
    return Kind.DOCUMENT if edition.document_number else Kind.OTHER


def _files(edition: Edition) -> list[str]:
    """Return a line for every file that stands with the edition; no query where prefetched."""
    return [f"附件：{standing.attachment.name}" for standing in edition.attached.all()]


def entries(items: QuerySet[Item]) -> Iterator[Entry]:
    """Yield what is found of ``items``."""
    above = dict(Body.objects.values_list("path", "slug"))
    related = items.select_related("body", "section", "current").prefetch_related(
        "groups", "current__attached__attachment"
    )
    last = 0
    # By key and not by an open cursor: between two entries the worker does other things.
    while batch := list(related.filter(pk__gt=last).order_by("pk")[:_CHUNK]):
        last = batch[-1].pk
        for item in batch:
            if (entry := entry_of(item, above)) is not None:
                yield entry


def index_items(codes: Iterable[str]) -> None:
    """Bring the index up to date with the items of ``codes``. Raises IndexUnusable."""
    wanted = sorted(set(codes))
    for start in range(0, len(wanted), _CHUNK):
        some = wanted[start : start + _CHUNK]
        change(index_dir(), entries(findable().filter(code__in=some)), some)


def search_reader() -> Reader:
    """Return the reader of the log that keeps the index.

    Strict: what was taken down must not stay in it because a disk was full for a while.
    """
    return Reader(NAME, _follow, kinds=("publishing.", "orgs.body_"), batch=500, strict=True)


def _follow(events: Sequence[Event]) -> None:
    # An index that is not there yet is made of the database, with all that has happened.
    if not is_there(index_dir()):
        return
    if codes := _touched(events):
        index_items(codes)
    if any(event.kind in _TAKEN_DOWN for event in events):
        _mark().touch()


def _touched(events: Iterable[Event]) -> set[str]:
    """Return the codes of the items of which something may have changed that is found."""
    codes = set()
    for event in events:
        if event.kind == "orgs.body_moved":
            codes |= _below(event.body)
        elif event.kind not in _UNSEEN and event.subject.startswith("item:"):
            codes.add(event.subject.removeprefix("item:").split("/")[0])
    return codes


def _below(slug: str) -> set[str]:
    body = Body.objects.filter(slug=slug).first()
    if body is None:
        return set()
    return set(findable().filter(body__path__startswith=body.path).values_list("code", flat=True))


def rebuild_index() -> int:
    """Make the index anew; return how many entries it has. Raises OSError, IndexUnusable."""
    _mark().unlink(missing_ok=True)
    return rebuild(index_dir(), entries(findable()), _catch_up(head()))


def _catch_up(seen: int) -> Callable[[Writer], None]:
    """Return what writes all that has happened since the event ``seen``."""

    def write(writer: Writer) -> None:
        missed = Event.objects.filter(id__gt=seen).order_by("id")
        codes = _touched(missed.iterator())
        for code in codes:
            writer.remove(code)
        for entry in entries(findable().filter(code__in=codes)):
            writer.add(entry)

    return write


def _mark() -> Path:
    """Return the mark that something was taken down whose words still lie in old files."""
    return index_dir() / _MARK


def is_renewal_wanted() -> bool:
    """Return whether the index waits to be made anew, or the worker is at it for the first time."""
    return _mark().exists()


def want_renewal(root: Path) -> None:
    """Let the worker make the index in ``root`` anew; what stops it is told by ``Renewal``."""
    with suppress(OSError):
        root.mkdir(parents=True, exist_ok=True)
        (root / _MARK).touch()


class Renewal:
    """Makes the index anew where it is missing or has to forget, a slice at a time."""

    def __init__(self) -> None:
        self._work: Iterator[int] | None = None

    def turn(self, _at: datetime) -> int:
        """Work for a while if there is work; return how many entries the new index has."""
        is_first = not is_there(index_dir())
        if self._work is None:
            if not is_first and not _mark().exists():
                return 0
            _mark().unlink(missing_ok=True)
            self._work = rebuilding(index_dir(), entries(findable()), _catch_up(head()))
        end, count = monotonic() + (_FIRST_SLICE_SECONDS if is_first else _SLICE_SECONDS), 0
        try:
            for count in self._work:
                if monotonic() >= end:
                    return count
        except Exception:
            self._work = None
            if not is_first:
                _mark().touch()
            raise
        self._work = None
        return count


def search_renewal() -> Sweep:
    """Return the sweep that makes a missing index, and forgets what was taken down."""
    return Sweep("publishing.search_renewal", 1, Renewal().turn)
