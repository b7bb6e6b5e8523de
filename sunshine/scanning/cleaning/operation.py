"""The operation ``clean`` of the child process."""

from collections.abc import Mapping
from typing import Any

from sunshine.scanning.clean_copies import Uncleanable
from sunshine.scanning.cleaning.copies import make_copy


def run(job: Mapping[str, Any]) -> dict[str, Any]:
    """Return the report of the copy, or the code of why there is none; raise Unreadable."""
    try:
        return make_copy(job)
    except Uncleanable as error:
        return {"uncleanable": error.code, "facts": dict(error.facts)}
