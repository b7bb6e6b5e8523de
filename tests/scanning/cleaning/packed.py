"""Looking for a value in every part of a packed file."""

import zipfile
from pathlib import Path

from lxml import etree


def parts_with(path: Path, value: str) -> list[str]:
    """Return the parts from which ``value`` can be had: raw, as text, or joined over runs."""
    found = []
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert archive.comment == b""
        for member in archive.infolist():
            content = archive.read(member)
            told = content.decode("utf-8", "replace") + content.decode("utf-16-le", "replace")
            if content.lstrip().startswith(b"<"):
                root = etree.fromstring(content)
                told += "".join("".join(map(str, root.itertext())).split())
            if value in told or value in member.filename:
                found.append(member.filename)
    return found


def names_in(path: Path) -> set[str]:
    """Return the names of the parts."""
    with zipfile.ZipFile(path) as archive:
        return set(archive.namelist())
