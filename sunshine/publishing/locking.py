"""One act at a time on one item: whoever comes second sees what the first has done."""

from sunshine.publishing.models import Edition, Item


def hold(*items: Item) -> None:
    """Lock the rows of ``items`` until the transaction ends, and read them anew.

    In the order of their keys, so that two acts never wait for each other.
    """
    keys = sorted(item.pk for item in items)
    list(Item.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk"))
    for item in items:
        item.refresh_from_db()


def hold_edition(edition: Edition) -> None:
    """Lock the item of ``edition`` until the transaction ends, and read both anew."""
    list(Item.objects.select_for_update().filter(pk=edition.item_id).values_list("pk"))
    edition.refresh_from_db()
