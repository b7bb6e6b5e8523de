"""A person's sessions wherever he is signed in, and his second factors."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils.translation import gettext_lazy as _

from sunshine.orgs.models import Person

FACTOR_NAMES = {
    Authenticator.Type.WEBAUTHN: _("通行密钥"),
    Authenticator.Type.TOTP: _("验证器应用"),
    Authenticator.Type.RECOVERY_CODES: _("恢复码"),
}


def end_sessions(person: Person, *, keep: str = "") -> int:
    """End every session of ``person`` but the one with the key ``keep``; return how many."""
    ended = 0
    for session in UserSession.objects.filter(user=person).exclude(session_key=keep):
        session.end()
        ended += 1
    return ended


def end_session(person: Person, number: int) -> bool:
    """End the session ``number`` of ``person``; return whether there was one."""
    session = UserSession.objects.filter(user=person, pk=number).first()
    if session is None:
        return False
    session.end()
    return True


def forget_factors(person: Person) -> list[str]:
    """Remove every second factor of ``person`` and return their kinds."""
    factors = Authenticator.objects.filter(user=person)
    kinds = sorted(factors.values_list("type", flat=True))
    factors.delete()
    return kinds


def has_factor(person: Person) -> bool:
    """Return whether ``person`` has an authenticator app or a passkey; one query.

    Recovery codes alone are no second factor: they come with one.
    """
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return bool(Authenticator.objects.filter(user=person, type__in=kinds).exists())


def factors_of(person: Person) -> list[str]:
    """Return the names of the person's second factors, recovery codes among them; one query."""
    kinds = set(Authenticator.objects.filter(user=person).values_list("type", flat=True))
    return [str(label) for kind, label in FACTOR_NAMES.items() if kind in kinds]
