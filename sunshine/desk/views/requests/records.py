"""The acts that keep records of a request, as entries of the table of acts."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from sunshine.desk.forms.requests import records as forms
from sunshine.desk.views.requests.acts import COURSE, RECORD, REST, RequestAct, on_the_day
from sunshine.gate.models import Cleaning
from sunshine.inforequests.actions import enclosing, opening, sheet, splitting
from sunshine.inforequests.filing import HandedIn
from sunshine.inforequests.models import Enclosure, InfoRequest, Purpose, SheetEntry
from sunshine.orgs.models import Person
from sunshine.scanning.clean_copies import Box


def _attached(
    info: InfoRequest, *, by: Person, at: datetime, purpose: str, file: object
) -> Enclosure:
    name = str(getattr(file, "name", ""))
    return enclosing.attach(info, HandedIn(purpose, file, name), by=by, at=at)  # type: ignore[arg-type]


def _cleaned(
    info: InfoRequest, *, enclosure: Enclosure, boxes: Sequence[Box], by: Person, at: datetime
) -> Cleaning:
    enclosure.request = info
    return enclosing.clean(enclosure, boxes=boxes, by=by, at=at)


def _detached(info: InfoRequest, *, enclosure: Enclosure, by: Person, at: datetime) -> Enclosure:
    enclosure.request = info
    return enclosing.detach(enclosure, by=by, at=at)


def _has_papers(info: InfoRequest) -> bool:
    return info.enclosures.filter(removed_at=None).exists()


def _asked(info: InfoRequest, *, of: Person, by: Person, at: datetime) -> SheetEntry:
    return sheet.ask_countersign(info, of, by=by, at=at)


def _split(
    info: InfoRequest, *, pieces: Sequence[str], by: Person, at: datetime
) -> list[InfoRequest]:
    return splitting.split(info, pieces, by=by, at=at)


def _has_original(info: InfoRequest) -> bool:
    return info.enclosures.filter(purpose=Purpose.ORIGINAL, removed_at=None).exists()


RECORDS: tuple[RequestAct, ...] = (
    RequestAct(
        "record_search",
        _("检索记录"),
        _("记下"),
        _("检索已记下。"),
        sheet.record_search,
        form=forms.SearchForm,
        start=on_the_day("searched_on"),
        intro=_("谁在哪里、用什么词、找到什么。答复信息不存在的，法院会要求提供。"),
        group=RECORD,
    ),
    RequestAct(
        "write_on_sheet",
        _("拟办、批示、会签"),
        _("写上"),
        _("已写上。"),
        sheet.write_on_sheet,
        form=forms.SheetForm,
        group=RECORD,
    ),
    RequestAct(
        "ask_countersign",
        _("请人会签"),
        _("请其会签"),
        _("已请其会签，对方可以看到本件。"),
        _asked,
        form=forms.CountersignForm,
        group=RECORD,
    ),
    RequestAct(
        "attach",
        _("添加材料"),
        _("添加"),
        _("材料已添加。"),
        _attached,
        form=forms.AttachForm,
        group=RECORD,
    ),
    RequestAct(
        "detach",
        _("撤下材料"),
        _("撤下"),
        _("材料已撤下，曾经有过这份材料仍有记录。"),
        _detached,
        form=forms.DetachForm,
        intro=_("加错的材料在这里撤下。已经送达的随附文件不能撤下。"),
        offered=_has_papers,
        group=RECORD,
    ),
    RequestAct(
        "clean_enclosure",
        _("区分处理（遮盖）"),
        _("制作区分处理件"),
        _("正在制作，完成后自动加入随答复提供的信息。"),
        _cleaned,
        form=forms.CleanForm,
        intro=_("含有不应当公开的内容，但能够区分处理的，遮盖后提供。原件只供内部使用。"),
        offered=_has_original,
        group=RECORD,
    ),
)
TURNING: tuple[RequestAct, ...] = (
    RequestAct(
        "split",
        _("拆分"),
        _("拆分"),
        _("已拆分，每件各有编号和回执。"),
        _split,
        form=forms.SplitForm,
        group=COURSE,
    ),
    RequestAct(
        "turn_proactive",
        _("转为主动公开"),
        _("登记为主动公开"),
        _("已登记到公文登记簿，属性为主动公开，期限照常计算。"),
        opening.turn_proactive,
        form=forms.ProactiveForm,
        start=on_the_day("made_on"),
        intro=_("多人申请的信息、申请人建议公开的信息，可以转为主动公开。"),
        group=REST,
    ),
)
