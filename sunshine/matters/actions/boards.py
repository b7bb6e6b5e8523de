"""Which disclosures a hall shows, and the editions of its handbook."""

from datetime import date, datetime

from django.db.models import Max

from sunshine.audit.log import action, append
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, Refused, refuse_if
from sunshine.matters import reasons as _sentences  # noqa: F401 - registers the refusals
from sunshine.matters.boards import board_sets
from sunshine.matters.books import book_of
from sunshine.matters.models import BoardChoice, Handbook
from sunshine.orgs.models import Hall, Person
from sunshine.publishing.duties import EDITING, why_not_duty

MOST_COPIES = 100_000


def why_not_choose_boards(hall: Hall, *, chosen: str, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` cannot let ``hall`` show the set ``chosen``."""
    reasons = why_not_duty(by, hall.body, on, EDITING)
    if chosen not in board_sets():
        reasons.append(Reason("board-set-unknown", field="chosen"))
    return reasons


@action
def choose_boards(hall: Hall, *, chosen: str, by: Person, at: datetime) -> None:
    """Let ``hall`` show the set ``chosen``."""
    refuse_if(why_not_choose_boards(hall, chosen=chosen, by=by, on=beijing_day(at)))
    BoardChoice.objects.update_or_create(hall=hall, defaults={"set": chosen})
    _append("boards_chosen", hall, by, at, set=chosen)


def why_not_make_handbook(hall: Hall, *, copies: int, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` cannot make an edition of the handbook of ``hall``."""
    reasons = why_not_duty(by, hall.body, on, EDITING)
    if not 0 <= copies <= MOST_COPIES:
        reasons.append(Reason("copies-unfit", field="copies"))
    return reasons


@action
def make_handbook(hall: Hall, *, copies: int, by: Person, at: datetime) -> Handbook:
    """Make the next edition of the handbook of ``hall`` as it stands on the day; return it.

    What the book says is kept with it, so that every copy of an edition is the same.
    """
    on = beijing_day(at)
    refuse_if(why_not_make_handbook(hall, copies=copies, by=by, on=on))
    list(Hall.objects.select_for_update().filter(pk=hall.pk).values_list("pk"))
    last = Handbook.objects.filter(hall=hall).aggregate(last=Max("edition"))["last"] or 0
    content, digest = book_of(hall, edition=last + 1, on=on)
    book = Handbook.objects.create(
        hall=hall,
        edition=last + 1,
        made_on=on,
        made_by=by,
        copies=copies,
        stock=copies,
        content=content,
        digest=digest,
    )
    _append("handbook_made", hall, by, at, edition=book.edition, copies=copies, digest=digest)
    return book


@action
def count_handbooks(book: Handbook, *, stock: int, by: Person, at: datetime) -> None:
    """Record that ``stock`` copies of an edition are left."""
    refuse_if(why_not_duty(by, book.hall.body, beijing_day(at), EDITING))
    if not 0 <= stock <= book.copies:
        raise Refused("copies-unfit", field="stock")
    Handbook.objects.filter(pk=book.pk).update(stock=stock)
    book.stock = stock
    _append("handbook_counted", book.hall, by, at, edition=book.edition, stock=stock)


def _append(kind: str, hall: Hall, by: Person, at: datetime, **facts: object) -> None:
    append(
        f"matters.{kind}",
        subject=f"hall:{hall.slug}",
        by=by,
        at=at,
        body=hall.body.slug,
        data=facts,
    )
