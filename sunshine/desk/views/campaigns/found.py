"""What of campaigns exists for whom: a body sees its own part and those of the bodies below."""

from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from sunshine.campaigns.models import Campaign, Participation
from sunshine.campaigns.progress import Progress, progress_of
from sunshine.campaigns.standing import APPROVING, visible_parts
from sunshine.desk.guard import StaffRequest, role
from sunshine.orgs.models import Body, Role
from sunshine.orgs.models.bodies import BodyQuerySet
from sunshine.orgs.rights import roles_in
from sunshine.publishing.duties import DISCLOSURE, EDITING
from sunshine.ui.shell import Crumb

WORKING = frozenset({*EDITING, *APPROVING})
worker = role(*WORKING)
discloser = role(*DISCLOSURE)


def below(paths: list[str], field: str) -> Q:
    """Return the condition that the path in ``field`` is one of ``paths`` or below it."""
    wanted = Q(pk__in=[])
    for path in paths:
        wanted |= Q(**{f"{field}__startswith": path})
    return wanted


def campaigns_of(request: StaffRequest) -> QuerySet[Campaign]:
    """Return the campaigns that exist for the person: own ones, and those sent to own bodies."""
    paths = visible_parts(request.person, request.today)
    mine = Q(body__path__in=paths)
    sent = Q(deployed_at__isnull=False) & below(paths, "parts__body__path")
    keys = Campaign.objects.filter(mine | sent).values("pk")
    return Campaign.objects.filter(pk__in=keys).select_related("body", "parent")


def campaign_for(request: StaffRequest, code: str) -> Campaign:
    """Return the campaign; raise Http404 for a stranger, and for a draft of another body."""
    return get_object_or_404(campaigns_of(request), code=code)


def led_campaign(request: StaffRequest, code: str) -> Campaign:
    """Return a campaign of a body in which the person works; raise Http404 otherwise."""
    campaign = campaign_for(request, code)
    if not WORKING & roles_in(request.person, campaign.body, request.today):
        raise Http404
    return campaign


def parts_for(request: StaffRequest, campaign: Campaign) -> QuerySet[Participation, Any]:
    """Return the parts that the person may look at, in the order of the tree."""
    paths = visible_parts(request.person, request.today)
    return (
        Participation.objects.filter(below(paths, "body__path"), campaign=campaign)
        .select_related("campaign__body", "body", "report", "handed_to__body", "via__body")
        .annotate(activity_count=Count("activities", distinct=True))
        .order_by("body__path")
    )


def part_for(request: StaffRequest, code: str, slug: str) -> Participation:
    """Return one part; raise Http404 for a stranger."""
    campaign = campaign_for(request, code)
    found: Participation = get_object_or_404(parts_for(request, campaign), body__slug=slug)
    return found


def own_parts(request: StaffRequest, campaign: Campaign) -> list[Participation]:
    """Return the parts of the bodies in which the person himself acts."""
    own = {post.body_id for post in request.posts if WORKING & set(post.roles)}
    return list(parts_for(request, campaign).filter(body__in=own))


def bodies_led(request: StaffRequest) -> BodyQuerySet:
    """Return the bodies for which the person may deploy a campaign."""
    own = [post.body_id for post in request.posts if set(DISCLOSURE) & set(post.roles)]
    return Body.objects.filter(pk__in=own, dissolved=None).in_tree_order()


def progress_rows(parts: Any, on: date) -> list[tuple[Participation, Progress]]:
    """Return each part with how far it has come."""
    return [(part, progress_of(part, on, activities=part.activity_count)) for part in parts]


def may(request: StaffRequest, body: Body, *roles: Role) -> bool:
    """Return whether the person has one of ``roles`` in ``body`` today."""
    return bool(set(roles) & roles_in(request.person, body, request.today))


def crumbs(campaign: Campaign | None = None, *more: Crumb) -> list[Crumb]:
    """Return the way to a page of ``campaign``."""
    way = [Crumb(_("活动部署"), reverse("desk:campaigns"))]
    if campaign is not None:
        way.append(Crumb(campaign.title, reverse("desk:campaign", args=[campaign.code])))
    return [*way, *more]
