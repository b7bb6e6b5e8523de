"""Whether what was typed can be so: lengths, days, lists, posts without names. Pure."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from sunshine.kit.errors import Reason

LONGEST_TEXT = 8000
MOST_ASKS = 40
_LONGEST_CAMPAIGN = timedelta(days=400)
_EARLIEST = date(2008, 1, 1)
_KEY = re.compile(r"[a-z][a-z0-9-]{0,39}")
# How the name of a post ends; a surname after it is a name, and names are not kept.
_POST = re.compile(
    r"(?:长|书记|主任|主席|代表|委员|负责人|专员|调研员|巡视员|秘书|部|办|处|科|局|团|领导|领导同志)$"
)


def why_not_lines(lines: Mapping[str, str], longest: int) -> list[Reason]:
    """Return which of ``lines`` (by field) are empty or longer than ``longest`` characters."""
    reasons = []
    for field, text in lines.items():
        if not text.strip():
            reasons.append(Reason("campaign-line-needed", field=field))
        elif len(text.strip()) > longest:
            facts = {"length": len(text.strip()), "longest": longest}
            reasons.append(Reason("campaign-line-too-long", field=field, facts=facts))
    return reasons


def why_not_text(field: str, text: str, *, is_needed: bool = True) -> list[Reason]:
    """Return why ``text`` cannot be kept as running text."""
    if is_needed and not text.strip():
        return [Reason("campaign-line-needed", field=field)]
    if len(text) > LONGEST_TEXT:
        facts = {"length": len(text), "longest": LONGEST_TEXT}
        return [Reason("campaign-line-too-long", field=field, facts=facts)]
    return []


def why_not_days(begins: date, ends: date, report_by: date) -> list[Reason]:
    """Return why a campaign cannot run so: in order, within some 400 days, not before 2008."""
    reasons = []
    if begins < _EARLIEST:
        reasons.append(Reason("campaign-day-unfit", field="begins"))
    if ends < begins:
        reasons.append(Reason("campaign-ends-before", field="ends"))
    elif ends - begins > _LONGEST_CAMPAIGN:
        reasons.append(Reason("campaign-too-long", field="ends"))
    if report_by < begins or report_by > ends + _LONGEST_CAMPAIGN:
        reasons.append(Reason("campaign-report-day-unfit", field="report_by"))
    return reasons


def why_not_asks(asks: Iterable[Mapping[str, object]]) -> list[Reason]:
    """Return why figures cannot be asked for so: each needs its own key, a label and a unit."""
    rows = list(asks)
    keys = [str(one.get("key", "")) for one in rows]
    if len(rows) > MOST_ASKS:
        return [Reason("asks-too-many", field="asks", facts={"most": MOST_ASKS})]
    if len(set(keys)) < len(keys):
        return [Reason("asks-twice", field="asks")]
    if any(not _KEY.fullmatch(key) for key in keys):
        return [Reason("asks-key-unfit", field="asks")]
    if any(not one.get("label") or not one.get("unit") for one in rows):
        return [Reason("asks-incomplete", field="asks")]
    return []


def is_post(text: str) -> bool:
    """Return whether ``text`` names a post and ends with it, so that no name follows."""
    return bool(_POST.search(text.strip())) and len(text.strip()) <= 60
