"""Who asks: what is known of an applicant, checked, sealed, and found again without opening.

Law: 政府信息公开条例 2019 art. 29 (1) 身份证明; 个人信息保护法 arts. 19, 51.
"""

import dataclasses
import json
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.utils.translation import gettext_lazy as _

import sunshine.inforequests.reasons  # noqa: F401 - registers the sentences
from sunshine.inforequests.asking import CONTENT_LAW, Asking
from sunshine.inforequests.models import ApplicantClass, WantedWay
from sunshine.kit.codes import is_credit_code, is_org_code
from sunshine.kit.errors import Reason
from sunshine.kit.sealing import blind_index, key_for, seal, seal_text, unseal, unseal_text
from sunshine.scanning.personal.checks import is_id_card, is_old_id_card

FORGOTTEN = "（身份信息已到期删除）"
ADULT = 18
KEPT_YEARS = 3
LONGEST = 200
_SEALED, _FOUND = "inforequests identity", "inforequests same applicant"


class IdKind(models.TextChoices):
    """By what somebody proves who he is."""

    RESIDENT = "resident", _("居民身份证")
    PASSPORT = "passport", _("护照")
    HK_MACAU = "hk_macau", _("港澳居民来往内地通行证")
    TAIWAN = "taiwan", _("台湾居民来往大陆通行证")
    HMT_RESIDENCE = "hmt_residence", _("港澳台居民居住证")
    FOREIGN_RESIDENCE = "foreign_residence", _("外国人永久居留身份证")
    CREDIT_CODE = "credit_code", _("统一社会信用代码")
    ORG_CODE = "org_code", _("组织机构代码")
    OTHER = "other", _("其他证件")


ORGANISATIONS = frozenset({IdKind.CREDIT_CODE, IdKind.ORG_CODE})


@dataclasses.dataclass(frozen=True, slots=True)
class Someone:
    """A person beside the applicant: agent, guardian or member of a group."""

    name: str
    id_kind: str = IdKind.RESIDENT
    id_number: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Identity:
    """Who asks; ``mandate`` says what an agent may do, ``mark`` how an oral request is signed."""

    name: str
    id_kind: str = IdKind.RESIDENT
    id_number: str = ""
    address: str = ""
    postcode: str = ""
    telephone: str = ""
    email: str = ""
    representative: str = ""
    agent: Someone | None = None
    mandate: str = ""
    guardian: Someone | None = None
    members: tuple[Someone, ...] = ()
    mark: str = ""  # signature | fingerprint
    witness: str = ""


def why_not_identity(identity: Identity, asking: Asking, *, on: date) -> list[Reason]:
    """Return what is wrong with who asks, each at its field; ``on``: the day of filing."""
    is_person = asking.applicant_class == ApplicantClass.PERSON
    reasons = list(_why_not_someone(Someone(identity.name, identity.id_kind, identity.id_number)))
    if is_person == (identity.id_kind in ORGANISATIONS):
        reasons.append(Reason("identity-kind-unfit", CONTENT_LAW, "id_kind"))
    if not is_person and not identity.representative.strip():
        reasons.append(Reason("identity-representative-needed", CONTENT_LAW, "representative"))
    reasons += _why_not_contact(identity, asking)
    if identity.agent is not None:
        reasons += _why_not_someone(identity.agent, "agent_")
        if not identity.mandate.strip():
            reasons.append(Reason("identity-mandate-needed", CONTENT_LAW, "mandate"))
    if identity.guardian is not None:
        reasons += _why_not_someone(identity.guardian, "guardian_")
    elif is_person and is_minor(identity, on):
        reasons.append(Reason("identity-guardian-needed", "民法典 第十九条", "guardian_name"))
    for member in identity.members:
        reasons += _why_not_someone(member, "members", is_member=True)
    # Not ``asdict``, which copies all that lies below: this is asked at every step of the form.
    names = [one.name for one in dataclasses.fields(identity)]
    texts = [(name, getattr(identity, name)) for name in names]
    reasons += [
        Reason("request-too-long", field=field, facts={"most": LONGEST})
        for field, text in texts
        if isinstance(text, str) and len(text) > LONGEST
    ]
    return reasons


def is_minor(identity: Identity, on: date) -> bool:
    """Return whether the number says that the applicant is not of age on ``on``."""
    born = _born(identity)
    if born is None:
        return False
    return (on.year - born.year - ((on.month, on.day) < (born.month, born.day))) < ADULT


def sealed(identity: Identity, *, request: int) -> str:
    """Return ``identity`` sealed for the request of that key."""
    text = json.dumps(dataclasses.asdict(identity), ensure_ascii=False)
    return seal_text(text, key=_key(_SEALED), about=f"request:{request}")


def opened(text: str, *, request: int) -> Identity:
    """Return the identity that was sealed; a forgotten one says so in the place of the name.

    Raises BrokenSeal if it belongs to another request or another key.
    """
    if not text:
        return Identity(FORGOTTEN)
    data = json.loads(unseal_text(text, key=_key(_SEALED), about=f"request:{request}"))
    members = tuple(Someone(**one) for one in data.pop("members"))
    agent, guardian = _someone(data.pop("agent")), _someone(data.pop("guardian"))
    return Identity(**data, agent=agent, guardian=guardian, members=members)


def sealed_bytes(content: bytes, *, request: int) -> bytes:
    """Return a paper about a person sealed for the request of that key."""
    return seal(content, key=_key(_SEALED), about=f"request:{request}:paper")


def opened_bytes(content: bytes, *, request: int) -> bytes:
    """Return the paper that was sealed. Raises BrokenSeal."""
    return unseal(bytes(content), key=_key(_SEALED), about=f"request:{request}:paper")


def sealed_party(name: str, contact: str, *, request: int) -> str:
    """Return who is consulted, sealed for the request of that key."""
    text = json.dumps([name, contact], ensure_ascii=False)
    return seal_text(text, key=_key(_SEALED), about=f"request:{request}:party")


def opened_party(text: str, *, request: int) -> tuple[str, str]:
    """Return name and contact of who is consulted. Raises BrokenSeal."""
    if not text:
        return FORGOTTEN, ""
    about = f"request:{request}:party"
    name, contact = json.loads(unseal_text(text, key=_key(_SEALED), about=about))
    return name, contact


def keep_until(closed_on: date) -> date:
    """Return until when the identity of a request closed on that day is kept.

    Three years: a suit may be brought for half a year, and the accounts of two years beside
    each other are held against the cases (个人信息保护法 art. 19: no longer than needed).
    """
    return date(closed_on.year + KEPT_YEARS, 12, 31)


def digest_of(identity: Identity) -> str:
    """Return by what other requests of the same applicant are found; equal for the same ID.

    An old number of 15 figures counts as the one of 18 that replaced it. Without a number the
    name and the telephone must do; empty where there is not even that.
    """
    number = _plain(identity.id_number)
    if number:
        if _is_old(number):
            number = _of_18(number)
        kind = "person" if identity.id_kind not in ORGANISATIONS else "organisation"
        return blind_index(f"{kind}:{number}", key=_key(_FOUND))
    contact = identity.telephone or identity.email
    if not contact:
        return ""
    return blind_index(f"named:{identity.name.strip()}:{contact.strip()}", key=_key(_FOUND))


def _why_not_someone(
    one: Someone, prefix: str = "", *, is_member: bool = False
) -> Iterator[Reason]:
    def field(name: str) -> str:
        return prefix if is_member else f"{prefix}{name}"

    if not one.name.strip():
        yield Reason("identity-name-needed", CONTENT_LAW, field("name"))
    number = _plain(one.id_number)
    if one.id_kind not in IdKind.values:
        yield Reason("request-choice", field=field("id_kind"))
    elif not number:
        yield Reason("identity-number-needed", CONTENT_LAW, field("id_number"))
    elif not _is_number(one.id_kind, number):
        kind = IdKind(one.id_kind).label
        yield Reason("identity-number-wrong", field=field("id_number"), facts={"kind": kind})


def _why_not_contact(identity: Identity, asking: Asking) -> Iterator[Reason]:
    if not any(map(str.strip, (identity.address, identity.telephone, identity.email))):
        yield Reason("identity-contact-needed", CONTENT_LAW, "telephone")
    if asking.wanted_way == WantedWay.POST and not identity.address.strip():
        yield Reason("identity-address-needed", field="address")
    if asking.wanted_way == WantedWay.EMAIL and not identity.email.strip():
        yield Reason("identity-email-needed", field="email")
    if identity.email.strip():
        try:
            validate_email(identity.email.strip())
        except ValidationError:
            yield Reason("identity-email-wrong", field="email")


def _is_number(kind: str, number: str) -> bool:
    if kind == IdKind.RESIDENT:
        return _is_resident(number) or _is_old(number)
    if kind == IdKind.CREDIT_CODE:
        return is_credit_code(number)
    if kind == IdKind.ORG_CODE:
        return is_org_code(number)
    return 4 <= len(number) <= 30 and number.isascii()


def _born(identity: Identity) -> date | None:
    number = _plain(identity.id_number)
    if identity.id_kind != IdKind.RESIDENT:
        return None
    if _is_old(number):
        number = _of_18(number)
    if not _is_resident(number):
        return None
    return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))


def _is_resident(number: str) -> bool:
    return len(number) == 18 and is_id_card(number)


def _is_old(number: str) -> bool:
    return len(number) == 15 and number.isdecimal() and is_old_id_card(number)


def _of_18(number: str) -> str:
    stem = f"{number[:6]}19{number[6:]}"
    return next(f"{stem}{last}" for last in "0123456789X" if is_id_card(f"{stem}{last}"))


def _plain(number: str) -> str:
    return "".join(number.split()).replace("-", "").upper()


def _someone(data: dict[str, Any] | None) -> Someone | None:
    return None if data is None else Someone(**data)


def _key(purpose: str) -> bytes:
    return _derived(settings.SEALING_KEY, purpose)


@lru_cache(maxsize=8)
def _derived(secret: str, purpose: str) -> bytes:
    return key_for(secret, purpose)
