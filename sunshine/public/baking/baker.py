"""From keys to files: render what is public now, put it down, remove what is not."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from sunshine.public.addresses import ELDER, PLAIN, neutral_file, page_file
from sunshine.public.baking.keys import Copied, Key, Output, Page
from sunshine.public.baking.kinds import KINDS, RANK
from sunshine.public.baking.locks import KeyLocks
from sunshine.public.baking.writer import Writer

_PLAIN_MARK = b' data-variant="plain"'
_ELDER_MARK = b' data-variant="elder"'


def elder(html: bytes) -> bytes:
    """Return the elder variant of a page: the same page under another mark."""
    return html.replace(_PLAIN_MARK, _ELDER_MARK, 1)


def files_of(output: Output) -> list[tuple[str, bytes | Path]]:
    """Return the files an output becomes: names relative to the record, and what they hold."""
    if isinstance(output, Page):
        return [
            (page_file(output.address, output.language, PLAIN), output.html),
            (page_file(output.address, output.language, ELDER), elder(output.html)),
        ]
    if isinstance(output, Copied):
        return [(neutral_file(output.address), output.source)]
    return [(neutral_file(output.address), output.content)]


def in_order(keys: Iterable[Key]) -> list[Key]:
    """Return the keys in the order of their kinds: items first, so that a leak goes first."""
    return sorted(set(keys), key=lambda key: (RANK[key.kind], key))


def due_files(key: Key, on: date) -> dict[str, bytes | Path]:
    """Return every file that ``key`` should be on the day ``on``, by name."""
    outputs = KINDS[key.kind].render(key, on)
    return {name: held for output in outputs for name, held in files_of(output)}


def owned_files(key: Key, root: Path) -> set[str]:
    """Return the names of the files that belong to ``key``, there or not; folders as found."""
    owned = KINDS[key.kind].owns(key)
    names = set(owned.files())
    if owned.folder:
        folder = neutral_file(owned.folder)
        with suppress(FileNotFoundError):
            names.update(f"{folder}{found.name}" for found in (root / folder).iterdir())
    return names


class Baker:
    """Bakes keys into one record."""

    def __init__(self, root: Path, *, durable: bool = False) -> None:
        self.writer = Writer(root, durable=durable)
        self._locks = KeyLocks(root)

    def bake(self, keys: Iterable[Key], *, on: date) -> int:
        """Bake the keys as the database stands; return how many files changed.

        The same files come out however often it runs.
        """
        before = self.writer.changed
        for key in in_order(keys):
            self.bake_one(key, on=on)
        self.writer.settle()
        return self.writer.changed - before

    def bake_one(self, key: Key, *, on: date) -> None:
        """Bake one key; what it wrote may not have reached the disk yet."""
        with self._locks.holding(key):
            due = due_files(key, on)
            # What is no longer public goes before anything new is written.
            for name in sorted(owned_files(key, self.writer.root) - due.keys()):
                self.writer.remove(name)
            for name, held in due.items():
                if isinstance(held, Path):
                    self.writer.copy(name, held)
                else:
                    self.writer.write(name, held)

    def close(self) -> None:
        """Give up the locks."""
        self._locks.close()


@contextmanager
def baker_at(root: Path, *, durable: bool = False) -> Iterator[Baker]:
    """Give a baker for the record at ``root``, and close it."""
    baker = Baker(root, durable=durable)
    try:
        yield baker
    finally:
        baker.close()
