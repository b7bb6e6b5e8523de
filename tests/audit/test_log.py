"""An action appends exactly one event, in the transaction of its change."""

import pytest

from sunshine.audit.log import EventCountError, action, append
from sunshine.audit.models import Cursor, Event
from tests.build.events import NOON, happen

pytestmark = pytest.mark.django_db


@action
def _silent() -> None:
    Cursor.objects.create(reader="silent")


@action
def _twice() -> None:
    for subject in ("a:1", "a:2"):
        append("tests.twice", subject=subject, by=None, at=NOON, body="ln")


@action
def _nested() -> None:
    happen()


@pytest.mark.parametrize("act", [_silent, _twice, _nested])
def test_an_action_without_its_one_event_is_undone(act: object) -> None:
    with pytest.raises(EventCountError):
        act()  # type: ignore[operator]
    assert Event.objects.count() == 0
    assert Cursor.objects.count() == 0


def test_an_event_outside_an_action_is_refused() -> None:
    with pytest.raises(RuntimeError):
        append("tests.alone", subject="a:1", by=None, at=NOON, body="ln")


def test_an_action_may_follow_a_failed_one() -> None:
    with pytest.raises(EventCountError):
        _silent()
    assert happen().previous == "0" * 64
