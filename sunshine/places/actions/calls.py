"""Guides on duty, and calls for them from a screen (row F7)."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from sunshine.audit.log import action, append
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.kit.opaque import opaque_code
from sunshine.notices.outbox import notify
from sunshine.notices.sentences import register_notices
from sunshine.orgs.models import Hall, Person
from sunshine.orgs.rights import posts_of
from sunshine.places.keeping import held, why_not_standing
from sunshine.places.models import Duty, HelpCall, Screen

MOST_AN_HOUR = 30
# Nobody stands before a screen so long: a call left open does not bar the next one.
FORGOTTEN_AFTER = timedelta(minutes=30)

register_notices(
    {
        "places.guide_called": _("%(hall)s“%(screen)s”前有人请求帮助：%(topic)s%(question)s"),
    }
)


def why_not_of_hall(hall: Hall, *, by: Person, at: datetime) -> list[Reason]:
    """Return the reason why ``by`` does not work in ``hall``: no post in its body."""
    if any(post.body_id == hall.body_id for post in posts_of(by, beijing_day(at))):
        return []
    return [Reason("not-of-the-hall", facts={"body": hall.body.name})]


def why_not_take_duty(hall: Hall, *, by: Person, at: datetime) -> list[Reason]:
    """Return every reason why ``by`` cannot begin to guide in ``hall``."""
    reasons = why_not_of_hall(hall, by=by, at=at)
    if Duty.objects.on_duty(at).filter(hall=hall, person=by).exists():
        reasons.append(Reason("duty-on"))
    return reasons


@action
def take_duty(hall: Hall, *, by: Person, at: datetime) -> None:
    """Guide in ``hall`` from now on: calls come to ``by``."""
    held(hall)
    refuse_if(why_not_take_duty(hall, by=by, at=at))
    Duty.objects.create(hall=hall, person=by, since=at)
    _append("duty_taken", hall, by, at)


def why_not_leave_duty(hall: Hall, *, by: Person, at: datetime) -> list[Reason]:
    """Return the reason why ``by`` cannot stop guiding in ``hall``."""
    there = Duty.objects.on_duty(at).filter(hall=hall, person=by).exists()
    return [] if there else [Reason("duty-off")]


@action
def leave_duty(hall: Hall, *, by: Person, at: datetime) -> None:
    """Stop guiding in ``hall``."""
    held(hall)
    refuse_if(why_not_leave_duty(hall, by=by, at=at))
    Duty.objects.on_duty(at).filter(hall=hall, person=by).update(until=at)
    _append("duty_left", hall, by, at)


def why_not_call(screen: Screen | None, *, at: datetime, topic: str | None = None) -> list[Reason]:
    """Return every reason why nobody can be called to ``screen`` (None: an unknown one)."""
    if screen is None or why_not_standing(screen.place, beijing_day(at)):
        return [Reason("screen-unknown")]
    reasons = []
    if topic is not None and topic not in HelpCall.Topic.values:
        reasons.append(Reason("call-topic-unknown", field="topic"))
    recent = screen.calls.filter(asked_at__gt=at - timedelta(hours=1))
    if recent.count() >= MOST_AN_HOUR:
        reasons.append(Reason("call-too-often"))
    if recent.filter(answered_at=None, asked_at__gt=at - FORGOTTEN_AFTER).exists():
        reasons.append(Reason("call-open"))
    return reasons


@action
def call_guide(
    screen: Screen, *, topic: str, at: datetime, question: str = "", page: str = ""
) -> HelpCall:
    """Call the guides on duty in the hall to ``screen``; return the call, seen by nobody yet."""
    held(screen)
    refuse_if(why_not_call(screen, topic=topic, at=at))
    screen.calls.open().update(answered_at=at, ending=HelpCall.Ending.GONE)
    hall = screen.place.hall
    assert hall is not None  # noqa: S101 - screens stand in halls (register_place)
    call = HelpCall.objects.create(
        code=opaque_code(),
        screen=screen,
        hall=hall,
        topic=topic,
        question=question.strip()[:200],
        page=page.strip()[:120],
        asked_at=at,
    )
    on_duty = Duty.objects.on_duty(at).filter(hall=hall).select_related("person")
    facts = {
        "hall": hall.name,
        "screen": str(screen),
        "topic": str(call.get_topic_display()),
        "question": f"（{call.question}）" if call.question else "",
    }
    for duty in on_duty:
        notify(
            duty.person,
            kind="places.guide_called",
            key=f"call:{call.pk}",
            at=at,
            facts=facts,
            link=f"/desk/places/halls/{hall.slug}/calls/",
            mail=False,
        )
    _append("guide_called", hall, None, at, call=call.pk, topic=topic, on_duty=len(on_duty))
    return call


def why_not_see(call: HelpCall, *, by: Person, at: datetime) -> list[Reason]:
    """Return every reason why ``by`` cannot answer ``call`` with: I am coming."""
    reasons = why_not_of_hall(call.hall, by=by, at=at)
    if call.answered_at is not None:
        reasons.append(Reason("call-over"))
    elif call.seen_by is not None:
        reasons.append(Reason("call-seen", facts={"person": call.seen_by.name}))
    return reasons


@action
def see(call: HelpCall, *, by: Person, at: datetime) -> None:
    """Answer ``call``: ``by`` is on the way; the screen says so."""
    fresh = held(call)
    refuse_if(why_not_see(fresh, by=by, at=at))
    fresh.seen_at, fresh.seen_by = at, by
    fresh.save(update_fields=["seen_at", "seen_by"])
    waited = round((at - fresh.asked_at).total_seconds())
    _append("call_seen", fresh.hall, by, at, call=fresh.pk, seconds=waited)


def why_not_end(
    call: HelpCall, *, by: Person, at: datetime, ending: str | None = None
) -> list[Reason]:
    """Return every reason why ``by`` cannot record how ``call`` ended."""
    reasons = why_not_of_hall(call.hall, by=by, at=at)
    if call.answered_at is not None:
        reasons.append(Reason("call-over"))
    if ending is not None and ending not in HelpCall.Ending.values:
        reasons.append(Reason("call-ending-unknown", field="ending"))
    return reasons


@action
def end(call: HelpCall, *, ending: str, by: Person, at: datetime, answer: str = "") -> None:
    """Record how ``call`` ended; who ends an unseen call has seen it with that."""
    fresh = held(call)
    refuse_if(why_not_end(fresh, ending=ending, by=by, at=at))
    if fresh.seen_at is None:
        fresh.seen_at, fresh.seen_by = at, by
    fresh.answered_at, fresh.answered_by = at, by
    fresh.ending, fresh.answer = ending, answer.strip()[:200]
    fresh.save()
    _append("call_ended", fresh.hall, by, at, call=fresh.pk, ending=ending)


def _append(kind: str, hall: Hall, by: Person | None, at: datetime, **facts: object) -> None:
    append(
        f"places.{kind}",
        subject=f"hall:{hall.slug}",
        by=by,
        at=at,
        body=hall.body.slug,
        data={"hall": hall.slug, **facts},
    )
