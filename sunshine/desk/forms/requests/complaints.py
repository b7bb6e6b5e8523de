"""The form by which a complaint is answered."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sunshine.desk.forms.requests.fields import radios, text
from sunshine.inforequests.actions.complaining import LONGEST
from sunshine.inforequests.models import Complaint


class DecideComplaintForm(forms.Form):
    """What was found, what follows, and what the applicant is told."""

    outcome = radios(
        _("查证结果"),
        [one for one in Complaint.Outcome.choices if one[0] != Complaint.Outcome.WITHDRAWN],
    )
    measure = forms.ChoiceField(
        label=_("怎样处理"),
        choices=[("", _("不需要")), *Complaint.Measure.choices],
        widget=forms.RadioSelect,
        required=False,
        help_text=_("查证属实的，应当督促整改或者通报批评（条例第四十七条）。"),
    )
    answer = text(
        _("给投诉人的答复"),
        LONGEST,
        rows=6,
        hint=_("投诉人和被投诉的机关都会看到：查证了什么、依据什么、怎样整改、什么时候完成。"),
    )
