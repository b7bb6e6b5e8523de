"""A wording of the law or of a notice, kept in both languages as data."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language


@dataclass(frozen=True, slots=True)
class Wording:
    """Text in official Chinese with its English; prints itself in the reader's language.

    The Chinese is the law, the English a help to read it.
    """

    zh: str
    en: str

    def __str__(self) -> str:
        return self.en if (get_language() or "").startswith("en") else self.zh

    @classmethod
    def read(cls, entry: Mapping[str, str]) -> "Wording":
        """Return the wording in ``entry``; raise ValueError unless both languages are there."""
        if not entry.get("zh") or not entry.get("en"):
            raise ValueError(f"a wording needs zh and en: {dict(entry)!r}")
        return cls(entry["zh"], entry["en"])
