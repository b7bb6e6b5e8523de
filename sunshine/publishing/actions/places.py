"""Lists shown at a place, e.g. on the wall of a market (指定场所公开, row B8)."""

from datetime import date, datetime

import sunshine.publishing.reasons  # noqa: F401 - registers the sentences
from sunshine.audit.log import action, append
from sunshine.files.store import Readable
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.orgs.models import Person
from sunshine.publishing.duties import EDITING, why_not_duty
from sunshine.publishing.locking import hold
from sunshine.publishing.models import Audience, Item, ItemState, PlacePosting
from sunshine.publishing.pictures import keep_picture

_SHOWN_AT_PLACES = frozenset({Audience.PUBLIC, Audience.PLACE})


def why_not_post_at_place(
    item: Item,
    *,
    by: Person,
    at: datetime,
    place: str | None = None,
    posted_on: date | None = None,
    until: date | None = None,
) -> list[Reason]:
    """Return every reason why ``by`` cannot record that ``item`` hangs at a place."""
    today = beijing_day(at)
    reasons = why_not_duty(by, item.body, today, EDITING)
    if item.state != ItemState.PUBLISHED:
        reasons.append(Reason("item-not-public", facts={"state": ItemState(item.state).label}))
    if item.audience not in _SHOWN_AT_PLACES:
        reasons.append(Reason("not-for-places", facts={"audience": Audience(item.audience).label}))
    if place is not None and not place.strip():
        reasons.append(Reason("place-missing", field="place"))
    if posted_on is not None and posted_on > today:
        reasons.append(Reason("posted-in-future", field="posted_on"))
    if posted_on is not None and until is not None and until < posted_on:
        reasons.append(Reason("posted-until-before", field="until"))
    return reasons


@action
def post_at_place(
    item: Item,
    *,
    place: str,
    posted_on: date,
    until: date,
    by: Person,
    at: datetime,
    picture: Readable | None = None,
    filename: str = "",
) -> PlacePosting:
    """Record that ``item`` hangs at ``place`` from ``posted_on`` until the last day ``until``.

    ``picture``: a photograph that proves it.
    """
    hold(item)
    refuse_if(
        why_not_post_at_place(item, by=by, at=at, place=place, posted_on=posted_on, until=until)
    )
    posting = PlacePosting.objects.create(
        item=item,
        place=place.strip(),
        posted_on=posted_on,
        until=until,
        posted_by=by,
        photograph="" if picture is None else keep_picture(picture, filename, at=at),
    )
    _append("place_posted", posting, by, at)
    return posting


def why_not_photograph(posting: PlacePosting, *, by: Person, at: datetime) -> list[Reason]:
    """Return every reason why ``by`` cannot add the photograph of ``posting``; there is one."""
    reasons = why_not_duty(by, posting.item.body, beijing_day(at), EDITING)
    if posting.photograph:
        reasons.append(Reason("posting-photographed"))
    return reasons


@action
def photograph(
    posting: PlacePosting, *, picture: Readable, filename: str, by: Person, at: datetime
) -> None:
    """Keep ``picture`` as the proof that ``posting`` hangs where it should."""
    hold(posting.item)
    posting.refresh_from_db()
    refuse_if(why_not_photograph(posting, by=by, at=at))
    posting.photograph = keep_picture(picture, filename, at=at)
    posting.save(update_fields=["photograph"])
    _append("place_photographed", posting, by, at)


def why_not_remove_from_place(
    posting: PlacePosting, *, by: Person, at: datetime, removed_on: date | None = None
) -> list[Reason]:
    """Return every reason why ``by`` cannot record that ``posting`` has been taken off."""
    today = beijing_day(at)
    reasons = why_not_duty(by, posting.item.body, today, EDITING)
    if posting.removed_on is not None:
        facts = {"day": posting.removed_on.isoformat()}
        reasons.append(Reason("posting-removed", facts=facts))
    if removed_on is not None and not posting.posted_on <= removed_on <= today:
        reasons.append(Reason("removed-on-impossible", field="removed_on"))
    return reasons


@action
def remove_from_place(posting: PlacePosting, *, removed_on: date, by: Person, at: datetime) -> None:
    """Record that ``posting`` was taken off on ``removed_on``, and by whom."""
    hold(posting.item)
    posting.refresh_from_db()
    refuse_if(why_not_remove_from_place(posting, by=by, at=at, removed_on=removed_on))
    posting.removed_on, posting.removed_by = removed_on, by
    posting.save(update_fields=["removed_on", "removed_by"])
    _append("place_removed", posting, by, at)


def _append(kind: str, posting: PlacePosting, by: Person, at: datetime) -> None:
    append(
        f"publishing.{kind}",
        subject=f"item:{posting.item.code}",
        by=by,
        at=at,
        body=posting.item.body.slug,
        data={"posting": posting.pk, "place": posting.place},
    )
