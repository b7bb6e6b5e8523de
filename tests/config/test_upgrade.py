"""An update of the program keeps what an installation holds, and puts the guards back."""

import re

import pytest
from django.db import DatabaseError

from sunshine.audit.models import Event
from tests.house import House

pytestmark = pytest.mark.slow


def test_tables_are_rebuilt_with_every_event_and_every_guard(house: House) -> None:
    house.call("tests.build.events:happen_often", count=5)
    proof = house.run("audit", "verify").stdout
    house.run("migrate", "audit", "0001", "--no-input")
    house.run("migrate", "--no-input")
    assert house.run("audit", "verify").stdout == proof
    house.run("check")
    refused = house.call("tests.config.test_upgrade:change_an_event")
    assert "append-only" in refused


def test_a_running_house_is_updated_and_served_again(house: House) -> None:
    site = house.serve()
    house.call("tests.build.events:happen_often", count=3)
    house.run("migrate", "--no-input")
    site.stop()
    site = house.serve()
    assert site.get("/healthz").status == 200
    # The worker told of the wording lists it loaded, besides.
    held = re.match(r"(\d+) events hold", house.run("audit", "verify").stdout)
    assert held is not None
    assert int(held[1]) >= 3


def change_an_event() -> str:
    """Try to change an event and return how the database refuses."""
    try:
        Event.objects.update(kind="tests.other")
    except DatabaseError as error:
        return str(error)
    return "it was changed"
