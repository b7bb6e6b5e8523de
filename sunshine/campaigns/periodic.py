"""What the clock does for campaigns: chase who is late, hand over, forget who signed up."""

from datetime import datetime, timedelta

from sunshine.campaigns.actions.attending import forget_sign_ups
from sunshine.campaigns.actions.following import chase, hand_over, why_not_chase, why_not_hand_over
from sunshine.campaigns.actions.photographs import use_boxed
from sunshine.campaigns.models import Activity, Participation, Photograph
from sunshine.campaigns.models.activities import PHOTOGRAPHS
from sunshine.gate.models import Cleaning
from sunshine.kit.days import beijing_day

# A week after its end nobody has to give a seat back or to correct a count.
KEPT_FOR = timedelta(days=7)


def chase_late(at: datetime) -> int:
    """Remind everybody who is late for the first time; return how many bodies."""
    on = beijing_day(at)
    late = (
        Participation.objects.owing()
        .filter(
            campaign__report_by__lt=on,
            campaign__is_afterwards=False,
            campaign__deployed_at__isnull=False,
            campaign__closed_at=None,
            chased_at=None,
        )
        .select_related("campaign__body", "body", "via__body")
    )
    due = [part for part in late if not why_not_chase(part, by=None, on=on)]
    for part in due:
        chase(part, by=None, at=at)
    return len(due)


def hand_over_merged(at: datetime) -> int:
    """Hand the parts of bodies that were merged to their successors; return how many."""
    on = beijing_day(at)
    ended = Participation.objects.filter(
        body__dissolved__lte=on,
        handed_to=None,
        campaign__deployed_at__isnull=False,
        campaign__closed_at=None,
        campaign__is_afterwards=False,
    ).select_related("campaign__body", "body__successor")
    due = [part for part in ended if not why_not_hand_over(part, on)]
    for part in due:
        hand_over(part, at=at)
    return len(due)


def forget_visitors(at: datetime) -> int:
    """Forget sign-ups and check-ins a week after their activity; return how many activities."""
    over = Activity.objects.filter(ends_at__lt=at - KEPT_FOR)
    kept = over.filter(sign_ups__isnull=False) | over.filter(check_ins__isnull=False)
    due = list(kept.distinct().select_related("part__body"))
    for activity in due:
        forget_sign_ups(activity, at=at)
    return len(due)


def use_boxed_pictures(at: datetime) -> int:
    """Show the pictures that were boxed, or note why they could not be; return how many."""
    boxing = Photograph.objects.filter(state=Photograph.State.BOXING)
    subjects = [f"{PHOTOGRAPHS}{code}" for code in boxing.values_list("code", flat=True)]
    ended = Cleaning.objects.filter(
        subject__in=subjects, state__in=(Cleaning.State.MADE, Cleaning.State.FAILED)
    ).order_by("pk")
    latest = {one.subject: one for one in ended.select_related("result", "source")}
    for cleaning in latest.values():
        use_boxed(cleaning, at=at)
    return len(latest)
