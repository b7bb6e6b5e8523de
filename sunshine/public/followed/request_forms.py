"""What the applicant of a request can be asked on the page of his matter."""

from django import forms
from django.utils.translation import gettext_lazy

from sunshine.inforequests.asking import LONGEST_DESCRIPTION


class AnswerForm(forms.Form):
    """A text to the office."""

    answer = forms.CharField(
        label=gettext_lazy("您的回答"),
        widget=forms.Textarea(attrs={"rows": 5, "maxlength": LONGEST_DESCRIPTION}),
        max_length=LONGEST_DESCRIPTION,
        error_messages={"required": gettext_lazy("请写明回答。")},
    )


class PaidForm(forms.Form):
    """The number on the receipt of the treasury."""

    answer = forms.CharField(
        label=gettext_lazy("财政票据号码"),
        help_text=gettext_lazy("写在缴费后得到的票据上。"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("请写票据号码。")},
    )


class SureForm(forms.Form):
    """Whether it is really meant."""

    sure = forms.BooleanField(
        label=gettext_lazy("我确定"),
        error_messages={"required": gettext_lazy("请先勾选“我确定”。")},
    )


class NoForm(forms.Form):
    """Nothing is asked: the button says it all."""
