"""What plays in a hall: boards, their entries, and messages that come first (row B5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sunshine.audit.log import action, append
from sunshine.files.store import Readable
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.orgs.models import Hall, Person
from sunshine.orgs.models.bodies import SLUG
from sunshine.places.keeping import held, why_not_in_hall
from sunshine.places.models import Board, Entry, EntryKind, Message
from sunshine.places.models.boards import OWN_KINDS
from sunshine.places.paging import LEAST_SECONDS
from sunshine.places.schedule import DAY_MINUTES, EVERY_DAY
from sunshine.publishing.models import Item
from sunshine.publishing.pictures import keep_picture
from sunshine.publishing.visibility import PUBLIC, listed

LONGEST_TEXT = 160
LONGEST_SECONDS = 600
LONGEST_MESSAGE = 30
LONGEST_MESSAGE_DAYS = 3


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """What an entry shows, and when; see the columns of ``Entry``."""

    kind: str
    section: str = ""
    item: Item | None = None
    text: str = ""
    seconds: int | None = None
    since: date | None = None
    until: date | None = None
    days: str = EVERY_DAY
    from_minute: int = 0
    to_minute: int = DAY_MINUTES


def why_not_add_board(
    hall: Hall, *, by: Person, at: datetime, slug: str | None = None, name: str | None = None
) -> list[Reason]:
    """Return every reason why ``by`` cannot add a list to ``hall``."""
    reasons = why_not_in_hall(hall, by=by, at=at)
    if name is not None and not name.strip():
        reasons.append(Reason("board-name-missing", field="name"))
    if slug is not None and not SLUG.regex.match(slug):  # type: ignore[union-attr]
        reasons.append(Reason("board-slug-unfit", field="slug"))
    if slug is not None and hall.boards.filter(slug=slug).exists():
        reasons.append(Reason("board-slug-taken", field="slug", facts={"slug": slug}))
    return reasons


@action
def add_board(hall: Hall, *, slug: str, name: str, by: Person, at: datetime) -> Board:
    """Add a list to ``hall`` and return it."""
    held(hall)
    refuse_if(why_not_add_board(hall, slug=slug, name=name, by=by, at=at))
    board = Board.objects.create(hall=hall, slug=slug, name=name.strip())
    _append("board_added", board, by, at)
    return board


def why_not_close_board(board: Board, *, by: Person, at: datetime) -> list[Reason]:
    """Return every reason why ``by`` cannot give up ``board``: displays may still play it."""
    reasons = why_not_board(board, by=by, at=at)
    count = board.screens.filter(place__closed=None).count()
    if count:
        reasons.append(Reason("board-plays", facts={"count": count}))
    return reasons


@action
def close_board(board: Board, *, by: Person, at: datetime) -> None:
    """Give up ``board``."""
    held(board.hall)
    board.refresh_from_db()
    refuse_if(why_not_close_board(board, by=by, at=at))
    board.closed = beijing_day(at)
    board.save(update_fields=["closed"])
    _append("board_closed", board, by, at)


def why_not_board(board: Board, *, by: Person, at: datetime) -> list[Reason]:
    """Return every reason why ``by`` cannot change what ``board`` plays."""
    reasons = why_not_in_hall(board.hall, by=by, at=at)
    return [*reasons, Reason("board-over")] if board.closed is not None else reasons


def why_not_add_entry(
    board: Board, facts: EntryFacts, *, by: Person, at: datetime, has_picture: bool = False
) -> list[Reason]:
    """Return every reason why ``by`` cannot have ``board`` play what ``facts`` say."""
    reasons = why_not_board(board, by=by, at=at) + _why_not_shown(board, facts)
    if facts.kind == EntryKind.PICTURE and not has_picture:
        reasons.append(Reason("entry-without-picture", field="picture"))
    return reasons + _why_not_times(facts)


@action
def add_entry(
    board: Board,
    facts: EntryFacts,
    *,
    by: Person,
    at: datetime,
    picture: Readable | None = None,
    filename: str = "",
) -> Entry:
    """Put an entry at the end of ``board`` and return it; own texts wait for a second person."""
    held(board.hall)
    has_picture = picture is not None
    refuse_if(why_not_add_entry(board, facts, by=by, at=at, has_picture=has_picture))
    last = board.entries.order_by("-rank").first()
    entry = Entry(board=board, rank=(last.rank if last else 0) + 1, added_by=by, added_at=at)
    _set(entry, facts)
    if picture is not None and facts.kind == EntryKind.PICTURE:
        entry.picture = keep_picture(picture, filename, at=at)
    entry.save()
    _append("entry_added", board, by, at, entry=entry.pk, what=entry.kind)
    return entry


def why_not_change_entry(
    entry: Entry, facts: EntryFacts, *, by: Person, at: datetime
) -> list[Reason]:
    """Return every reason why ``by`` cannot change ``entry`` to what ``facts`` say."""
    reasons = why_not_board(entry.board, by=by, at=at)
    return reasons + _why_not_shown(entry.board, facts) + _why_not_times(facts)


@action
def change_entry(entry: Entry, facts: EntryFacts, *, by: Person, at: datetime) -> None:
    """Change what ``entry`` shows and when; a new text waits for a second person again."""
    held(entry.board.hall)
    entry.refresh_from_db()
    refuse_if(why_not_change_entry(entry, facts, by=by, at=at))
    if facts.text.strip() != entry.text:
        entry.confirmed_by, entry.confirmed_at = None, None
        entry.added_by, entry.added_at = by, at
    _set(entry, facts)
    entry.save()
    _append("entry_changed", entry.board, by, at, entry=entry.pk)


def why_not_confirm_entry(entry: Entry, *, by: Person, at: datetime) -> list[Reason]:
    """Return every reason why ``by`` cannot let ``entry`` play: another person looks at it."""
    reasons = why_not_board(entry.board, by=by, at=at)
    if entry.kind not in OWN_KINDS:
        reasons.append(Reason("entry-needs-no-look"))
    elif entry.confirmed_at is not None:
        reasons.append(Reason("entry-confirmed"))
    elif entry.added_by_id == by.pk:
        reasons.append(Reason("entry-own"))
    return reasons


@action
def confirm_entry(entry: Entry, *, by: Person, at: datetime) -> None:
    """Let ``entry``, a text or picture of somebody else's, play."""
    held(entry.board.hall)
    entry.refresh_from_db()
    refuse_if(why_not_confirm_entry(entry, by=by, at=at))
    entry.confirmed_by, entry.confirmed_at = by, at
    entry.save(update_fields=["confirmed_by", "confirmed_at"])
    _append("entry_confirmed", entry.board, by, at, entry=entry.pk)


@action
def drop_entry(entry: Entry, *, by: Person, at: datetime) -> None:
    """Take ``entry`` off its list."""
    held(entry.board.hall)
    refuse_if(why_not_board(entry.board, by=by, at=at))
    pk, board = entry.pk, entry.board
    text = {"what": entry.kind, "text": entry.text}
    entry.delete()
    _append("entry_dropped", board, by, at, entry=pk, **text)


def why_not_order(board: Board, order: Sequence[int], *, by: Person, at: datetime) -> list[Reason]:
    """Return every reason why ``by`` cannot give the entries of ``board`` the ``order``."""
    reasons = why_not_board(board, by=by, at=at)
    if sorted(order) != sorted(board.entries.values_list("pk", flat=True)):
        reasons.append(Reason("order-unlike"))
    return reasons


@action
def order_entries(board: Board, order: Sequence[int], *, by: Person, at: datetime) -> None:
    """Play the entries of ``board`` in ``order``, which names each of them once."""
    held(board.hall)
    refuse_if(why_not_order(board, order, by=by, at=at))
    for rank, pk in enumerate(order, 1):
        board.entries.filter(pk=pk).update(rank=rank)
    _append("entries_ordered", board, by, at, order=list(order))


def why_not_set_message(
    hall: Hall, *, by: Person, at: datetime, text: str | None = None, until: datetime | None = None
) -> list[Reason]:
    """Return every reason why ``by`` cannot have every screen of ``hall`` say something first."""
    reasons = why_not_in_hall(hall, by=by, at=at)
    if text is not None and not text.strip():
        reasons.append(Reason("message-empty", field="text"))
    elif text is not None and len(text.strip()) > LONGEST_MESSAGE:
        reasons.append(Reason("message-long", field="text", facts={"most": LONGEST_MESSAGE}))
    if until is not None and until <= at:
        reasons.append(Reason("message-until-past", field="until"))
    elif until is not None and until > at + timedelta(days=LONGEST_MESSAGE_DAYS):
        facts = {"days": LONGEST_MESSAGE_DAYS}
        reasons.append(Reason("message-until-far", field="until", facts=facts))
    return reasons


@action
def set_message(
    hall: Hall, *, text: str, until: datetime, by: Person, at: datetime, text_en: str = ""
) -> Message:
    """Have every screen of ``hall`` say ``text`` first until ``until``; ends one that stood."""
    held(hall)
    refuse_if(why_not_set_message(hall, text=text, until=until, by=by, at=at))
    hall.messages.running(at).update(ended_at=at, ended_by=by)
    message = Message.objects.create(
        hall=hall, text=text.strip(), text_en=text_en.strip(), since=at, until=until, set_by=by
    )
    _append_hall("message_set", hall, by, at, text=message.text, until=until.isoformat())
    return message


def why_not_end_message(message: Message, *, by: Person, at: datetime) -> list[Reason]:
    """Return every reason why ``by`` cannot end ``message``."""
    reasons = why_not_in_hall(message.hall, by=by, at=at)
    if message.ended_at is not None or message.until <= at:
        reasons.append(Reason("message-over"))
    return reasons


@action
def end_message(message: Message, *, by: Person, at: datetime) -> None:
    """End ``message`` before its time."""
    held(message.hall)
    message.refresh_from_db()
    refuse_if(why_not_end_message(message, by=by, at=at))
    message.ended_at, message.ended_by = at, by
    message.save(update_fields=["ended_at", "ended_by"])
    _append_hall("message_ended", message.hall, by, at, text=message.text)


def _why_not_shown(board: Board, facts: EntryFacts) -> list[Reason]:
    reasons: list[Reason] = []
    if facts.kind not in EntryKind.values:
        return [Reason("entry-kind-unknown", field="kind")]
    if facts.kind == EntryKind.NOTICES and not facts.section:
        reasons.append(Reason("entry-without-section", field="section"))
    if facts.kind == EntryKind.ITEM and not _is_open(board, facts.item):
        reasons.append(Reason("entry-without-item", field="item"))
    if facts.kind == EntryKind.SLOGAN and not facts.text.strip():
        reasons.append(Reason("entry-without-text", field="text"))
    if len(facts.text.strip()) > LONGEST_TEXT:
        reasons.append(Reason("entry-text-long", field="text", facts={"most": LONGEST_TEXT}))
    return reasons


def _is_open(board: Board, item: Item | None) -> bool:
    if item is None:
        return False
    body = board.hall.body
    paths = [body.path[:end] for end in range(5, len(body.path) + 1, 5)]
    return listed(PUBLIC).filter(pk=item.pk, body__path__in=paths).exists()


def _why_not_times(facts: EntryFacts) -> list[Reason]:
    reasons = []
    if facts.since is not None and facts.until is not None and facts.until < facts.since:
        reasons.append(Reason("entry-until-before", field="until"))
    if not facts.days or not set(facts.days) <= set(EVERY_DAY):
        reasons.append(Reason("entry-without-days", field="days"))
    if facts.seconds is not None and not LEAST_SECONDS <= facts.seconds <= LONGEST_SECONDS:
        least = {"least": LEAST_SECONDS}
        reasons.append(Reason("entry-seconds-unfit", field="seconds", facts=least))
    return reasons


def _set(entry: Entry, facts: EntryFacts) -> None:
    shown: dict[str, Any] = {
        "section": facts.section if facts.kind == EntryKind.NOTICES else "",
        "item": facts.item if facts.kind == EntryKind.ITEM else None,
        "text": facts.text.strip(),
        "days": "".join(sorted(set(facts.days))),
    }
    for name in ("kind", "seconds", "since", "until", "from_minute", "to_minute"):
        shown[name] = getattr(facts, name)
    for name, value in shown.items():
        setattr(entry, name, value)


def _append(kind: str, board: Board, by: Person, at: datetime, **facts: object) -> None:
    _append_hall(kind, board.hall, by, at, board=board.slug, **facts)


def _append_hall(kind: str, hall: Hall, by: Person, at: datetime, **facts: object) -> None:
    append(
        f"places.{kind}",
        subject=f"hall:{hall.slug}",
        by=by,
        at=at,
        body=hall.body.slug,
        data={"hall": hall.slug, **facts},
    )
