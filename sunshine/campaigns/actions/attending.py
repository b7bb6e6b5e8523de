"""What visitors do without an account: keep seats, give them back, say that they came.

No event and no row names anybody; a seat is given back by whoever holds its link.
"""

import hashlib
import secrets
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

import sunshine.campaigns.reasons  # noqa: F401 - registers the sentences
from sunshine.audit.log import action, append
from sunshine.campaigns.models import Activity, CheckIn, SignUp
from sunshine.kit.errors import Reason, Refused, refuse_if

MOST_AT_ONCE = 10


def why_not_sign_up(activity: Activity, people: int, *, at: datetime) -> list[Reason]:
    """Return why ``people`` seats cannot be kept at ``at``."""
    if activity.announced_at is None or activity.seats is None:
        return [Reason("sign-up-none")]
    if activity.state != Activity.State.PLANNED or activity.begins_at <= at:
        return [Reason("sign-up-over")]
    if not 1 <= people <= MOST_AT_ONCE:
        return [Reason("sign-up-number", field="people", facts={"most": MOST_AT_ONCE})]
    if activity.seats_left < people:
        return [Reason("sign-up-full", field="people", facts={"left": activity.seats_left})]
    return []


@action
def sign_up(activity: Activity, *, people: int, at: datetime) -> str:
    """Keep ``people`` seats and return the token of the link by which they are given back.

    One statement takes them, so that no two visitors get the last one.
    """
    activity.refresh_from_db()
    refuse_if(why_not_sign_up(activity, people, at=at))
    taken = Activity.objects.filter(
        pk=activity.pk, state=Activity.State.PLANNED, seats__gte=F("taken") + people
    ).update(taken=F("taken") + people)
    if not taken:
        raise Refused("sign-up-full", field="people", left=activity.seats_left)
    token = secrets.token_urlsafe(16)
    SignUp.objects.create(activity=activity, key_digest=_digest(token), people=people, made_at=at)
    _tell("signed_up", activity, at, people=people)
    return token


@action
def give_back(token: str, *, at: datetime) -> Activity:
    """Give the seats of ``token`` back and forget the sign-up; return the activity.

    Raises Refused for a link that never was or was used.
    """
    found = (
        SignUp.objects.select_for_update(of=("self",))
        .select_related("activity__part__body")
        .filter(key_digest=_digest(token))
        .first()
    )
    if found is None:
        raise Refused("sign-up-link-unknown")
    activity = found.activity
    Activity.objects.filter(pk=activity.pk).update(taken=F("taken") - found.people)
    found.delete()
    _tell("seats_given_back", activity, at)
    return activity


def why_not_check_in(activity: Activity, key: str, *, at: datetime) -> list[Reason]:
    """Return why nobody can check in with ``key`` at ``at``: from an hour before to the end."""
    if not activity.check_in_key or not secrets.compare_digest(
        activity.check_in_key.encode(), key.encode()
    ):
        return [Reason("check-in-unknown")]
    opens = activity.begins_at.timestamp() - 3600
    if activity.state == Activity.State.DROPPED or not (
        opens <= at.timestamp() <= activity.ends_at.timestamp()
    ):
        return [Reason("check-in-closed")]
    return []


@action
def check_in(activity: Activity, *, key: str, visitor: str, people: int, at: datetime) -> bool:
    """Count ``people`` who came, once for each ``visitor``; return whether it is the first time.

    ``visitor``: a random mark that the browser keeps for this activity only.
    """
    refuse_if(why_not_check_in(activity, key, at=at))
    if not 1 <= people <= MOST_AT_ONCE:
        raise Refused("sign-up-number", field="people", most=MOST_AT_ONCE)
    is_first = True
    try:
        with transaction.atomic():
            CheckIn.objects.create(
                activity=activity, visitor=_digest(visitor), people=people, at=at
            )
    except IntegrityError:
        is_first = False
    _tell("checked_in", activity, at, is_first=is_first)
    return is_first


@action
def forget_sign_ups(activity: Activity, *, at: datetime) -> int:
    """Forget who signed up and checked in to an activity that is over; return how many rows.

    What was counted stays: seats taken, and the attendance that the body has recorded.
    """
    if activity.ends_at > at:
        raise Refused("activity-ahead")
    if activity.attendance is None and activity.came:
        activity.attendance = activity.came
        activity.save(update_fields=["attendance"])
    count = activity.sign_ups.all().delete()[0] + activity.check_ins.all().delete()[0]
    _tell("sign_ups_forgotten", activity, at, count=count)
    return count


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _tell(kind: str, activity: Activity, at: datetime, **data: object) -> None:
    append(
        f"campaigns.{kind}",
        subject=f"activity:{activity.code}",
        by=None,
        at=at,
        body=activity.part.body.slug,
        data=data,
    )
