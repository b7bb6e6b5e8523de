"""What is asked at the steps about the applicant: who, by what proven, how to be reached.

Law: 政府信息公开条例（2019）art. 29 (1); 个人信息保护法 arts 6, 28: only what is needed.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sunshine.inforequests.identity import LONGEST, ORGANISATIONS, IdKind
from sunshine.inforequests.models import ApplicantClass, WantedWay
from sunshine.public.applying.asking import StepForm

CIRCUMSTANCES = {
    "agent": _("我替别人申请（代理人）"),
    "guardian": _("申请人未满18周岁，或者不能独立办理（监护人代办）"),
    "group": _("几个人一起申请（推选代表）"),
    "prison": _("申请人正在服刑或者被羁押"),
}
_OF_PERSONS = [(kind.value, kind.label) for kind in IdKind if kind not in ORGANISATIONS]
_OF_ORGANISATIONS = [(kind.value, kind.label) for kind in IdKind if kind in ORGANISATIONS]
_NEEDED = _("请填写这一项。")
_UNSPELT = {"autocomplete": "off", "spellcheck": "false"}


def _line(label: Any, hint: Any = "", *, attrs: dict[str, str] | None = None) -> forms.CharField:
    """Return a line that must be written on; what is written is for the domain to judge."""
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=LONGEST,
        widget=forms.TextInput(attrs=attrs or {}),
        error_messages={"required": _NEEDED},
    )


class WhoForm(StepForm):
    """A natural person or which kind of organisation, and what is special."""

    step = "who"
    applicant_class = forms.ChoiceField(
        label=_("您以什么身份申请"),
        help_text=_("年度报告按这几类统计，不公布您是谁。"),
        choices=ApplicantClass.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择一种身份。")},
    )
    circumstances = forms.MultipleChoiceField(
        label=_("有下面的情形吗"),
        help_text=_("没有就不用选。"),
        choices=list(CIRCUMSTANCES.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class IdentityForm(StepForm):
    """Name and number, as they stand on the document."""

    step = "identity"
    name = _line(_("姓名"), _("与证件上的一致。"), attrs={"autocomplete": "name"})
    id_kind = forms.ChoiceField(label=_("证件种类"), choices=_OF_PERSONS)
    id_number = _line(_("证件号码"), _("加密保存，只用来核对身份。"), attrs=_UNSPELT)

    def adapt(self) -> None:
        """Ask an organisation for its own name and code, and for who represents it."""
        if self.application.said("who", "applicant_class") == ApplicantClass.PERSON:
            return
        self.fields["name"].label = _("单位名称")
        self.fields["name"].widget.attrs["autocomplete"] = "organization"
        self.fields["id_kind"].choices = _OF_ORGANISATIONS  # type: ignore[attr-defined]
        self.fields["id_kind"].label = _("代码种类")
        self.fields["id_number"].label = _("代码")
        self.fields["id_number"].help_text = _("写在营业执照或者登记证书上。")
        self.fields["representative"] = _line(_("法定代表人或者负责人"))


class OthersForm(StepForm):
    """Whoever else is concerned: agent, guardian, the others of a group, the prison."""

    step = "others"
    agent_name = _line(_("代理人姓名"), _("也就是您自己。"))
    agent_id_kind = forms.ChoiceField(label=_("代理人证件种类"), choices=_OF_PERSONS)
    agent_id_number = _line(_("代理人证件号码"), attrs=_UNSPELT)
    mandate = _line(_("委托您做什么"), _("例如：代为提出申请、接收答复"))
    guardian_name = _line(_("监护人姓名"), _("也就是您自己。"))
    guardian_id_kind = forms.ChoiceField(label=_("监护人证件种类"), choices=_OF_PERSONS)
    guardian_id_number = _line(_("监护人证件号码"), attrs=_UNSPELT)
    members = forms.CharField(
        label=_("其他申请人"),
        help_text=_(
            "每行一人，写姓名，空一格，再写证件号码。前面填的申请人是你们的代表，文书送给代表。"
        ),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("请写其他申请人的姓名和证件号码。")},
    )
    prison = forms.CharField(
        label=_("监狱或者看守所的名称和地址"),
        help_text=_("文书寄到那里，转交本人。"),
        max_length=LONGEST,
        error_messages={"required": _("请写监狱或者看守所的名称和地址。")},
    )

    def adapt(self) -> None:
        """Ask only about what was said to be so."""
        chosen = self.application.chosen("who", "circumstances")
        belongs = {"members": "group", "mandate": "agent"}
        for name in list(self.fields):
            if belongs.get(name, name.partition("_")[0]) not in chosen:
                del self.fields[name]


class ContactForm(StepForm):
    """How to reach the applicant: what the way that was chosen needs, and one more."""

    step = "contact"
    telephone = forms.CharField(
        label=_("联系电话"),
        help_text=_("网上提交的申请，要与您确认收到以后才算收到，所以请留一个方便的电话。"),
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    email = forms.CharField(
        label=_("电子邮箱"),
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"type": "email", "autocomplete": "email"}),
    )
    address = forms.CharField(
        label=_("通信地址"),
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    postcode = forms.RegexField(
        r"^\d{6}$",
        label=_("邮政编码"),
        required=False,
        max_length=6,
        widget=forms.TextInput(attrs={"autocomplete": "postal-code", "inputmode": "numeric"}),
        error_messages={"invalid": _("邮政编码是6位数字。")},
    )

    def adapt(self) -> None:
        """Ask first for what the chosen way needs; the address of a prison is known already."""
        if "prison" in self.application.chosen("who", "circumstances"):
            del self.fields["address"]
        way = self.application.said("form", "wanted_way")
        goes_by = {WantedWay.EMAIL: "email", WantedWay.POST: "address"}
        first = next((name for one, name in goes_by.items() if one == way), "telephone")
        if (needed := self.fields.get(first)) is not None and first != "telephone":
            needed.required = True
            needed.error_messages["required"] = _("您选的方式要用到它，请填写。")
        self.order_fields([first, "telephone", "email", "address", "postcode"])
