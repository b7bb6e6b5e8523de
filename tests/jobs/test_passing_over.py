"""A rebuild does at once what the baker would have done event by event."""

from datetime import UTC, datetime

import pytest

from sunshine.audit.models import Cursor
from sunshine.jobs.readers import pass_over

AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def test_a_reader_that_never_ran_begins_after_what_was_done() -> None:
    pass_over("public.record", 12, at=AT)
    cursor = Cursor.objects.get(reader="public.record")
    assert (cursor.last, cursor.moved_at) == (12, AT)


def test_a_cursor_never_goes_back() -> None:
    Cursor.objects.create(reader="public.record", last=40)
    pass_over("public.record", 12, at=AT)
    assert Cursor.objects.get(reader="public.record").last == 40
