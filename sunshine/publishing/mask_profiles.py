"""Which masks fit which kind of publication (domain.md 7.2): the law orders some values."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from sunshine.publishing.models import Edition

DATA = Path(__file__).parent / "data" / "mask_profiles.toml"


def mask_profile_of(edition: Edition) -> str:
    """Return the name of the profile of masks (``scanning.masks``) for ``edition``.

    The first whose words stand in the title, else that of the section, else the default.
    """
    table = _table()
    for entry in table.get("title", []):
        if any(word in edition.title for word in entry["words"]):
            return str(entry["profile"])
    return str(table["section"].get(edition.item.section.slug, table["default"]))


@cache
def _table() -> dict[str, Any]:
    with DATA.open("rb") as file:
        return tomllib.load(file)
