"""Opening an account by its one-time link, and recovering it with the help of two people.

A lost password or second factor is never one person's affair: an administrator
opens the reset, another person confirms who asks and releases it.
"""

from datetime import date, datetime

from sunshine.audit.log import action, append
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, Refused, refuse_if
from sunshine.orgs import links
from sunshine.orgs import reasons as _sentences  # noqa: F401 - registers the refusals
from sunshine.orgs.models import AccountLink, AccountReset, Person, Role
from sunshine.orgs.rights import may
from sunshine.orgs.sessions import end_sessions, forget_factors
from sunshine.orgs.standing import take_turn, why_not_administer


@action
def accept_link(token: str, *, password: str, at: datetime) -> Person:
    """Set the password of the person whose one-time link ``token`` is; the link is used up.

    The caller has checked the password's strength. Raises Refused when the link
    was used, replaced or has run out.
    """
    take_turn()
    link = links.find(token, at)
    if link is None:
        raise Refused("link-is-over")
    person = link.person
    link.used_at = at
    link.save(update_fields=["used_at"])
    person.set_password(password)
    person.save(update_fields=["password"])
    end_sessions(person)
    append(
        "orgs.link_accepted",
        subject=f"person:{person.pk}",
        by=person,
        at=at,
        body=_slug(person),
        data={"purpose": link.purpose},
    )
    return person


def _slug(person: Person) -> str:
    return person.body.slug if person.body else ""


def why_not_open_reset(person: Person, *, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` may not open a reset for ``person``."""
    reasons = why_not_administer(person.body, by, on)
    if person.left is not None:
        reasons.append(Reason("person-has-left", facts={"person": person.name}))
    if person.pk == by.pk:
        reasons.append(Reason("own-reset"))
    if person.resets.filter(decided_at__isnull=True).exists():
        reasons.append(Reason("reset-is-open", facts={"person": person.name}))
    return reasons


@action
def open_reset(person: Person, *, lost: str, reason: str, by: Person, at: datetime) -> AccountReset:
    """Open a reset of what ``person`` lost (AccountReset.Lost); nothing changes until release."""
    take_turn(person)
    refuse_if(why_not_open_reset(person, by=by, on=beijing_day(at)))
    reset = AccountReset.objects.create(
        person=person,
        lost=AccountReset.Lost(lost),
        reason=reason,
        opened_by=by,
        opened_at=at,
    )
    append(
        "orgs.reset_opened",
        subject=f"person:{person.pk}",
        by=by,
        at=at,
        body=_slug(person),
        data={"reset": reset.pk, "lost": lost, "reason": reason},
    )
    return reset


def why_not_decide_reset(reset: AccountReset, *, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` may not release or refuse ``reset``: a second person must."""
    body = reset.person.body
    reasons = (
        []
        if body is not None and may(by, Role.DISCLOSURE_HEAD, body, on)
        else why_not_administer(body, by, on)
    )
    if by.pk in {reset.opened_by_id, reset.person_id}:
        reasons.append(Reason("needs-second-person"))
    if reset.decided_at is not None:
        reasons.append(Reason("reset-is-decided"))
    return reasons


@action
def release_reset(reset: AccountReset, *, identity: str, by: Person, at: datetime) -> str:
    """Release a reset after confirming who asked (``identity``: how); return a link's token.

    What was lost stops working and every session ends at once; the link lasts 24 hours.
    """
    take_turn(reset, reset.person)
    refuse_if(why_not_decide_reset(reset, by=by, on=beijing_day(at)))
    person = reset.person
    reset.decided_by, reset.decided_at = by, at
    reset.is_released, reset.identity = True, identity
    reset.save()
    person.set_unusable_password()
    person.save(update_fields=["password"])
    forgotten = forget_factors(person) if reset.lost == AccountReset.Lost.FACTOR else []
    end_sessions(person)
    token = links.issue(person, AccountLink.Purpose.RESET, at)
    append(
        "orgs.reset_released",
        subject=f"person:{person.pk}",
        by=by,
        at=at,
        body=_slug(person),
        data={"reset": reset.pk, "identity": identity, "forgotten": forgotten},
    )
    return token


@action
def refuse_reset(reset: AccountReset, *, reason: str, by: Person, at: datetime) -> None:
    """Close a reset without releasing it; the one who opened it may withdraw it so."""
    take_turn(reset)
    if by.pk != reset.opened_by_id or reset.decided_at is not None:
        refuse_if(why_not_decide_reset(reset, by=by, on=beijing_day(at)))
    reset.decided_by, reset.decided_at, reset.identity = by, at, reason
    reset.save()
    append(
        "orgs.reset_refused",
        subject=f"person:{reset.person_id}",
        by=by,
        at=at,
        body=_slug(reset.person),
        data={"reset": reset.pk, "reason": reason},
    )
