"""Creating, describing and abolishing posts; appointing to them and relieving from them."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sunshine.audit.log import action, append
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.orgs import reasons as _sentences  # noqa: F401 - registers the refusals
from sunshine.orgs.models import Body, Delegation, Department, Person, Post, PostHolding, Role
from sunshine.orgs.models.bodies import SLUG
from sunshine.orgs.standing import (
    is_administered,
    take_turn,
    why_not_administer,
    why_not_end,
    why_not_give,
)


def why_not_create(body: Body, *, slug: str, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` may not create the post ``slug`` in ``body``."""
    reasons = why_not_administer(body, by, on)
    if not body.exists_on(on):
        reasons.append(Reason("body-is-no-more", facts={"body": body.name}))
    if not SLUG.regex.match(slug):  # type: ignore[union-attr]
        reasons.append(Reason("bad-slug", field="slug"))
    elif body.posts.filter(slug=slug).exists():
        reasons.append(Reason("slug-taken", field="slug", facts={"slug": slug}))
    return reasons


@action
def create_post(
    body: Body,
    *,
    slug: str,
    name: str,
    roles: Sequence[str],
    by: Person,
    at: datetime,
    name_en: str = "",
    department: Department | None = None,
    telephone: str = "",
) -> Post:
    """Create a post of ``body`` that carries ``roles`` (values of Role) and return it."""
    take_turn(body)
    refuse_if(why_not_create(body, slug=slug, by=by, on=beijing_day(at)))
    post = Post.objects.create(
        body=body,
        slug=slug,
        name=name,
        name_en=name_en,
        department=department,
        roles=_in_order(roles),
        telephone=telephone,
    )
    append(
        "orgs.post_created",
        subject=f"post:{post.pk}",
        by=by,
        at=at,
        body=body.slug,
        data={"name": name, "roles": post.roles},
    )
    return post


def _in_order(roles: Sequence[str]) -> list[str]:
    """Return ``roles`` once each, in the order of Role; raise ValueError for an unknown one."""
    wanted = {Role(role) for role in roles}
    return [role.value for role in Role if role in wanted]


def why_not_keep_post(post: Post, *, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` may not describe ``post``."""
    reasons = why_not_administer(post.body, by, on)
    if post.abolished is not None:
        reasons.append(Reason("post-is-abolished", facts={"post": post.name}))
    return reasons


@action
def describe_post(
    post: Post,
    *,
    name: str,
    name_en: str,
    department: Department | None,
    telephone: str,
    by: Person,
    at: datetime,
) -> None:
    """Keep the name, department and telephone of a post up to date."""
    take_turn(post)
    refuse_if(why_not_keep_post(post, by=by, on=beijing_day(at)))
    former = post.name
    post.name, post.name_en = name, name_en
    post.department, post.telephone = department, telephone
    post.save(update_fields=["name", "name_en", "department", "telephone"])
    append(
        "orgs.post_described",
        subject=f"post:{post.pk}",
        by=by,
        at=at,
        body=post.body.slug,
        data={"former": former, "name": name},
    )


def why_not_set_roles(post: Post, roles: Sequence[str], *, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` may not let ``post`` carry ``roles`` and no others."""
    reasons = why_not_keep_post(post, by=by, on=on)
    holdings = list(post.holdings.filter(until__isnull=True) | post.holdings.filter(until__gte=on))
    added = set(roles) - set(post.roles)
    for person in {holding.person for holding in holdings}:
        reasons += why_not_give(added, person, by)
    if Role.ADMINISTRATOR not in roles:
        reasons += why_not_end(holdings, on)
    return reasons


@action
def set_roles(post: Post, *, roles: Sequence[str], by: Person, at: datetime) -> None:
    """Let ``post`` carry ``roles`` and no others, with effect at once."""
    take_turn(post)
    refuse_if(why_not_set_roles(post, roles, by=by, on=beijing_day(at)))
    former = list(post.roles)
    post.roles = _in_order(roles)
    post.save(update_fields=["roles"])
    append(
        "orgs.post_roles_set",
        subject=f"post:{post.pk}",
        by=by,
        at=at,
        body=post.body.slug,
        data={"former": former, "roles": post.roles},
    )


def why_not_abolish(post: Post, *, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` may not abolish ``post``."""
    reasons = why_not_keep_post(post, by=by, on=on)
    return reasons + why_not_end(list(PostHolding.objects.on(on).filter(post=post)), on)


@action
def abolish_post(post: Post, *, by: Person, at: datetime, document: str = "") -> None:
    """Abolish ``post`` with effect at once: holdings, deputies and seats end; the past stays."""
    take_turn(post)
    on = beijing_day(at)
    refuse_if(why_not_abolish(post, by=by, on=on))
    post.abolished = on
    post.save(update_fields=["abolished"])
    yesterday = on - timedelta(days=1)
    for dated in (post.holdings, post.delegations, post.seats, post.responsibility):
        dated.filter(until__isnull=True).update(until=yesterday)
        dated.filter(until__gte=on).update(until=yesterday)
    append(
        "orgs.post_abolished",
        subject=f"post:{post.pk}",
        by=by,
        at=at,
        body=post.body.slug,
        data={"name": post.name, "document": document},
    )


def why_not_appoint(
    person: Person, post: Post, *, since: date, by: Person, on: date
) -> list[Reason]:
    """Return why ``by`` may not appoint ``person`` to ``post`` from ``since`` on."""
    reasons = why_not_keep_post(post, by=by, on=on)
    reasons += why_not_give(post.roles, person, by)
    if person.left is not None or not person.is_active:
        reasons.append(Reason("person-has-left", field="person", facts={"person": person.name}))
    if since < person.joined:
        reasons.append(Reason("before-joining", field="since", facts={"day": person.joined}))
    held = post.holdings.filter(person=person)
    if (held.filter(until__isnull=True) | held.filter(until__gte=since)).exists():
        reasons.append(
            Reason(
                "holds-already",
                field="person",
                facts={"person": person.name, "post": post.name},
            )
        )
    return reasons


@action
def appoint(
    person: Person,
    *,
    post: Post,
    since: date,
    document: str,
    by: Person,
    at: datetime,
) -> PostHolding:
    """Let ``person`` hold ``post`` from ``since`` until further notice; return the holding."""
    take_turn(person, post)
    refuse_if(why_not_appoint(person, post, since=since, by=by, on=beijing_day(at)))
    holding = PostHolding.objects.create(post=post, person=person, since=since, document=document)
    append(
        "orgs.person_appointed",
        subject=f"person:{person.pk}",
        by=by,
        at=at,
        body=post.body.slug,
        data={
            "person": person.name,
            "post": post.pk,
            "post_name": post.name,
            "since": str(since),
            "document": document,
        },
    )
    return holding


def why_not_relieve(holding: PostHolding, *, last_day: date, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` may not end ``holding`` after ``last_day``."""
    reasons = why_not_administer(holding.post.body, by, on)
    if holding.until is not None:
        reasons.append(Reason("already-relieved", facts={"day": holding.until}))
    if last_day < on - timedelta(days=1):
        # What was done meanwhile was done by the holder of the post.
        reasons.append(Reason("no-backdating", field="last_day"))
    later = max(on, last_day + timedelta(days=1))
    if Role.ADMINISTRATOR in holding.post.roles and not is_administered(
        holding.post.body, later, without=[holding.pk]
    ):
        reasons.append(Reason("last-administrator", facts={"body": holding.post.body.name}))
    return reasons


@action
def relieve(
    holding: PostHolding,
    *,
    last_day: date,
    document: str,
    by: Person,
    at: datetime,
) -> None:
    """End ``holding`` after ``last_day``; yesterday means with effect at once."""
    take_turn(holding)
    refuse_if(why_not_relieve(holding, last_day=last_day, by=by, on=beijing_day(at)))
    holding.until = last_day
    holding.save(update_fields=["until"])
    Delegation.objects.filter(post=holding.post, holder=holding.person, until__gt=last_day).update(
        until=last_day
    )
    _end_deputising_without_post(holding.person, holding.post.body, last_day)
    append(
        "orgs.person_relieved",
        subject=f"person:{holding.person_id}",
        by=by,
        at=at,
        body=holding.post.body.slug,
        data={
            "person": holding.person.name,
            "post": holding.post_id,
            "post_name": holding.post.name,
            "last_day": str(last_day),
            "document": document,
        },
    )


def _end_deputising_without_post(person: Person, body: Body, last_day: date) -> None:
    """A deputy is a colleague: whoever has no post left in ``body`` stands in for nobody there."""
    after = last_day + timedelta(days=1)
    if not PostHolding.objects.on(after).filter(person=person, post__body=body).exists():
        Delegation.objects.filter(deputy=person, post__body=body, until__gt=last_day).update(
            until=last_day
        )
