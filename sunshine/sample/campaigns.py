"""The open-government day of 2008 as a campaign: deployed, reported, compiled, published."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from sunshine.campaigns.actions import bulletins, deploying, following, reporting
from sunshine.campaigns.actions.reporting import Account, Said
from sunshine.campaigns.agreement import Counted
from sunshine.campaigns.layout import content_of
from sunshine.campaigns.lines import stored_sheet
from sunshine.campaigns.models import Bulletin, Campaign, Participation
from sunshine.kit.days import beijing_day
from sunshine.orgs.models import Body, Person
from sunshine.publishing.actions import editing
from sunshine.publishing.models import Item, Section
from sunshine.sample.authority import Authority
from sunshine.sample.reading import toml

_STEP = timedelta(minutes=10)


def load_campaign_of_2008(authority: Authority) -> tuple[Bulletin, Item]:
    """Enter the campaign and the reports of all who sent one; return bulletin and item."""
    spec = toml("campaign_2008")
    day = spec["entered_at"]
    at = datetime(day.year, day.month, day.day, 1, 0, tzinfo=UTC)
    month = deploy(authority, spec["month"], ["ln-shenyang"], at=at, is_afterwards=True)
    reporting_bodies = [row["body"] for row in spec["report"]]
    campaign = deploy(authority, spec, reporting_bodies, parent=month, at=at, is_afterwards=True)
    for row in spec["report"]:
        _report(authority, campaign, row, at + 4 * _STEP)
    return _publish(authority, campaign, at + timedelta(hours=3))


def deploy(
    authority: Authority,
    spec: dict[str, Any],
    reporting_bodies: list[str],
    *,
    parent: Campaign | None = None,
    at: datetime,
    is_afterwards: bool = False,
) -> Campaign:
    """Deploy to the province's own departments and the cities, who pass it on to districts."""
    by, root = authority.people["ln", "disclosure"], authority.bodies["ln"]
    campaign = deploying.draft_campaign(
        root,
        spec["code"],
        title=spec["title"],
        goal=spec["goal"],
        begins=spec["begins"],
        ends=spec["ends"],
        report_by=spec["report_by"],
        series=spec["series"],
        ordinal=spec.get("ordinal"),
        asks=spec.get("asks", []),
        parent=parent,
        is_afterwards=is_afterwards,
        by=by,
        at=at,
    )
    for text in spec["tasks"]:
        deploying.add_task(campaign, body=root, text=text, by=by, at=at)
    for row in spec.get("material", ()):
        deploying.add_material(campaign, title=row["title"], text=row["text"], by=by, at=at)
    slugs = [*reporting_bodies, *spec.get("silent", ())]
    bodies = [authority.bodies[slug] for slug in slugs]
    first = [body for body in bodies if body.level in {"province", "city"}]
    deploying.deploy(campaign, first, by=by, at=at + _STEP)
    _pass_on(authority, campaign, [body for body in bodies if body not in first], at + 2 * _STEP)
    return campaign


def _pass_on(authority: Authority, campaign: Campaign, districts: list[Body], at: datetime) -> None:
    for part in campaign.parts.select_related("body"):
        below = [body for body in districts if body.parent_id == part.body_id]
        if below:
            officer = authority.people[part.body.slug, "disclosure"]
            deploying.pass_on(part, below, by=officer, at=at)


def _report(authority: Authority, campaign: Campaign, row: dict[str, Any], at: datetime) -> None:
    part = Participation.objects.get(campaign=campaign, body__slug=row["body"])
    by = authority.people[row["body"], "editor"]
    reporting.read_deployment(part, by=by, at=at)
    account = Account(
        headline=row["headline"],
        summary=row["summary"],
        passages=[
            Said(
                text=one["text"],
                title=one["title"],
                theme=one["theme"],
                kind=one.get("kind", "measure"),
            )
            for one in row["passages"]
        ],
        figures=[
            Counted(key, label, Decimal(value), unit, *part_of)
            for key, label, value, unit, *part_of in row["figures"]
        ],
        made_on=campaign.report_by,
    )
    report = reporting.write_report(part, account, by=by, at=at + _STEP)
    reporting.send_report(report, by=by, at=at + 2 * _STEP)


def _publish(authority: Authority, campaign: Campaign, at: datetime) -> tuple[Bulletin, Item]:
    """Compile, approve and begin the item; the recorder takes it through the reviews."""
    editor: Person = authority.people["ln", "editor"]
    head: Person = authority.people["ln", "office"]
    bulletin = bulletins.compile_now(campaign, by=editor, at=at)
    bulletins.approve_bulletin(bulletin, by=head, at=at + _STEP)
    sheet = stored_sheet(bulletin, day=beijing_day(at))
    item = editing.begin_item(
        campaign.body,
        Section.objects.get(slug="topics", set__slug=campaign.body.section_set),
        title=bulletin.title,
        summary="省局和十六个市、区局开展政务公开日活动的情况，由各单位报送材料汇编。",
        content=content_of(sheet),
        keywords=["政务公开日", "活动专报"],
        subject="政务公开",
        made_on=sheet.day,
        validity="unknown",
        by=editor,
        at=at + 2 * _STEP,
    )
    bulletins.put_into_record(bulletin, item=item, by=editor, at=at + 3 * _STEP)
    bulletins.keep_template(bulletin, by=editor, at=at + 4 * _STEP)
    following.close_campaign(campaign, by=authority.people["ln", "disclosure"], at=at + 5 * _STEP)
    return bulletin, item
