"""Following a campaign: who is let off, chased, merged into another body; and its end."""

from datetime import date, datetime

import sunshine.campaigns.notice_texts
import sunshine.campaigns.reasons  # noqa: F401 - registers the sentences
from sunshine.audit.log import action, append
from sunshine.campaigns import plausible
from sunshine.campaigns.models import Campaign, Participation
from sunshine.campaigns.standing import why_not_lead, why_not_running, workers_of
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, Refused, refuse_if
from sunshine.notices.outbox import notify
from sunshine.orgs.models import Person
from sunshine.publishing.duties import DISCLOSURE, successor_of, why_not_duty


def why_not_excuse(part: Participation, reason: str, *, by: Person, on: date) -> list[Reason]:
    """Return why ``part`` cannot be excused from reporting."""
    reasons = [*why_not_lead(part.campaign, by, on), *why_not_running(part.campaign)]
    return reasons + plausible.why_not_lines({"reason": reason}, 200)


@action
def excuse(part: Participation, *, reason: str, by: Person, at: datetime) -> None:
    """Let a body off reporting; the coverage list says why."""
    refuse_if(why_not_excuse(part, reason, by=by, on=beijing_day(at)))
    part.excuse = reason.strip()
    part.save(update_fields=["excuse"])
    _tell("excused", part.campaign, by, at, of=part.body.slug)


def why_not_chase(part: Participation, *, by: Person | None, on: date) -> list[Reason]:
    """Return why ``part`` need not be chased (催办) again; at most once a day."""
    reasons = why_not_running(part.campaign)
    if by is not None:
        above = part.via.body if part.via is not None else part.campaign.body
        own = why_not_duty(by, above, on, DISCLOSURE)
        reasons += own and why_not_lead(part.campaign, by, on)
    if not Participation.objects.owing().filter(pk=part.pk).exists():
        reasons.append(Reason("nothing-owed", facts={"body": part.body.name}))
    if part.chased_at is not None and beijing_day(part.chased_at) == on:
        reasons.append(Reason("chased-today", facts={"body": part.body.name}))
    return reasons


@action
def chase(part: Participation, *, by: Person | None, at: datetime) -> None:
    """Remind those who act for the body of ``part``; ``by`` None when the clock does."""
    _hold(part.campaign)
    part.refresh_from_db()
    on = beijing_day(at)
    refuse_if(why_not_chase(part, by=by, on=on))
    part.chased, part.chased_at = part.chased + 1, at
    part.save(update_fields=["chased", "chased_at"])
    facts = {"title": part.campaign.title, "day": part.campaign.report_by.isoformat()}
    for person in workers_of(part.body, on):
        key = f"part:{part.pk}:{part.chased}"
        link = f"/desk/campaigns/{part.campaign.code}/"
        notify(person, kind="campaigns.chased", key=key, at=at, facts=facts, link=link)
    _tell("chased", part.campaign, by, at, of=part.body.slug, count=part.chased)


def why_not_hand_over(part: Participation, on: date) -> list[Reason]:
    """Return why ``part`` does not go to another body: its own is there, or has no heir."""
    if part.handed_to is not None:
        return [Reason("part-handed-over", facts={"body": part.handed_to.body.name})]
    if part.body.exists_on(on) or successor_of(part.body, on) is None:
        return [Reason("part-not-merged", facts={"body": part.body.name})]
    return []


@action
def hand_over(part: Participation, *, at: datetime) -> Participation:
    """Hand the part of a merged body to its successor and return that one's part.

    What the merged body has reported stays in the bulletin under its name.
    """
    _hold(part.campaign)
    part.refresh_from_db()
    on = beijing_day(at)
    refuse_if(why_not_hand_over(part, on))
    heir = successor_of(part.body, on)
    if heir is None:
        raise Refused("part-not-merged", body=part.body.name)
    known = part.campaign.parts.filter(body=heir).first()
    target = known or Participation.objects.create(
        campaign=part.campaign, body=heir, via=part.via, is_must=part.is_must, sent_at=at
    )
    part.handed_to = target
    part.save(update_fields=["handed_to"])
    _tell("handed_over", part.campaign, None, at, of=part.body.slug, to=heir.slug)
    return target


@action
def close_campaign(campaign: Campaign, *, by: Person, at: datetime) -> None:
    """Close the campaign: nothing more is planned, reported or chased."""
    _hold(campaign)
    refuse_if([*why_not_lead(campaign, by, beijing_day(at)), *why_not_running(campaign)])
    campaign.closed_at = at
    campaign.save(update_fields=["closed_at"])
    _tell("closed", campaign, by, at)


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
