"""Ending a person's sessions wherever he is signed in."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from sunshine.orgs.models import Person


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
