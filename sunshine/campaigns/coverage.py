"""The coverage list: which body is in the bulletin, and why another is not."""

from collections.abc import Collection
from dataclasses import dataclass

from sunshine.campaigns.models import Campaign, Paragraph, Participation, Report

IN, NOTHING, LEFT_OUT, RETURNED, EXCUSED, MERGED, FREE, OWED = (
    *("in", "nothing", "left_out", "returned", "excused", "merged", "free", "owed"),
)
# Why a body is not in the bulletin, as the list prints it; reasons that people gave follow.
_WORDS = {
    IN: "已编入",
    NOTHING: "报送：未开展活动",
    LEFT_OUT: "编辑未采用",
    RETURNED: "报送后退回，尚未重报",
    EXCUSED: "免于报送",
    MERGED: "机构已合并，由承继单位继续办理",
    FREE: "不要求报送，未报送",
    OWED: "应报未报",
}


@dataclass(frozen=True, slots=True)
class Covered:
    """One body of the list."""

    body: str
    name: str
    state: str
    reason: str

    @property
    def words(self) -> str:
        """Return the state in words, with the reason if there is one."""
        return f"{_WORDS[self.state]}：{self.reason}" if self.reason else _WORDS[self.state]

    def as_data(self) -> dict[str, str]:
        """Return the row for the JSON."""
        return {"body": self.body, "name": self.name, "state": self.state, "why": self.words}


def coverage_of(campaign: Campaign) -> list[Covered]:
    """Return every body the campaign was sent to, in the order of the tree; three queries."""
    parts = campaign.parts.select_related("body", "handed_to__body", "report").in_tree_order()
    shown, left = _shown(campaign)
    return [_covered(part, shown, left) for part in parts]


def _covered(part: Participation, shown: Collection[str] | None, left: dict[str, str]) -> Covered:
    report: Report | None = getattr(part, "report", None)
    slug, state, reason = part.body.slug, OWED, ""
    if report is not None and report.is_in and report.nothing_reason:
        state, reason = NOTHING, report.nothing_reason
    elif report is not None and report.is_in:
        is_shown = shown is None or slug in shown
        state, reason = (IN, "") if is_shown else (LEFT_OUT, left.get(slug, ""))
    elif part.handed_to is not None:
        state, reason = MERGED, part.handed_to.body.name
    elif report is not None and report.state == Report.State.RETURNED:
        state = RETURNED
    elif part.excuse:
        state, reason = EXCUSED, part.excuse
    elif not part.is_must:
        state = FREE
    return Covered(slug, part.body.short_name, state, reason)


def _shown(campaign: Campaign) -> tuple[set[str] | None, dict[str, str]]:
    """Return the bodies under whose heading the stored bulletin says something; None: no such."""
    rows = list(
        Paragraph.objects.filter(bulletin__campaign=campaign, body__isnull=False).values_list(
            "body__slug", "left_out"
        )
    )
    if not rows:
        return None, {}
    shown = {slug for slug, why in rows if not why}
    return shown, {slug: why for slug, why in rows if why and slug not in shown}
