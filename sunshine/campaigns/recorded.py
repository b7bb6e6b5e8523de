"""What a body has recorded itself: the figures of its report, and the sums over its activities."""

from django.db.models import Count, Q, Sum

from sunshine.campaigns.agreement import Counted
from sunshine.campaigns.models import Activity, ActivityQuestion, Participation, Report


def counted_of(report: Report) -> list[Counted]:
    """Return the figures of ``report``; one query."""
    return [
        Counted(one.key, one.label, one.value, one.unit, one.part_of)
        for one in report.figures.all()
    ]


def recorded_figures(part: Participation) -> dict[str, int]:
    """Return what the activities held say of themselves, by key of a figure; three queries.

    Keys: activities, people, volunteers, materials, questions, answered. What was never
    recorded is left out, so that it contradicts nothing.
    """
    held = part.activities.filter(state=Activity.State.HELD)
    sums = held.aggregate(
        activities=Count("pk"), people=Sum("attendance"), volunteers=Sum("volunteers")
    )
    sums |= held.aggregate(materials=Sum("materials__number"))
    asked = ActivityQuestion.objects.filter(activity__in=held)
    sums |= asked.aggregate(questions=Count("pk"), answered=Count("pk", filter=~Q(answer="")))
    return {key: int(value) for key, value in sums.items() if value}
