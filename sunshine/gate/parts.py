"""What is looked through: the parts of a publication, and the digest that binds a result. Pure."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

FILE = "file:"
FILE_NAME = "name:"


@dataclass(frozen=True, slots=True)
class Part:
    """A text, or a stored file by its SHA-256; ``label`` is the name of the file for people."""

    name: str
    text: str = ""
    sha256: str = ""
    label: str = ""

    @property
    def digest(self) -> str:
        """Return the SHA-256 of what the part holds, in hexadecimal."""
        return _digest([self.name, self.text, self.sha256])


def digest_of(parts: Iterable[Part]) -> str:
    """Return the SHA-256, in hexadecimal, of all that is looked through."""
    return _digest(sorted(part.digest for part in parts))


def _digest(plain: list[str]) -> str:
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
