"""What a public address speaks of: the body, the section and the item behind it.

Docs/adr/0001: ``/b/<body>/…``, ``/i/<code>/…``, ``/f/<code>/…``, with ``/en`` before them.
"""

import re
from dataclasses import dataclass

from sunshine.orgs.models import Body
from sunshine.publishing.duties import root_body
from sunshine.publishing.models import Attachment, Edition, Incident, Item, Section, TakedownTask
from sunshine.publishing.visibility import Viewer, readable

# Where staff see which copies are to be taken away.
DESK_TAKEDOWNS = "/desk/takedowns/"

_BODY = re.compile(r"/b/([a-z0-9-]{1,60})(?:/([a-z0-9-]{1,40}))?(?:/|$)")
_ITEM = re.compile(r"/i/([a-z0-9]{10})(?:/|$)")
_FILE = re.compile(r"/f/([a-z0-9]{10})(?:/|$)")


@dataclass(frozen=True, slots=True)
class Place:
    """What stands at an address; the highest body where nothing else is known."""

    body: Body
    section: Section | None = None
    item: Item | None = None


def address_of(item: Item) -> str:
    """Return the address of the item's page: nothing of its section or day is in it."""
    return f"/i/{item.code}/"


def place_of(path: str, viewer: Viewer) -> Place:
    """Return what ``viewer`` finds at ``path``; up to three queries.

    An item he may not see is as unknown as one that never was.
    """
    path = path.removeprefix("/en")
    item = _item(path, viewer)
    if item is not None:
        return Place(item.body, item.section, item)
    if found := _BODY.match(path):
        body = Body.objects.filter(slug=found[1]).first()
        if body is not None:
            sections = Section.objects.filter(set__slug=body.section_set, slug=found[2] or "")
            return Place(body, sections.first())
    return Place(root_body())


def _item(path: str, viewer: Viewer) -> Item | None:
    items = readable(viewer).select_related("body", "section", "responsible_post")
    if found := _ITEM.match(path):
        return items.filter(code=found[1]).first()
    if found := _FILE.match(path):
        shown = Attachment.objects.filter(code=found[1]).values("standing__edition__item")
        return items.filter(pk__in=shown).first()
    return None


def desk_address_of(edition: Edition) -> str:
    """Return where staff see the edition and what waits for them."""
    return f"/desk/items/{edition.item.code}/{edition.number}/"


def desk_address_of_incident(incident: Incident) -> str:
    """Return where staff write and send the report of a leak."""
    return f"/desk/incidents/{incident.pk}/"


def desk_address_of_task(task: TakedownTask) -> str:
    """Return where staff record how a task after a pull ended."""
    return f"{DESK_TAKEDOWNS}{task.pk}/"
