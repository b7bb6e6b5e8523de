"""Which pages an event of matters, rules or halls shows on: guides, promises and boards.

And which pages of other bodies and other items an item shows on through them: a guide reaches
the bodies below, boards show what the bodies above publish, a guide names other matters.
"""

from collections.abc import Collection, Iterable, Iterator

from django.db.models import Count

from sunshine.audit.models import Event
from sunshine.matters.models import Matter, Promise
from sunshine.orgs.models import Body
from sunshine.public.baking.keys import Key
from sunshine.publishing.models import Item
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


def keys_beyond(codes: Collection[str]) -> set[Key]:
    """Return the guides that show something of the items of ``codes``, being others.

    What a material comes from, what they rest on, what was promised for them; four queries.
    """
    items = Item.objects.filter(code__in=codes)
    made = set(items.exclude(matter=None).values_list("matter__key", flat=True))
    rules = set(items.exclude(rule_version=None).values_list("rule_version__rule__code", flat=True))
    promised = Promise.objects.filter(item__in=items).exclude(matter=None)
    keys = {Key("item", code) for code in promised.values_list("matter__item__code", flat=True)}
    for code, elements in _guides():
        basis = elements.get("basis", ())
        rests = {one.get("rule") for one in basis} & rules
        named = {one.get("item") for one in basis} & set(codes)
        if rests or named or {one.get("made_by") for one in elements.get("materials", ())} & made:
            keys.add(Key("item", code))
    return keys


def bodies_above(slugs: Collection[str]) -> list[str]:
    """Return which of the bodies have bodies below them; one query."""
    found = Body.objects.filter(slug__in=slugs, children__isnull=False).distinct()
    return sorted(found.values_list("slug", flat=True))


def keys_below(slug: str) -> Iterator[Key]:
    """Yield the lists of guides and the boards of all bodies below ``slug``; two queries."""
    path = Body.objects.filter(slug=slug).values_list("path", flat=True).first()
    if path is None:
        return
    below = Body.objects.filter(path__startswith=path).exclude(path=path).order_by("path")
    for body, halls in below.values_list("slug", Count("halls")):
        yield Key("matters", body)
        if halls:
            yield Key("boards", body)


def guide_keys() -> Iterator[Key]:
    """Yield the page of every public guide: what it shows depends on the day."""
    items = Matter.objects.filter(item__in=listed(PUBLIC).values("pk")).order_by("pk")
    for code in items.values_list("item__code", flat=True):
        yield Key("item", code)


def _guides() -> Iterable[tuple[str, dict[str, list[dict[str, str]]]]]:
    items = Matter.objects.filter(item__in=listed(PUBLIC).values("pk"))
    return items.values_list("item__code", "item__current__elements")
