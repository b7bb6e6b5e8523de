"""Row L2: a silent change of the event log is detected."""

from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from sunshine.audit.models import Event
from sunshine.audit.proof import verify
from tests.build.events import happen, happen_often
from tests.unguarded import drop_guards

pytestmark = pytest.mark.django_db


def test_an_untouched_log_holds() -> None:
    happen_often(5)
    counts: list[int] = []
    assert verify(counts.append) is None
    assert counts == [Event.objects.count()]


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "tests.other"},
        {"subject": "test:2"},
        {"actor_name": "somebody"},
        {"data": {"n": "changed"}},
        {"digest": "f" * 64},
        {"at": "2026-03-02T04:00:01Z"},
    ],
)
def test_a_changed_event_is_named(change: dict[str, object]) -> None:
    happen()
    event = happen()
    happen()
    drop_guards()
    Event.objects.filter(id=event.id).update(**change)
    broken = verify()
    assert broken is not None
    assert broken.event == event.id


@pytest.mark.parametrize("remove", [lambda e: Event.objects.filter(id=e.id).delete()])
def test_the_event_after_a_removed_one_is_named(remove: Callable[[Event], object]) -> None:
    happen()
    event = happen()
    after = happen()
    drop_guards()
    remove(event)
    broken = verify()
    assert broken is not None
    assert broken.event == after.id


def test_the_command_prints_the_last_digest_and_fails_at_a_broken_link() -> None:
    event = happen()
    out = StringIO()
    call_command("audit", "verify", stdout=out)
    assert event.digest in out.getvalue()
    drop_guards()
    Event.objects.filter(id=event.id).update(body="ln-dalian")
    with pytest.raises(CommandError, match=f"event {event.id}: "):
        call_command("audit", "verify")
