"""Signing people in for tests: at once, or by every step a person takes."""

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from sunshine.orgs.models import Person


def give_factor(person: Person) -> str:
    """Give ``person`` an authenticator app, unless there is one; return its secret."""
    secret = generate_totp_secret()
    if not Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists():
        TOTP.activate(person, secret)
    return secret


def enter(client: Client, person: Person) -> Client:
    """Let ``person`` into the desk with ``client``, second factor and all; return it."""
    give_factor(person)
    client.force_login(person)
    return client
