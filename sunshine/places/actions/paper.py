"""Leaflets, the reading room's log, handing over (条例 2019 art. 25), taking off."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sunshine.audit.log import action, append
from sunshine.files.store import Readable
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.orgs.models import Body, Person
from sunshine.places.keeping import held, why_not_at_place
from sunshine.places.models import HandOver, Leaflet, Place, PlaceKind, RoomVisit, TakeOff
from sunshine.publishing.duties import EDITING, why_not_duty, why_not_duty_above
from sunshine.publishing.models import Item
from sunshine.publishing.pictures import keep_picture
from sunshine.publishing.visibility import PUBLIC, listed

HANDING_LAW = "政府信息公开条例（2019年修订）第二十五条"


def why_not_lay_out(
    place: Place,
    *,
    by: Person,
    at: datetime,
    title: str | None = None,
    item: Item | None = None,
) -> list[Reason]:
    """Return every reason why ``by`` cannot lay out a leaflet at ``place``."""
    reasons = why_not_at_place(place, by=by, at=at)
    if title is not None and not title.strip():
        reasons.append(Reason("leaflet-title-missing", field="title"))
    elif title is not None and place.leaflets.filter(title=title.strip()).exists():
        reasons.append(Reason("leaflet-title-taken", field="title"))
    if item is not None and not listed(PUBLIC).filter(pk=item.pk).exists():
        reasons.append(Reason("item-not-open", field="item"))
    return reasons


@action
def lay_out(
    place: Place,
    *,
    title: str,
    stock: int,
    reorder_at: int,
    by: Person,
    at: datetime,
    item: Item | None = None,
) -> Leaflet:
    """Lay out ``stock`` copies at ``place`` and return the leaflet; ``item``: what it prints."""
    held(place)
    refuse_if(why_not_lay_out(place, title=title, item=item, by=by, at=at))
    leaflet = Leaflet(place=place, title=title.strip(), item=item, reorder_at=reorder_at)
    _count(leaflet, stock, at)
    _append("leaflet_laid_out", leaflet, by, at, stock=stock)
    return leaflet


def why_not_move_leaflets(
    leaflet: Leaflet, *, by: Person, at: datetime, change: int | None = None
) -> list[Reason]:
    """Return every reason why ``by`` cannot record that ``change`` copies came (or went)."""
    reasons = why_not_at_place(leaflet.place, by=by, at=at)
    if change == 0:
        reasons.append(Reason("leaflet-nothing", field="change"))
    elif change is not None and leaflet.stock + change < 0:
        facts = {"stock": leaflet.stock}
        reasons.append(Reason("leaflet-count-unfit", field="change", facts=facts))
    return reasons


@action
def move_leaflets(
    leaflet: Leaflet, *, change: int, by: Person, at: datetime, reorder_at: int | None = None
) -> None:
    """Record that ``change`` copies came, or went if negative; set the point of reordering."""
    fresh = held(leaflet)
    refuse_if(why_not_move_leaflets(fresh, change=change, by=by, at=at))
    fresh.reorder_at = fresh.reorder_at if reorder_at is None else reorder_at
    _count(fresh, fresh.stock + change, at)
    _append("leaflets_moved", fresh, by, at, change=change, stock=fresh.stock)


def why_not_log_visit(
    place: Place,
    *,
    by: Person,
    at: datetime,
    sought: str | None = None,
    came_at: datetime | None = None,
    left_at: datetime | None = None,
) -> list[Reason]:
    """Return every reason why ``by`` cannot log a visit of ``place``, a reading room."""
    reasons = why_not_at_place(place, by=by, at=at)
    if place.kind != PlaceKind.READING_ROOM:
        reasons.append(Reason("not-a-reading-room"))
    if sought is not None and not sought.strip():
        reasons.append(Reason("visit-sought-missing", field="sought"))
    late = came_at is not None and came_at > at
    if late or (left_at is not None and (left_at > at or (came_at and left_at < came_at))):
        reasons.append(Reason("visit-times-unfit", field="left_at"))
    return reasons


@action
def log_visit(
    place: Place,
    *,
    came_at: datetime,
    sought: str,
    by: Person,
    at: datetime,
    left_at: datetime | None = None,
    found: bool = True,
    copies: int = 0,
    note: str = "",
) -> RoomVisit:
    """Log a visit of a reading room and return it; nobody's name is asked."""
    held(place)
    refuse_if(
        why_not_log_visit(place, sought=sought, came_at=came_at, left_at=left_at, by=by, at=at)
    )
    visit = RoomVisit.objects.create(
        place=place,
        came_at=came_at,
        left_at=left_at,
        sought=sought.strip(),
        found=found,
        copies=copies,
        note=note.strip(),
        noted_by=by,
    )
    facts = {"place": place.pk, "found": found, "copies": copies}
    _append_of(place.body, "visit_logged", f"place:{place.pk}", by=by, at=at, facts=facts)
    return visit


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who is handed something: the kind of place, and its name."""

    kind: str
    name: str


def why_not_hand_over(
    item: Item,
    *,
    by: Person,
    at: datetime,
    recipient: str | None = None,
    handed_on: date | None = None,
) -> list[Reason]:
    """Return every reason why ``by`` cannot record that ``item`` was handed to somebody."""
    on = beijing_day(at)
    reasons = why_not_duty(by, item.body, on, EDITING)
    if not listed(PUBLIC).filter(pk=item.pk).exists():
        reasons.append(Reason("item-not-open", HANDING_LAW, "item"))
    if recipient is not None and not recipient.strip():
        reasons.append(Reason("recipient-missing", field="recipient"))
    if handed_on is not None and handed_on > on:
        reasons.append(Reason("handed-in-future", field="handed_on"))
    return reasons


@action
def hand_over(
    item: Item, to: Recipient, *, copies: int, handed_on: date, by: Person, at: datetime
) -> HandOver:
    """Record that ``copies`` of the current edition of ``item`` went ``to`` an archive or library.

    Returns the row, as yet without a receipt.
    """
    fresh = held(item)
    refuse_if(why_not_hand_over(fresh, recipient=to.name, handed_on=handed_on, by=by, at=at))
    assert fresh.current is not None  # noqa: S101 - a listed item has a current edition
    row = HandOver.objects.create(
        body=fresh.body,
        item=fresh,
        edition=fresh.current,
        kind=HandOver.To(to.kind),
        recipient=to.name.strip(),
        copies=copies,
        handed_on=handed_on,
        handed_by=by,
    )
    facts = {"hand_over": row.pk, "recipient": row.recipient}
    _append_of(fresh.body, "item_handed_to", f"item:{fresh.code}", by=by, at=at, facts=facts)
    return row


def why_not_keep_receipt(
    row: HandOver,
    *,
    by: Person,
    at: datetime,
    receipt: str | None = None,
    received_on: date | None = None,
) -> list[Reason]:
    """Return every reason why ``by`` cannot record the receipt of ``row``."""
    on = beijing_day(at)
    reasons = why_not_duty(by, row.body, on, EDITING)
    if row.received_on is not None:
        reasons.append(Reason("receipt-known", facts={"day": row.received_on.isoformat()}))
    if receipt is not None and not receipt.strip():
        reasons.append(Reason("receipt-missing", field="receipt"))
    if received_on is not None and not row.handed_on <= received_on <= on:
        reasons.append(Reason("receipt-day-unfit", field="received_on"))
    return reasons


@action
def keep_receipt(
    row: HandOver,
    *,
    receipt: str,
    received_on: date,
    by: Person,
    at: datetime,
    picture: Readable | None = None,
    filename: str = "",
) -> None:
    """Record the receipt of ``row``, with a photograph of it if there is one."""
    fresh = held(row)
    refuse_if(why_not_keep_receipt(fresh, receipt=receipt, received_on=received_on, by=by, at=at))
    fresh.proof = keep_picture(picture, filename, at=at) if picture is not None else ""
    fresh.receipt, fresh.received_on = receipt.strip(), received_on
    fresh.save(update_fields=["proof", "receipt", "received_on"])
    facts = {"hand_over": fresh.pk, "receipt": fresh.receipt}
    _append_of(fresh.body, "receipt_kept", f"item:{fresh.item.code}", by=by, at=at, facts=facts)


@dataclass(frozen=True, slots=True)
class Paper:
    """One place where paper of an item is: a list that hangs, or leaflets that lie."""

    where: str
    posting: int | None = None
    leaflet: int | None = None


@action
def ask_to_take_off(
    item: Item, papers: list[Paper], *, event: int, due_on: date, at: datetime
) -> None:
    """Make a task for each of ``papers`` of ``item``, which the ``event`` took down; once."""
    for paper in papers:
        TakeOff.objects.get_or_create(
            event=event,
            posting_id=paper.posting,
            leaflet_id=paper.leaflet,
            defaults={"item": item, "where": paper.where, "due_on": due_on},
        )
    facts = {"event": event, "places": len(papers)}
    _append_of(item.body, "take_off_asked", f"item:{item.code}", by=None, at=at, facts=facts)


def why_not_finish_take_off(
    task: TakeOff, *, by: Person, at: datetime, statement: str | None = None
) -> list[Reason]:
    """Return every reason why ``by`` cannot record that ``task`` is done."""
    reasons = why_not_duty_above(by, task.item.body, beijing_day(at), EDITING)
    if task.done_at is not None:
        facts = {"day": beijing_day(task.done_at).isoformat()}
        reasons.append(Reason("take-off-done", facts=facts))
    if statement is not None and not statement.strip():
        reasons.append(Reason("take-off-statement-missing", field="statement"))
    return reasons


@action
def finish_take_off(
    task: TakeOff,
    *,
    statement: str,
    by: Person,
    at: datetime,
    picture: Readable | None = None,
    filename: str = "",
) -> None:
    """Record that the paper of ``task`` is gone; leaflets of it are then counted as none."""
    fresh = held(task)
    refuse_if(why_not_finish_take_off(fresh, statement=statement, by=by, at=at))
    fresh.proof = keep_picture(picture, filename, at=at) if picture is not None else ""
    fresh.statement, fresh.done_at, fresh.done_by = statement.strip(), at, by
    fresh.save(update_fields=["proof", "statement", "done_at", "done_by"])
    if fresh.leaflet is not None:
        _count(fresh.leaflet, 0, at)
    facts = {"task": fresh.pk, "where": fresh.where}
    _append_of(fresh.item.body, "taken_off", f"item:{fresh.item.code}", by=by, at=at, facts=facts)


def _count(leaflet: Leaflet, stock: int, at: datetime) -> None:
    was_low = leaflet.pk is not None and leaflet.low_since is not None
    leaflet.stock, leaflet.counted_at = stock, at
    if not leaflet.is_low:
        leaflet.low_since = None
    elif not was_low:
        leaflet.low_since = at
    leaflet.save()


def _append(kind: str, leaflet: Leaflet, by: Person, at: datetime, **facts: object) -> None:
    place = leaflet.place
    data = {"place": place.pk, "leaflet": leaflet.pk, "title": leaflet.title, **facts}
    data["hall"] = place.hall.slug if place.hall else ""
    _append_of(place.body, kind, f"place:{place.pk}", by=by, at=at, facts=data)


def _append_of(
    body: Body,
    kind: str,
    subject: str,
    *,
    by: Person | None,
    at: datetime,
    facts: Mapping[str, object],
) -> None:
    append(f"places.{kind}", subject=subject, by=by, at=at, body=body.slug, data=dict(facts))
