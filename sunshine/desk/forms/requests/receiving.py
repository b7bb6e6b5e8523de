"""Forms of the arrival: confirming what came by web, letter, mail or fax; who stands aside."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sunshine.desk.forms.people import PersonChoice, day
from sunshine.desk.forms.requests.fields import AboutForm, line
from sunshine.orgs.models import Person, PostHolding


class ConfirmForm(AboutForm):
    """When both sides confirmed, and whether the identity was checked."""

    confirmed_on = day(_("本机关与申请人确认的日期"))
    applicant_confirmed_on = day(
        _("申请人确认的日期"),
        required=False,
        help_text=_("与本机关确认的日期相同就不填。收到申请之日是两个日期中较晚的一个。"),
    )
    proven = forms.BooleanField(label=_("已核验申请人的身份"), required=False, initial=True)


class RecuseForm(AboutForm):
    """Who stands aside, and why."""

    person = PersonChoice(
        label=_("谁回避"), queryset=Person.objects.none(), empty_label=_("请选择")
    )
    why = line(_("理由"), 200, hint=_("不要写申请人的姓名。"))

    def arrange(self) -> None:
        """Offer whoever has had a post in the body."""
        held = PostHolding.objects.filter(post__body=self.about.body)
        field: Any = self.fields["person"]
        field.queryset = Person.objects.filter(pk__in=held.values("person")).order_by("name")
