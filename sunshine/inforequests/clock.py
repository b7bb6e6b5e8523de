"""The clock of a request: when the answer is due, and why, day by day. Pure.

Working days after the day on which the period starts or starts anew; a correction or a payment
starts it anew, consultations are not counted, an extension is added at the end
(政府信息公开条例 2019 arts. 30–34; 2007 arts. 21, 24).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

import sunshine.inforequests.reasons  # noqa: F401 - registers the sentences
from sunshine.inforequests.profiles import Edition, edition_on, known_year, reading
from sunshine.kit.errors import Reason, refuse_if
from sunshine.workdays.calendar import DAY_ZERO_LAW, ONE_DAY, WorkCalendar

# Longer than any request may take; a slip in a year must not walk for centuries.
_LONGEST = timedelta(days=20 * 366)


class Segment(StrEnum):
    """A stretch of the way from receipt to the due day."""

    BEFORE_CORRECTION = "before-correction"
    BEFORE_PAYMENT = "before-payment"
    REPLY = "reply"
    CONSULTATION = "consultation"
    EXTENSION = "extension"


@dataclass(frozen=True, slots=True)
class Consultation:
    """Somebody was asked: the day the letter went out, the day the answer came.

    ``of_organ``: another organ was asked, not a third party.
    """

    sent: date
    answered: date
    of_organ: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What decides when the answer is due; ``extension`` in working days, 0 for none."""

    received: date
    corrected: date | None = None
    consulted: tuple[Consultation, ...] = ()
    extension: int = 0
    paid: date | None = None

    @property
    def starts(self) -> date:
        """Return the day on which the period starts, or last started anew: day 0."""
        return self.paid or self.corrected or self.received


@dataclass(frozen=True, slots=True)
class Stretch:
    """A segment with its first and last day, the working days counted in it, and its article."""

    segment: Segment
    first: date
    last: date
    counted: int
    law: str


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the way: whether it counted, why, and on which law."""

    date: date
    counted: bool
    why: str | Promise
    law: str


@dataclass(frozen=True, slots=True)
class Due:
    """When the answer is due; ``provisional`` while a calendar it touches is not published."""

    due: date
    edition: str
    provisional: bool
    segments: tuple[Stretch, ...]
    days: tuple[Day, ...]


def due_day(facts: Facts, calendar: WorkCalendar) -> date:
    """Return the last day for the answer alone, for long lists; raises as ``reckon`` does."""
    edition = _edition(facts)
    left, day = edition.reply + facts.extension, facts.starts
    refuse_if(why_not(facts, edition))
    while left:
        day += ONE_DAY
        left -= calendar.is_workday(day) and _pause(facts, day) is None
    return day


def is_provisional(facts: Facts, due: date, calendar: WorkCalendar) -> bool:
    """Return whether a year that decides about the way to ``due`` is not published yet."""
    way = (due - facts.starts).days + 1
    return any(calendar.is_provisional(facts.starts + timedelta(days=n)) for n in range(way))


def reckon(facts: Facts, calendar: WorkCalendar) -> Due:
    """Return when the answer is due, with every day from the receipt explained.

    The edition is that of the day on which the period starts or starts anew, unless it is read
    otherwise. Raises Refused for facts that cannot be (``why_not``), and for days before the first.
    """
    edition = _edition(facts)
    refuse_if(why_not(facts, edition))
    days = [*_before(facts, edition), *_counted(facts, edition, calendar)]
    due = days[-1][1].date
    return Due(
        due,
        edition.name,
        is_provisional(facts, due, calendar),
        tuple(_stretches(days, edition)),
        tuple(day for _segment, day in days),
    )


def why_not(facts: Facts, edition: Edition) -> list[Reason]:
    """Return what in ``facts`` cannot be."""
    reasons = []
    if facts.corrected and facts.corrected < facts.received:
        reasons.append(Reason("due-corrected-before-receipt", field="corrected"))
    if facts.paid and facts.paid < facts.received:
        reasons.append(Reason("due-paid-before-receipt", field="paid"))
    if facts.paid and facts.corrected and facts.paid < facts.corrected:
        reasons.append(Reason("due-paid-before-correction", field="paid"))
    if facts.paid and (edition.payment_from is None or facts.paid < edition.payment_from):
        reasons.append(Reason("due-payment-without-law", field="paid"))
    if not 0 <= facts.extension <= edition.extension:
        most = {"most": edition.extension}
        reasons.append(Reason("due-extension-too-long", edition.law_extension, "extension", most))
    for one in facts.consulted:
        reasons += _why_not_consulted(one, facts, edition)
    return reasons


def _why_not_consulted(one: Consultation, facts: Facts, edition: Edition) -> list[Reason]:
    days = {"sent": one.sent.isoformat(), "answered": one.answered.isoformat()}
    reasons = []
    if one.answered < one.sent:
        reasons.append(Reason("due-answered-before-asked", field="consulted", facts=days))
    if one.sent < facts.received:
        reasons.append(Reason("due-asked-before-receipt", field="consulted", facts=days))
    if one.answered - facts.received > _LONGEST:
        reasons.append(Reason("due-asked-for-ages", field="consulted", facts=days))
    if one.of_organ and not edition.organs_pause:
        law = edition.law_consultation
        reasons.append(Reason("due-organs-do-not-pause", law, "consulted", days))
    return reasons


def _edition(facts: Facts) -> Edition:
    known_year(facts.received, facts.corrected, facts.paid)
    known_year(*(one.answered for one in facts.consulted))
    first = edition_on(facts.received)
    return edition_on(facts.starts) if reading().new_start_takes_its_own_edition else first


def _pause(facts: Facts, day: date) -> Consultation | None:
    """Return the consultation by which ``day`` is left out of the count; two at once count once."""
    read = reading()
    for one in facts.consulted:
        begins = one.sent if read.consultation_leaves_out_first_day else one.sent + ONE_DAY
        ends = one.answered if read.consultation_leaves_out_last_day else one.answered - ONE_DAY
        if begins <= day <= ends:
            return one
    return None


def _before(facts: Facts, edition: Edition) -> Iterator[tuple[Segment, Day]]:
    """Yield the days before the period started anew: none of them counts."""
    anew = facts.corrected if facts.corrected and facts.corrected <= facts.starts else None
    for number in range((facts.starts - facts.received).days):
        day = facts.received + timedelta(days=number)
        if anew is not None and day < anew:
            why, law = _("收到补正以前，不计入期限"), edition.law_correction
            yield Segment.BEFORE_CORRECTION, Day(day, False, why, law)
        else:
            why, law = _("缴纳信息处理费以前，不计入期限"), edition.law_payment
            yield Segment.BEFORE_PAYMENT, Day(day, False, why, law)


def _counted(
    facts: Facts, edition: Edition, calendar: WorkCalendar
) -> Iterator[tuple[Segment, Day]]:
    day, done, laws = facts.starts, 0, _laws(edition)
    yield Segment.REPLY, Day(day, False, _("起算当日不计入"), DAY_ZERO_LAW)
    while done < edition.reply + facts.extension:
        day += ONE_DAY
        nature = calendar.reckon(day)
        pause = _pause(facts, day)
        if pause is not None:
            why = (
                _("征求其他机关意见，不计入期限")
                if pause.of_organ
                else _("征求第三方意见，不计入期限")
            )
            yield Segment.CONSULTATION, Day(day, False, why, edition.law_consultation)
            continue
        segment = Segment.REPLY if done < edition.reply else Segment.EXTENSION
        done += nature.counted
        yield segment, Day(day, nature.counted, nature.why, nature.law or laws[segment])


def _laws(edition: Edition) -> dict[Segment, str]:
    return {
        Segment.BEFORE_CORRECTION: edition.law_correction,
        Segment.BEFORE_PAYMENT: edition.law_payment,
        Segment.REPLY: edition.law_reply,
        Segment.CONSULTATION: edition.law_consultation,
        Segment.EXTENSION: edition.law_extension,
    }


def _stretches(days: list[tuple[Segment, Day]], edition: Edition) -> Iterator[Stretch]:
    laws, begin = _laws(edition), 0
    for place in range(1, len(days) + 1):
        if place == len(days) or days[place][0] is not days[begin][0]:
            segment = days[begin][0]
            part = [day for _segment, day in days[begin:place]]
            counted = sum(day.counted for day in part)
            yield Stretch(segment, part[0].date, part[-1].date, counted, laws[segment])
            begin = place
