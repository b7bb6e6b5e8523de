"""The form at the window: one field after another, as a scanner or a card reader types them."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from sunshine.desk.forms.orgs import BodyChoice
from sunshine.desk.forms.people import day
from sunshine.desk.forms.requests.fields import CHANNELS, line, radios, refuse_unsealable, text
from sunshine.inforequests.asking import (
    LONGEST_DESCRIPTION,
    LONGEST_FEATURES,
    LONGEST_NUMBER,
    Asking,
)
from sunshine.inforequests.filing import Arrival, HandedIn
from sunshine.inforequests.identity import LONGEST, Identity, IdKind, Someone
from sunshine.inforequests.models import ApplicantClass, Purpose, WantedForm, WantedWay
from sunshine.inforequests.receipt import Channel
from sunshine.orgs.models import Body

_CHANNELS = [(key.value, label) for key, label in CHANNELS.items() if key is not Channel.WEB]
_MARKS = [("signature", _("签名")), ("fingerprint", _("按指印"))]
_WAYS = {WantedForm.PAPER: WantedWay.COLLECT, WantedForm.ELECTRONIC: WantedWay.EMAIL}
LONGEST_MEMBERS = 20_000
_PAPERS = {
    "identity_paper": Purpose.IDENTITY,
    "mandate_paper": Purpose.MANDATE,
    "mark_paper": Purpose.SIGNATURE,
    "scan": Purpose.SCAN,
}


class RegisterForm(forms.Form):
    """A request that did not come by the web: how it came, who asks, what for."""

    body = BodyChoice(label=_("哪个机关"), queryset=Body.objects.none(), empty_label=None)
    channel = radios(_("怎样提出的"), _CHANNELS, initial=Channel.WINDOW)
    arrived_on = day(_("收到材料的日期"), help_text=_("当面的填提交之日，信函填签收或者拆封之日。"))
    applicant_confirmed_on = day(
        _("与申请人确认的日期"),
        required=False,
        help_text=_("平信、电子邮件、传真须与申请人确认；还没有确认的不填，登记后再确认。"),
    )
    applicant_class = radios(_("申请人类别"), ApplicantClass.choices, initial=ApplicantClass.PERSON)
    name = line(_("姓名或者名称"), LONGEST, autocomplete="off", autofocus="autofocus")
    id_kind = forms.ChoiceField(label=_("证件种类"), choices=IdKind.choices)
    id_number = line(
        _("证件号码"), LONGEST, autocomplete="off", hint=_("读卡器、扫码枪可以直接读入。")
    )
    representative = line(_("法定代表人或者负责人"), LONGEST, required=False, autocomplete="off")
    telephone = line(_("电话"), LONGEST, required=False, inputmode="tel", autocomplete="off")
    address = line(_("通信地址"), LONGEST, required=False, autocomplete="off")
    postcode = line(_("邮政编码"), 20, required=False, inputmode="numeric", autocomplete="off")
    email = line(_("电子邮箱"), LONGEST, required=False, inputmode="email", autocomplete="off")
    description = text(
        _("所需信息"),
        LONGEST_DESCRIPTION,
        hint=_("名称、文号或者便于查询的其他特征。一件申请写一项。"),
    )
    document_number = line(_("文号"), LONGEST_NUMBER, required=False, autocomplete="off")
    features = line(_("其他特征"), LONGEST_FEATURES, required=False, autocomplete="off")
    wanted_form = radios(_("要什么形式"), WantedForm.choices, initial=WantedForm.PAPER)
    wanted_way = radios(_("怎样取得"), WantedWay.choices, initial=WantedWay.COLLECT)
    other_forms = forms.BooleanField(label=_("也可接受其他方式"), required=False, initial=True)
    suggests_publication = forms.BooleanField(label=_("建议主动公开"), required=False)
    mark = forms.ChoiceField(
        label=_("申请人怎样确认"),
        choices=[("", _("请选择")), *_MARKS],
        required=False,
        help_text=_("口头提出的，由您代为填写并读给申请人听，申请人签名或者按指印。"),
    )
    witness = line(_("见证人"), LONGEST, required=False, autocomplete="off")
    has_agent = forms.BooleanField(label=_("由代理人提出"), required=False)
    agent_name = line(_("代理人姓名"), LONGEST, required=False, autocomplete="off")
    agent_id_kind = forms.ChoiceField(
        label=_("代理人证件种类"), choices=IdKind.choices, required=False
    )
    agent_id_number = line(_("代理人证件号码"), LONGEST, required=False, autocomplete="off")
    mandate = line(_("委托事项和权限"), LONGEST, required=False, hint=_("照授权委托书填写。"))
    has_guardian = forms.BooleanField(label=_("申请人未满18周岁"), required=False)
    guardian_name = line(_("监护人姓名"), LONGEST, required=False, autocomplete="off")
    guardian_id_number = line(_("监护人身份证号码"), LONGEST, required=False, autocomplete="off")
    has_members = forms.BooleanField(label=_("多人共同申请"), required=False)
    members = text(
        _("其他申请人"),
        LONGEST_MEMBERS,
        required=False,
        hint=_("一人一行：姓名，空格，身份证号码。"),
    )
    identity_paper = forms.FileField(label=_("身份证明的照片或者扫描件"), required=False)
    mandate_paper = forms.FileField(label=_("授权委托书"), required=False)
    mark_paper = forms.FileField(label=_("签名或者指印的照片"), required=False)
    scan = forms.FileField(label=_("来件扫描件"), required=False)
    proven = forms.BooleanField(label=_("已核验申请人的身份"), required=False)
    token = forms.CharField(widget=forms.HiddenInput, max_length=200)

    def __init__(self, *args: Any, bodies: QuerySet[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        body: Any = self.fields["body"]
        body.queryset = bodies
        if len(bodies) == 1:
            body.widget = forms.HiddenInput()

    def clean_members(self) -> tuple[Someone, ...]:
        """Return the members; raise ValidationError for a line without a number."""
        found = []
        for number, row in enumerate(self.cleaned_data["members"].splitlines(), 1):
            parts = row.split()
            if not parts:
                continue
            if len(parts) < 2:
                raise forms.ValidationError(
                    _("第%(row)s行没有证件号码。请写成“姓名 号码”。"), params={"row": number}
                )
            found.append(Someone(" ".join(parts[:-1]), IdKind.RESIDENT, parts[-1]))
        return tuple(found)

    def clean(self) -> dict[str, Any]:
        """Return what was given; every paper that bears a virus is named at its field."""
        for name, purpose in _PAPERS.items():
            file = self.cleaned_data.get(name)
            if file is None:
                continue
            try:
                refuse_unsealable(purpose, file)
            except forms.ValidationError as fault:
                self.add_error(name, fault)
        return self.cleaned_data

    @property
    def arrival(self) -> Arrival:
        """Return how and when it came; a day confirmed holds for both sides."""
        given = self.cleaned_data
        confirmed: date | None = given["applicant_confirmed_on"]
        return Arrival(Channel(given["channel"]), given["arrived_on"], confirmed, confirmed)

    @property
    def asking(self) -> Asking:
        """Return what is asked."""
        names = (
            *("description", "applicant_class", "document_number", "features", "wanted_form"),
            *("wanted_way", "other_forms", "suggests_publication"),
        )
        return Asking(**{name: self.cleaned_data[name] for name in names})

    @property
    def identity(self) -> Identity:
        """Return who asks; what the answers before it make needless is left out."""
        given = self.cleaned_data
        plain = (
            *("name", "id_kind", "id_number", "address", "postcode", "telephone", "email"),
            *("representative",),
        )
        oral = given["channel"] == Channel.ORAL
        agent = Someone(
            given["agent_name"],
            given["agent_id_kind"] or IdKind.RESIDENT,
            given["agent_id_number"],
        )
        guardian = Someone(given["guardian_name"], IdKind.RESIDENT, given["guardian_id_number"])
        return Identity(
            **{name: given[name] for name in plain},
            agent=agent if given["has_agent"] else None,
            mandate=given["mandate"] if given["has_agent"] else "",
            guardian=guardian if given["has_guardian"] else None,
            members=given.get("members", ()) if given["has_members"] else (),
            mark=given["mark"] if oral else "",
            witness=given["witness"] if oral else "",
        )

    @property
    def papers(self) -> list[HandedIn]:
        """Return the papers that came along."""
        return [
            HandedIn(purpose, given, given.name)
            for name, purpose in _PAPERS.items()
            if (given := self.cleaned_data.get(name)) is not None
        ]
