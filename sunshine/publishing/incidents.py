"""What a pull sets going: the incident, its report, drafted at once, and its tasks.

Law: 保守国家秘密法实施条例 2024 art. 61 (report within 24 hours); 个人信息保护法 arts. 47, 57
(delete, and tell the persons concerned). The report is an official paper and stays Chinese.
"""

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path

from django.utils import translation

from sunshine.kit.days import BEIJING, beijing_day
from sunshine.publishing.exposure import Exposure, exposure_of
from sunshine.publishing.models import (
    Audience,
    Edition,
    Incident,
    Review,
    Step,
    TakedownTask,
    TaskKind,
)
from sunshine.rulebook.periods import due_moment, period

_FORM = Path(__file__).parent / "data" / "incident_report.txt"
_WITH_NOTICE = {True: "原网址只显示下线说明。", False: "原网址与从未存在的网址应答相同。"}
_BLANK = "——"


@cache
def _form() -> str:
    return _FORM.read_text(encoding="utf-8")


def open_incident(incident: Incident) -> None:
    """Save ``incident``, not yet saved, with its drafted report and its tasks.

    Called in the action that pulled: item, scope, reason, moment and person are set.
    """
    at = incident.pulled_at
    incident.reason = incident.reason.strip()
    incident.report_due_at = due_moment(at, period("secret_leak_report", beijing_day(at)))
    incident.report = draft_report(incident)
    incident.save()
    TakedownTask.objects.bulk_create(_tasks(incident))


def _tasks(incident: Incident) -> Iterator[TakedownTask]:
    """Yield what is to be done about every copy that may be on paper or with others.

    All of it is due with the report: no law names another hour, and the report says how far
    it has come.
    """
    item, due = incident.item, incident.report_due_at
    for posting in item.postings.filter(removed_on=None):
        yield TakedownTask(
            incident=incident,
            kind=TaskKind.PLACE,
            posting=posting,
            place=posting.place,
            due_at=due,
        )
    if item.audience in {Audience.PUBLIC, Audience.PLACE}:
        for hall in item.body.halls.filter(closed=None):
            yield TakedownTask(incident=incident, kind=TaskKind.HALL, hall=hall, due_at=due)
    if item.audience == Audience.PUBLIC:
        yield TakedownTask(incident=incident, kind=TaskKind.CACHES, due_at=due)
    yield TakedownTask(incident=incident, kind=TaskKind.PERSON, due_at=due)


def draft_report(incident: Incident) -> str:
    """Return the text of the report of ``incident``, not yet saved."""
    item, exposure = incident.item, exposure_of(incident)
    edition = incident.edition or item.current
    hours = (incident.pulled_at - exposure.since).total_seconds()
    with translation.override("zh-hans"):
        return _form().format(
            pulled_at=_moment(incident.pulled_at),
            who=incident.pulled_by.signature,
            body=item.body.name,
            title=edition.title if edition else _BLANK,
            what=incident.what,
            index_number=item.index_number or _BLANK,
            section=item.section.name,
            audience=Audience(item.audience).label,
            published_at=_moment(exposure.since),
            hours=int(hours // 3600),
            reason=incident.reason,
            notice=_WITH_NOTICE[incident.with_notice],
            reviews=_reviews_of(edition),
            reads=_reads(exposure),
            due_at=_moment(incident.report_due_at),
        )


def _reads(exposure: Exposure) -> str:
    """Return in official words who may have read it."""
    files = sum(one.reads.people for one in exposure.files)
    staff = "、".join(dict.fromkeys(one.who for one in exposure.opened)) or "无"
    return (
        f"公开期间页面约被浏览{exposure.pages.people}次（另有搜索引擎等程序访问"
        f"{exposure.pages.bots}次），附件约被下载{files}次，可能载有该信息的订阅源和数据文件约被"
        f"获取{exposure.bundles.people + exposure.bundles.bots}次。访问计数不含个人信息，系估算。"
        f"\n下线前登录查看过该信息的人员：{staff}。"
    )


def _reviews_of(edition: Edition | None) -> str:
    reviews = Review.objects.filter(
        edition=edition, decision=Review.Decision.APPROVED
    ).select_related("reviewer", "post")
    lines = [
        f"{Step(one.step).label}：{one.reviewer.name}（{one.post.name}），{_moment(one.at)}"
        for one in reviews
    ]
    return "\n".join(lines) or _BLANK


def _moment(at: datetime) -> str:
    local = at.astimezone(BEIJING)
    return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}"
