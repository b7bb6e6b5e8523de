"""Writing the index: entries put in and taken out by the worker, or all of them made anew."""

import contextlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import tantivy

from sunshine.search.entries import Entry
from sunshine.search.fields import document_of
from sunshine.search.store import (
    HALVES,
    INSIDE,
    OPEN,
    IndexUnusable,
    begin,
    current,
    install,
    only_one,
    open_half,
)

_HEAP_BYTES = 48_000_000
_BUILDING_BYTES = 256_000_000


class Writer:
    """Writes one generation; held open, so that segments are merged behind its back."""

    def __init__(self, generation: Path, *, heap: int = _HEAP_BYTES) -> None:
        self.generation = generation
        self._writers: dict[str, tantivy.IndexWriter] = {}
        try:
            for half in HALVES:
                self._writers[half] = open_half(generation, half).writer(heap, 1)
        except (OSError, ValueError) as error:
            raise IndexUnusable(str(error)) from error

    def add(self, entry: Entry) -> None:
        """Put in an entry that is not there yet."""
        self._writers[OPEN if entry.is_public else INSIDE].add_document(document_of(entry))

    def remove(self, code: str) -> None:
        """Take out the entry with the code, if it is there."""
        for writer in self._writers.values():
            writer.delete_documents_by_term("code", code)

    def commit(self) -> None:
        """Let readers find what was put in, and no longer what was taken out."""
        for writer in self._writers.values():
            writer.commit()

    def close(self) -> None:
        """Wait until merging is done, and let go; nothing can be written afterwards."""
        for writer in self._writers.values():
            with contextlib.suppress(OSError, ValueError):
                writer.wait_merging_threads()
        self._writers = {}


_held: dict[Path, Writer] = {}


def change(root: Path, entries: Iterable[Entry], gone: Iterable[str]) -> None:
    """Put ``entries`` into the current index in place of what they were; take out ``gone``.

    What was written can be found when this returns. Raises IndexUnusable.
    """
    with only_one(root, "write"):
        writer = _writer(root)
        try:
            for code in gone:
                writer.remove(code)
            for entry in entries:
                writer.remove(entry.code)
                writer.add(entry)
            writer.commit()
        except (OSError, ValueError) as error:
            # Let go at once: whoever still holds the error holds the lock of the index with it.
            let_go(root)
            raise IndexUnusable(str(error)) from error


def _writer(root: Path) -> Writer:
    generation = current(root)
    held = _held.get(root)
    if held is None or held.generation != generation:
        _held.pop(root, None)
        held = _held[root] = Writer(generation)
    return held


def let_go(root: Path) -> None:
    """Close the writer this process holds in ``root``, if it holds one."""
    held = _held.pop(root, None)
    if held is not None:
        held.close()


def rebuilding(
    root: Path, entries: Iterable[Entry], catch_up: Callable[[Writer], None] | None = None
) -> Iterator[int]:
    """Make the index anew of ``entries``, a step at a time; yield how many there are so far.

    ``catch_up`` writes what changed in the meantime: it is called while nobody else writes.
    The old index answers until the new one is whole. Raises OSError, IndexUnusable.
    """
    with only_one(root, "rebuild"):
        generation = begin(root)
        writer = Writer(generation, heap=_BUILDING_BYTES)
        count = 0
        for count, entry in enumerate(entries, 1):
            writer.add(entry)
            yield count
        writer.commit()
        with only_one(root, "write"):
            if catch_up is not None:
                catch_up(writer)
                writer.commit()
            writer.close()
            install(root, generation)
        yield count


def rebuild(
    root: Path, entries: Iterable[Entry], catch_up: Callable[[Writer], None] | None = None
) -> int:
    """Make the index anew of ``entries`` at once; return how many there are."""
    return max(rebuilding(root, entries, catch_up))
