"""The sample's open days: announced, ahead, and to be found by everybody (row K2)."""

from datetime import UTC, datetime, timedelta

import pytest

from sunshine.campaigns.models import Activity
from sunshine.kit.days import beijing_day
from sunshine.sample.open_days import announce_open_days
from tests.build.campaigns import authority_of

NOW = datetime(2026, 12, 30, 2, 0, tzinfo=UTC)
BODIES = ("ln", "ln-shenyang", "ln-shenyang-heping", "ln-dalian")


@pytest.mark.django_db
def test_the_calendar_has_something_to_come_from_every_body_named() -> None:
    # The days run over New Year: the code is that of the year in which they begin.
    campaign = announce_open_days(authority_of(BODIES), beijing_day(NOW))
    assert campaign.code == "open-days-2026"
    ahead = Activity.objects.announced().ahead(NOW)
    assert {one.part.body.slug for one in ahead} == set(BODIES)
    first = ahead[0]
    assert beijing_day(first.begins_at) == beijing_day(NOW) + timedelta(days=4)
    assert first.begins_at == datetime(2027, 1, 3, 1, 0, tzinfo=UTC)
    assert all(one.begins_at < one.ends_at for one in ahead)
