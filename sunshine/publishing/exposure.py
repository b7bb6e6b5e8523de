"""Who may have read what was pulled: estimated from counts, known from the event log.

The counts hold no reader, only addresses and days; what is pulled and published on the same
day is told apart from nothing else on that day. An estimate, and called so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet, Sum

from sunshine.audit.models import Event
from sunshine.kit.days import beijing_day
from sunshine.publishing.access_counts import first_day_kept
from sunshine.publishing.models import AccessCount, Attachment, Incident, Item, Scope

# Files in which many items stand: feeds, exports, lists for screens.
_BUNDLES = (
    Q(path__endswith=".atom")
    | Q(path__endswith=".csv")
    | Q(path__endswith=".json")
    | Q(path__endswith=".xml")
)


@dataclass(frozen=True, slots=True)
class Reads:
    """How often something was read: by people, and by programs that say they are."""

    people: int = 0
    bots: int = 0


@dataclass(frozen=True, slots=True)
class FileReads:
    """How often one attachment was downloaded."""

    name: str
    reads: Reads


@dataclass(frozen=True, slots=True)
class Opened:
    """A member of the staff, or a reader it was addressed to, who opened it; and how."""

    who: str
    at: datetime
    preview: bool


@dataclass(frozen=True, slots=True)
class Exposure:
    """Everything known of who may have read it."""

    since: datetime
    until: datetime
    pages: Reads
    files: list[FileReads]
    # Feeds, exports and lists fetched meanwhile, in which it may have stood.
    bundles: Reads
    opened: list[Opened]


def exposure_of(incident: Incident) -> Exposure:
    """Return who may have read what was pulled; six queries and one for each attachment."""
    item, since = incident.item, shown_since(incident)
    first, last = beijing_day(since), beijing_day(incident.pulled_at)
    if first < first_day_kept(last):
        first = first.replace(day=1)
    counted = AccessCount.objects.filter(day__gte=first, day__lte=last)
    files = [
        FileReads(one.name, _sum(counted.filter(path__startswith=f"/f/{one.code}/")))
        for one in files_of(incident)
    ]
    return Exposure(
        since=since,
        until=incident.pulled_at,
        pages=_sum(counted.filter(_pages(incident))),
        files=files,
        bundles=_bundles(incident, counted),
        opened=_opened(item, incident.pulled_at),
    )


def shown_since(incident: Incident) -> datetime:
    """Return since when what was pulled could be read; up to two queries."""
    if incident.edition is not None and incident.edition.published_at is not None:
        return incident.edition.published_at
    if incident.attachment is not None:
        numbers = incident.evidence.get("editions", [])
        standing = incident.item.editions.filter(number__in=numbers)
        first = standing.exclude(published_at=None).order_by("published_at").first()
        if first is not None and first.published_at is not None:
            return first.published_at
    return incident.item.published_here or incident.pulled_at


def files_of(incident: Incident) -> list[Attachment]:
    """Return the attachments that went with it; one query."""
    if incident.attachment is not None:
        return [incident.attachment]
    codes = incident.evidence.get("files", [])
    return list(incident.item.attachments.filter(code__in=codes))


def _pages(incident: Incident) -> Q:
    here = f"/i/{incident.item.code}/"
    edition = incident.edition
    if edition is None:
        return Q(path__startswith=here)
    own = Q(path=f"{here}e/{edition.number}/")
    own |= Q(path__startswith=f"{here}compare/{edition.number}-")
    own |= Q(path__startswith=f"{here}compare/", path__endswith=f"-{edition.number}/")
    last = _current_until(incident)
    # As long as it was the current edition it stood under the address of the item.
    return own | Q(path=here, day__lte=last) if last is not None else own


def _current_until(incident: Incident) -> date | None:
    edition = incident.edition
    if edition is None:
        return None
    later = incident.item.editions.filter(number__gt=edition.number).exclude(published_at=None)
    following = later.order_by("published_at").first()
    if following is None or following.published_at is None:
        return None
    return beijing_day(following.published_at)


def _bundles(incident: Incident, counted: QuerySet[AccessCount]) -> Reads:
    """An attachment stands in no bundle; of an edition only while it was the current one."""
    if incident.scope == Scope.FILE:
        return Reads()
    body = incident.item.body.slug
    found = counted.filter(
        Q(path__startswith=f"/b/{body}/") | Q(path__startswith=f"/screens/{body}"), _BUNDLES
    )
    last = _current_until(incident)
    return _sum(found if last is None else found.filter(day__lte=last))


def _opened(item: Item, until: datetime) -> list[Opened]:
    looks: Iterable[Event] = Event.objects.filter(
        kind="publishing.looked", subject=f"item:{item.code}", at__lte=until
    ).order_by("id")
    return [Opened(one.actor_name, one.at, "preview" in one.data) for one in looks]


def _sum(counts: QuerySet[AccessCount]) -> Reads:
    total = counts.aggregate(people=Sum("people"), bots=Sum("bots"))
    return Reads(total["people"] or 0, total["bots"] or 0)
