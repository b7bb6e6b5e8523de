"""Forms about leaks: shape only."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sunshine.desk.forms.editions import ReasonForm
from sunshine.publishing.models import PAPER, Attachment, Edition, Outcome, Scope

_PICTURES = "image/jpeg,image/png,image/webp,image/gif"


class LeakForm(forms.Form):
    """What names the thing that leaks."""

    q = forms.CharField(
        label=_("网址、索引号、文号或者标题"),
        max_length=500,
        widget=forms.TextInput(
            attrs={"type": "search", "autofocus": True, "autocomplete": "off", "data-search": ""}
        ),
        help_text=_("打开泄露的页面，复制网址，粘贴到这里。"),
    )


class PullForm(ReasonForm):
    """Why something is pulled at once, how much of it, and whether its address says so."""

    what = forms.ChoiceField(
        label=_("下线范围"),
        widget=forms.RadioSelect,
        initial=Scope.ITEM,
        help_text=_("拿不准的，下线整个条目最稳妥。"),
    )
    with_notice = forms.BooleanField(
        label=_("原网址显示“已下线”的说明"),
        required=False,
        help_text=_("只用于整个条目。不勾选时，原网址与从未存在的网址一样。"),
    )

    field_order = ("reason", "what", "with_notice")

    def __init__(
        self, *args: Any, editions: Sequence[Edition], files: Sequence[Attachment], **kwargs: Any
    ) -> None:
        reason = gettext("疑似泄露不应公开的信息，先行下线核查。")
        kwargs.setdefault("initial", {"reason": reason, "what": Scope.ITEM})
        super().__init__(*args, **kwargs)
        self.fields["reason"].widget.attrs["rows"] = 2
        choices = [(Scope.ITEM.value, str(Scope.ITEM.label))]
        choices += [
            (
                f"{Scope.EDITION}:{one.number}",
                gettext("只下线第%(number)s版") % {"number": one.number},
            )
            for one in editions
        ]
        choices += [
            (f"{Scope.FILE}:{one.code}", gettext("只下线附件：%(name)s") % {"name": one.name})
            for one in files
        ]
        what: Any = self.fields["what"]
        what.choices = choices
        what.required = False
        if len(choices) == 1:
            what.widget = forms.HiddenInput()

    def clean_what(self) -> str:
        """Return what was chosen; the whole item if nothing was."""
        return self.cleaned_data["what"] or Scope.ITEM.value


class ReportForm(forms.Form):
    """The report of a leak."""

    report = forms.CharField(
        label=_("报告全文"), widget=forms.Textarea(attrs={"rows": 24, "lang": "zh-Hans"})
    )


class SentForm(ReportForm):
    """The report as it went out, and to whom."""

    to = forms.CharField(
        label=_("报送给"),
        max_length=300,
        help_text=_("例如：市保密局（电话报告后机要送达），市局办公室。"),
    )

    field_order = ("to", "report")


class ConclusionForm(forms.Form):
    """What was found, and what follows."""

    conclusion = forms.CharField(
        label=_("查明的原因和改进措施"), widget=forms.Textarea(attrs={"rows": 6})
    )


class PlaceForm(forms.Form):
    """One more place."""

    place = forms.CharField(label=_("地点、单位或者网站"), max_length=200)


class TaskForm(forms.Form):
    """How a task ended, and the picture that proves it."""

    outcome = forms.ChoiceField(
        label=_("结果"), choices=Outcome.choices, initial=Outcome.DONE, widget=forms.RadioSelect
    )
    statement = forms.CharField(
        label=_("办理情况"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("怎样办的、什么时间、由谁办；没有办的，写明原因。"),
    )
    picture = forms.FileField(
        label=_("现场照片"),
        required=False,
        widget=forms.FileInput(attrs={"accept": _PICTURES}),
        help_text=_("只有登记人和公开工作机构、保密审查人员能看到。"),
    )

    field_order = ("outcome", "statement", "picture")

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind in PAPER:
            self.fields["picture"].widget.attrs["capture"] = "environment"
