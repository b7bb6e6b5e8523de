"""What the clock does for publishing; wired in ``sunshine.config.schedule``."""

import logging
from datetime import datetime

from sunshine.kit.errors import Refused
from sunshine.publishing.actions.release import give_up_schedule, publish
from sunshine.publishing.models import Edition, EditionState

log = logging.getLogger(__name__)


def publish_due(at: datetime) -> int:
    """Publish everything whose time has come by ``at``; return how many editions that were.

    Each in a transaction of its own, everything asked again: what can no longer go out
    is unscheduled. Asked by column, so that what came due without a worker goes out now.
    """
    due = Edition.objects.filter(state=EditionState.SCHEDULED, publish_at__lte=at)
    keys = list(due.order_by("publish_at", "pk").values_list("pk", flat=True))
    failed = 0
    for key in keys:
        try:
            _publish_by_clock(key, at)
        except Exception:
            log.exception("edition %s could not be published by the clock", key)
            failed += 1
    if failed:
        raise RuntimeError(f"{failed} of {len(keys)} due editions could not be published")
    return len(keys)


def _publish_by_clock(key: int, at: datetime) -> None:
    edition = Edition.objects.select_related("item").get(pk=key)
    try:
        publish(edition, by=None, at=at)
    except Refused:
        try:
            give_up_schedule(edition, at=at)
        except Refused:
            log.info("edition %s was settled by somebody else meanwhile", key)
