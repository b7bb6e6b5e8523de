"""Whose work an act of a campaign is, and what follows from where the campaign stands."""

from datetime import date

from sunshine.campaigns.models import Campaign, Participation
from sunshine.kit.errors import Reason
from sunshine.orgs.models import Body, Person, Role
from sunshine.orgs.rights import bodies_of, holders, may
from sunshine.publishing.duties import DISCLOSURE, EDITING, why_not_duty

APPROVING = (Role.DISCLOSURE_HEAD, Role.FINAL_REVIEWER, Role.BODY_HEAD)


def why_not_lead(campaign: Campaign, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` does not keep ``campaign``: the disclosure office of its body does."""
    return why_not_duty(by, campaign.body, on, DISCLOSURE)


def why_not_running(campaign: Campaign) -> list[Reason]:
    """Return why nothing can be done in ``campaign`` now."""
    if campaign.deployed_at is None:
        return [Reason("campaign-not-deployed")]
    if campaign.closed_at is not None:
        return [Reason("campaign-closed")]
    return []


def why_not_take_part(part: Participation, by: Person, on: date) -> list[Reason]:
    """Return why ``by`` cannot act for ``part``: the editors and the disclosure office do."""
    reasons = [*why_not_duty(by, part.body, on, EDITING), *why_not_running(part.campaign)]
    if part.handed_to is not None:
        reasons.append(Reason("part-handed-over", facts={"body": part.handed_to.body.name}))
    return reasons


def workers_of(body: Body, on: date) -> list[Person]:
    """Return who acts for ``body`` in a campaign: editors and its own disclosure office."""
    found = {one.pk: one for role in EDITING for one in holders(role, body, on)}
    return list(found.values())


def visible_parts(person: Person, on: date) -> list[str]:
    """Return the paths of the bodies whose parts ``person`` may look at: own, and those below.

    Each body sees what is below it: the city its districts, the province everything.
    """
    return [body.path for body in bodies_of(person, on, [*EDITING, *APPROVING])]


def may_approve(person: Person, body: Body, on: date) -> bool:
    """Return whether ``person`` may approve bulletins and press releases of ``body``."""
    return any(may(person, role, body, on) for role in APPROVING)
