"""Forms about cases: shape only."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from sunshine.cases.actions import LONGEST_MESSAGE, LONGEST_WHY
from sunshine.desk.forms.people import PersonChoice
from sunshine.orgs.models import Body, Department, Person


class DepartmentChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the departments of a body."""

    def label_from_instance(self, department: Department) -> str:
        """Return its name."""
        return department.name


class HandOverForm(forms.Form):
    """To whom a case goes, and why."""

    to = PersonChoice(label=_("移交给谁"), queryset=Person.objects.none(), empty_label=_("请选择"))
    department = DepartmentChoice(
        label=_("承办部门"),
        queryset=Department.objects.none(),
        required=False,
        empty_label=_("不变"),
        help_text=_("转给别的部门办理时选择。"),
    )
    why = forms.CharField(
        label=_("理由"),
        max_length=LONGEST_WHY,
        help_text=_("例如：所需信息由征管科掌握。对方接收以前，仍由您负责。"),
    )

    def __init__(self, *args: Any, people: QuerySet[Person], body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to: Any = self.fields["to"]
        to.queryset = people
        department: Any = self.fields["department"]
        department.queryset = Department.objects.filter(body=body, closed__isnull=True)


class DeclineForm(forms.Form):
    """Why a case is not taken over."""

    why = forms.CharField(label=_("不接收的理由"), max_length=LONGEST_WHY)


class IdentitySeenForm(forms.Form):
    """That whoever asks for another code has shown who he is."""

    seen = forms.BooleanField(
        label=_("已当面核对申请人（或者代理人）的身份证明"),
        error_messages={"required": _("请先核对身份证明。身份不明的，不补发查询码。")},
    )


class MessageForm(forms.Form):
    """A word to the applicant."""

    text = forms.CharField(
        label=_("给申请人留言"),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("申请人凭编号和查询码看到。补正、延期、答复等要用文书，不用留言。"),
    )
