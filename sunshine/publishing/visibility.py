"""Who may see which item: the one query that every output asks (ten ideas, 8).

Page, list, snippet, count, feed, export, preview, compare, file, mail and baked
file all start from here. What a reader may not see does not exist for him: the
same answer, bytes and number of queries as for an address that never was.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from sunshine.orgs.models import Body, Person
from sunshine.orgs.rights import named_groups_of, posts_of
from sunshine.publishing.models import Audience, Item, ItemState, Scope


@dataclass(frozen=True, slots=True)
class Viewer:
    """A reader, as the rules of visibility see one."""

    groups: frozenset[int] = frozenset()
    # Paths of the bodies in which the reader holds a post.
    body_paths: frozenset[str] = frozenset()


PUBLIC = Viewer()


def viewer_of(person: Person | None, on: date) -> Viewer:
    """Return what ``person`` is as a reader on ``on``; three queries, none for nobody."""
    if person is None:
        return PUBLIC
    return Viewer(
        frozenset(named_groups_of(person, on)),
        frozenset(post.body.path for post in posts_of(person, on)),
    )


def tokens_of(viewer: Viewer) -> frozenset[str]:
    """Return the marks of whom ``viewer`` is: he finds what bears one of them (row L1).

    Says of the index what ``listed`` says of the database; a test holds them to each other.
    """
    tokens = {"public"} | {f"group:{group}" for group in viewer.groups}
    for path in viewer.body_paths:
        tokens |= {f"staff:{path[:end]}" for end in range(5, len(path) + 1, 5)} | {f"at:{path}"}
    return frozenset(tokens)


def tokens_for(item: Item) -> frozenset[str]:
    """Return the marks of those who may find ``item``; one query for items of named groups."""
    path = item.body.path
    if item.state != ItemState.PUBLISHED:
        return frozenset()
    if item.audience == Audience.PUBLIC:
        return frozenset({"public"})
    if item.audience == Audience.STAFF:
        return frozenset({f"staff:{path}"})
    groups = {group.pk for group in item.groups.all()} if item.audience == Audience.GROUP else ()
    return frozenset({f"at:{path}", *(f"group:{group}" for group in groups)})


def findable() -> QuerySet[Item]:
    """Return the items that somebody may find, whoever that is (see ``tokens_for``)."""
    return Item.objects.filter(state=ItemState.PUBLISHED)


def _addressed_to(viewer: Viewer) -> Q:
    addressed = Q(audience=Audience.PUBLIC)
    if viewer.groups:
        addressed |= Q(audience=Audience.GROUP, groups__in=viewer.groups)
    for path in viewer.body_paths:
        # Staff items reach the staff of the body and of every body below it.
        ancestors = [path[:end] for end in range(5, len(path) + 1, 5)]
        addressed |= Q(audience=Audience.STAFF, body__path__in=ancestors)
        addressed |= Q(audience__in=[Audience.GROUP, Audience.PLACE], body__path=path)
    return addressed


def listed(viewer: Viewer) -> QuerySet[Item]:
    """Return the items that stand in lists, counts, feeds and exports for ``viewer``."""
    items = Item.objects.filter(_addressed_to(viewer), state=ItemState.PUBLISHED)
    return items.distinct() if viewer.groups else items


def readable(viewer: Viewer) -> QuerySet[Item]:
    """Return the items whose page ``viewer`` may open: listed ones, and notices of withdrawal.

    A moved item is here too: its page leads on.
    """
    items = Item.objects.filter(
        _addressed_to(viewer),
        state__in=[ItemState.PUBLISHED, ItemState.WITHDRAWN, ItemState.MOVED],
    )
    return items.distinct() if viewer.groups else items


def pulled_with_notice() -> QuerySet[Item]:
    """Return the once public items that were pulled and whose address says that, and no more."""
    return Item.objects.filter(
        state=ItemState.PULLED,
        audience=Audience.PUBLIC,
        incidents__scope=Scope.ITEM,
        incidents__with_notice=True,
    )


def public_of(body: Body) -> QuerySet[Item]:
    """Return the publicly listed items of one body."""
    return listed(PUBLIC).filter(body=body)
