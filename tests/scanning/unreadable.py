"""Expecting that a file cannot be read."""

import pytest

from sunshine.scanning.readings import Unreadable


def unreadable(code: str) -> pytest.RaisesExc[Unreadable]:
    """Return the expectation of Unreadable with ``code``, whose sentence can be said."""
    return pytest.raises(Unreadable, check=lambda error: error.code == code and bool(str(error)))
