"""Campaigns reached through the acts of people at work: deployed, reported, compiled, released."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sunshine.campaigns.actions import activities, deploying, reporting
from sunshine.campaigns.actions.reporting import Account, Said
from sunshine.campaigns.agreement import Counted
from sunshine.campaigns.models import Activity, Campaign, Participation, Report
from sunshine.orgs.models import Body, BodyLevel, Person, Post, PostHolding, Role
from sunshine.publishing.actions.release import publish
from sunshine.publishing.actions.review import approve, submit
from sunshine.publishing.digests import digest_of
from sunshine.publishing.models import Item, Step
from sunshine.publishing.reference import load_sections
from sunshine.sample.authority import Authority
from sunshine.sample.reading import rows
from tests.build.gate import through
from tests.build.release import all_no
from tests.cast import SINCE, Cast

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
ASKS: list[dict[str, Any]] = [
    {"key": "activities", "label": "举办活动", "unit": "场", "is_needed": True},
    {"key": "people", "label": "参加人数", "unit": "人次", "is_needed": True},
]
_PROVINCE = {
    "editor": (Role.EDITOR,),
    "officer": (Role.DISCLOSURE_OFFICER,),
    "head": (Role.DISCLOSURE_HEAD,),
    "first": (Role.FIRST_REVIEWER,),
    "second": (Role.SECOND_REVIEWER,),
    "final": (Role.FINAL_REVIEWER,),
    "secrecy": (Role.SECRECY_REVIEWER,),
}


@dataclass(frozen=True)
class Province:
    """The people of the province, who are not in the cast."""

    editor: Person
    officer: Person
    head: Person
    first: Person
    second: Person
    final: Person
    secrecy: Person


def a_person(body: Body, slug: str, roles: Iterable[Role]) -> Person:
    """Return a new person who holds a new post of ``body`` with ``roles``."""
    person = Person.objects.create(
        username=f"{body.slug}.{slug}", name=f"{body.short_name}{slug}", body=body, joined=SINCE
    )
    post = Post.objects.create(
        body=body, slug=f"camp-{slug}", name=slug, roles=[role.value for role in roles]
    )
    PostHolding.objects.create(post=post, person=person, since=SINCE)
    return person


def province_of(cast: Cast) -> Province:
    """Return the people of the province, newly appointed."""
    return Province(**{slug: a_person(cast.ln, slug, roles) for slug, roles in _PROVINCE.items()})


def a_draft(body: Body, by: Person, code: str = "2026-open-day", **facts: Any) -> Campaign:
    """Return a campaign of March 2026 that was not sent down, with one task."""
    given: dict[str, Any] = {
        "title": "政务公开日活动",
        "goal": "听取纳税人意见，改进公开工作",
        "begins": date(2026, 3, 2),
        "ends": date(2026, 3, 31),
        "report_by": date(2026, 4, 10),
        "asks": ASKS,
    }
    campaign = deploying.draft_campaign(body, code, by=by, at=AT, **given | facts)
    deploying.add_task(campaign, body=body, text="在办税服务厅现场咨询。", by=by, at=AT)
    return campaign


def deployed(cast: Cast, province: Province, **facts: Any) -> Campaign:
    """Return a campaign that reached both cities of the cast, and Heping through its city."""
    campaign = a_draft(cast.ln, province.officer, **facts)
    deploying.deploy(campaign, [cast.shenyang, cast.dalian], by=province.officer, at=AT)
    deploying.pass_on(part_of(campaign, cast.shenyang), [cast.heping], by=cast.ma, at=AT)
    return campaign


def part_of(campaign: Campaign, body: Body) -> Participation:
    """Return the part of ``body`` in ``campaign``."""
    return Participation.objects.select_related("campaign__body", "body").get(
        campaign=campaign, body=body
    )


def an_account(*, activities: int = 2, people: int = 60, **facts: Any) -> Account:
    """Return a report that says enough to be sent."""
    given: dict[str, Any] = {
        "headline": "多种形式开展政务公开日活动",
        "summary": "围绕纳税人关心的问题开展活动",
        "passages": [
            Said("设立咨询台，现场解答问题", "设咨询台", "service"),
            Said("印发宣传单", "广泛宣传", "publicity"),
        ],
        "figures": [
            Counted("activities", "举办活动", Decimal(activities), "场"),
            Counted("people", "参加人数", Decimal(people), "人次"),
        ],
    }
    return Account(**given | facts)


def reported(
    campaign: Campaign, body: Body, by: Person, *, at: datetime = AT, **facts: Any
) -> Report:
    """Return the report of ``body``, sent."""
    part = part_of(campaign, body)
    report = reporting.write_report(part, an_account(**facts), by=by, at=at)
    return reporting.send_report(report, by=by, at=at)


def an_activity(part: Participation, by: Person, **facts: Any) -> Activity:
    """Return a planned activity of the body of ``part``, on Tuesday morning."""
    given: dict[str, Any] = {
        "title": "政务公开进社区",
        "kind": "counter",
        "place_kind": "communities",
        "place": "滨河社区广场",
        "begins_at": AT + timedelta(days=1),
        "ends_at": AT + timedelta(days=1, hours=2),
        "host": "纳税服务科",
    }
    return activities.plan_activity(part, by=by, at=AT, **given | facts)


def release_item(item: Item, people: Any, *, at: datetime = AT) -> Item:
    """Take the open edition of ``item`` through the gate and all reviews, and publish it.

    ``people`` has editor, first, second, final, secrecy and officer.
    """
    edition = item.editions.latest("number")
    through(edition)
    submit(edition, by=people.editor, at=at)
    edition.refresh_from_db()
    for step in Step.values:
        approve(
            edition,
            step,
            digest=digest_of(edition),
            by=getattr(people, step),
            at=at,
            checklist=all_no(at) if step == Step.SECRECY else None,
        )
    edition.refresh_from_db()
    return publish(edition, by=people.officer, at=at)


def authority_of(slugs: Sequence[str]) -> Authority:
    """Return the sample's authority with only these bodies, each with those who report."""
    load_sections(at=AT)
    bodies: dict[str, Body] = {}
    people: dict[tuple[str, str], Person] = {}
    for row in rows("bodies"):
        if row["slug"] not in slugs:
            continue
        parent = bodies.get(row["parent"])
        rank = sum(one.parent == parent for one in bodies.values()) + 1
        bodies[row["slug"]] = body = Body.objects.create(
            slug=row["slug"],
            parent=parent,
            path=f"{parent.path if parent else ''}{rank:04d}/",
            level=BodyLevel(row["level"]),
            name=row["name"],
            short_name=row["short_name"],
            name_en=row["name_en"],
            region_code=row["region_code"],
            org_code=f"{row['region_code']}00X",
        )
        for slug, role in (
            ("editor", Role.EDITOR),
            ("disclosure", Role.DISCLOSURE_OFFICER),
            ("office", Role.DISCLOSURE_HEAD),
        ):
            people[body.slug, slug] = a_person(body, slug, [role])
    return Authority(people["ln", "office"], bodies, {}, people)
