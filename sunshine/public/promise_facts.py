"""What a page shows of promises: how far each was kept, in words and drawn by months (row A3)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sunshine.matters.fulfilment import Fulfilment
from sunshine.matters.promises import Kept
from sunshine.ui.charts import Series, TrendChart
from sunshine.ui.dates import month_words

# Of a longer time the last months are drawn; all of it counts.
MOST_MONTHS = 24


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A promise, how far it was kept in words, how that moved, and the months as a picture."""

    kept: Kept
    words: str
    trend: str
    chart: TrendChart | None

    @property
    def is_amiss(self) -> bool:
        """Return whether anything was late, or found that should not have happened."""
        return bool(self.kept.fulfilment.late or self.kept.fulfilment.incidents)


def promise_lines(kept: Sequence[Kept]) -> list[PromiseLine]:
    """Return each promise with its fulfilment, in the language that is active."""
    return [
        PromiseLine(one, kept_words(one.fulfilment), trend_words(one.fulfilment), months_chart(one))
        for one in kept
    ]


def kept_words(found: Fulfilment) -> str:
    """Return how far a promise was kept, in the language that is active."""
    if found.incidents is not None:
        if found.incidents == 0:
            return _("没有查实的情况")
        return _("查实%(count)s件") % {"count": found.incidents}
    if found.share is None:
        return _("还没有办结的件")
    facts = {"share": found.share, "kept": found.kept, "late": found.late}
    return _("兑现率%(share)s%%：兑现%(kept)s件，逾期%(late)s件") % facts


def trend_words(found: Fulfilment) -> str:
    """Return how the last month compares with the one before; empty without two months.

    What should not have happened has no share that could move.
    """
    if found.trend is None or found.incidents is not None:
        return ""
    if found.trend == 0:
        return _("与上月持平")
    if found.trend > 0:
        return _("比上月提高%(points)s个百分点") % {"points": found.trend}
    return _("比上月下降%(points)s个百分点") % {"points": -found.trend}


def months_chart(kept: Kept) -> TrendChart | None:
    """Return the share kept, or what was found, month by month; None without two months."""
    found = kept.fulfilment
    months = found.months[-MOST_MONTHS:]
    if len(months) < 2:
        return None
    if found.incidents is None:
        title, unit = _("逐月兑现率"), "%"
        values = [None if one.share is None else float(one.share) for one in months]
    else:
        title, unit = _("逐月查实件数"), _("件")
        values = [float(one.late) for one in months]
    return TrendChart(
        key=f"promise-{kept.promise.pk}",
        title=title,
        description=f"{kept.promise.words} {kept_words(found)}",
        points=[month_words(one.first) for one in months],
        series=[Series(title, values)],
        label_head=_("月份"),
        unit=unit,
    )
