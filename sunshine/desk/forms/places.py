"""Forms about places, screens and what plays there: shape only."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sunshine.desk.forms.inbox import picture
from sunshine.desk.forms.orgs import line
from sunshine.desk.forms.people import PostChoice, day
from sunshine.orgs.models import Hall, Post
from sunshine.places.models import Board, EntryKind, HandOver, HelpCall, PlaceKind
from sunshine.places.schedule import DAY_MINUTES, EVERY_DAY
from sunshine.publishing.models import Item, Section

_DAYS = (
    ("1", _("星期一")),
    ("2", _("星期二")),
    ("3", _("星期三")),
    ("4", _("星期四")),
    ("5", _("星期五")),
    ("6", _("星期六")),
    ("7", _("星期日")),
)


def whole(label: Any, *, least: int = 0, most: int = 100_000, **more: Any) -> forms.IntegerField:
    """Return a field for a whole number."""
    return forms.IntegerField(label=label, min_value=least, max_value=most, **more)


class MomentInput(forms.DateTimeInput):
    """A day and a time, picked or typed."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


def moment(label: Any, **options: Any) -> forms.DateTimeField:
    """Return a field for a moment in Beijing time."""
    formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
    return forms.DateTimeField(label=label, widget=MomentInput(), input_formats=formats, **options)


class HallChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the halls of a body."""

    def label_from_instance(self, hall: Hall) -> str:
        """Return the name of the hall."""
        return hall.name


class DescribeForm(forms.Form):
    """What the register says of a place."""

    number = line(_("编号"), 12, required=False, hint=_("写在窗口或者屏幕上的，例如 3 或者 A。"))
    name = line(pgettext_lazy("place", "名称"), 80, hint=_("例如：综合服务窗口"))
    name_en = line(_("英文名称"), 120, required=False)
    hall = HallChoice(
        label=_("所在办税服务厅"),
        queryset=Hall.objects.none(),
        required=False,
        empty_label=_("不在办税服务厅内"),
    )
    address = line(_("地址"), 200, required=False, hint=_("在办税服务厅内的可以不填。"))
    hours = line(_("开放时间"), 200, required=False, hint=_("与办税服务厅相同的可以不填。"))
    about = line(_("办什么"), 300, required=False)
    about_en = line(_("办什么（英文）"), 400, required=False)
    equipment = line(_("设备"), 300, required=False)
    keeper = PostChoice(
        label=_("负责岗位"), queryset=Post.objects.none(), required=False, empty_label=_("未定")
    )
    row = whole(_("平面图的行"), least=1, most=12, required=False)
    column = whole(_("平面图的列"), least=1, most=12, required=False)

    def __init__(
        self, *args: Any, halls: QuerySet[Hall], posts: QuerySet[Post], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hall"].queryset = halls  # type: ignore[attr-defined]
        self.fields["keeper"].queryset = posts  # type: ignore[attr-defined]


class RegisterForm(DescribeForm):
    """A new place."""

    kind = forms.ChoiceField(label=_("是什么场所"), choices=PlaceKind.choices)
    board = forms.ModelChoiceField(
        label=_("播放哪个列表"),
        queryset=Board.objects.none(),
        required=False,
        empty_label=_("大厅的第一个列表"),
        help_text=_("只有电子显示屏需要。"),
    )
    field_order = ("kind",)

    def __init__(self, *args: Any, boards: QuerySet[Board], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["board"].queryset = boards  # type: ignore[attr-defined]


class ClosePlaceForm(forms.Form):
    """From which day a place is no more."""

    on = day(_("停用日期"), help_text=_("自这一天起不再使用。"))


class BoardForm(forms.Form):
    """A new list."""

    name = line(_("列表名称"), 80, hint=_("例如：大厅正门"))
    slug = line(_("代号"), 40, hint=_("用在屏幕的网址里，例如 main。"))


class ChooseBoardForm(forms.Form):
    """Which list a display plays."""

    board = forms.ModelChoiceField(
        label=_("播放哪个列表"), queryset=Board.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, boards: QuerySet[Board], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["board"].queryset = boards  # type: ignore[attr-defined]


def _clock(label: Any, **more: Any) -> forms.TimeField:
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    return forms.TimeField(label=label, widget=widget, required=False, **more)


class EntryForm(forms.Form):
    """What an entry shows, and when."""

    kind = forms.ChoiceField(label=_("播放什么"), choices=EntryKind.choices)
    section = forms.ModelChoiceField(
        label=_("栏目"),
        queryset=Section.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label=_("请选择"),
    )
    item = line(_("公开条目的编号"), 10, required=False, hint=_("网址中 /i/ 之后的十个字符。"))
    text = forms.CharField(
        label=_("文字"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("标语，或者图片的说明。由另一个人核过以后播放。"),
    )
    picture = picture(required=False, help_text=_("横屏图片宽1920像素，不超过4 MB。"))
    seconds = whole(_("每屏停留秒数"), most=9999, required=False, help_text=_("留空时按阅读需要。"))
    since = day(_("开始日期"), required=False)
    until = day(_("结束日期"), required=False, help_text=_("到这一天为止。"))
    days = forms.MultipleChoiceField(
        label=_("星期几"),
        choices=_DAYS,
        initial=list(EVERY_DAY),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    from_time = _clock(_("每天从几点"), help_text=_("留空为全天。"))
    to_time = _clock(_("到几点"), help_text=_("早于开始时间的，播放到次日。"))

    def __init__(self, *args: Any, sections: QuerySet[Section], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].queryset = sections  # type: ignore[attr-defined]

    def shown(self) -> dict[str, Any]:
        """Return what was given, as ``EntryFacts`` wants it; unknown codes are no item."""
        given = self.cleaned_data
        begin, end = given["from_time"], given["to_time"]
        code = given["item"].strip()
        return {
            "kind": given["kind"],
            "section": given["section"].slug if given["section"] else "",
            "item": Item.objects.filter(code=code).first() if code else None,
            "text": given["text"],
            "seconds": given["seconds"],
            "since": given["since"],
            "until": given["until"],
            "days": "".join(given["days"]),
            "from_minute": begin.hour * 60 + begin.minute if begin else 0,
            "to_minute": (end.hour * 60 + end.minute if end else 0) or DAY_MINUTES,
        }


class MessageForm(forms.Form):
    """What every screen of a hall says first."""

    text = line(_("通知"), 60, hint=_("例如：今天15:00停止办理"))
    text_en = line(_("英文"), 160, required=False)
    until = moment(_("显示到"))


class PreviewForm(forms.Form):
    """For which moment a list is looked at."""

    at = moment(_("看什么时候播放的"))


class LeafletForm(forms.Form):
    """A leaflet that is laid out."""

    title = line(_("资料名称"), 120)
    code = line(_("印的是哪个公开条目"), 10, required=False, hint=_("网址中 /i/ 之后的十个字符。"))
    stock = whole(_("份数"))
    reorder_at = whole(_("剩多少份时补充"))


class LeafletMoveForm(forms.Form):
    """How many copies came or went."""

    change = whole(_("增加或者减少的份数"), least=-100_000, help_text=_("减少的写负数，例如 -20。"))
    reorder_at = whole(_("剩多少份时补充"))


class VisitForm(forms.Form):
    """A visit of a reading room."""

    came_at = moment(_("到来"))
    left_at = moment(_("离开"), required=False)
    sought = line(_("查阅什么"), 200, hint=_("不要写查阅人的姓名。"))
    found = forms.BooleanField(label=_("查到了"), required=False, initial=True)
    copies = whole(_("复印张数"), most=9999, initial=0)
    note = line(_("备注"), 200, required=False)


class HandOverForm(forms.Form):
    """What goes to an archive, a library or a service place."""

    code = line(_("公开条目的编号"), 10, hint=_("网址中 /i/ 之后的十个字符。"))
    kind = forms.ChoiceField(label=_("移送给"), choices=HandOver.To.choices)
    recipient = line(_("接收单位"), 120, hint=_("例如：沈阳市图书馆"))
    copies = whole(_("份数"), least=1, most=9999, initial=1)
    handed_on = day(_("移送日期"))


class ReceiptForm(forms.Form):
    """The receipt of what was handed over."""

    receipt = line(_("回执编号"), 80)
    received_on = day(_("回执日期"))
    picture = picture(required=False)


class TakeOffForm(forms.Form):
    """How paper was taken off."""

    statement = line(_("办理情况"), 300, hint=_("例如：十点取下，销毁24份。"))
    picture = picture(required=False, help_text=_("取下后的现场照片。"))


class EndCallForm(forms.Form):
    """How a call ended."""

    ending = forms.ChoiceField(
        label=_("结果"), choices=HelpCall.Ending.choices, widget=forms.RadioSelect
    )
    answer = line(_("说明"), 200, required=False)
