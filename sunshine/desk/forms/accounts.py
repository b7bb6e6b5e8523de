"""Forms of the yearly accounts: shape only."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from sunshine.desk.forms.orgs import BodyChoice, line
from sunshine.figures.forms import Group
from sunshine.figures.models import Kind
from sunshine.figures.narrative import Section
from sunshine.orgs.models import Body

CELL = "cell_"


class BeginForm(forms.Form):
    """Whose account, of which year, of what."""

    body = BodyChoice(label=_("机关"), queryset=Body.objects.none(), empty_label=None)
    year = forms.IntegerField(label=_("年度"), help_text=_("例如：2025"))
    kind = forms.ChoiceField(label=_("报告"), choices=Kind.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, bodies: QuerySet[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]


class EntryForm(forms.Form):
    """The numbers of one group, where they come from, and the evidence."""

    source = line(
        _("来源"), 200, hint=_("写明系统、查询条件和查询日期，例如：金税系统，按决定日期查询。")
    )
    file = forms.FileField(
        label=_("佐证材料"), required=False, help_text=_("系统导出、截图或者报表。")
    )

    def __init__(self, *args: Any, group: Group, keeps_file: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = {row.key: row for row in group.rows}
        fields: dict[str, forms.Field] = {}
        for number, place in enumerate(group.places):
            row = rows[place.row]
            single = len(row.columns) == 1
            fields[f"{CELL}{number}"] = forms.DecimalField(
                label=row.label if single else f"{row.label} · {place.column}",
                widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
                help_text=_("最多四位小数") if row.decimals else "",
            )
        self.fields = {**fields, **self.fields}
        if keeps_file:
            self.fields["file"].help_text = _("不另传就沿用原来的材料。")

    def values(self, group: Group) -> Mapping[Any, Decimal | None]:
        """Return the numbers by their places."""
        return {
            place: self.cleaned_data[f"{CELL}{number}"] for number, place in enumerate(group.places)
        }


class SeenForm(forms.Form):
    """What the signer had before him."""

    seen = forms.CharField(widget=forms.HiddenInput)


class TextForm(forms.Form):
    """The text, part by part, and the revision the writer had before him."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, sections: Sequence[Section], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for section in sections:
            lines = min(max(section.text.count("\n") * 2 + 4, 4), 14)
            self.fields[section.key] = forms.CharField(
                label=section.title, required=False, widget=forms.Textarea(attrs={"rows": lines})
            )


class ExplanationForm(forms.Form):
    """Why numbers do not follow from the year before."""

    explanation = forms.CharField(
        label=_("与上一年不一致的说明"),
        required=False,
        help_text=_("有对不上的才要写；说明随报告公开。"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ReasonForm(forms.Form):
    """A reason in words."""

    reason = forms.CharField(
        label=_("理由"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )
