"""The co-host (合办单位): an organ outside the tree that signs off itself, by a link."""

import hashlib
import secrets
from datetime import datetime

import sunshine.campaigns.reasons  # noqa: F401 - registers the sentences
from sunshine.audit.log import action, append
from sunshine.campaigns import plausible
from sunshine.campaigns.models import Campaign
from sunshine.campaigns.standing import why_not_lead
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, Refused, refuse_if
from sunshine.orgs.models import Person


@action
def invite_co_host(campaign: Campaign, *, by: Person, at: datetime) -> str:
    """Return the token of a new link by which the co-host signs off itself; older ones end."""
    _hold(campaign)
    reasons = why_not_lead(campaign, by, beijing_day(at))
    if not campaign.co_host:
        reasons.append(Reason("co-host-none"))
    if campaign.co_host_signed_at is not None:
        reasons.append(Reason("co-host-signed-already"))
    refuse_if(reasons)
    token = secrets.token_urlsafe(24)
    campaign.co_host_key = hashlib.sha256(token.encode()).hexdigest()
    campaign.save(update_fields=["co_host_key"])
    _tell("co_host_invited", campaign, by, at)
    return token


@action
def sign_off(token: str, *, post: str, at: datetime) -> Campaign:
    """Record that the co-host, by the post it names, agrees to the campaign; return it."""
    key = hashlib.sha256(token.encode()).hexdigest()
    campaign = Campaign.objects.select_for_update().filter(co_host_key=key).first()
    if campaign is None or not token:
        raise Refused("co-host-link-unknown")
    if campaign.co_host_signed_at is not None:
        raise Refused("co-host-signed-already")
    if not plausible.is_post(post):
        raise Refused("post-not-name", field="post")
    campaign.co_host_signed_at, campaign.co_host_post = at, post.strip()
    campaign.save(update_fields=["co_host_signed_at", "co_host_post"])
    _tell("co_host_signed", campaign, None, at)
    return campaign


def _hold(campaign: Campaign) -> None:
    list(Campaign.objects.select_for_update().filter(pk=campaign.pk).values_list("pk"))
    campaign.refresh_from_db()


def _tell(kind: str, campaign: Campaign, by: Person | None, at: datetime, **data: object) -> None:
    append(
        f"campaigns.{kind}",
        subject=f"campaign:{campaign.code}",
        by=by,
        at=at,
        body=campaign.body.slug,
        data=data,
    )
