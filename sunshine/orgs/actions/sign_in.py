"""What happens at the door: signing in and out, failing to, factors, passwords, sessions.

These acts need no right of their own; they put on record what the person did.
Law: 网络安全法 art. 21 (logs kept for six months at least).
"""

from datetime import datetime

from sunshine.audit.log import action, append
from sunshine.kit.errors import Refused
from sunshine.orgs import reasons as _sentences  # noqa: F401 - registers the refusals
from sunshine.orgs.models import Person
from sunshine.orgs.sessions import end_session, end_sessions


def _note(kind: str, person: Person, at: datetime, **data: object) -> None:
    append(
        kind,
        subject=f"person:{person.pk}",
        by=person,
        at=at,
        body=person.body.slug if person.body else "",
        data=data,
    )


@action
def record_signed_in(person: Person, *, address: str, ways: list[str], at: datetime) -> None:
    """Record that ``person`` signed in from ``address`` in ``ways`` (password, totp, …)."""
    person.last_login = at
    person.save(update_fields=["last_login"])
    _note("orgs.signed_in", person, at, address=address, ways=ways)


@action
def record_sign_in_failed(*, username: str, address: str, why: str, at: datetime) -> None:
    """Record a failed sign-in; a name that nobody bears is not kept (it may be a password)."""
    person = Person.objects.filter(username=username).select_related("body").first()
    append(
        "orgs.sign_in_failed",
        subject=f"person:{person.pk}" if person else "person:unknown",
        by=None,
        at=at,
        body=person.body.slug if person and person.body else "",
        data={"address": address, "why": why},
    )


@action
def record_signed_out(person: Person, *, why: str, at: datetime) -> None:
    """Record that a session ended: ``why`` is "asked" or "idle"."""
    _note("orgs.signed_out", person, at, why=why)


@action
def record_account_changed(person: Person, *, what: str, address: str, at: datetime) -> None:
    """Record a change the person made to the account, named as ``what`` (totp_activated, …)."""
    _note("orgs.account_changed", person, at, what=what, address=address)


@action
def end_one_session(person: Person, *, number: int, at: datetime) -> None:
    """End the session ``number`` of ``person`` at his wish; raise Refused if there is none."""
    if not end_session(person, number):
        raise Refused("session-is-over")
    _note("orgs.session_ended", person, at, sessions=1)


@action
def end_other_sessions(person: Person, *, keep: str, at: datetime) -> int:
    """End every session of ``person`` but the one with the key ``keep``; return how many."""
    ended = end_sessions(person, keep=keep)
    _note("orgs.session_ended", person, at, sessions=ended)
    return ended
