"""What happened to a request, in order: by the day in Beijing, the last on top."""

from datetime import UTC, date, datetime

from sunshine.public.followed.request_standing import latest_first
from sunshine.ui.parts import TimelineEntry


def test_of_one_day_the_later_step_stands_above() -> None:
    # In the evening by the clock of the server it is the next day in Beijing.
    sent = TimelineEntry(datetime(2026, 5, 10, 23, 30, tzinfo=UTC), "sent")
    received = TimelineEntry(date(2026, 5, 11), "received")
    asked = TimelineEntry(date(2026, 5, 11), "asked")
    answered = TimelineEntry(date(2026, 5, 20), "answered")
    shown = latest_first([sent, received, answered, asked])
    assert [entry.title for entry in shown] == ["answered", "asked", "received", "sent"]
