"""Joining and leaving an office, and absence."""

from datetime import date, datetime, timedelta

from sunshine.audit.log import action, append
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, Refused, refuse_if
from sunshine.orgs import links
from sunshine.orgs import reasons as _sentences  # noqa: F401 - registers the refusals
from sunshine.orgs.models import (
    AccountLink,
    Body,
    NamedGroupMember,
    Person,
    PostHolding,
)
from sunshine.orgs.models.people import USERNAME
from sunshine.orgs.sessions import end_sessions, forget_factors
from sunshine.orgs.standing import take_turn, why_not_administer, why_not_end


def why_not_join(body: Body, *, username: str, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` may not open an account ``username`` kept by ``body``."""
    reasons = why_not_administer(body, by, on)
    if not body.exists_on(on):
        reasons.append(Reason("body-is-no-more", facts={"body": body.name}))
    if not USERNAME.regex.match(username):  # type: ignore[union-attr]
        reasons.append(Reason("bad-username", field="username"))
    elif Person.objects.filter(username=username).exists():
        reasons.append(Reason("username-taken", field="username"))
    return reasons


@action
def join(
    body: Body,
    *,
    username: str,
    name: str,
    by: Person,
    at: datetime,
    name_en: str = "",
    email: str = "",
) -> tuple[Person, str]:
    """Open an account kept by ``body``; return the person and the token of a one-time link.

    There is no default password: the person sets one by the link, within 7 days.
    """
    take_turn(body)
    refuse_if(why_not_join(body, username=username, by=by, on=beijing_day(at)))
    person = Person(
        username=username,
        name=name,
        name_en=name_en,
        email=email,
        body=body,
        joined=beijing_day(at),
    )
    person.set_unusable_password()
    person.save()
    token = links.issue(person, AccountLink.Purpose.JOIN, at)
    append(
        "orgs.person_joined",
        subject=f"person:{person.pk}",
        by=by,
        at=at,
        body=body.slug,
        data={"person": name, "username": username},
    )
    return person, token


def why_not_keep_person(person: Person, *, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` may not keep the account of ``person``."""
    reasons = why_not_administer(person.body, by, on)
    if person.left is not None:
        reasons.append(Reason("person-has-left", facts={"person": person.name}))
    return reasons


@action
def describe_person(
    person: Person, *, name: str, name_en: str, email: str, by: Person, at: datetime
) -> None:
    """Keep the name and e-mail address of a person up to date."""
    take_turn(person)
    refuse_if(why_not_keep_person(person, by=by, on=beijing_day(at)))
    changed = [
        field
        for field, value in (("name", name), ("name_en", name_en), ("email", email))
        if getattr(person, field) != value
    ]
    person.name, person.name_en, person.email = name, name_en, email
    person.save(update_fields=["name", "name_en", "email"])
    append(
        "orgs.person_described",
        subject=f"person:{person.pk}",
        by=by,
        at=at,
        body=_slug(person),
        data={"changed": changed},
    )


def _slug(person: Person) -> str:
    return person.body.slug if person.body else ""


def why_not_invite_again(person: Person, *, by: Person, on: date) -> list[Reason]:
    """Return why ``person`` may not be sent another first link."""
    reasons = why_not_keep_person(person, by=by, on=on)
    if person.has_usable_password():
        # A new link for an account in use would let one person alone take it over.
        reasons.append(Reason("account-in-use", facts={"person": person.name}))
    return reasons


@action
def invite_again(person: Person, *, by: Person, at: datetime) -> str:
    """Replace a first link that was lost or has run out; return the token of the new one."""
    take_turn(person)
    refuse_if(why_not_invite_again(person, by=by, on=beijing_day(at)))
    token = links.issue(person, AccountLink.Purpose.JOIN, at)
    append(
        "orgs.person_invited_again",
        subject=f"person:{person.pk}",
        by=by,
        at=at,
        body=_slug(person),
        data={"person": person.name},
    )
    return token


def why_not_leave(person: Person, *, by: Person, on: date) -> list[Reason]:
    """Return why ``person`` may not be recorded as having left."""
    reasons = why_not_keep_person(person, by=by, on=on)
    holdings = PostHolding.objects.on(on).filter(person=person).select_related("post__body")
    return reasons + why_not_end(list(holdings), on)


@action
def leave(person: Person, *, reason: str, by: Person, at: datetime) -> None:
    """Let ``person`` leave with effect at once: sessions, posts, deputies and links end."""
    take_turn(person)
    on = beijing_day(at)
    refuse_if(why_not_leave(person, by=by, on=on))
    person.left, person.is_active = on, False
    person.set_unusable_password()
    person.save(update_fields=["left", "is_active", "password"])
    yesterday = on - timedelta(days=1)
    for dated in (
        person.holdings,
        person.delegated,
        person.deputising,
        NamedGroupMember.objects.filter(person=person),
    ):
        dated.filter(until__isnull=True).update(until=yesterday)
        dated.filter(until__gte=on).update(until=yesterday)
    person.links.filter(used_at__isnull=True).update(expires_at=at)
    person.resets.filter(decided_at__isnull=True).update(decided_at=at, decided_by=by)
    ended = end_sessions(person)
    forget_factors(person)
    append(
        "orgs.person_left",
        subject=f"person:{person.pk}",
        by=by,
        at=at,
        body=_slug(person),
        data={"person": person.name, "reason": reason, "sessions": ended},
    )


def why_not_rejoin(person: Person, body: Body, *, by: Person, on: date) -> list[Reason]:
    """Return why ``person``, who has left, may not come back to ``body``."""
    reasons = why_not_administer(body, by, on)
    if person.left is None:
        reasons.append(Reason("person-is-here", facts={"person": person.name}))
    return reasons


@action
def rejoin(person: Person, *, body: Body, by: Person, at: datetime) -> str:
    """Let ``person`` come back, kept by ``body``, without posts; return a first link's token."""
    take_turn(person, body)
    refuse_if(why_not_rejoin(person, body, by=by, on=beijing_day(at)))
    person.left, person.is_active, person.body = None, True, body
    person.save(update_fields=["left", "is_active", "body"])
    token = links.issue(person, AccountLink.Purpose.JOIN, at)
    append(
        "orgs.person_rejoined",
        subject=f"person:{person.pk}",
        by=by,
        at=at,
        body=body.slug,
        data={"person": person.name},
    )
    return token


def why_not_mark_away(
    person: Person, *, since: date, until: date | None, by: Person, on: date
) -> list[Reason]:
    """Return why ``by`` may not record ``person`` as away; everybody may for himself."""
    reasons = [] if person.pk == by.pk else why_not_keep_person(person, by=by, on=on)
    if until is not None and until < max(since, on):
        reasons.append(Reason("ends-before-start", field="until"))
    return reasons


@action
def mark_away(person: Person, *, since: date, until: date | None, by: Person, at: datetime) -> None:
    """Record ``person`` as away from ``since`` to ``until``, both included."""
    take_turn(person)
    refuse_if(why_not_mark_away(person, since=since, until=until, by=by, on=beijing_day(at)))
    person.away_since, person.away_until = since, until
    person.save(update_fields=["away_since", "away_until"])
    append(
        "orgs.person_marked_away",
        subject=f"person:{person.pk}",
        by=by,
        at=at,
        body=_slug(person),
        data={"since": str(since), "until": str(until or "")},
    )


@action
def mark_back(person: Person, *, by: Person, at: datetime) -> None:
    """Record that ``person`` is back; deputies stay until their own day or until ended."""
    take_turn(person)
    if person.away_since is None:
        raise Refused("not-away", person=person.name)
    on = beijing_day(at)
    refuse_if(why_not_mark_away(person, since=on, until=None, by=by, on=on))
    person.away_since = person.away_until = None
    person.save(update_fields=["away_since", "away_until"])
    append(
        "orgs.person_marked_back",
        subject=f"person:{person.pk}",
        by=by,
        at=at,
        body=_slug(person),
    )
