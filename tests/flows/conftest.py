"""The record of the test, for flows that a citizen walks."""

from tests.faces.public.conftest import record

__all__ = ["record"]
