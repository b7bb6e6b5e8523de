"""The first two acts of an empty house, which nobody has the right to do yet: root and keeper."""

from collections.abc import Mapping
from datetime import date, datetime

from sunshine.audit.log import action, append
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.orgs import links
from sunshine.orgs import reasons as _sentences  # noqa: F401 - registers the refusals
from sunshine.orgs.actions.bodies import ALWAYS
from sunshine.orgs.models import (
    AccountLink,
    Body,
    BodyLevel,
    BodyName,
    Person,
    Post,
    PostHolding,
    Role,
)
from sunshine.orgs.models.bodies import SLUG
from sunshine.orgs.models.people import USERNAME
from sunshine.orgs.rights import may
from sunshine.orgs.sessions import end_sessions, forget_factors
from sunshine.orgs.standing import is_administered, take_turn
from sunshine.orgs.tree import free_path


def why_not_found_root(slug: str) -> list[Reason]:
    """Return why the tree may not begin with a body ``slug``."""
    if Body.objects.exists():
        return [Reason("root-exists")]
    return [] if SLUG.regex.match(slug) else [Reason("bad-slug")]  # type: ignore[union-attr]


@action
def found_root(
    *,
    slug: str,
    name: str,
    short_name: str,
    name_en: str,
    at: datetime,
    level: str = BodyLevel.PROVINCE,
    facts: Mapping[str, str] | None = None,
) -> Body:
    """Begin the tree with its highest body; ``facts`` as in ``bodies.DESCRIBABLE``."""
    refuse_if(why_not_found_root(slug))
    body = Body.objects.create(
        slug=slug,
        level=level,
        path=free_path(None),
        name=name,
        short_name=short_name,
        name_en=name_en,
        **(facts or {}),
    )
    BodyName.objects.create(body=body, name=name, name_en=name_en, since=ALWAYS)
    append(
        "orgs.body_founded",
        subject=f"body:{slug}",
        by=None,
        at=at,
        body=slug,
        data={"name": name, "level": level, "parent": ""},
    )
    return body


def why_not_appoint_first(root: Body, username: str) -> list[Reason]:
    """Return why ``username`` may not become the first administrator of ``root``."""
    reasons = []
    if any(Role.ADMINISTRATOR in post.roles for post in Post.objects.filter(body=root)):
        reasons.append(Reason("administrator-exists"))
    if not USERNAME.regex.match(username):  # type: ignore[union-attr]
        reasons.append(Reason("bad-username"))
    elif Person.objects.filter(username=username).exists():
        reasons.append(Reason("username-taken"))
    return reasons


@action
def appoint_first_administrator(
    root: Body, *, username: str, name: str, at: datetime, name_en: str = ""
) -> tuple[Person, str]:
    """Open the first administrator's account; return the person and a one-time link's token."""
    refuse_if(why_not_appoint_first(root, username))
    on = beijing_day(at)
    person = Person(username=username, name=name, name_en=name_en, body=root, joined=on)
    person.set_unusable_password()
    person.save()
    post = Post.objects.create(
        body=root,
        slug="administrator",
        name="系统管理员",
        name_en="System administrator",
        roles=[Role.ADMINISTRATOR.value],
    )
    PostHolding.objects.create(post=post, person=person, since=on)
    token = links.issue(person, AccountLink.Purpose.JOIN, at)
    append(
        "orgs.first_administrator_appointed",
        subject=f"person:{person.pk}",
        by=None,
        at=at,
        body=root.slug,
        data={"person": name, "username": username},
    )
    return person, token


def why_not_recover(person: Person, on: date) -> list[Reason]:
    """Return why the server's operator may not recover the account of ``person``.

    Only the last administrator of the highest body has nobody else to ask.
    """
    root = Body.objects.get(parent__isnull=True)
    held = list(person.holdings.values_list("pk", flat=True))
    if person.left is not None or not may(person, Role.ADMINISTRATOR, root, on):
        return [Reason("not-administrator", facts={"body": root.name})]
    if is_administered(root, on, without=held):
        return [Reason("another-administrator", facts={"body": root.name})]
    return []


@action
def recover_last_administrator(person: Person, *, at: datetime) -> str:
    """Give the only administrator a new start, at the server's console; return a link's token."""
    take_turn(person)
    refuse_if(why_not_recover(person, beijing_day(at)))
    person.set_unusable_password()
    person.save(update_fields=["password"])
    forgotten = forget_factors(person)
    end_sessions(person)
    token = links.issue(person, AccountLink.Purpose.RESET, at)
    append(
        "orgs.last_administrator_recovered",
        subject=f"person:{person.pk}",
        by=None,
        at=at,
        body=person.body.slug if person.body else "",
        data={"person": person.name, "forgotten": forgotten},
    )
    return token
