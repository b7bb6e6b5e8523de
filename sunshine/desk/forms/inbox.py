"""Forms about reported errors and lists at places: shape only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sunshine.desk.forms.orgs import line
from sunshine.desk.forms.people import day


def text(label: Any, hint: Any = "") -> forms.CharField:
    """Return a field for a paragraph or two."""
    return forms.CharField(label=label, help_text=hint, widget=forms.Textarea(attrs={"rows": 5}))


class AnswerForm(forms.Form):
    """Whether there was an error, and what was done about it."""

    founded = forms.TypedChoiceField(
        label=_("核实结果"),
        choices=[("yes", _("确有错误，已经改正")), ("no", _("经核实没有错误"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    answer = text(_("答复"), _("报告人凭编号能看到。请写明怎样改的，或者为什么没有错。"))


def picture(**how: Any) -> forms.FileField:
    """Return a field for a photograph; a phone opens its camera."""
    accept = "image/jpeg,image/png,image/webp,image/gif"
    widget = forms.FileInput(attrs={"accept": accept, "capture": "environment"})
    return forms.FileField(label=_("现场照片"), widget=widget, **how)


class PhotographForm(forms.Form):
    """The photograph of a list that hangs."""

    picture = picture(help_text=_("拍下张贴的全貌和周围，能看出地点。"))


class PostingForm(forms.Form):
    """Where a list hangs, and how long."""

    place = line(_("张贴地点"), 200, hint=_("例如：中心市场北门公告栏"))
    posted_on = day(_("张贴日期"))
    until = day(_("张贴到哪一天"), help_text=_("到这一天应当取下。"))
    picture = picture(required=False, help_text=_("也可以以后再补。只有本机关的人能看到。"))


class RemovalForm(forms.Form):
    """When a list was taken off."""

    removed_on = day(_("取下日期"))
