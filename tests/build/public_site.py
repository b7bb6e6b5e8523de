"""A small body with something on every page that citizens read, reached through the acts."""

import io
from dataclasses import dataclass
from datetime import date

from sunshine.orgs.actions import groups, places
from sunshine.orgs.models import Post, Rung
from sunshine.publishing.actions import papers, sections, takedown
from sunshine.publishing.actions.attachments import attach
from sunshine.publishing.actions.rules import bind_rule
from sunshine.publishing.models import Item
from sunshine.publishing.reference import load_sections
from sunshine.rulebook.actions import VersionFacts, add_version, register_rule
from tests.build import release
from tests.build.release import AT, MINUTE
from tests.cast import Cast, cast_people

RULE = "政府信息公开办法"
CLAUSES = "<h2>第一章　总则</h2><p>第一条　为了公开，制定本办法。</p><p>第二条　十日内办结。</p>"
MADE = date(2026, 2, 27)


@dataclass(frozen=True)
class PublicSite:
    """What the tests open."""

    cast: Cast
    rule_item: Item
    revised: Item
    withdrawn: Item
    emergency: Item


def public_site(cast: Cast) -> PublicSite:
    """Fill the pages of Heping."""
    body, keeper = cast.heping, cast.gao
    load_sections(at=AT)
    places.add_hall(
        body,
        slug="heping-hall",
        facts={
            "name": "和平办税服务厅",
            "address": "和平大街1号",
            "office_hours": "工作日 8:30—17:00",
        },
        by=keeper,
        at=AT,
    )
    _responsibility(cast)
    policies = load_sections(at=AT).sections.get(slug="policies")
    office = Post.objects.get(body=body, slug="wu-post")
    sections.promise_section(body, policies, post=office, update_days=30, by=cast.he, at=AT)
    papers.register_paper(
        body,
        title="会议记录",
        document_number="",
        made_on=MADE,
        attribute="withheld",
        ground="process",
        reason="讨论记录，属于过程性信息。",
        by=cast.wu,
        at=AT,
    )
    return PublicSite(cast, _rule(cast), _revised(cast), _withdrawn(cast), _emergency(cast))


def _responsibility(cast: Cast) -> None:
    keeper, paper = cast.gao, "关于成立领导小组的通知"
    head = Post.objects.get(body=cast.heping, slug="wang-post")
    group = groups.found_leading_group(
        cast.heping, name="政务公开领导小组", document=paper, founded=MADE, by=keeper, at=AT
    )
    groups.take_seat(group, post=head, seat="head", since=MADE, document=paper, by=keeper, at=AT)
    for rung in Rung:
        groups.name_responsible(
            cast.heping, rung=rung, post=head, since=MADE, document=paper, by=keeper, at=AT
        )


def _rule(cast: Cast) -> Item:
    rule = register_rule(cast.heping, title=RULE, by=cast.wu, at=AT)
    for first in (date(2019, 5, 15), date(2026, 2, 27)):
        version = add_version(
            rule, VersionFacts(effective_from=first), text="第一条　依法公开。", by=cast.wu, at=AT
        )
    item = release.published(cast, release.draft(cast, title=RULE, content=CLAUSES))
    bind_rule(item, version=version, by=cast.wu, at=AT)
    return item


def _revised(cast: Cast) -> Item:
    edition = release.draft(
        cast,
        title="限时办结办法",
        content=CLAUSES,
        document_number="沈和税发〔2026〕3号",
        keywords=["限时办结", "服务"],
        in_force_on=MADE,
        tax_period_from=date(2026, 1, 1),
    )
    attach(edition, stream=io.BytesIO("流程图".encode()), filename="流程图.txt", by=cast.li, at=AT)
    item = release.published(cast, edition)
    newer = release.next_draft(
        item,
        cast,
        "major",
        content=CLAUSES.replace("十日内", "五个工作日内"),
        validity="partly",
        clause_validity=[
            {"label": "第一条", "state": "expired", "until": "2026-02-28", "note": "另行规定"}
        ],
        change_note="办理期限由十日改为五个工作日。",
    )
    return release.published(cast, newer)


def _withdrawn(cast: Cast) -> Item:
    item = release.published(cast, release.draft(cast, title="申报期限一览"))
    takedown.withdraw(item, reason="日期有误，另行公布。", by=cast.wu, at=AT + MINUTE)
    return item


def _emergency(cast: Cast) -> Item:
    edition = release.sent(
        cast,
        release.draft(cast, title="暴雨期间办税提示", section="emergency"),
        emergency=True,
        emergency_reason="暴雨红色预警",
    )
    release.take(edition, cast, "first", "secrecy")
    return release.publish(edition, by=cast.wu, at=AT)


def furnished() -> dict[str, str]:
    """Fill a house; return the codes of the items that are opened."""
    site = public_site(cast_people())
    names = ("rule_item", "revised", "withdrawn", "emergency")
    return {name: getattr(site, name).code for name in names}
