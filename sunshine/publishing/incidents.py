"""The report of a leak, drafted at the moment something is pulled.

Law: 保守国家秘密法实施条例 2024 art. 61 (from memory in domain.md: report within 24 hours).
The report is an official paper and stays Chinese.
"""

from datetime import datetime
from functools import cache
from pathlib import Path

from django.utils import translation

from sunshine.kit.days import BEIJING
from sunshine.orgs.models import Person
from sunshine.publishing.models import Audience, Incident, Item, Review, Step

_FORM = Path(__file__).parent / "data" / "incident_report.txt"
_WITH_NOTICE = {True: "原网址只显示下线说明。", False: "原网址与从未存在的网址应答相同。"}
_BLANK = "——"


@cache
def _form() -> str:
    return _FORM.read_text(encoding="utf-8")


def draft_report(item: Item, incident: Incident, by: Person) -> str:
    """Return the text of the report of ``incident``, not yet saved; two queries."""
    published = item.published_here or incident.pulled_at
    with translation.override("zh-hans"):
        return _form().format(
            pulled_at=_moment(incident.pulled_at),
            who=by.signature,
            body=item.body.name,
            title=item.current.title if item.current else _BLANK,
            index_number=item.index_number or _BLANK,
            section=item.section.name,
            audience=Audience(item.audience).label,
            published_at=_moment(published),
            hours=int((incident.pulled_at - published).total_seconds() // 3600),
            reason=incident.reason,
            notice=_WITH_NOTICE[incident.with_notice],
            reviews=_reviews_of(item),
            due_at=_moment(incident.report_due_at),
        )


def _reviews_of(item: Item) -> str:
    reviews = Review.objects.filter(
        edition=item.current, decision=Review.Decision.APPROVED
    ).select_related("reviewer", "post")
    lines = [
        f"{Step(one.step).label}：{one.reviewer.name}（{one.post.name}），{_moment(one.at)}"
        for one in reviews
    ]
    return "\n".join(lines) or _BLANK


def _moment(at: datetime) -> str:
    local = at.astimezone(BEIJING)
    return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}"
