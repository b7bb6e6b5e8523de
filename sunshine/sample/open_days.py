"""Open days that are still to come, so that the public calendar shows some."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from sunshine.campaigns.actions import activities, reporting
from sunshine.campaigns.models import Campaign, Participation
from sunshine.sample.authority import Authority
from sunshine.sample.campaigns import deploy
from sunshine.sample.reading import toml

_STEP = timedelta(minutes=10)
_FACTS = ("title", "kind", "place_kind", "place", "host", "partners", "audience", "about", "access")


def announce_open_days(authority: Authority, today: date) -> Campaign:
    """Deploy the campaign on the day before ``today`` and announce an activity of each body."""
    spec = toml("open_days")
    eve = today - timedelta(days=1)
    at = datetime.combine(eve, time(1), UTC)
    ends = eve + timedelta(days=spec["days"])
    days = {
        "code": f"open-days-{eve.year}",
        "begins": eve,
        "ends": ends,
        "report_by": ends + timedelta(days=spec["report_after"]),
    }
    campaign = deploy(authority, spec | days, [row["body"] for row in spec["activity"]], at=at)
    for row in spec["activity"]:
        part = Participation.objects.get(campaign=campaign, body__slug=row["body"])
        by = authority.people[row["body"], "editor"]
        reporting.read_deployment(part, by=by, at=at + 3 * _STEP)
        facts: dict[str, Any] = {name: row[name] for name in _FACTS if name in row}
        facts |= {"seats": row.get("seats"), "begins_at": _moment(row, "from", today)}
        facts["ends_at"] = _moment(row, "to", today)
        planned = activities.plan_activity(part, by=by, at=at + 4 * _STEP, **facts)
        activities.announce(planned, by=by, at=at + 5 * _STEP)
    return campaign


def _moment(row: dict[str, Any], end: str, today: date) -> datetime:
    """Return the moment of ``end`` ("from", "to"), which is told by the clock of Beijing."""
    day = today + timedelta(days=row["in_days"])
    return timezone.make_aware(datetime.combine(day, time.fromisoformat(row[end])))
