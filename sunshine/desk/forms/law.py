"""Forms about the calendar and the periods of the law: shape only."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sunshine.desk.forms.orgs import line
from sunshine.desk.forms.people import day
from sunshine.orgs.models import Body
from sunshine.rulebook.actions_law import Arrangement
from sunshine.rulebook.periods import Status, Unit
from sunshine.workdays.loader import holiday_names

_MOST_YEARS = (2004, 2100)
UNITS = [
    (Unit.WORKDAYS.value, _("工作日")),
    (Unit.DAYS.value, _("自然日")),
    (Unit.HOURS.value, _("小时")),
]
STATUSES = [
    (Status.VERIFIED.value, _("已核对条文")),
    (Status.FROM_MEMORY.value, _("尚未核对条文")),
    (Status.PROMISE.value, _("本机关承诺")),
]


class Days(forms.CharField):
    """Some days, typed one after another: 2027-02-14 2027-02-28."""

    def clean(self, value: Any) -> tuple[date, ...]:
        """Return the days; refuse what is none, by name."""
        found = []
        for word in re.split(r"[\s,，、;；]+", super().clean(value).strip()):
            try:
                found += [date.fromisoformat(word)] if word else []
            except ValueError:
                said = _now("“%s”不是日期。请按2027-02-14的样子填写，多个日期用空格隔开。")
                raise forms.ValidationError(said % word) from None
        return tuple(found)


class YearForm(forms.Form):
    """A year of the official calendar: for every holiday its rest and its make-up days."""

    number = forms.IntegerField(label=_("年度"), min_value=_MOST_YEARS[0], max_value=_MOST_YEARS[1])
    law = line(_("依据的通知"), 120, hint=_("例如：国务院办公厅关于2027年部分节假日安排的通知"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, name in holiday_names().items():
            first = format_lazy("{name}：{label}", name=name, label=_("放假第一天"))
            last = format_lazy("{name}：{label}", name=name, label=_("放假最后一天"))
            work = format_lazy("{name}：{label}", name=name, label=_("补班日"))
            self.fields[f"{key}_from"] = day(first, required=False)
            self.fields[f"{key}_to"] = day(last, required=False)
            self.fields[f"{key}_work"] = Days(
                label=work,
                required=False,
                max_length=80,
            )

    def clean(self) -> dict[str, Any]:
        """Return the values; a holiday has both its days or neither."""
        given = super().clean() or {}
        for key in holiday_names():
            first, last = given.get(f"{key}_from"), given.get(f"{key}_to")
            sound = not {f"{key}_from", f"{key}_to"} & set(self.errors)
            if sound and (first is None) != (last is None):
                lacking = "from" if first is None else "to"
                self.add_error(f"{key}_{lacking}", _now("请同时填写放假的第一天和最后一天。"))
            elif sound and first is None and given.get(f"{key}_work"):
                self.add_error(f"{key}_from", _now("填写了补班日，请也填写放假日期。"))
        return given

    def arrangements(self) -> list[Arrangement]:
        """Return what was typed, holiday by holiday, once the form is sound."""
        given = self.cleaned_data
        return [
            Arrangement(key, first, given[f"{key}_to"], given[f"{key}_work"])
            for key in holiday_names()
            if (first := given[f"{key}_from"]) is not None
        ]

    def holidays(self) -> Iterator[tuple[object, list[forms.BoundField]]]:
        """Yield every holiday's name with its three fields, for the page."""
        for key, name in holiday_names().items():
            yield name, [self[f"{key}_{part}"] for part in ("from", "to", "work")]


class Bodies(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Some bodies, in the order of the tree."""

    def label_from_instance(self, body: Body) -> str:
        """Return the short name, set in by its level."""
        return "　" * (len(body.path) // 5 - 1) + body.short_name


class ClosureForm(forms.Form):
    """Days on which bodies are closed by an order."""

    bodies = Bodies(
        label=_("停止办公的机关"),
        queryset=Body.objects.none(),
        widget=forms.SelectMultiple(attrs={"size": 12}),
        help_text=_("按住 Ctrl 或者 ⌘ 可以选择多个。"),
    )
    first = day(_("第一天"))
    last = day(pgettext_lazy("closure", "最后一天"))
    name_zh = line(_("事由"), 60, hint=_("例如：暴雪停止办公"))
    name_en = line(_("事由（英文）"), 80)
    law = line(_("依据的命令或者通告"), 160)

    def __init__(self, *args: Any, bodies: QuerySet[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bodies"].queryset = bodies  # type: ignore[attr-defined]


class PeriodForm(forms.Form):
    """A new edition of a period."""

    in_force = day(_("施行日期"), help_text=_("从这一天起开始的期限按新的长度计算。"))
    length = forms.IntegerField(label=_("长度"), min_value=1, max_value=3660)
    unit = forms.ChoiceField(label=_("单位"), choices=UNITS)
    law = line(_("依据的法规和条款"), 160)
    status = forms.ChoiceField(label=_("核对情况"), choices=STATUSES)
