"""What the applicant of a request can be asked on the page of his matter."""

from django import forms
from django.utils.translation import gettext_lazy

from sunshine.inforequests.actions.complaining import LONGEST as LONGEST_COMPLAINT
from sunshine.inforequests.asking import LONGEST_DESCRIPTION
from sunshine.inforequests.models import Complaint


class AnswerForm(forms.Form):
    """A text to the office."""

    answer = forms.CharField(
        label=gettext_lazy("您的回答"),
        widget=forms.Textarea(attrs={"rows": 5, "maxlength": LONGEST_DESCRIPTION}),
        max_length=LONGEST_DESCRIPTION,
        error_messages={"required": gettext_lazy("请写明回答。")},
    )


class PaidForm(forms.Form):
    """The receipt of the treasury: its number, the day, and a picture of it."""

    receipt = forms.CharField(
        label=gettext_lazy("财政票据号码"),
        help_text=gettext_lazy("写在缴费后得到的票据上。"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("请写票据号码。")},
    )
    paid_on = forms.DateField(
        label=gettext_lazy("缴费日期"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": gettext_lazy("请写缴费日期。"),
            "invalid": gettext_lazy("日期请写成2026-03-09的样子。"),
        },
    )
    paper = forms.FileField(
        label=gettext_lazy("票据的照片或者PDF"),
        help_text=gettext_lazy("没有可以不传，有的话核对得更快。"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,application/pdf"}),
    )


class SureForm(forms.Form):
    """Whether it is really meant."""

    sure = forms.BooleanField(
        label=gettext_lazy("我确定"),
        error_messages={"required": gettext_lazy("请先勾选“我确定”。")},
    )


class ComplainForm(forms.Form):
    """What somebody complains of; he is told first that his other periods run on."""

    ground = forms.ChoiceField(
        label=gettext_lazy("您投诉什么"),
        choices=[
            (
                Complaint.Ground.HANDLING,
                gettext_lazy("没有依法答复或者办理我的申请（条例第四十七条）"),
            ),
            (Complaint.Ground.RIGHTS, gettext_lazy("侵犯了我的合法权益（条例第五十一条）")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("请选择一项。")},
    )
    text = forms.CharField(
        label=gettext_lazy("怎么回事，希望怎样处理"),
        widget=forms.Textarea(attrs={"rows": 5, "maxlength": LONGEST_COMPLAINT}),
        max_length=LONGEST_COMPLAINT,
        error_messages={"required": gettext_lazy("请写明怎么回事。")},
    )
    sure = forms.BooleanField(
        label=gettext_lazy("我知道：投诉期间，复议和诉讼的期限照样计算"),
        error_messages={"required": gettext_lazy("请先勾选：复议和诉讼的期限照样计算。")},
    )


class NoForm(forms.Form):
    """Nothing is asked: the button says it all."""
