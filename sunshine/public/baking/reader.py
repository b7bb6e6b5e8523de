"""The baker as a reader of the event log: a batch of events becomes finished files.

Strict: no event is passed over, for a page that is not baked is a page that is wrong.
Seeing an event twice does no harm, since pages show what is and not what happened.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime

from django.conf import settings
from django.db.models import Q

from sunshine.audit.models import Event
from sunshine.jobs.readers import Reader
from sunshine.kit.days import beijing_day
from sunshine.public.baking import pending
from sunshine.public.baking.baker import baker_at
from sunshine.public.baking.keys import Key
from sunshine.public.baking.matter_keys import (
    bodies_above,
    keys_behind,
    keys_below,
    keys_beyond,
)
from sunshine.public.baking.pages.section import list_key
from sunshine.public.baking.planner import Happened, ItemFacts, plan
from sunshine.public.baking.readings import (
    ONCE_SHOWN,
    has_root,
    in_year,
    last_page,
    public_items,
    year_of,
)
from sunshine.publishing.models import Attachment, Audience, Edition, EditionState, Item

NAME = "public.record"
BATCH = 500
_TAKEN_DOWN = frozenset(
    f"publishing.{name}"
    for name in ("item_pulled", "item_removed", "item_withdrawn", "item_moved", "edition_pulled")
)


def record_reader(clock: Callable[[], datetime]) -> Reader:
    """Return the reader that keeps the record; ``clock`` tells the day pages are made for."""

    def handle(events: Sequence[Event]) -> None:
        bake_events(events, at=clock())

    return Reader(
        NAME,
        handle,
        kinds=("publishing.", "orgs.", "rulebook.", "matters.", "campaigns.activity_"),
        batch=BATCH,
        strict=True,
    )


def bake_events(events: Sequence[Event], *, at: datetime) -> int:
    """Bake what the events touch; return how many files changed.

    Before the first body is founded there is no page; the whole is baked once it is.
    """
    if not has_root():
        return 0
    happened = [Happened(event.kind, event.subject, event.body) for event in events]
    planned = plan(happened, facts_of)
    for body in sorted(planned.later):
        pending.mark(settings.RECORD_DIR, body)
    with baker_at(settings.RECORD_DIR, durable=True) as baker:
        keys = planned.keys | _new_years(planned.keys) | _ends_of_lists(planned.keys)
        keys |= keys_behind(events)
        keys |= keys_beyond({key.subject for key in planned.keys if key.kind == "item"})
        count = baker.bake(keys, on=beijing_day(at))
        return count + baker.bake(_below(events, planned.keys), on=beijing_day(at))


def _below(events: Iterable[Event], keys: Collection[Key]) -> set[Key]:
    """Return what the bodies below show of the items, if something was taken down; else owe it.

    A province has a hundred bodies with halls: what is new may wait for the sweep, a leak not.
    """
    bodies = sorted({key.subject for key in keys if key.kind == "boards"})
    if any(event.kind in _TAKEN_DOWN for event in events):
        return {key for body in bodies for key in keys_below(body)}
    for body in bodies_above(bodies):
        pending.mark(settings.RECORD_DIR, f"{pending.BELOW}{body}")
    return set()


def _new_years(keys: set[Key]) -> set[Key]:
    """Return the key of the index of sitemaps if a shard begins or ends to exist."""
    for key in keys:
        if key.kind == "sitemap-year":
            shard = in_year(public_items().filter(body__slug=key.subject), int(key.part))
            if len(shard[:2]) < 2:
                return {Key("sitemap"), Key("dcat")}
    return set()


def _ends_of_lists(keys: set[Key]) -> set[Key]:
    """Return the pages between the newest page of a list and those touched: they ceased to be."""
    ended = set()
    for key in keys:
        if key.kind == "list" and key.subject:
            body, section = key.subject.split("/")
            last = last_page(body, section)
            ended |= {list_key(body, section, n) for n in range(max(last, 1), int(key.part))}
    return ended


def facts_of(codes: frozenset[str]) -> Mapping[str, ItemFacts]:
    """Return what the items are now, by code; four queries."""
    items = {
        item.pk: item
        for item in Item.objects.filter(code__in=codes).select_related("body", "section")
    }
    editions = _states_of(items)
    attachments: dict[int, list[str]] = {pk: [] for pk in items}
    leading: set[int | None] = {pk for pk, item in items.items() if item.moved_to_id is not None}
    files = Attachment.objects.filter(item__in=items)
    for owner, code, later in files.values_list("item_id", "code", "replaced_by"):
        attachments[owner].append(code)
        if later is not None:
            leading.add(owner)
    related: dict[int, set[str]] = {pk: set() for pk in items}
    neighbours = Item.objects.filter(Q(related__in=items) | Q(moved_to__in=items))
    for code, near, target in neighbours.values_list("code", "related", "moved_to"):
        leading.add(target)
        for known in (near, target):
            if known in related:
                related[known].add(code)
    return {
        item.code: ItemFacts(
            code=item.code,
            body=item.body.slug,
            section=item.section.slug,
            ever_public=item.audience == Audience.PUBLIC and item.published_here is not None,
            position=item.position,
            year=None if item.published_here is None else year_of(item.published_here),
            editions=tuple(editions[pk]),
            hidden=tuple(n for n, state in editions[pk].items() if state == EditionState.PULLED),
            attachments=tuple(sorted(attachments[pk])),
            related=tuple(sorted(related[pk])),
            leads_on=pk in leading,
        )
        for pk, item in items.items()
    }


def _states_of(items: Collection[int]) -> dict[int, dict[int, str]]:
    """Return by item the editions that have, or had, a page, with their states; one query."""
    states: dict[int, dict[int, str]] = {pk: {} for pk in items}
    shown = Edition.objects.filter(item__in=items, state__in=ONCE_SHOWN).order_by("number")
    for pk, number, state in shown.values_list("item_id", "number", "state"):
        states[pk][number] = state
    return states
