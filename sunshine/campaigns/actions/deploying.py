"""Deploying: a campaign is written, sent down the tree, passed on."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, TypedDict, Unpack

import sunshine.campaigns.notice_texts
import sunshine.campaigns.reasons  # noqa: F401 - registers the sentences
from sunshine.audit.log import action, append
from sunshine.campaigns import plausible
from sunshine.campaigns.models import Campaign, CampaignMaterial, CampaignTask, Participation
from sunshine.campaigns.models.deployments import CODE
from sunshine.campaigns.standing import why_not_lead, why_not_running, workers_of
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Reason, refuse_if
from sunshine.notices.outbox import notify
from sunshine.orgs.models import Body, Person
from sunshine.publishing.duties import DISCLOSURE, why_not_duty, why_not_existing

LONGEST_LINE = 120
LONGEST_TASK = 300


class Deployment(TypedDict, total=False):
    """What a campaign says; title, goal and days are never left out."""

    title: str
    goal: str
    begins: date
    ends: date
    report_by: date
    asks: list[dict[str, Any]]
    series: str
    ordinal: int | None
    parent: Campaign | None
    co_host: str


def why_not_draft(
    body: Body, code: str, facts: Deployment, *, by: Person, on: date
) -> list[Reason]:
    """Return why no campaign of ``body`` can be begun so."""
    reasons = [*why_not_duty(by, body, on, DISCLOSURE), *why_not_existing(body, on)]
    if len(code) > 60 or not CODE.regex.fullmatch(code):  # type: ignore[union-attr]
        reasons.append(Reason("campaign-code-unfit", field="code"))
    elif Campaign.objects.filter(code=code).exists():
        reasons.append(Reason("campaign-code-used", field="code", facts={"code": code}))
    return reasons + _why_not_facts(body, facts, of=None)


@action
def draft_campaign(
    body: Body,
    code: str,
    *,
    by: Person,
    at: datetime,
    is_afterwards: bool = False,
    **facts: Unpack[Deployment],
) -> Campaign:
    """Begin a campaign of ``body`` as a draft that nobody below sees yet; return it.

    ``is_afterwards``: it is over and entered from papers, so that nobody is late.
    """
    refuse_if(why_not_draft(body, code, facts, by=by, on=beijing_day(at)))
    campaign = Campaign(
        body=body, code=code, created_by=by, created_at=at, is_afterwards=is_afterwards
    )
    _set(campaign, facts)
    campaign.save()
    _tell("drafted", campaign, by, at)
    return campaign


def why_not_change(campaign: Campaign, facts: Deployment, *, by: Person, on: date) -> list[Reason]:
    """Return why ``campaign`` cannot say this; once sent down, only the days may move."""
    reasons = why_not_lead(campaign, by, on)
    if campaign.closed_at is not None:
        reasons.append(Reason("campaign-closed"))
    if campaign.deployed_at is not None and set(facts) - {"ends", "report_by"}:
        reasons.append(Reason("campaign-deployed-already"))
    return reasons + _why_not_facts(campaign.body, facts, of=campaign)


@action
def change_campaign(
    campaign: Campaign, *, by: Person, at: datetime, **facts: Unpack[Deployment]
) -> None:
    """Change what the campaign says; its end and its last day to report may move later too."""
    _hold(campaign)
    refuse_if(why_not_change(campaign, facts, by=by, on=beijing_day(at)))
    _set(campaign, facts)
    campaign.save()
    _tell("changed", campaign, by, at, fields=sorted(facts))


def why_not_add_task(
    campaign: Campaign, body: Body, text: str, *, by: Person, on: date
) -> list[Reason]:
    """Return why ``body`` cannot set this task: the deploying body before, a city for its own."""
    reasons = why_not_duty(by, body, on, DISCLOSURE)
    if body.pk == campaign.body_id and campaign.deployed_at is not None:
        reasons.append(Reason("campaign-deployed-already"))
    elif body.pk != campaign.body_id:
        reasons += why_not_running(campaign)
        if not campaign.parts.filter(body=body, handed_to=None).exists():
            reasons.append(Reason("part-none", facts={"body": body.name}))
    return reasons + plausible.why_not_lines({"text": text}, LONGEST_TASK)


@action
def add_task(
    campaign: Campaign, *, body: Body, text: str, by: Person, at: datetime
) -> CampaignTask:
    """Set a task for everybody below ``body`` and return it."""
    refuse_if(why_not_add_task(campaign, body, text, by=by, on=beijing_day(at)))
    task = CampaignTask.objects.create(campaign=campaign, body=body, text=text.strip())
    _tell("task_added", campaign, by, at, of=body.slug)
    return task


@action
def add_material(
    campaign: Campaign, *, title: str, text: str, by: Person, at: datetime
) -> CampaignMaterial:
    """Lay a model material beside the campaign and return it."""
    refuse_if(
        [
            *why_not_lead(campaign, by, beijing_day(at)),
            *plausible.why_not_lines({"title": title}, LONGEST_LINE),
            *plausible.why_not_text("text", text),
        ]
    )
    material = CampaignMaterial.objects.create(
        campaign=campaign, title=title.strip(), text=text.strip()
    )
    _tell("material_added", campaign, by, at)
    return material


def why_not_deploy(campaign: Campaign, to: Sequence[Body], *, by: Person, on: date) -> list[Reason]:
    """Return why ``campaign`` cannot be sent to ``to``."""
    reasons = why_not_lead(campaign, by, on)
    if campaign.deployed_at is not None:
        reasons.append(Reason("campaign-deployed-already"))
    if not campaign.tasks.exists():
        reasons.append(Reason("campaign-without-task"))
    if campaign.report_by < on and not campaign.is_afterwards:
        reasons.append(Reason("campaign-over-already", field="report_by"))
    return reasons + _why_not_bodies(campaign.body, to, on)


@action
def deploy(
    campaign: Campaign,
    to: Sequence[Body],
    *,
    may_report: Sequence[Body] = (),
    by: Person,
    at: datetime,
) -> Campaign:
    """Send the campaign down to ``to``, who must report, and ``may_report``, who may.

    Everybody who acts for them is told. Returns the campaign with its day of deployment.
    """
    _hold(campaign)
    on = beijing_day(at)
    refuse_if(why_not_deploy(campaign, [*to, *may_report], by=by, on=on))
    campaign.deployed_at = at
    campaign.save(update_fields=["deployed_at"])
    free = {one.pk for one in may_report} - {one.pk for one in to}
    _send_down(campaign, [*to, *may_report], free, None, at)
    _tell("deployed", campaign, by, at, count=campaign.parts.count())
    return campaign


def why_not_pass_on(
    part: Participation, to: Sequence[Body], *, by: Person, on: date
) -> list[Reason]:
    """Return why the body of ``part`` cannot pass the campaign on to ``to``."""
    reasons = [*why_not_duty(by, part.body, on, DISCLOSURE), *why_not_running(part.campaign)]
    known = part.campaign.parts.filter(body__in=[one.pk for one in to]).select_related("body")
    reasons += [
        Reason("part-there-already", field="to", facts={"body": one.body.name}) for one in known
    ]
    return reasons + _why_not_bodies(part.body, to, on)


@action
def pass_on(
    part: Participation, to: Sequence[Body], *, is_must: bool = True, by: Person, at: datetime
) -> list[Participation]:
    """Pass the campaign on to bodies below and return their parts."""
    _hold(part.campaign)
    refuse_if(why_not_pass_on(part, to, by=by, on=beijing_day(at)))
    free = set() if is_must else {one.pk for one in to}
    made = _send_down(part.campaign, to, free, part, at)
    _tell("passed_on", part.campaign, by, at, of=part.body.slug, count=len(made))
    return made


def _why_not_facts(body: Body, facts: Deployment, *, of: Campaign | None) -> list[Reason]:
    lines = {"title": facts.get("title", of.title if of else "")}
    reasons = plausible.why_not_lines(lines, LONGEST_LINE)
    reasons += plausible.why_not_text("goal", facts.get("goal", of.goal if of else ""))
    begins = facts.get("begins", of.begins if of else None)
    ends = facts.get("ends", of.ends if of else None)
    report_by = facts.get("report_by", of.report_by if of else None)
    if begins is None or ends is None or report_by is None:
        reasons.append(Reason("campaign-days-needed", field="begins"))
    else:
        reasons += plausible.why_not_days(begins, ends, report_by)
    reasons += plausible.why_not_asks(facts.get("asks", []))
    parent = facts.get("parent")
    if parent is not None and (parent == of or not parent.body.contains(body)):
        reasons.append(Reason("campaign-parent-unfit", field="parent"))
    return reasons + _why_not_series(body, facts, of)


def _why_not_series(body: Body, facts: Deployment, of: Campaign | None) -> list[Reason]:
    series, ordinal = facts.get("series", "").strip(), facts.get("ordinal")
    if not series or ordinal is None:
        return []
    same = Campaign.objects.filter(body=body, series=series, ordinal=ordinal)
    if any(one.pk != (of and of.pk) for one in same):
        told = {"series": series, "ordinal": ordinal}
        return [Reason("campaign-ordinal-used", field="ordinal", facts=told)]
    return []


def _set(campaign: Campaign, facts: Deployment) -> None:
    for name, value in facts.items():
        setattr(campaign, name, value.strip() if isinstance(value, str) else value)


def _why_not_bodies(above: Body, to: Sequence[Body], on: date) -> list[Reason]:
    if not to:
        return [Reason("part-nobody", field="to")]
    reasons = []
    for body in to:
        if not above.contains(body):
            reasons.append(Reason("part-not-below", field="to", facts={"body": body.name}))
        reasons += why_not_existing(body, on)
    return reasons


def _send_down(
    campaign: Campaign, to: Sequence[Body], free: set[int], via: Participation | None, at: datetime
) -> list[Participation]:
    made = []
    facts = {"title": campaign.title, "day": campaign.report_by.isoformat()}
    for body in {one.pk: one for one in to}.values():
        part = Participation.objects.create(
            campaign=campaign, body=body, via=via, is_must=body.pk not in free, sent_at=at
        )
        made.append(part)
        if campaign.is_afterwards:
            continue
        for person in workers_of(body, beijing_day(at)):
            key, link = f"part:{part.pk}", f"/desk/campaigns/{campaign.code}/"
            notify(person, kind="campaigns.deployed", key=key, at=at, facts=facts, link=link)
    return made


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
