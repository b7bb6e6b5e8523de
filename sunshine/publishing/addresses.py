"""Addresses that the record itself keeps, as ADR 0001 settles them."""

from sunshine.publishing.models import Item


def address_of(item: Item) -> str:
    """Return the address of the item's page: nothing of its section or day is in it."""
    return f"/i/{item.code}/"
