"""What is asked at the steps about the information: which body, what, in which form.

Law: 政府信息公开条例（2019）arts 10, 29, 40. What is wrong with an answer is for the domain to say.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sunshine.inforequests.asking import LONGEST_DESCRIPTION, LONGEST_NUMBER
from sunshine.inforequests.models import WantedForm, WantedWay
from sunshine.kit.errors import Reason
from sunshine.orgs.models import Body, BodyLevel
from sunshine.public.applying.drafted import Application
from sunshine.public.applying.gathering import reasons_of
from sunshine.public.wording import name_in


class StepForm(forms.Form):
    """A step of the application; what it asks may depend on what was said before."""

    step = ""

    def __init__(
        self,
        *args: Any,
        application: Application,
        on: date,
        known: Sequence[Reason] | None = None,
        **kwargs: Any,
    ) -> None:
        """``known``: what is wrong with all that was kept, if just that is judged again."""
        super().__init__(*args, **kwargs)
        self.application, self.on, self.known = application, on, known
        self.adapt()

    def adapt(self) -> None:
        """Fit the questions to the earlier answers."""

    def clean(self) -> dict[str, Any]:
        """Put what the domain finds wrong at the fields of this step."""
        if not isinstance(self.data, dict):
            return dict(self.cleaned_data)
        for reason in self._reasons() if self.known is None else self.known:
            if reason.field in self.fields and reason.field not in self.errors:
                self.add_error(reason.field, str(reason))
        return dict(self.cleaned_data)

    def _reasons(self) -> list[Reason]:
        values = {name: self.data.getlist(name) for name in self.fields}  # type: ignore[attr-defined]
        return reasons_of({**self.application.steps, self.step: values}, self.on)


class BodyForm(StepForm):
    """Which body has the information."""

    step = "body"
    body = forms.ChoiceField(
        label=_("向哪个机关申请"),
        help_text=_("由制作或者保存这件信息的机关答复。拿不准的，选您办事的机关。"),
        error_messages={
            "required": _("请选择机关。"),
            "invalid_choice": _("请从列表中选择机关。"),
        },
    )

    def adapt(self) -> None:
        """Offer the bodies that exist today."""
        self.fields["body"].choices = [("", _("请选择")), *bodies_on(self.on)]  # type: ignore[attr-defined]


class DescriptionForm(StepForm):
    """What is wanted, so that somebody can find it."""

    step = "what"
    description = forms.CharField(
        label=_("需要什么信息"),
        help_text=_("写明名称、文号，或者时间、地区、事项等便于查找的特征。一次申请一件事。"),
        widget=forms.Textarea(attrs={"rows": 6, "maxlength": LONGEST_DESCRIPTION}),
        error_messages={"required": _("请写明需要什么信息。")},
    )
    document_number = forms.CharField(
        label=_("文号或者索引号"),
        help_text=_("知道的话写上，查找更快。例如：辽税发〔2026〕12号"),
        required=False,
        max_length=LONGEST_NUMBER,
    )


class FoundForm(StepForm):
    """Whether the pieces of one text are sent each by itself; asked where there are several."""

    step = "found"
    split = forms.ChoiceField(
        label=_("您写了几件事，怎样提交"),
        choices=[
            ("yes", _("分成几份申请，一起提交（推荐：先办好的先答复，互不等待）")),
            ("no", _("仍然作为一份申请")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择怎样提交。")},
    )


class WayForm(StepForm):
    """In which form, and by which way."""

    step = "form"
    wanted_form = forms.ChoiceField(
        label=_("要什么形式"),
        choices=WantedForm.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择一种形式。")},
    )
    wanted_way = forms.ChoiceField(
        label=_("怎样交给您"),
        choices=WantedWay.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择一种方式。")},
    )
    other_forms = forms.BooleanField(
        label=_("不能按上面的办时，也可以用其他形式和方式"), required=False
    )
    suggests_publication = forms.BooleanField(
        label=_("我建议把这件信息向所有人公开"), required=False
    )


def bodies_on(day: date) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield the bodies that exist on ``day`` by city, as the groups of a select; one query."""
    groups: dict[str, list[tuple[str, str]]] = {}
    heads: dict[str, str] = {}
    for body in Body.objects.existing(day).in_tree_order():
        above = [path for path in heads if body.path.startswith(path)]
        if body.level in {BodyLevel.PROVINCE, BodyLevel.CITY} or not above:
            heads[body.path] = name_in(body)
            key = body.path
        else:
            key = max(above, key=len)
        groups.setdefault(key, []).append((body.slug, name_in(body)))
    for path, bodies in groups.items():
        yield heads[path], bodies
