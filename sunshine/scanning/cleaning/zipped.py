"""Writing zip archives that are the same for the same parts: no times, no makers, no comments."""

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

# The earliest time a zip archive can tell: it tells nothing.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_PACKED = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".jfif")


def write_zip(
    target: Path,
    parts: Mapping[str, bytes],
    *,
    first: Sequence[str] = (),
    stored: Sequence[str] = (),
) -> None:
    """Write ``parts`` by name to an archive at ``target``; ``first`` go first, in that order."""
    leading = [name for name in first if name in parts]
    names = leading + sorted(name for name in parts if name not in leading)
    with zipfile.ZipFile(target, "w") as archive:
        for name in names:
            member = zipfile.ZipInfo(name, _NO_TIME)
            plain = name in stored or name.lower().endswith(_PACKED)
            member.compress_type = zipfile.ZIP_STORED if plain else zipfile.ZIP_DEFLATED
            member.create_system = 0
            archive.writestr(member, parts[name])
