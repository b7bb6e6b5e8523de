"""Whose work an act is: the roles that may do it, as reasons why somebody may not."""

from collections.abc import Iterable
from datetime import date

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from sunshine.kit.errors import Reason
from sunshine.orgs.models import Body, Person, Role
from sunshine.orgs.rights import posts_of, roles_in

# Who registers papers and writes: the editor, and the disclosure office that answers for it.
EDITING = (Role.EDITOR, Role.DISCLOSURE_OFFICER, Role.DISCLOSURE_HEAD)
DISCLOSURE = (Role.DISCLOSURE_OFFICER, Role.DISCLOSURE_HEAD)
# Whoever sees a leak may stop it: everybody who publishes, of the body or above it.
PULLING = tuple(role for role in Role if role != Role.ADMINISTRATOR)


def why_not_duty(by: Person, body: Body, on: date, roles: Iterable[Role]) -> list[Reason]:
    """Return the reason why ``by`` has none of ``roles`` in ``body`` on ``on``; one query."""
    roles = tuple(roles)
    if roles_in(by, body, on) & {role.value for role in roles}:
        return []
    return [Reason("no-such-duty", facts={"body": body.name, "duties": _one_of(roles)})]


def why_not_duty_above(by: Person, body: Body, on: date, roles: Iterable[Role]) -> list[Reason]:
    """Return the reason why ``by`` has none of ``roles`` in ``body`` or in a body above it."""
    roles = tuple(roles)
    wanted = {role.value for role in roles}
    if any(wanted & set(post.roles) and post.body.contains(body) for post in posts_of(by, on)):
        return []
    return [Reason("no-such-duty", facts={"body": body.name, "duties": _one_of(roles)})]


def successor_of(body: Body, on: date) -> Body | None:
    """Return the body that does the work of ``body`` on ``on``, through every merger.

    None while ``body`` exists, or if its work went nowhere; a query for each merger.
    """
    heir: Body | None = body
    seen: set[int] = set()
    while heir is not None and not heir.exists_on(on) and heir.pk not in seen:
        seen.add(heir.pk)
        heir = heir.successor
    return None if heir is None or not seen or heir.pk in seen else heir


def why_not_existing(body: Body, on: date) -> list[Reason]:
    """Return the reason why ``body`` can publish nothing on ``on``: it is no more, or not yet."""
    if body.exists_on(on):
        return []
    if body.founded is not None and on < body.founded:
        founded = {"body": body.name, "day": body.founded.isoformat()}
        return [Reason("body-not-founded", field="body", facts=founded)]
    heir = successor_of(body, on)
    if heir is None:
        return [Reason("body-dissolved", field="body", facts={"body": body.name})]
    facts = {"body": body.name, "successor": heir.name}
    return [Reason("body-merged", field="body", facts=facts)]


def _one_of(roles: tuple[Role, ...]) -> object:
    text: object = roles[0].label
    for role in roles[1:]:
        text = format_lazy(_("{first}或者{second}"), first=text, second=role.label)
    return text


def root_body() -> Body:
    """Return the highest body, whose administrators keep what all bodies share."""
    return Body.objects.filter(parent=None).order_by("path")[0]
