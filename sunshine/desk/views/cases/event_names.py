"""What the events of a case are called for a reader."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sunshine.audit.models import Event
from sunshine.desk.views.requests import event_names as requests
from sunshine.ui.dates import moment_words
from sunshine.ui.parts import TimelineEntry

NAMES: dict[str, str | Promise] = {
    **requests.NAMES,
    "cases.handover_asked": _("请他人接手"),
    "cases.handover_accepted": _("接收移交"),
    "cases.handover_declined": _("不接收移交"),
    "cases.handover_taken_back": _("收回移交"),
    "cases.taken_up": _("接手无人负责的办件"),
    "cases.message_written": _("写留言"),
    "cases.rated": _("申请人评价"),
    "cases.reminded": _("催办"),
    "cases.code_renewed": _("换发查询码"),
    "cases.looked": _("查阅"),
}
# Who only looked is in the log, but not among what was done.
QUIET = frozenset({"cases.looked", "inforequests.looked"})


def name_of(kind: str) -> str | Promise:
    """Return what an event of ``kind`` is called; the kind itself if no desk knows it."""
    return NAMES.get(kind, kind)


def timeline_of(events: Iterable[Event]) -> list[TimelineEntry]:
    """Return what was done, the newest first; who looked is left out."""
    return [
        TimelineEntry(event.at, name_of(event.kind), _told(event))
        for event in sorted(events, key=lambda event: -event.id)
        if event.kind not in QUIET
    ]


def _told(event: Event) -> str:
    who = event.actor_name or str(_("系统"))
    return f"{moment_words(event.at)}　{who}"
