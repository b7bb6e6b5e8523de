"""A record of its own for every test."""

from datetime import date
from pathlib import Path

import pytest
from pytest_django import Settings

from sunshine.public.baking.baker import baker_at
from sunshine.public.baking.kinds import every_key

DAY = date(2026, 3, 2)


class Record:
    """A record directory, and what tests ask of it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def bake_all(self, on: date = DAY) -> int:
        """Bake every key; return how many files changed."""
        with baker_at(self.root) as baker:
            return baker.bake(every_key(), on=on)

    def names(self) -> set[str]:
        """Return the names of the files that readers may be given."""
        found = (file.relative_to(self.root) for file in self.root.rglob("*") if file.is_file())
        return {file.as_posix() for file in found if file.parts[0] in {"any", "zh", "en"}}

    def text(self, name: str) -> str:
        """Return a file as text."""
        return (self.root / name).read_text(encoding="utf-8")

    def everything(self) -> bytes:
        """Return all bytes of all plain files, one after another."""
        plain = (name for name in sorted(self.names()) if not name.endswith((".gz", ".br")))
        return b"\0".join((self.root / name).read_bytes() for name in plain)


@pytest.fixture
def record(settings: Settings, tmp_path: Path) -> Record:
    """Return an empty record; the program takes it for its own."""
    root = tmp_path / "record"
    root.mkdir()
    settings.RECORD_DIR = root
    return Record(root)
