"""The clock tells whose yearly account is not public: in time, when urgent, when late."""

from datetime import UTC, date, datetime, timedelta

import pytest

from sunshine.figures import actions
from sunshine.figures.models import Kind
from sunshine.figures.periodic import TOLD_DAYS, remind_of_accounts
from sunshine.notices.models import Notice
from tests.build import accounts as build
from tests.build import release
from tests.cast import Cast

pytestmark = pytest.mark.django_db
DUE = date(2026, 1, 31)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 2, tzinfo=UTC)


def told(kind: str) -> set[str]:
    found = Notice.objects.filter(kind=f"figures.account_{kind}")
    return set(found.values_list("recipient__username", flat=True))


@pytest.fixture
def heping(cast: Cast) -> Cast:
    """Heping has published something, so that it is served here."""
    release.published(cast)
    return cast


def test_the_office_is_told_to_begin_and_its_head_of_body_when_it_is_urgent(heping: Cast) -> None:
    assert remind_of_accounts(at(DUE - timedelta(days=21))) == 0
    # Two: of openness and of enforcement.
    assert remind_of_accounts(at(DUE - timedelta(days=20))) == 2
    assert told("begin") == {"wu", "he"}
    assert remind_of_accounts(at(DUE - timedelta(days=19))) == 0
    # The last day is a Saturday: five working days before it is a Monday.
    assert remind_of_accounts(at(date(2026, 1, 25))) == 2
    assert told("soon") == {"wu", "he", "wang"}
    assert remind_of_accounts(at(DUE)) == 0
    assert remind_of_accounts(at(DUE + timedelta(days=1))) == 2
    assert told("late") == {"wu", "he", "wang"}
    notice = Notice.objects.get(
        recipient=heping.wang, kind="figures.account_late", key__contains="disclosure"
    )
    assert "2026-01-31" in notice.text
    assert "2025年政府信息公开工作年度报告" in notice.text
    assert not Notice.objects.exclude(recipient__body=heping.heping).exists()


def test_what_is_public_or_long_ago_is_not_told(heping: Cast) -> None:
    assert remind_of_accounts(at(DUE + timedelta(days=TOLD_DAYS + 1))) == 0
    snapshot = build.signed(heping, kind=Kind.DISCLOSURE)
    assert remind_of_accounts(at(DUE - timedelta(days=3))) == 2
    item = release.published(heping)
    actions.note_in_record(snapshot, item.editions.get(), by=heping.wu, at=at(DUE))
    late = remind_of_accounts(at(DUE + timedelta(days=1)))
    assert late == 1
    assert "enforcement" in Notice.objects.filter(kind="figures.account_late")[0].key
