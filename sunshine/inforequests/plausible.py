"""Whether a day or a text that somebody typed can be; every reason names its field."""

from datetime import date

import sunshine.inforequests.reasons  # noqa: F401 - registers the sentences
from sunshine.inforequests.models import InfoRequest
from sunshine.kit.errors import Reason


def why_not_text(text: str, field: str, *, most: int = 2000) -> list[Reason]:
    """Return why ``text`` cannot stand: empty, or longer than ``most``."""
    if not text.strip():
        return [Reason("request-text-needed", field=field)]
    return why_not_length(text, field, most=most)


def why_not_length(text: str, field: str, *, most: int) -> list[Reason]:
    """Return why ``text`` is too long."""
    if len(text.strip()) <= most:
        return []
    return [Reason("request-too-long", field=field, facts={"most": most})]


def why_not_past(day: date, field: str, *, on: date, since: date | None = None) -> list[Reason]:
    """Return why ``day`` cannot be the day of something that happened: to come, or too early."""
    reasons = []
    if day > on:
        facts = {"day": day.isoformat()}
        reasons.append(Reason("request-day-to-come", field=field, facts=facts))
    if since is not None and day < since:
        facts = {"day": day.isoformat(), "since": since.isoformat()}
        reasons.append(Reason("request-day-too-early", field=field, facts=facts))
    return reasons


def why_not_in_time(request: InfoRequest, *, on: date) -> list[Reason]:
    """Return why something cannot go out any more that must go out before the answer is due."""
    due = request.case.due
    if due is None or on <= due:
        return []
    facts = {"number": request.case.number, "due": due.isoformat()}
    return [Reason("request-overdue", field="", facts=facts)]
