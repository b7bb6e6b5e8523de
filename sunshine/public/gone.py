"""Is what was pulled really gone? The worker looks into every finished file, and says when.

First the files in which the item stood, within seconds; then, a slice at a time, every file of
the record, for whoever quoted it. What is found is named on the page of the incident.
"""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic

from django.conf import settings

from sunshine.audit.models import Cursor, Event
from sunshine.files.models import StoredFile
from sunshine.files.store import place_of
from sunshine.jobs.sweeper import Sweep
from sunshine.public.baking.keys import Key
from sunshine.public.baking.kinds import KINDS
from sunshine.public.baking.planner import keys_of_item
from sunshine.public.baking.reader import NAME as RECORD
from sunshine.public.baking.reader import facts_of
from sunshine.public.item_facts import item_address
from sunshine.publishing.actions.incidents import note_check
from sunshine.publishing.content import plain_text
from sunshine.publishing.exposure import files_of
from sunshine.publishing.models import Edition, Incident, Scope
from sunshine.publishing.visibility import PUBLIC, listed

SLICE_SECONDS = 0.3
# What its own files still show after this time is named after the walk through all files.
NEAR_FIRST = timedelta(minutes=2)
MOST_NAMED = 50
_SHORTEST_PHRASE, _MOST_PHRASES = 12, 12
_LARGEST = 8 * 1024 * 1024
_SENTENCES = re.compile(r"[。；\n]")
_PAGES = frozenset({"item", "edition", "comparison", "file"})
_PULLS = ("publishing.item_pulled", "publishing.edition_pulled", "publishing.file_pulled")


@dataclass(frozen=True, slots=True)
class Traces:
    """By what a pulled thing is recognised: its codes, and its own words."""

    marks: tuple[bytes, ...]
    phrases: tuple[bytes, ...]
    # The one page that may name it: it says that something was taken down.
    notice: str = ""

    def in_file(self, root: Path, name: str) -> bool:
        """Return whether the file, or its name, bears a trace."""
        told = bool(self.notice) and self.notice in name
        wanted = self.phrases if told else (*self.marks, *self.phrases)
        file = root / name
        try:
            size = file.stat().st_size
            if not told and any(mark in f"/{name}".encode() for mark in self.marks):
                return True
            content = file.read_bytes() if size <= _LARGEST else b""
        except OSError:
            return False
        return any(one in content for one in wanted)


def traces_of(incident: Incident) -> Traces:
    """Return by what to recognise what was pulled; words that others may say are left out."""
    item = incident.item
    files = tuple(f"/f/{file.code}/".encode() for file in files_of(incident))
    if incident.scope == Scope.FILE:
        return Traces(files, ())
    if incident.edition is not None:
        others = item.editions.filter(state__in=["published", "superseded"])
        own = _phrases([incident.edition]) - _phrases(others)
        address = f"{item_address(item.code)}e/{incident.edition.number}/".encode()
        return Traces((address, *files), tuple(sorted(own)))
    shown = list(item.editions.exclude(published_at=None))
    titles = {edition.title for edition in shown}
    common = listed(PUBLIC).filter(current__title__in=titles)
    titles -= set(common.values_list("current__title", flat=True))
    words = _phrases(shown) | {title.encode() for title in titles}
    notice = f"/i/{item.code}/index.html" if incident.with_notice else ""
    return Traces((item.code.encode(), *files), tuple(sorted(words)), notice)


def _phrases(editions: Iterable[Edition]) -> set[bytes]:
    found: set[str] = set()
    for edition in editions:
        found |= {one.strip() for one in _SENTENCES.split(plain_text(edition.content))}
    long = sorted((one for one in found if len(one) >= _SHORTEST_PHRASE), key=len, reverse=True)
    return {one.encode() for one in long[:_MOST_PHRASES]}


class Verifier:
    """Looks for what was pulled, a slice of time at a turn; a restart begins its walk anew."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._walk: Iterator[str] | None = None
        self._incident = 0
        self._found: list[str] = []

    def turn(self, at: datetime) -> int:
        """Look on for a while; return how many incidents got on."""
        count = 0
        for incident in Incident.objects.unverified().select_related("item__body"):
            if not _is_baked(incident):
                continue
            near = incident.out_of_pages_at is None or incident.out_of_outputs_at is None
            if near and at - incident.pulled_at < NEAR_FIRST:
                count += self._look_near(incident, at)
            elif self._walk is None or self._incident == incident.pk:
                return count + self._look_everywhere(incident, at)
        return count

    def _look_near(self, incident: Incident, at: datetime) -> int:
        """Look into the files in which it stood; what is gone is noted."""
        traces = traces_of(incident)
        keys = keys_of_item(facts_of(frozenset({incident.item.code}))[incident.item.code])
        left = sorted(
            (key.kind in _PAGES, name)
            for key in keys
            for name in self._files(key)
            if traces.in_file(self._root, name)
        )
        left += [(True, name) for name in _unsealed(incident)]
        pages = not any(is_page for is_page, _ in left)
        outputs = all(is_page for is_page, _ in left)
        names = [name for _, name in left][:MOST_NAMED]
        is_news = (pages and incident.out_of_pages_at is None) or (
            outputs and incident.out_of_outputs_at is None
        )
        if not is_news and names == incident.remains:
            return 0
        note_check(incident, pages=pages, outputs=outputs, remains=names, at=at)
        return 1

    def _files(self, key: Key) -> Iterator[str]:
        owned = KINDS[key.kind].owns(key)
        yield from owned.files()
        if owned.folder:
            folder = self._root / "any" / owned.folder.strip("/")
            for file in folder.rglob("*") if folder.is_dir() else ():
                yield file.relative_to(self._root).as_posix()

    def _look_everywhere(self, incident: Incident, at: datetime) -> int:
        if self._walk is None:
            self._walk, self._incident = files_below(self._root), incident.pk
            self._found = _unsealed(incident)
        traces, end = traces_of(incident), monotonic() + SLICE_SECONDS
        for name in self._walk:
            if traces.in_file(self._root, name):
                self._found.append(name)
            if monotonic() >= end:
                return 0
        self._walk = None
        note_check(incident, whole=True, remains=self._found[:MOST_NAMED], at=at)
        return 1


def files_below(root: Path) -> Iterator[str]:
    """Yield every finished file by its name in the record; encoded forms are left out."""
    for place, folders, names in os.walk(root):
        folders.sort()
        for name in names:
            if not name.endswith((".gz", ".br")):
                yield os.path.relpath(os.path.join(place, name), root)  # noqa: PTH118 - per file


def _is_baked(incident: Incident) -> bool:
    """Return whether the baker has come past the pull; two queries."""
    pulls = Event.objects.filter(kind__in=_PULLS, subject=f"item:{incident.item.code}")
    event = pulls.filter(at__lte=incident.pulled_at).order_by("-id").first()
    cursor = Cursor.objects.filter(reader=RECORD).first()
    return event is not None and cursor is not None and cursor.last >= event.id


def _unsealed(incident: Incident) -> list[str]:
    """Return the sealed contents that still lie in the open."""
    digests = {file.digest for file in files_of(incident)}
    sealed = StoredFile.objects.filter(sha256__in=digests, is_sealed=True)
    open_ones = [one.sha256 for one in sealed if place_of(one.sha256).exists()]
    return [f"files/{sha256}" for sha256 in open_ones]


def verify_pulled() -> Sweep:
    """Return the sweep that looks for what was pulled."""
    verifier = Verifier(settings.RECORD_DIR)
    return Sweep("public.verify_pulled", 1, verifier.turn)
