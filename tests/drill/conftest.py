"""Where the real data is."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def data() -> Path:
    """Return the directory of the real data."""
    return Path(os.environ["SUNSHINE_DRILL_DATA"])
