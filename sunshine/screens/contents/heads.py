"""The headlines of a body for the displays of its halls, cut into screens to be read from afar."""

from typing import Any

from sunshine.orgs.models import Body
from sunshine.places.slides import latest_of
from sunshine.screens.contents.items import sections_of


def heads_part(body: Body) -> dict[str, Any]:
    """Return the latest items of every section of ``body``; a query for each section."""
    return {
        "sections": {
            section["s"]: {"n": section["n"], "items": latest_of(body, section["s"], section["n"])}
            for section in sections_of(body)
        }
    }
