"""Browsers for everybody of the cast, already inside the desk."""

import pytest
from django.test import Client
from django.utils import timezone

from sunshine.publishing.reference import load_sections
from tests.build.desk import NAMES
from tests.cast import Cast
from tests.entering import enter


@pytest.fixture
def desks(cast: Cast) -> dict[str, Client]:
    """Return a browser for everybody, already inside the desk."""
    load_sections(at=timezone.now())
    return {name: enter(Client(), getattr(cast, name)) for name in NAMES}
