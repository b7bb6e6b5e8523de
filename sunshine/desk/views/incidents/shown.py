"""An incident in words: its 24 hours, its facts, its line of time."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from sunshine.desk.templatetags.desk import named
from sunshine.publishing.models import Incident, Scope
from sunshine.ui.dates import moment_words
from sunshine.ui.parts import Fact, TimelineEntry

_AMBER = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Clock:
    """What is left of the time in which a leak is to be reported: tone and words."""

    tone: str
    words: str


def clock_of(incident: Incident, at: datetime) -> Clock:
    """Return how the 24 hours of ``incident`` stand at ``at``."""
    if incident.reported_at is not None:
        if incident.reported_at <= incident.report_due_at:
            return Clock("good", _("已按时报告"))
        return Clock("late", _("已报告，超过时限%(left)s") % _span(incident, incident.reported_at))
    if at > incident.report_due_at:
        return Clock("late", _("超过报告时限%(left)s") % _span(incident, at))
    left = incident.report_due_at - at
    return Clock(
        "warn" if left < _AMBER else "info", _("距报告时限还有%(left)s") % _span(incident, at)
    )


def _span(incident: Incident, at: datetime) -> dict[str, str]:
    minutes = int(abs((incident.report_due_at - at).total_seconds())) // 60
    facts = {"hours": minutes // 60, "minutes": minutes % 60}
    return {"left": _("%(hours)s小时%(minutes)s分") % facts}


def facts_of(incident: Incident) -> list[Fact]:
    """Return what was pulled, why, and how its address answers now."""
    item = incident.item
    edition = incident.edition or item.current
    answers = _("只显示已下线的说明") if incident.with_notice else _("与从未存在的网址一样")
    return [
        Fact(_("标题"), edition.title if edition else "", wide=True),
        Fact(_("下线范围"), incident.what),
        Fact(_("索引号"), item.index_number),
        Fact(_("机关"), named(item.body)),
        Fact(_("栏目"), named(item.section)),
        Fact(_("公开范围"), item.get_audience_display()),
        Fact(_("发现和下线"), f"{moment_words(incident.pulled_at)} {incident.pulled_by.signature}"),
        Fact(_("理由"), incident.reason, wide=True),
        Fact(_("原网址"), answers if incident.scope == Scope.ITEM else ""),
        Fact(_("最迟报出"), moment_words(incident.report_due_at)),
        Fact(_("报送"), incident.reported_to),
        Fact(_("结论"), incident.conclusion, wide=True),
    ]


def timeline_of(incident: Incident) -> list[TimelineEntry]:
    """Return what has happened so far, the first on top; one query."""
    after = _("下线后%(seconds)s秒")
    found: list[tuple[datetime | None, str, str]] = [
        (incident.item.published_here, _("公开"), ""),
        (incident.pulled_at, _("发现并紧急下线"), incident.pulled_by.signature),
        (incident.out_of_pages_at, _("核实：页面、版次和附件已经没有"), after),
        (incident.out_of_outputs_at, _("核实：列表、订阅、导出和网站地图已经没有"), after),
        (incident.verified_at, _("核实：全部文件逐个查过"), after),
        *(
            (task.done_at, f"{task.get_kind_display()} {task.where}", task.get_outcome_display())
            for task in incident.tasks.exclude(outcome="").select_related("hall")
        ),
        (incident.reported_at, _("报出情况报告"), incident.reported_to),
        (incident.closed_at, _("办结"), ""),
    ]
    done = sorted((row for row in found if row[0] is not None), key=lambda row: str(row[0]))
    return [
        TimelineEntry(at, title, f"{moment_words(at)} {_since(incident, at, text)}".strip())
        for at, title, text in done
        if at is not None
    ]


def _since(incident: Incident, at: datetime, text: str) -> str:
    if "%(seconds)s" not in text:
        return text
    return text % {"seconds": int((at - incident.pulled_at).total_seconds())}
