"""What is shown of a request, and of who asks to those who deal with the applicant."""

from django.utils.translation import gettext as _

from sunshine.desk.forms.requests.fields import CHANNELS
from sunshine.inforequests.identity import IdKind, Someone
from sunshine.inforequests.letter_facts import identity_of
from sunshine.inforequests.models import InfoRequest
from sunshine.inforequests.receipt import Channel
from sunshine.ui.dates import day_words
from sunshine.ui.parts import Fact

_SHOWN_HEAD, _SHOWN_TAIL = 3, 4


def channel_name(info: InfoRequest) -> str:
    """Return how the request came."""
    return str(CHANNELS[Channel(info.channel)])


def request_facts(info: InfoRequest) -> list[Fact]:
    """Return what is asked, how it came, and in which form it is wanted."""
    wanted = f"{info.get_wanted_form_display()} · {info.get_wanted_way_display()}"
    if info.other_forms:
        wanted = f"{wanted} · {_('也可接受其他方式')}"
    received = info.case.received_on
    return [
        Fact(_("所需信息"), info.description, wide=True),
        Fact(_("文号"), info.document_number),
        Fact(_("其他特征"), info.features),
        Fact(_("申请人类别"), info.get_applicant_class_display()),
        Fact(_("提出方式"), channel_name(info)),
        Fact(_("提出日期"), day_words(info.submitted_at)),
        Fact(_("收到申请之日"), day_words(received) if received else _("待双方确认")),
        Fact(_("提供方式"), wanted),
        Fact(_("建议主动公开"), _("是") if info.suggests_publication else ""),
        Fact(_("档号"), info.archive_number),
    ]


def identity_facts(info: InfoRequest) -> list[Fact]:
    """Return who asks; numbers are shown in part."""
    who = identity_of(info)
    proven = _("已核验") if info.applicant.proven else _("未核验")
    facts = [
        Fact(_("申请人"), who.name),
        Fact(_("身份证明"), f"{_id_of(who.id_kind, who.id_number)}（{proven}）"),
        Fact(_("法定代表人或者负责人"), who.representative),
        Fact(_("电话"), who.telephone),
        Fact(_("电子邮箱"), who.email),
        Fact(_("通信地址"), " ".join(part for part in (who.address, who.postcode) if part)),
    ]
    if who.agent is not None:
        facts.append(Fact(_("代理人"), _named(who.agent)))
        facts.append(Fact(_("委托事项"), who.mandate))
    if who.guardian is not None:
        facts.append(Fact(_("监护人"), _named(who.guardian)))
    if who.members:
        facts.append(Fact(_("其他申请人"), "；".join(map(_named, who.members)), wide=True))
    if who.mark:
        mark = _("签名") if who.mark == "signature" else _("指印")
        facts.append(Fact(_("口头申请"), f"{mark} · {_('见证人')} {who.witness}"))
    return facts


def partly(number: str) -> str:
    """Return a number of which the middle is not shown."""
    plain = number.strip()
    if len(plain) <= _SHOWN_HEAD + _SHOWN_TAIL:
        return plain
    hidden = "*" * (len(plain) - _SHOWN_HEAD - _SHOWN_TAIL)
    return f"{plain[:_SHOWN_HEAD]}{hidden}{plain[-_SHOWN_TAIL:]}"


def _id_of(kind: str, number: str) -> str:
    label = IdKind(kind).label if kind in IdKind.values else kind
    return f"{label} {partly(number)}"


def _named(one: Someone) -> str:
    return f"{one.name}（{_id_of(one.id_kind, one.id_number)}）"
