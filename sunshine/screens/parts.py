"""The finished files below ``SUNSHINE_HOME/screens``: put down whole, or taken away.

``parts/<name>.json``: what is fetched when its digest has changed. ``halls/<hall>/state.json``:
what the screens of a hall show now, by name and digest. ``pictures/``: what displays show.
"""

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sunshine.screens.contents.written import written

DIGEST_LENGTH = 16


def digest_of(content: bytes) -> str:
    """Return the digest by which a screen knows whether it has a part."""
    return hashlib.sha256(content).hexdigest()[:DIGEST_LENGTH]


@dataclass(slots=True)
class Shelf:
    """The directory of the screens; remembers the digests of what it has read or written."""

    root: Path
    _digests: dict[str, tuple[int, int, str]] = field(default_factory=dict)

    def put(self, name: str, content: Any) -> bool:
        """Put a part down; return whether it was new."""
        return self._write(self.part_file(name), written(content))

    def drop(self, name: str) -> None:
        """Take a part away."""
        self.part_file(name).unlink(missing_ok=True)

    def digest(self, name: str) -> str:
        """Return the digest of a part, "" if there is none."""
        file = self.part_file(name)
        try:
            status = file.stat()
            known = self._digests.get(name)
            if known is None or known[:2] != (status.st_mtime_ns, status.st_size):
                found = digest_of(file.read_bytes())
                known = self._digests[name] = (status.st_mtime_ns, status.st_size, found)
        except FileNotFoundError:
            return ""
        return known[2]

    def part_file(self, name: str) -> Path:
        """Return where a part stands."""
        return self.root / "parts" / f"{name}.json"

    def picture_file(self, sha256: str) -> Path:
        """Return where a picture stands."""
        return self.root / "pictures" / sha256

    def put_picture(self, sha256: str, content: bytes) -> bool:
        """Put a picture down; return whether it was new."""
        return self._write(self.picture_file(sha256), content)

    def put_state(self, file: Path, state: dict[str, Any]) -> bool:
        """Put the state of a hall down; return whether it was new."""
        return self._write(file, written(state))

    def _write(self, file: Path, content: bytes) -> bool:
        try:
            if file.read_bytes() == content:
                return False
        except FileNotFoundError:
            file.parent.mkdir(parents=True, exist_ok=True)
        hidden = file.with_name(f".new-{file.name}")
        with hidden.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        hidden.replace(file)
        return True
