"""From the event log to the files of the screens: a reader, and a sweep for what it cannot see.

An event touches the parts of one body, or of one hall, and the small states of the halls that
show them. Whoever bakes again gets the same bytes; what did not change is not written.
"""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from time import monotonic
from typing import Any

from django.conf import settings
from django.db.models import Q

from sunshine.audit.models import Event
from sunshine.files.models import StoredFile
from sunshine.files.store import open_content
from sunshine.gate.serving import why_not_serve
from sunshine.jobs.readers import Reader
from sunshine.jobs.sweeper import Sweep
from sunshine.kit.days import BEIJING, beijing_day
from sunshine.kit.errors import Refused
from sunshine.orgs.models import Body, Hall
from sunshine.places.contents import folder, state_file
from sunshine.places.models import Entry, EntryKind, Message
from sunshine.publishing.models import Item
from sunshine.screens.assets import version
from sunshine.screens.contents.halls import board_part, hall_part
from sunshine.screens.contents.heads import heads_part
from sunshine.screens.contents.items import items_part
from sunshine.screens.contents.matters import matters_part
from sunshine.screens.contents.words import words_in_both
from sunshine.screens.contents.written import written
from sunshine.screens.parts import Shelf, digest_of

SLICE_SECONDS = 0.5
# A picture for a screen; what is larger is not shown.
LARGEST_PICTURE = 4_000_000
# Says for which program and day everything was baked.
_BAKED = "baked"
# Marks named for the bodies of which the halls below are owed.
_BELOW = "below"
# What happens on the way to publication shows nowhere.
_UNSEEN = tuple(
    f"publishing.{name}"
    for name in (
        *("draft_saved", "item_begun", "edition_begun", "edition_submitted", "edition_recalled"),
        *("step_", "looked", "reminded", "preview_", "incident_", "paper_", "edition_scheduled"),
        *("edition_unscheduled", "edition_discarded", "file_attached", "file_detached", "page_"),
    )
)
_UNSEEN_PLACES = ("places.guide_called", "places.call_", "places.duty_", "places.visit_")
_TAKEN_DOWN = frozenset(
    f"publishing.{name}"
    for name in ("item_pulled", "item_removed", "item_withdrawn", "item_moved", "edition_pulled")
)
_OF_MESSAGES = frozenset({"places.message_set", "places.message_ended"})


@dataclass(slots=True)
class Baker:
    """Bakes into one directory as of one day."""

    shelf: Shelf
    at: datetime

    @property
    def on(self) -> date:
        """Return the day in Beijing on which it bakes."""
        return beijing_day(self.at)

    def bake_body(self, body: Body) -> None:
        """Bake what is public of ``body``, for kiosks and for displays."""
        self.shelf.put(f"items-{body.slug}", items_part(body))
        self.shelf.put(f"heads-{body.slug}", heads_part(body))

    def bake_hall(self, hall: Hall) -> None:
        """Bake what ``hall`` says of itself and what its lists play, then its state."""
        self.shelf.put(f"matters-{hall.slug}", matters_part(hall, self.on))
        self.shelf.put(f"hall-{hall.slug}", hall_part(hall, self.on))
        for board in hall.boards.filter(closed=None):
            self._put_pictures(board.entries.approved().filter(kind=EntryKind.PICTURE))
            self.shelf.put(f"board-{hall.slug}-{board.slug}", board_part(board, self.on))
        for board in hall.boards.exclude(closed=None):
            self.shelf.drop(f"board-{hall.slug}-{board.slug}")
        self.bake_state(hall)

    def bake_state(self, hall: Hall) -> None:
        """Bake the state of ``hall``; its ``made`` moves only when anything else in it has."""
        file = state_file(hall.slug)
        state = self._state(hall)
        try:
            old = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            old = {}
        made = old.pop("made", "")
        if state != old or not made:
            made = self.at.isoformat()
        self.shelf.put_state(file, {**state, "made": made})

    def _state(self, hall: Hall) -> dict[str, Any]:
        chain = self._chain(hall.body)
        boards = {
            board.slug: self._named(f"board-{hall.slug}-{board.slug}")
            for board in hall.boards.filter(closed=None)
        }
        message = Message.objects.running(self.at).filter(hall=hall).first()
        return {
            "hall": hall.slug,
            "version": version(),
            "part": self._named(f"hall-{hall.slug}"),
            "matters": self._named(f"matters-{hall.slug}"),
            "items": [self._named(f"items-{body.slug}") for body in chain],
            "heads": [self._named(f"heads-{body.slug}") for body in chain],
            "boards": boards,
            "message": _message(message),
        }

    def _chain(self, body: Body) -> list[Body]:
        """Return ``body`` and the bodies above it, the nearest first; baked if they never were."""
        chain = [body, *reversed(body.ancestors())]
        for one in chain:
            if not self.shelf.digest(f"items-{one.slug}"):
                self.bake_body(one)
        return chain

    def _named(self, name: str) -> list[str]:
        return [name, self.shelf.digest(name)]

    def _put_pictures(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            content = _picture(entry.picture)
            if content is None:
                self.shelf.picture_file(entry.picture).unlink(missing_ok=True)
            else:
                self.shelf.put_picture(entry.picture, content)


def _picture(sha256: str) -> bytes | None:
    """Return a picture that may be shown, None for another one."""
    kept = StoredFile.objects.filter(sha256=sha256, is_sealed=False).first()
    if kept is None or kept.size > LARGEST_PICTURE or why_not_serve(sha256, ""):
        return None
    try:
        with open_content(kept) as stream:
            return stream.read()
    except (Refused, FileNotFoundError):
        return None


def _message(message: Message | None) -> dict[str, Any] | None:
    if message is None:
        return None
    until = message.until
    return {
        "t": message.text,
        "e": message.text_en,
        "until": int(until.timestamp()),
        "to": f"{until.astimezone(BEIJING):%H:%M}",
    }


@dataclass(slots=True)
class Touched:
    """What events have touched, by slug: bodies, halls, states of halls alone.

    ``below``: bodies of which all halls below are touched; ``later``: such whose boards may wait
    for the sweep; ``everything`` after a change of all.
    """

    bodies: set[str] = field(default_factory=set)
    halls: set[str] = field(default_factory=set)
    states: set[str] = field(default_factory=set)
    below: set[str] = field(default_factory=set)
    later: set[str] = field(default_factory=set)
    everything: bool = False


def touched_by(events: Sequence[Event]) -> Touched:
    """Return what ``events`` touch; two queries, for the bodies and the lists of items."""
    touched = Touched()
    codes: set[str] = set()
    for event in events:
        if event.kind.startswith((*_UNSEEN, *_UNSEEN_PLACES)):
            continue
        kind, _, key = event.subject.partition(":")
        if kind == "item" and event.kind.startswith("publishing."):
            codes.add(key.split("/")[0])
        elif event.kind in _OF_MESSAGES:
            touched.states.add(str(event.data["hall"]))
        elif event.kind.startswith("places.") and event.data.get("hall"):
            touched.halls.add(str(event.data["hall"]))
        elif event.kind.startswith(("matters.", "rulebook.")):
            touched.below.add(event.body)
        elif event.kind.startswith("orgs.hall_"):
            touched.halls.add(key)
        elif event.kind.startswith(("orgs.body_", "orgs.bodies_", "publishing.section_")):
            touched.everything = True
    items = Item.objects.filter(code__in=codes)
    touched.bodies |= set(items.values_list("body__slug", flat=True))
    touched.bodies |= {event.body for event in events if event.kind == "publishing.item_moved"}
    touched.below |= set(items.exclude(matter=None).values_list("body__slug", flat=True))
    # Boards show what the bodies above publish: what is new may wait, a leak may not.
    is_down = any(event.kind in _TAKEN_DOWN for event in events)
    (touched.below if is_down else touched.later).update(touched.bodies)
    touched.halls |= set(
        Hall.objects.filter(body__items__code__in=codes).values_list("slug", flat=True)
    )
    named = Q(boards__entries__item__code__in=codes) | Q(places__leaflets__item__code__in=codes)
    touched.halls |= set(Hall.objects.filter(named).values_list("slug", flat=True))
    return touched


def bake_events(events: Sequence[Event], *, at: datetime) -> None:
    """Bake what ``events`` touch.

    Before everything has been baked once, only what is there already: the sweep comes to the
    rest, and an old log read from its beginning must not hold up the worker.
    """
    touched = touched_by(events)
    baker = Baker(Shelf(folder()), at)
    is_first = not (baker.shelf.root / _BAKED).exists()
    if touched.everything:
        owe_everything(baker.shelf.root, events[-1].id)
    for slug in touched.later - touched.below:
        owe_below(baker.shelf.root, slug)
    # What was taken down goes first of all, out of its own part.
    below = Q(pk__in=[])
    for body in Body.objects.filter(slug__in=touched.bodies):
        if not is_first or baker.shelf.digest(f"items-{body.slug}"):
            baker.bake_body(body)
        below |= Q(body__path__startswith=body.path)
    whole = Q(slug__in=touched.halls)
    for body in Body.objects.filter(slug__in=touched.below):
        whole |= Q(body__path__startswith=body.path)
    halls = Hall.objects.select_related("body")
    baked = set()
    for hall in halls.filter(whole):
        if not is_first or state_file(hall.slug).exists():
            baker.bake_hall(hall)
        baked.add(hall.pk)
    for hall in halls.filter(below | Q(slug__in=touched.states)).exclude(pk__in=baked):
        if state_file(hall.slug).exists():
            baker.bake_state(hall)


def bake_all(baker: Baker) -> Iterator[str]:
    """Bake everything, one body or hall at a time; yield its slug."""
    halls = list(Hall.objects.select_related("body"))
    paths = {hall.body.path[:end] for hall in halls for end in range(5, 30, 5)}
    for body in Body.objects.filter(path__in=paths):
        baker.bake_body(body)
        yield body.slug
    for hall in halls:
        baker.bake_hall(hall)
        yield hall.slug


def owe_everything(root: Path, event: int) -> None:
    """Leave word for the sweep that after ``event`` everything is to be baked anew."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "owed").write_text(str(event), encoding="utf-8")


def owe_below(root: Path, slug: str) -> None:
    """Leave word for the sweep that the halls below a body are to be baked anew."""
    folder_ = root / _BELOW
    folder_.mkdir(parents=True, exist_ok=True)
    (folder_ / slug).write_bytes(os.urandom(8))


def bake_below(baker: Baker) -> Iterator[str]:
    """Bake the halls below the bodies of which word was left, one at a time; yield its slug.

    Word that is left again meanwhile stands.
    """
    for mark in sorted((baker.shelf.root / _BELOW).glob("*")):
        held = mark.read_bytes()
        path = Body.objects.filter(slug=mark.name).values_list("path", flat=True).first()
        halls = Hall.objects.filter(body__path__startswith=path) if path else Hall.objects.none()
        for hall in halls.exclude(body__slug=mark.name).select_related("body"):
            baker.bake_hall(hall)
            yield hall.slug
        if mark.read_bytes() == held:
            mark.unlink()


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""


class Refresher:
    """Bakes everything anew when program, day or all bodies have changed, a slice at a time.

    In between, the halls below a body whose news their boards show.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._work: Iterator[str] | None = None
        self._goal = ""

    def turn(self, at: datetime) -> int:
        """Work for a while on what is owed at ``at``; return how many things were baked."""
        goal = f"{version()} {_words()} {beijing_day(at)} {_text(self._root / 'owed')}"
        mark = self._root / _BAKED
        if self._work is None or self._goal != goal:
            baker = Baker(Shelf(self._root), at)
            is_done = _text(mark) == goal
            self._work, self._goal = (bake_below if is_done else bake_all)(baker), goal
        end, count = monotonic() + SLICE_SECONDS, 0
        for _ in self._work:
            count += 1
            if monotonic() >= end:
                return count
        self._work = None
        if _text(mark) != goal:
            self._root.mkdir(parents=True, exist_ok=True)
            mark.write_text(goal, encoding="utf-8")
        return count


def _words() -> str:
    return digest_of(written(words_in_both()))


def screens_reader(clock: Callable[[], datetime]) -> Reader:
    """Return the reader that bakes what events touch. Strict: a pull must never be passed over."""

    def handle(events: Sequence[Event]) -> None:
        bake_events(events, at=clock())

    return Reader(
        "screens.bake",
        handle,
        kinds=("publishing.", "places.", "orgs.", "matters.", "rulebook."),
        strict=True,
    )


def screens_refresh() -> Sweep:
    """Return the sweep that keeps the screens up to what the program and the day ask."""
    return Sweep("screens.refresh", 1, Refresher(Path(settings.SCREENS_DIR)).turn)
