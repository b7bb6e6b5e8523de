"""What the worker does for alerts: searching again, striking out, forgetting."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from sunshine.alerts.actions import tell
from sunshine.alerts.models import Alert
from sunshine.alerts.reading import CONFIRM_WITHIN
from sunshine.alerts.turns import next_turn
from sunshine.audit.models import Event
from sunshine.jobs.readers import Reader
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Refused
from sunshine.kit.sealing import BrokenSeal
from sunshine.notices.outbox import forget_mails, refused_keys, strike
from sunshine.publishing.searching import index_dir
from sunshine.publishing.visibility import PUBLIC, listed, tokens_of
from sunshine.search.engine import find
from sunshine.search.matching import Filters
from sunshine.search.store import IndexUnusable
from sunshine.search.ways import Mode, Sort

log = logging.getLogger(__name__)

# Few at a time: what is published meanwhile must not wait for them.
_AT_ONCE = 50
_MOST_FINDS = 200
# What was published before the last turn may have been indexed after it.
_OVERLAP = timedelta(days=7)
_TAKEN_DOWN = frozenset(
    f"publishing.{name}"
    for name in ("item_pulled", "item_removed", "item_withdrawn", "edition_pulled")
)


def tell_due(at: datetime) -> int:
    """Ask again for the alerts whose turn it is, as nobody; return how many mails were made.

    While the index cannot be used nothing is lost: they are asked later.
    """
    made = 0
    for alert in Alert.objects.due(at)[:_AT_ONCE]:
        try:
            codes = found_for(alert)
        except IndexUnusable:
            break
        if codes:
            made += _told(alert, codes, at)
        else:
            _pass_over(alert, at)
    return made


def found_for(alert: Alert) -> list[str]:
    """Return the codes of what everybody finds for ``alert`` now and it has not named yet.

    What has only some of the words is no find: nobody asked to be told of it. Raises
    IndexUnusable.
    """
    since = max(alert.asked_at, (alert.last_run or alert.asked_at) - _OVERLAP)
    results = find(
        alert.question,
        root=index_dir(),
        tokens=tokens_of(PUBLIC),
        filters=Filters(**alert.filters, first_day=beijing_day(since).toordinal()),
        sort=Sort.NEWEST,
        limit=_MOST_FINDS,
    )
    if results.mode is Mode.SOME_WORDS:
        return []
    codes = [hit.entry.code for hit in results.hits]
    fresh = listed(PUBLIC).filter(code__in=codes, published_here__gt=alert.asked_at)
    new = set(fresh.values_list("code", flat=True))
    new -= set(alert.told.filter(code__in=codes).values_list("code", flat=True))
    return [code for code in codes if code in new]


def forget_unconfirmed(at: datetime) -> int:
    """Delete what was not confirmed in time, with its mails; return how many alerts."""
    late = list(Alert.objects.filter(confirmed_at=None, asked_at__lt=at - CONFIRM_WITHIN))
    for alert in late:
        forget_mails(alert.mail_keys)
        alert.delete()
    return len(late)


def forget_unreachable(_at: datetime) -> int:
    """Delete the alerts whose address the mail servers refuse for good; return how many."""
    dead = {int(key.split(":")[1]) for key in refused_keys("alert:")}
    for alert in Alert.objects.filter(pk__in=dead):
        forget_mails(alert.mail_keys)
        alert.delete()
    return len(dead)


def _told(alert: Alert, codes: Sequence[str], at: datetime) -> int:
    try:
        return int(tell(alert, codes, at=at) > 0)
    except Refused:  # stopped meanwhile
        return 0
    except BrokenSeal:
        # Sealed under another key: nobody can be told, and the others must not wait for it.
        log.error("the address of alert %s cannot be opened: see SUNSHINE_SEALING_KEY", alert.pk)
        _pass_over(alert, at)
        return 0


def _pass_over(alert: Alert, at: datetime) -> None:
    turn = next_turn(alert.period, at)
    Alert.objects.filter(pk=alert.pk).update(last_run=at, next_run=turn)


def _strike(events: Sequence[Event]) -> None:
    """Take out of the mails what is public no more, or was taken down since."""
    touched = {
        event.subject.removeprefix("item:").split("/")[0]: event.kind in _TAKEN_DOWN
        for event in sorted(events, key=lambda event: event.kind in _TAKEN_DOWN)
        if event.subject.startswith("item:")
    }
    public = set(listed(PUBLIC).filter(code__in=touched).values_list("code", flat=True))
    for code, is_down in touched.items():
        if is_down or code not in public:
            strike(keys="alert:", mark=f"/i/{code}/")


# Strict: what was pulled must not be mailed because the database was away for a while.
STRIKING_READER = Reader("alerts.striking", _strike, kinds=("publishing.",), strict=True)
