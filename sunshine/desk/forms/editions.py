"""The editor's form, and those by which an edition is sent on, reviewed and released."""

import calendar
import re
from datetime import date, datetime, timedelta
from html import escape
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from sunshine.desk.forms.people import DayInput, PersonChoice
from sunshine.desk.forms.publishing import TITLE
from sunshine.kit.days import BEIJING
from sunshine.kit.errors import Refused
from sunshine.orgs.models import Person
from sunshine.publishing.drafts import ClauseValidity, DraftFields
from sunshine.publishing.models import Edition, EditionKind, Validity
from sunshine.publishing.plausible import read_day

SPARE_CLAUSES = 2
_PARTS = re.compile(r"[、,，;；\n]+")
_MONTH = re.compile(r"\s*(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?\s*")


class NeededField(forms.CharField):
    """A text that publication needs, but a draft may lack."""

    def validate(self, value: Any) -> None:
        """Let a draft be incomplete; what is lacking is told beside the button."""


class DayField(forms.Field):
    """A day, picked or typed as 2026-03-01, 2026/3/1 or 2026年3月1日."""

    widget = DayInput

    def to_python(self, value: Any) -> date | None:
        """Return the day, None for nothing; a slip of the pen is told in a sentence."""
        if isinstance(value, date) or not value:
            return value or None
        try:
            return read_day(str(value), field="day")
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from None


class NeededDay(DayField):
    """A day that publication needs, but a draft may lack."""

    def validate(self, value: Any) -> None:
        """Let a draft be incomplete."""


class MonthInput(forms.TextInput):
    """A month, picked or typed as 2026-03."""

    input_type = "month"

    def format_value(self, value: Any) -> str | None:
        """Return the month of a day as 2026-03."""
        return f"{value:%Y-%m}" if isinstance(value, date) else super().format_value(value)


class MonthField(forms.Field):
    """A month, kept as its first day, or as its last."""

    widget = MonthInput

    def __init__(self, *, is_last: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.is_last = is_last

    def to_python(self, value: Any) -> date | None:
        """Return first or last day of the month, None for nothing."""
        if not value:
            return None
        found = _MONTH.fullmatch(str(value))
        if found is None or not 1 <= int(found[2]) <= 12 or int(found[1]) < 1:
            raise forms.ValidationError(_t("请填写年月，例如 2026-03。"))
        year, month = int(found[1]), int(found[2])
        return date(year, month, calendar.monthrange(year, month)[1] if self.is_last else 1)


class EditionForm(forms.Form):
    """What is written in an edition; what is lacking is told beside the button, not here."""

    title = NeededField(
        label=_("标题"),
        help_text=TITLE,
        widget=forms.TextInput(attrs={"lang": "zh-Hans"}),
    )
    summary = NeededField(
        label=_("内容概述"),
        widget=forms.Textarea(attrs={"rows": 2, "lang": "zh-Hans"}),
        help_text=_("一百字以内，显示在列表和目录里。"),
    )
    content = forms.CharField(
        label=_("正文"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 18, "lang": "zh-Hans", "data-editor-text": ""}),
        help_text=_("可以从Word粘贴：标题、列表、表格保留，杂乱格式自动去掉。"),
    )
    document_number = forms.CharField(label=_("发文字号"), required=False)
    source = forms.CharField(
        label=_("信息来源"), required=False, help_text=_("不是本机关制作的才填。")
    )
    subject = forms.CharField(
        label=_("主题分类"), required=False, help_text=_("例如：财政、金融、审计／税务。")
    )
    keywords = forms.CharField(
        label=_("关键词"), required=False, help_text=_("用顿号隔开，例如：增值税、小微企业。")
    )
    made_on = NeededDay(label=_("成文日期"))
    in_force_on = DayField(label=_("施行日期"), required=False)
    validity = forms.ChoiceField(label=_("效力"), choices=Validity.choices, required=False)
    repealed_on = DayField(label=_("废止日期"), required=False)
    tax_period_from = MonthField(
        label=_("适用所属期起"),
        required=False,
        help_text=_("政策适用的税款所属期，从哪个月起。"),
    )
    tax_period_until = MonthField(
        is_last=True, label=_("适用所属期止"), required=False, help_text=_("一直适用就留空。")
    )
    change_note = NeededField(
        label=_("修订说明"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("向社会公开：改了什么、为什么改。"),
    )

    use_required_attribute = False

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        kwargs.setdefault("initial", initial_of(edition))
        super().__init__(*args, **kwargs)
        if edition.kind == EditionKind.FIRST:
            del self.fields["change_note"]

    def clean_content(self) -> str:
        """Return what was written as HTML; plain text becomes paragraphs."""
        typed: str = self.cleaned_data["content"]
        if "<" in typed and ">" in typed:
            return typed
        lines = filter(None, (line.strip() for line in typed.splitlines()))
        return "".join(f"<p>{escape(line, quote=False)}</p>" for line in lines)

    def clean_keywords(self) -> list[str]:
        """Return the keywords one by one."""
        return [word for word in _PARTS.split(self.cleaned_data["keywords"]) if word.strip()]

    def clean_validity(self) -> str:
        """Return the validity; unknown if none was chosen."""
        return self.cleaned_data["validity"] or Validity.UNKNOWN

    def changes(self) -> DraftFields:
        """Return what was written, as the draft takes it."""
        facts: dict[str, object] = {name: self.cleaned_data[name] for name in self.fields}
        facts["clause_validity"] = clauses_of(cast("QueryDict", self.data))
        return cast("DraftFields", facts)


def initial_of(edition: Edition) -> dict[str, object]:
    """Return what the form shows of ``edition``."""
    facts: dict[str, object] = {
        name: getattr(edition, name) for name in EditionForm.base_fields if name != "keywords"
    }
    return {**facts, "keywords": "、".join(edition.keywords)}


def clauses_of(data: QueryDict) -> list[ClauseValidity]:
    """Return the rows of the clause table that name a clause."""
    rows = zip(
        data.getlist("clause_label"),
        data.getlist("clause_state"),
        data.getlist("clause_until"),
        data.getlist("clause_note"),
        strict=False,
    )
    return [
        ClauseValidity(
            label=label.strip(), state=state, until=until.strip() or None, note=note.strip()
        )
        for label, state, until, note in rows
        if label.strip()
    ]


class SubmitForm(forms.Form):
    """How an edition is sent on, and when it goes out once every review is done."""

    release = forms.ChoiceField(
        label=_("审核办结以后"),
        choices=[
            ("on_approval", _("立即发布")),
            ("at", _("到下面的时间发布")),
            ("by_hand", _("等我手动发布")),
        ],
        initial="on_approval",
        widget=forms.RadioSelect,
    )
    publish_at = forms.CharField(
        label=_("发布时间"),
        required=False,
        widget=forms.TextInput(attrs={"type": "datetime-local"}),
        help_text=_("北京时间，至少在五分钟以后。"),
    )
    emergency = forms.BooleanField(
        label=_("紧急发布：初审和保密审查以后先发布，复审、终审随后补办"),
        required=False,
        help_text=_("只用于突发事件等必须马上告知公众的情形；补办以前一直标明。"),
    )
    emergency_reason = forms.CharField(label=_("紧急的理由"), required=False, max_length=300)

    def clean_publish_at(self) -> datetime | None:
        """Return the moment that was chosen, None for nothing."""
        return read_moment(self.cleaned_data["publish_at"])

    def clean(self) -> dict[str, Any]:
        """Ask for a time where publication waits for one."""
        given = self.cleaned_data
        wants = given.get("release") == "at" and "publish_at" not in self.errors
        if wants and given.get("publish_at") is None:
            self.add_error("publish_at", _t("请填写发布时间。"))
        return given


def read_moment(typed: str) -> datetime | None:
    """Return the moment typed in Beijing time; raise ValidationError if it is none."""
    if not typed.strip():
        return None
    try:
        return datetime.fromisoformat(typed.strip()).replace(tzinfo=BEIJING)
    except ValueError:
        raise forms.ValidationError(_t("请填写日期和时间，例如 2026-03-01T09:00。")) from None


class ScheduleForm(forms.Form):
    """When the clock publishes."""

    publish_at = forms.CharField(
        label=_("发布时间"),
        widget=forms.TextInput(attrs={"type": "datetime-local"}),
        help_text=_("北京时间，至少在五分钟以后。"),
    )

    def clean_publish_at(self) -> datetime | None:
        """Return the moment that was chosen."""
        return read_moment(self.cleaned_data["publish_at"])


class PreviewForm(forms.Form):
    """Which leader reads an edition before it is out, and for how long."""

    reader = PersonChoice(
        label=_("给哪位领导看"),
        queryset=Person.objects.none(),
        help_text=_("只有这个人登录以后能打开；打开一次，记录一次。"),
    )
    hours = forms.IntegerField(label=_("多少小时内有效"), initial=72, min_value=1)

    def __init__(self, *args: Any, readers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reader: Any = self.fields["reader"]
        reader.queryset = readers


class NoQuestion(forms.Form):
    """Nothing to fill in: sending it is the answer."""

    sure = forms.CharField(initial="yes", widget=forms.HiddenInput)


class ReasonForm(forms.Form):
    """Why something is taken down."""

    reason = forms.CharField(
        label=_("理由"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class MoveForm(ReasonForm):
    """Where readers are led instead, and why."""

    to = forms.CharField(label=_("转到哪个条目"), help_text=_("另一条目的网址或者十位代码。"))

    field_order = ("to", "reason")


def usual_moment(at: datetime) -> str:
    """Return tomorrow at nine in Beijing, as the field for a moment shows it."""
    local = at.astimezone(BEIJING) + timedelta(days=1)
    return f"{local:%Y-%m-%d}T09:00"
