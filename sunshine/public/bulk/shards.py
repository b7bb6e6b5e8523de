"""Writing shards: streamed, put in place as a whole, and never with what is public no more."""

import gzip
import hashlib
import io
import json
import secrets
from collections.abc import Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db.models import QuerySet

from sunshine.public.baking.data.lines import COLUMNS, as_csv, line_of
from sunshine.public.baking.readings import in_year, public_items
from sunshine.public.baking.writer import make_folder
from sunshine.publishing.content import plain_text
from sunshine.publishing.models import Item

SCHEMA = "sunshine.bulk/1"
BULK_COLUMNS = {**COLUMNS, "text": "正文"}
TEMPORARY = ".new-"
_CHUNK = 200
_MARK_AND_HEAD = len(as_csv([], BULK_COLUMNS))


@dataclass(frozen=True, slots=True)
class Shard:
    """What one body made public in one year."""

    body: str
    year: int

    def items(self) -> QuerySet[Item]:
        """Return the items, with what a line shows."""
        return in_year(public_items().filter(body__slug=self.body), self.year)

    def file(self, root: Path, ending: str) -> Path:
        """Return where the shard stands in one form: ``jsonl`` or ``csv``."""
        return root / "items" / self.body / f"{self.year}.{ending}.gz"

    def note(self, root: Path) -> Path:
        """Return the note on the shard: its day, its count, its checksums."""
        return root / "items" / self.body / f".{self.year}.json"


def write_shard(root: Path, shard: Shard, day: str) -> Iterator[int]:
    """Write a shard anew; yield after every few items, so that others get their turn.

    What was taken down meanwhile is found before anything is put in place, and the shard
    is begun again.
    """
    while True:
        forms = {ending: _Form(shard.file(root, ending)) for ending in ("jsonl", "csv")}
        try:
            written = yield from _fill(shard, forms)
            if written <= set(shard.items().values_list("pk", "current_id")):
                _settle(root, shard, day, forms, len(written))
                return
        finally:
            for form in forms.values():
                form.discard()


def _fill(
    shard: Shard, forms: "dict[str, _Form]"
) -> Generator[int, None, set[tuple[int, int | None]]]:
    forms["csv"].write(as_csv([], BULK_COLUMNS))
    written: set[tuple[int, int | None]] = set()
    last = 0
    while batch := list(shard.items().filter(pk__gt=last).order_by("pk")[:_CHUNK]):
        for item in batch:
            text = plain_text(item.current.content) if item.current else ""
            line = {**line_of(item), "text": text}
            forms["jsonl"].write(f"{json.dumps(line, ensure_ascii=False)}\n".encode())
            forms["csv"].write(as_csv([line], BULK_COLUMNS)[_MARK_AND_HEAD:])
            written.add((item.pk, item.current_id))
        last = batch[-1].pk
        yield len(written)
    return written


def _settle(root: Path, shard: Shard, day: str, forms: "dict[str, _Form]", count: int) -> None:
    if not count:
        remove_shard(root, shard)
        return
    files = {ending: form.finish(root) for ending, form in forms.items()}
    note = {"body": shard.body, "year": shard.year, "day": day, "items": count, "files": files}
    put(shard.note(root), json.dumps(note, ensure_ascii=False).encode())


def remove_shard(root: Path, shard: Shard) -> None:
    """Remove a shard in which nothing stands."""
    for file in (shard.file(root, "jsonl"), shard.file(root, "csv"), shard.note(root)):
        file.unlink(missing_ok=True)


def notes(root: Path) -> list[dict[str, Any]]:
    """Return the notes of all shards, by body and year."""
    found = []
    for file in sorted(root.glob("items/*/.*.json")):
        with suppress(OSError, ValueError):
            found.append(json.loads(file.read_text(encoding="utf-8")))
    return found


def write_manifest(root: Path, day: str) -> None:
    """Write which shards there are, with checksums and what the columns mean."""
    known = notes(root)
    manifest = {"schema": SCHEMA, "day": day, "columns": BULK_COLUMNS, "shards": known}
    sums = [f"{one['sha256']}  {one['path']}\n" for note in known for one in note["files"].values()]
    put(root / "SHA256SUMS", "".join(sums).encode())
    put(root / "manifest.json", f"{json.dumps(manifest, ensure_ascii=False, indent=1)}\n".encode())


def put(file: Path, content: bytes) -> None:
    """Put a small file in place as a whole."""
    make_folder(file.parent)
    temporary = file.with_name(f"{TEMPORARY}{secrets.token_hex(6)}")
    temporary.write_bytes(content)
    temporary.replace(file)


class _Form:
    """One compressed file in the making."""

    def __init__(self, file: Path) -> None:
        make_folder(file.parent)
        self._file = file
        self._temporary = file.with_name(f"{TEMPORARY}{secrets.token_hex(6)}")
        self._raw: io.BufferedWriter | None = self._temporary.open("wb")
        self._packed = gzip.GzipFile(filename="", mode="wb", fileobj=self._raw, mtime=0)
        self.write = self._packed.write

    def finish(self, root: Path) -> dict[str, Any]:
        self._close()
        with self._temporary.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        size = self._temporary.stat().st_size
        self._temporary.chmod(0o644)
        self._temporary.replace(self._file)
        path = self._file.relative_to(root).as_posix()
        return {"path": path, "bytes": size, "sha256": digest}

    def discard(self) -> None:
        self._close()
        self._temporary.unlink(missing_ok=True)

    def _close(self) -> None:
        if self._raw is not None:
            self._packed.close()
            self._raw.close()
            self._raw = None
