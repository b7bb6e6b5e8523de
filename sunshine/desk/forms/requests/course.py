"""Forms of the course: correction, consultations, extension, fees, very many requests, remedies."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sunshine.desk.forms.people import day
from sunshine.desk.forms.requests.fields import AboutForm, line, radios, text
from sunshine.inforequests.fees import Basis
from sunshine.inforequests.identity import opened_party
from sunshine.inforequests.models import Consultation, Remedy
from sunshine.inforequests.orders import Order, orders_of
from sunshine.inforequests.profiles import edition_on

LONGEST = 4000


class AskCorrectionForm(AboutForm):
    """What is to be corrected, all of it at once, and until when."""

    items = text(
        _("请申请人补正什么"),
        LONGEST,
        hint=_("一次性告知全部需要补正的事项，一行一项。以后不能再要求补正。"),
    )
    correct_by = day(_("补正期限"), required=False, help_text=_("不填就是告知之日起15个工作日。"))


class CorrectedForm(AboutForm):
    """What the applicant answered."""

    answer = text(_("申请人怎样补正"), LONGEST)
    answered_on = day(_("收到补正的日期"))
    description = text(
        _("补正后的所需信息"), LONGEST, required=False, hint=_("改变了申请内容的才填。")
    )


class ExcuseForm(AboutForm):
    """Why a late correction counts all the same."""

    answer = text(_("申请人怎样补正"), LONGEST)
    answered_on = day(_("收到补正的日期"))
    why = line(_("有什么正当理由"), 500)


class ConsultForm(AboutForm):
    """Who is asked about what."""

    party = radios(_("征求谁的意见"), Consultation.Party.choices)
    name = line(_("姓名或者名称"), 200, autocomplete="off")
    contact = line(_("联系方式"), 200, required=False, autocomplete="off")
    about = text(_("信息内容"), LONGEST, rows=3, hint=_("只写所涉及的信息，不写申请人是谁。"))


class ConsultationChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the consultations, each by its party."""

    def label_from_instance(self, one: Consultation) -> str:
        """Return who is asked, and what about."""
        name, _contact = opened_party(one.sealed, request=one.request_id)
        return f"{one.get_party_display()}　{name}　{one.about[:30]}"


class AboutConsultation(AboutForm):
    """A form about one of the consultations of the request."""

    consultation = ConsultationChoice(
        label=_("哪次征求意见"), queryset=Consultation.objects.none(), empty_label=_("请选择")
    )

    def arrange(self) -> None:
        """Offer the consultations of the request; a single one is chosen already."""
        field: Any = self.fields["consultation"]
        field.queryset = self.about.consultations.all()
        if len(field.queryset) == 1:
            field.initial = field.queryset[0]


class ConsultationArrivedForm(AboutConsultation):
    """When the letter arrived: the period of the answer runs from then."""

    arrived_on = day(_("收件人收到的日期"))


class ConsultationAnswerForm(AboutConsultation):
    """What was answered."""

    answer = radios(_("怎样答复"), Consultation.Answer.choices)
    answered_on = day(_("收到答复的日期"))
    why = text(_("理由"), 2000, rows=3, required=False)


class OverrideForm(AboutConsultation):
    """Why the public interest prevails."""

    why = text(
        _("不公开会对公共利益造成什么重大影响"),
        LONGEST,
        hint=_("写进告知第三方的决定书。"),
    )


class ExtendForm(AboutForm):
    """For how long, and why."""

    days = forms.IntegerField(label=_("延长几个工作日"), min_value=1)
    grounds = text(
        _("理由"), LONGEST, rows=3, hint=_("写进告知书，接在“因”字后面，例如：所需资料数量较大。")
    )

    def arrange(self) -> None:
        """Begin with the longest extension that the edition knows."""
        received = self.about.case.received_on
        if received is not None:
            self.fields["days"].initial = edition_on(received).extension


class AskReasonsForm(AboutForm):
    """Why the number is beyond reason."""

    grounds = text(
        _("怎样超过合理范围"), LONGEST, rows=3, hint=_("例如：本月已提出申请60件，内容相近。")
    )


class ReasonsForm(AboutForm):
    """What the applicant said."""

    answer = text(_("申请人的说明"), LONGEST)
    answered_on = day(_("收到说明的日期"))


class DelayForm(AboutForm):
    """Until when it is put off, and why."""

    until = day(_("延迟到哪一天答复"))
    grounds = text(_("理由"), LONGEST, rows=3)


class FeeForm(AboutForm):
    """What the fee is reckoned of."""

    basis = radios(
        _("按什么收费"),
        [(Basis.ITEMS.value, _("按件：申请人当月的第几件")), (Basis.PAGES.value, _("按量：页数"))],
        hint=_("只能选一种。金额按标准自动计算。"),
    )
    count = forms.IntegerField(label=_("件数或者页数"), min_value=0)
    pay_how = text(_("怎样缴费"), 500, rows=3, hint=_("例如：持本通知到代理银行缴入国库。"))


class PaidForm(AboutForm):
    """When it was paid, and by which receipt."""

    paid_on = day(_("缴费日期"))
    treasury_receipt = line(_("财政票据号码"), 40, autocomplete="off")


class RefundForm(AboutForm):
    """Why it is refunded, and how."""

    why = line(_("退费的理由"), 300)
    pay_how = text(_("怎样退费"), 500, rows=3)


class WithdrawForm(AboutForm):
    """When the applicant withdrew."""

    withdrawn_on = day(_("申请人提出撤回的日期"))


class RemedyChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the remedies."""

    def label_from_instance(self, one: Remedy) -> str:
        """Return kind, organ and number."""
        return f"{one.get_kind_display()}　{one.organ}　{one.reference}"


class FileRemedyForm(AboutForm):
    """What was done against the reply, or against silence."""

    kind = radios(_("哪一种"), Remedy.Kind.choices)
    organ = line(_("受理的机关"), 120)
    filed_on = day(_("提出的日期"))
    reference = line(_("案号"), 80, required=False)
    why = line(_("请求和理由"), 500, required=False)
    after = RemedyChoice(
        label=_("之前的行政复议"),
        queryset=Remedy.objects.none(),
        required=False,
        empty_label=_("请选择"),
        help_text=_("复议后起诉的，选择之前的行政复议。"),
    )

    def arrange(self) -> None:
        """Offer the reconsiderations before it."""
        field: Any = self.fields["after"]
        field.queryset = self.about.remedies.filter(kind=Remedy.Kind.RECONSIDERATION)


class DecideRemedyForm(AboutForm):
    """How a remedy ended."""

    remedy = RemedyChoice(
        label=_("哪一件"), queryset=Remedy.objects.none(), empty_label=_("请选择")
    )
    outcome = radios(_("结果"), Remedy.Outcome.choices)
    decided_on = day(_("决定或者裁判的日期"))
    decision = line(_("决定书、判决书"), 500, required=False)

    def arrange(self) -> None:
        """Offer what has not ended; a single one is chosen already."""
        field: Any = self.fields["remedy"]
        field.queryset = self.about.remedies.filter(outcome="")
        if len(field.queryset) == 1:
            field.initial = field.queryset[0]


class AnswerAnewForm(AboutForm):
    """By which decision it is answered anew, and until when."""

    order = forms.ChoiceField(label=_("根据哪项决定"))
    ordered_on = day(_("收到决定的日期"))
    answer_by = day(
        _("决定确定的答复期限"),
        required=False,
        help_text=_("决定没有确定的不填，按条例的期限从收到决定的次日起计算。"),
    )

    def arrange(self) -> None:
        """Offer the decisions that order it; a single one is chosen already."""
        self._orders = {f"{type(one).__name__}:{one.pk}": one for one in orders_of(self.about)}
        named = [(key, _order_words(one)) for key, one in self._orders.items()]
        self.offer("order", named, empty=_("请选择") if len(named) > 1 else None)

    def clean_order(self) -> Order:
        """Return the decision that was chosen."""
        return self._orders[self.cleaned_data["order"]]


def _order_words(one: Order) -> str:
    where = one.organ if isinstance(one, Remedy) else one.case.number
    kind = one.get_kind_display() if isinstance(one, Remedy) else one.get_ground_display()
    return f"{kind}　{where}　{one.get_outcome_display()}"
