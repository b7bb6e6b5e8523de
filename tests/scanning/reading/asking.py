"""Reading what a test has made, and asking what was found."""

from pathlib import Path

from sunshine.scanning import sniffing
from sunshine.scanning.reading.files import read
from sunshine.scanning.readings import HIDDEN_PART, Reading


def reading(tmp_path: Path, content: bytes, name: str) -> Reading:
    """Return the reading of ``content`` called ``name``; its kind is found by content."""
    path = tmp_path / name
    path.write_bytes(content)
    found = read(path, sniffing.media_type_of(path))
    for sighting in found.hidden:
        assert found.text[sighting.start : sighting.end] == sighting.text
        assert sighting.text
    return found


def visible(found: Reading) -> str:
    """Return the part of the text that a reader sees."""
    return found.text.partition(HIDDEN_PART)[0]


def told(found: Reading, what: str) -> list[str]:
    """Return the texts of one kind of hidden data, in their order."""
    return [sighting.text for sighting in found.hidden if sighting.kind == f"hidden:{what}"]


def kinds(found: Reading) -> set[str]:
    """Return which kinds of hidden data there are."""
    return {sighting.kind.removeprefix("hidden:") for sighting in found.hidden}
