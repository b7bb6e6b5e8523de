"""Keeping the register of places and screens (row B14)."""

from dataclasses import dataclass
from datetime import date, datetime

from sunshine.audit.log import action, append
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.kit.opaque import opaque_code
from sunshine.orgs.models import Body, Hall, Person, Post
from sunshine.places.keeping import held, why_not_at_place
from sunshine.places.models import SCREEN_KINDS, Board, Place, PlaceKind, Screen
from sunshine.publishing.duties import EDITING, why_not_duty


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """What the register says of a place; see the columns of ``Place``."""

    kind: str
    name: str
    hall: Hall | None = None
    number: str = ""
    name_en: str = ""
    address: str = ""
    hours: str = ""
    about: str = ""
    about_en: str = ""
    equipment: str = ""
    keeper: Post | None = None
    row: int | None = None
    column: int | None = None


def why_not_register(
    body: Body, facts: PlaceFacts | None = None, *, by: Person, at: datetime
) -> list[Reason]:
    """Return every reason why ``by`` cannot register a place of ``body``."""
    reasons = why_not_duty(by, body, beijing_day(at), EDITING)
    return reasons if facts is None else reasons + _why_not_facts(body, facts, None, at)


@action
def register_place(
    body: Body, facts: PlaceFacts, *, by: Person, at: datetime, board: Board | None = None
) -> Place:
    """Register a place of ``body`` and return it; a screen gets its code, a display its board."""
    held(body)
    refuse_if(why_not_register(body, facts, by=by, at=at) + _why_not_board(facts, board))
    place = Place.objects.create(body=body, opened=beijing_day(at), **_columns(facts))
    if place.kind in SCREEN_KINDS:
        shown = board if place.kind == PlaceKind.DISPLAY else None
        Screen.objects.create(place=place, code=opaque_code(), board=shown, registered_at=at)
    _append("place_registered", place, by, at, what=place.kind)
    return place


def why_not_describe(
    place: Place, facts: PlaceFacts | None = None, *, by: Person, at: datetime
) -> list[Reason]:
    """Return every reason why ``by`` cannot change what the register says of ``place``."""
    reasons = why_not_at_place(place, by=by, at=at)
    return reasons if facts is None else reasons + _why_not_facts(place.body, facts, place, at)


@action
def describe_place(place: Place, facts: PlaceFacts, *, by: Person, at: datetime) -> None:
    """Keep what the register says of ``place``; its kind stays what it is."""
    held(place.body)
    place.refresh_from_db()
    refuse_if(why_not_describe(place, facts, by=by, at=at))
    changed = [name for name, value in _columns(facts).items() if getattr(place, name) != value]
    changed = [name for name in changed if name != "kind"]
    for name in changed:
        setattr(place, name, _columns(facts)[name])
    place.save(update_fields=changed)
    _append("place_described", place, by, at, changed=changed)


@action
def close_place(place: Place, *, on: date, by: Person, at: datetime) -> None:
    """Strike ``place`` off the register from the day ``on``; a screen is then unknown."""
    held(place)
    place.refresh_from_db()
    refuse_if(why_not_at_place(place, by=by, at=at))
    place.closed = on
    place.save(update_fields=["closed"])
    _append("place_closed", place, by, at, on=on.isoformat())


def why_not_choose_board(
    screen: Screen, board: Board | None = None, *, by: Person, at: datetime
) -> list[Reason]:
    """Return every reason why ``by`` cannot have ``screen`` play ``board``."""
    reasons = why_not_at_place(screen.place, by=by, at=at)
    if board is not None and board.hall_id != screen.place.hall_id:
        reasons.append(Reason("board-of-another-hall", field="board"))
    return reasons


@action
def choose_board(screen: Screen, board: Board, *, by: Person, at: datetime) -> None:
    """Have ``screen``, a display, play ``board`` from its next asking on."""
    held(screen)
    screen.refresh_from_db()
    refuse_if(why_not_choose_board(screen, board, by=by, at=at))
    screen.board = board
    screen.save(update_fields=["board"])
    _append("board_chosen", screen.place, by, at, board=board.slug)


def _columns(facts: PlaceFacts) -> dict[str, object]:
    found = {name: getattr(facts, name) for name in PlaceFacts.__dataclass_fields__}
    return {key: text.strip() if isinstance(text, str) else text for key, text in found.items()}


def _why_not_facts(
    body: Body, facts: PlaceFacts, place: Place | None, at: datetime
) -> list[Reason]:
    reasons = []
    if not facts.name.strip():
        reasons.append(Reason("place-name-missing", field="name"))
    of_body = {"body": body.name}
    if facts.hall is not None:
        if facts.hall.body_id != body.pk:
            reasons.append(Reason("place-of-another-body", field="hall", facts=of_body))
        else:
            reasons += _why_not_square(facts, place, at)
    else:
        if not facts.address.strip():
            reasons.append(Reason("place-where-missing", field="address"))
        if not facts.hours.strip():
            reasons.append(Reason("place-hours-missing", field="hours"))
        if facts.kind in SCREEN_KINDS:
            reasons.append(Reason("screen-without-hall", field="hall"))
    if facts.keeper is not None and facts.keeper.body_id != body.pk:
        reasons.append(Reason("place-of-another-body", field="keeper", facts=of_body))
    return reasons


def _why_not_square(facts: PlaceFacts, place: Place | None, at: datetime) -> list[Reason]:
    if (facts.row is None) != (facts.column is None):
        return [Reason("place-square-half", field="column")]
    if facts.row is None or facts.hall is None:
        return []
    there = Place.objects.standing(beijing_day(at)).filter(
        hall=facts.hall, row=facts.row, column=facts.column
    )
    other = there.exclude(pk=place.pk).first() if place else there.first()
    if other is None:
        return []
    return [Reason("place-square-taken", field="column", facts={"place": str(other)})]


def _why_not_board(facts: PlaceFacts, board: Board | None) -> list[Reason]:
    if board is None or (facts.hall is not None and board.hall_id == facts.hall.pk):
        return []
    return [Reason("board-of-another-hall", field="board")]


def _append(kind: str, place: Place, by: Person, at: datetime, **facts: object) -> None:
    append(
        f"places.{kind}",
        subject=f"place:{place.pk}",
        by=by,
        at=at,
        body=place.body.slug,
        data={"name": str(place), "hall": place.hall.slug if place.hall else "", **facts},
    )
