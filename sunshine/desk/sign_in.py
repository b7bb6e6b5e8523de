"""What allauth asks of us: no sign-up, everything on record, sentences in official Chinese."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sunshine.kit.days import beijing_day
from sunshine.orgs.actions import sign_in
from sunshine.orgs.models import Person
from sunshine.orgs.rights import is_staff

_TOO_MANY = _(
    "连续输错次数过多，为保护账号已暂停登录。请30分钟后再试；忘记密码请联系本机关系统管理员。"
)


class SignInAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are opened by administrators only; what happens at the door goes on record."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("这个账号已停用。请联系本机关系统管理员。"),
        "username_password_mismatch": _("用户名或者密码不正确。请核对后再输入。"),
        "too_many_login_attempts": _TOO_MANY,
        "rate_limited": _TOO_MANY,
        "enter_current_password": _("请输入现在使用的密码。"),
        "incorrect_password": _("密码不正确。请核对后再输入。"),
        "incorrect_code": _("验证码不正确。请输入验证器上正在显示的6位数字。"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Return False: nobody signs up."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Return the desk for staff, what is addressed to them for others."""
        today = beijing_day(timezone.now())
        at_work = isinstance(request.user, Person) and is_staff(request.user, today)
        return resolve_url("desk:home" if at_work else "/")

    def post_login(self, request: HttpRequest, user: Person, **hook: Any) -> HttpResponse:
        """Record the sign-in and go on."""
        ways = [
            str(record.get("type", record["method"]))
            for record in get_authentication_records(request, user)
        ]
        sign_in.record_signed_in(
            user, address=self.get_client_ip(request), ways=ways, at=timezone.now()
        )
        response: HttpResponse = super().post_login(request, user, **hook)
        return response

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse a locked account or address, and record that it knocked."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            self.record_failure(request, credentials.get("username", ""), "locked")
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Record a wrong name or password."""
        self.record_failure(request, credentials.get("username", ""), "password")

    def record_failure(self, request: HttpRequest, username: str, why: str) -> None:
        """Record a failed sign-in; ``why`` is "password", "code" or "locked"."""
        sign_in.record_sign_in_failed(
            username=username, address=self.get_client_ip(request), why=why, at=timezone.now()
        )

    def logout(self, request: HttpRequest) -> None:
        """Record the sign-out and end the session."""
        if isinstance(request.user, Person):
            sign_in.record_signed_out(request.user, why="asked", at=timezone.now())
        self.forget(request)

    def forget(self, request: HttpRequest) -> None:
        """End the session without a word on record."""
        logout(request)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Person,
        context: dict[str, Any] | None = None,  # noqa: ARG002 - allauth's signature
        email: str | None = None,  # noqa: ARG002 - allauth's signature
    ) -> None:
        """Record what would be mailed: a changed password, a factor added or removed."""
        sign_in.record_account_changed(
            user,
            what=template_prefix.rsplit("/", 1)[-1],
            address=self.get_client_ip(self.request),
            at=timezone.now(),
        )


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors: kept encrypted, and never fewer than one for staff."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _("至少保留一种第二因素。请先添加另一种，再删除这一种。"),
        "cannot_generate_recovery_codes": _("请先设置验证器或者通行密钥，再生成恢复码。"),
        "incorrect_code": _("验证码不正确。请输入验证器上正在显示的6位数字。"),
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Return whether another factor is left, or the person is not staff."""
        others = Authenticator.objects.filter(user=authenticator.user).exclude(pk=authenticator.pk)
        if others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists():
            return True
        return not is_staff(authenticator.user, beijing_day(timezone.now()))

    def generate_authenticator_name(self, user: Person, type: Authenticator.Type) -> str:  # noqa: A002
        """Return a name for a new passkey, numbered."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("通行密钥 %(number)d") % {"number": number}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return the site as a passkey names it."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return {**entity, "name": gettext("阳光政务公开")}

    def encrypt(self, text: str) -> str:
        """Return ``text`` as the database keeps it."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return what ``encrypt`` was given."""
        return _box().decrypt(encrypted_text.encode()).decode()


def _box() -> Fernet:
    key = hashlib.sha256(b"sunshine second factors" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
