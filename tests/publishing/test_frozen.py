"""Times of publication cannot be changed, nor anything else that is on record."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import DatabaseError, connection, transaction

from sunshine.publishing.frozen import freeze, unfrozen
from sunshine.publishing.models import Edition, EditionState, Item
from tests.build.release import AT, approved, next_draft, published
from tests.cast import Cast

LATER = AT + timedelta(days=1)


@pytest.mark.parametrize(
    "change",
    [
        {"published_here": LATER},
        {"published_here": None, "index_number": None},
        {"index_number": "21010200X/2026-00009"},
        {"position": 7},
        {"audience": "staff"},
        {"code": "bcdfghjkmn"},
    ],
)
def test_an_item_on_record_keeps_its_moment_and_number(cast: Cast, change: dict[str, Any]) -> None:
    item = published(cast)
    with pytest.raises(DatabaseError, match="on record"), transaction.atomic():
        Item.objects.filter(pk=item.pk).update(**change)
    item.refresh_from_db()
    assert item.published_here == AT


@pytest.mark.parametrize(
    "change",
    [
        {"published_at": LATER},
        {"published_at": None},
        {"title": "另一标题"},
        {"content": ""},
        {"digest": "0" * 64},
        {"keywords": ["另"]},
    ],
)
def test_an_edition_that_went_out_stays_as_it_was(cast: Cast, change: dict[str, Any]) -> None:
    item = published(cast)
    with pytest.raises(DatabaseError, match="on record"), transaction.atomic():
        Edition.objects.filter(item=item).update(**change)
    Edition.objects.filter(item=item).update(state=EditionState.SUPERSEDED)


def test_what_is_not_out_yet_may_change(cast: Cast) -> None:
    edition = next_draft(published(cast), cast)
    assert Edition.objects.filter(pk=edition.pk).update(title="另一标题") == 1
    fresh = approved(cast)
    assert Item.objects.filter(pk=fresh.item_id).update(audience="staff") == 1


def test_a_missing_guard_is_found_and_put_back(cast: Cast) -> None:
    name = "publishing_item_frozen"
    on = "" if connection.vendor == "sqlite" else " ON publishing_item"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}{on}")
    assert unfrozen(connection) == [name]
    with pytest.raises(SystemCheckError, match="E013"):
        call_command("check", databases=["default"])
    freeze(connection)
    assert unfrozen(connection) == []
