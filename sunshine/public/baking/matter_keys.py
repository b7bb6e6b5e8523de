"""Which pages an event of matters, rules or halls shows on: guides, promises and boards."""

from collections.abc import Iterable, Iterator

from sunshine.audit.models import Event
from sunshine.matters.models import Matter
from sunshine.public.baking.keys import Key
from sunshine.publishing.visibility import PUBLIC, listed

OF_MATTERS = ("matters", "promises", "boards")
_BEHIND = ("matters.", "rulebook.", "orgs.hall_")


def keys_behind(events: Iterable[Event]) -> set[Key]:
    """Return the pages of guides that the events touch without touching the guide itself.

    One query, and none for events of other kinds; the plan of the record knows items only.
    """
    events = [event for event in events if event.kind.startswith(_BEHIND)]
    if not events:
        return set()
    keys = {Key(name, event.body) for event in events for name in OF_MATTERS}
    named = {event.subject.partition(":")[2] for event in events}
    told = {code for event in events for code in event.data.get("guides", ())}
    for code, elements in _guides():
        rests = {one.get("rule") for one in elements.get("basis", ())}
        stands = {one.get("hall") for one in elements.get("places", ())}
        if code in told or named & rests or named & stands:
            keys.add(Key("item", code))
    return keys


def guide_keys() -> Iterator[Key]:
    """Yield the page of every public guide: what it shows depends on the day."""
    items = Matter.objects.filter(item__in=listed(PUBLIC).values("pk")).order_by("pk")
    for code in items.values_list("item__code", flat=True):
        yield Key("item", code)


def _guides() -> Iterable[tuple[str, dict[str, list[dict[str, str]]]]]:
    items = Matter.objects.filter(item__in=listed(PUBLIC).values("pk"))
    return items.values_list("item__code", "item__current__elements")
