"""Forms of those who watch over openness: shape only."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sunshine.desk.forms.people import day


class KeepClosedForm(forms.Form):
    """By when a closed paper is looked at once more."""

    review_again_on = day(
        _("下次评估日期"),
        required=False,
        help_text=_("留空则按规定的期限计算。"),
    )
