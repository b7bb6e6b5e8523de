"""Forms about campaigns: shape only; what may be so is decided in ``sunshine.campaigns``."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from sunshine.campaigns.actions.reporting import Account, Said
from sunshine.campaigns.agreement import Counted, plain
from sunshine.campaigns.models import Campaign, Passage, Report, Theme
from sunshine.desk.forms.orgs import BodyChoice, line
from sunshine.desk.forms.people import day
from sunshine.orgs.models import Body

_ASK = re.compile(r"^(?P<key>[a-z][a-z0-9-]*)\s+(?P<label>\S+)\s+(?P<unit>\S+?)(?P<need>\s*\*)?$")
_FIGURE = re.compile(r"^(?P<part>[-－—]\s*)?(?P<label>.+?)\s+(?P<value>[\d.,，]+)\s*(?P<unit>\S+)$")
_EMPTY_ROWS = 3
_LEAST_ROWS = 4


def text(label: Any, *, rows: int = 4, required: bool = True, hint: Any = "") -> forms.CharField:
    """Return a field for running text."""
    area = forms.Textarea(attrs={"rows": rows, "lang": "zh-Hans"})
    return forms.CharField(label=label, required=required, help_text=hint, widget=area)


class AsksField(forms.CharField):
    """Figures to be reported, a line each: key, name, unit, and * where it is needed."""

    def clean(self, value: Any) -> Any:
        """Return the rows that a campaign stores; refuse a line that cannot be read."""
        rows = []
        for number, one in enumerate(filter(None, map(str.strip, (value or "").splitlines())), 1):
            read = _ASK.match(one)
            if read is None:
                raise forms.ValidationError(
                    _("第%(row)s行看不明白。请写成：people 参加人数 人次 *"), params={"row": number}
                )
            row = {name: read[name] for name in ("key", "label", "unit")}
            rows.append({**row, "is_needed": bool(read["need"])})
        return rows


def asks_text(asks: Iterable[Mapping[str, Any]]) -> str:
    """Return the figures asked for as lines to edit."""
    return "\n".join(
        f"{one['key']} {one['label']} {one['unit']}{' *' if one.get('is_needed') else ''}"
        for one in asks
    )


class CampaignForm(forms.Form):
    """What a campaign says."""

    title = line(_("活动名称"), 120)
    goal = text(_("目标"), rows=3)
    begins = day(_("开始日期"))
    ends = day(_("结束日期"))
    report_by = day(_("报送期限"), help_text=_("这一天仍可按时报送。"))
    asks = AsksField(
        label=_("要求报送的数字"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("一行一项：代码 名称 单位，必报的加星号。例如：people 参加人数 人次 *"),
    )
    series = line(_("系列"), 60, required=False, hint=_("每年都办的写系列名，例如：税收宣传月"))
    ordinal = forms.IntegerField(label=_("第几个"), required=False, min_value=1, max_value=200)
    parent = forms.ModelChoiceField(
        label=_("属于哪项活动"),
        queryset=Campaign.objects.none(),
        required=False,
        empty_label=_("不属于其他活动"),
    )
    co_host = line(_("合办单位"), 80, required=False, hint=_("系统外的单位，由它自己确认。"))

    def __init__(self, *args: Any, parents: QuerySet[Campaign], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = parents  # type: ignore[attr-defined]


class NewCampaignForm(CampaignForm):
    """A new campaign: whose it is, its code, and whether it is entered afterwards."""

    body = BodyChoice(label=_("部署机关"), queryset=Body.objects.none(), empty_label=_("请选择"))
    code = line(_("代码"), 60, hint=_("用在网址和命令里，例如 2026-open-day。定下后不改。"))
    is_afterwards = forms.BooleanField(
        label=_("事后补录往年活动"), required=False, help_text=_("不计逾期，也不通知各单位。")
    )
    field_order = ("body", "code", "title")

    def __init__(self, *args: Any, bodies: QuerySet[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]


class DaysForm(forms.Form):
    """The days that may still move after a campaign was sent down."""

    ends = day(_("结束日期"))
    report_by = day(_("报送期限"))


class TaskForm(forms.Form):
    """One task."""

    text = line(_("任务"), 300)


class MaterialForm(forms.Form):
    """A model material."""

    title = line(_("名称"), 120)
    text = text(_("内容"), rows=8)


class BodiesChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Several bodies, each shown with its short name."""

    def label_from_instance(self, body: Body) -> str:
        """Return the short name."""
        return body.short_name


class SendDownForm(forms.Form):
    """Who must, and who may."""

    to = BodiesChoice(
        label=_("应当报送的单位"),
        queryset=Body.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    may_report = BodiesChoice(
        label=_("可以报送的单位"),
        queryset=Body.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, bodies: QuerySet[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("to", "may_report"):
            self.fields[name].queryset = bodies  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """Why."""

    reason = line(_("理由"), 200)


class RemarksForm(forms.Form):
    """What is to be mended."""

    remarks = text(_("退回意见"), rows=4, hint=_("写明要补充或者核对什么。"))


class AskedFigure(forms.DecimalField):
    """A figure of a report; what is needed to send it may be empty while it is a draft."""

    def __init__(self, *args: Any, is_needed_later: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_needed_later = is_needed_later


class ReportForm(forms.Form):
    """A whole report: words in rows, figures as asked, further figures a line each."""

    headline = line(_("标题"), 120, required=False, hint=_("例如：沈阳市局做到“四个突出”"))
    summary = text(_("总述"), rows=3, required=False)
    extra = forms.CharField(
        label=_("其他数字"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "lang": "zh-Hans"}),
        help_text=_(
            "一行一项：名称 数值 单位。分项写在总数之下，以减号开头；要求报送的数字先单写名称。"
        ),
    )
    nothing_reason = line(
        _("没有开展的原因"), 200, required=False, hint=_("确实没有开展活动的，只填这一项。")
    )

    def __init__(
        self, *args: Any, asks: Sequence[Mapping[str, Any]], report: Report | None, **kwargs: Any
    ) -> None:
        self.asks = asks
        passages = list(report.passages.all()) if report else []
        kwargs["initial"] = {**_initial(report, passages, asks), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        sent = sum(name.endswith("-text") for name in self.data)
        self.rows = max(_LEAST_ROWS, len(passages) + _EMPTY_ROWS, min(sent, 60))
        for number in range(1, self.rows + 1):
            self._add_row(number)
        for ask in asks:
            self._add_figure(ask)
        order = ["headline", "summary", *(name for name in self.fields if "-" in name)]
        self.order_fields([*order, "extra", "nothing_reason"])

    def measures(self) -> list[list[forms.BoundField]]:
        """Return the fields of each measure: what it is about, its title, its words."""
        parts = ("theme", "title", "text")
        rows = range(1, self.rows + 1)
        return [[self[f"passage{number}-{part}"] for part in parts] for number in rows]

    def asked(self) -> list[forms.BoundField]:
        """Return the fields of the figures that the deployment asks for."""
        return [self[f"figure-{ask['key']}"] for ask in self.asks]

    def _add_figure(self, ask: Mapping[str, Any]) -> None:
        # Needed to send it, not to save it: a draft may lack what the body does not know yet.
        is_needed = bool(ask.get("is_needed"))
        hint = _("必报，报送前填好。") if is_needed else ""
        self.fields[f"figure-{ask['key']}"] = AskedFigure(
            is_needed_later=is_needed,
            label=f"{ask['label']}（{ask['unit']}）",
            required=False,
            min_value=0,
            max_digits=14,
            decimal_places=2,
            help_text=hint,
        )

    def _add_row(self, number: int) -> None:
        kinds = [*Theme.choices, ("highlight", _("亮点"))]
        theme = forms.ChoiceField(label=_("类别"), choices=kinds, required=False)
        self.fields[f"passage{number}-theme"] = theme
        self.fields[f"passage{number}-title"] = line(_("小标题"), 120, required=False)
        self.fields[f"passage{number}-text"] = text(_("做法内容"), rows=3, required=False)

    def clean_extra(self) -> list[Counted]:
        """Return the further figures; refuse a line that cannot be read."""
        return list(_further(self.cleaned_data["extra"], self.asks))

    def account(self) -> Account:
        """Return the report as the domain takes it."""
        given = self.cleaned_data
        figures = [
            Counted(ask["key"], ask["label"], given[f"figure-{ask['key']}"], ask["unit"])
            for ask in self.asks
            if given.get(f"figure-{ask['key']}") is not None
        ]
        return Account(
            headline=given["headline"],
            summary=given["summary"],
            passages=list(self._passages()),
            figures=[*figures, *given["extra"]],
            nothing_reason=given["nothing_reason"],
        )

    def _passages(self) -> Iterable[Said]:
        for number in range(1, self.rows + 1):
            theme, title, words = (
                self.cleaned_data.get(f"passage{number}-{part}", "")
                for part in ("theme", "title", "text")
            )
            if not title and not words:
                continue
            is_highlight = theme == "highlight"
            yield Said(
                words,
                title,
                Theme.OTHER if is_highlight or not theme else theme,
                Passage.Kind.HIGHLIGHT if is_highlight else Passage.Kind.MEASURE,
            )


def _initial(
    report: Report | None, passages: Sequence[Passage], asks: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    if report is None:
        return {}
    initial: dict[str, Any] = {
        "headline": report.headline,
        "summary": report.summary,
        "nothing_reason": report.nothing_reason,
    }
    for number, one in enumerate(passages, 1):
        is_highlight = one.kind == Passage.Kind.HIGHLIGHT
        initial[f"passage{number}-theme"] = "highlight" if is_highlight else one.theme
        initial[f"passage{number}-title"] = one.title
        initial[f"passage{number}-text"] = one.text
    figures = list(report.figures.all())
    asked = {str(ask["key"]) for ask in asks}
    lines = []
    for figure in figures:
        parts = [one for one in figures if one.part_of == figure.key]
        if figure.key in asked:
            initial[f"figure-{figure.key}"] = plain(figure.value)
            lines += [figure.label] if parts else []
        elif not figure.part_of:
            lines.append(f"{figure.label} {plain(figure.value)} {figure.unit}")
        lines += [f"- {one.label} {plain(one.value)} {one.unit}" for one in parts]
    initial["extra"] = "\n".join(lines)
    return initial


def _further(typed: str, asks: Sequence[Mapping[str, Any]]) -> Iterable[Counted]:
    by_label = {str(ask["label"]): str(ask["key"]) for ask in asks}
    whole = ""
    for number, one in enumerate(filter(None, map(str.strip, typed.splitlines())), 1):
        if one.rstrip("：:") in by_label:
            whole = by_label[one.rstrip("：:")]
            continue
        read = _FIGURE.match(one)
        if read is None or (read["part"] and not whole):
            raise forms.ValidationError(
                _("第%(row)s行看不明白。请写成：名称 数值 单位，例如：特邀监察员 115 名"),
                params={"row": number},
            )
        try:
            value = Decimal(re.sub("[,，]", "", read["value"]))
        except InvalidOperation:
            raise forms.ValidationError(
                _("第%(row)s行的数值看不明白。"), params={"row": number}
            ) from None
        named = f"{whole if read['part'] else ''}/{read['label']}"
        key = f"x-{hashlib.sha256(named.encode()).hexdigest()[:12]}"
        yield Counted(key, read["label"], value, read["unit"], whole if read["part"] else "")
        whole = whole if read["part"] else key


class ParagraphForm(forms.Form):
    """The words of a paragraph."""

    text = text(_("段落文字"), rows=8)


class TitleForm(forms.Form):
    """The title of the bulletin."""

    title = line(_("专报标题"), 160)
