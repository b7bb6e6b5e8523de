"""A campaign under way for browsers: sent down, passed on, reported, an activity announced."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from sunshine.campaigns.actions import activities, deploying, press, upward
from sunshine.campaigns.actions.reporting import read_deployment
from sunshine.campaigns.models import Activity, Bulletin, Campaign
from sunshine.kit.days import beijing_day
from sunshine.orgs.models import Person, Post
from sunshine.publishing.reference import load_sections
from tests.build.campaigns import (
    ASKS,
    Province,
    an_activity,
    part_of,
    province_of,
    release_item,
    reported,
)
from tests.build.desk import NAMES, session_of
from tests.cast import Cast, cast_people

CODE = "2026-open-day"
_DAY = timedelta(days=1)
_TASKS = (
    "在办税服务厅设公开咨询台，当场答复纳税人缴费人的提问。",
    "到社区、园区和校园公开办事指南，发放宣传单。",
    "活动结束后报送做法、亮点、数字和照片。",
)


def empty_desk() -> dict[str, str]:
    """Make the cast, the people of the province and the sections; return everybody's session."""
    return _sessions(*_people())


def under_way() -> dict[str, str]:
    """Make a campaign that everybody has something to do about; return everybody's session."""
    cast, province = _people()
    at = timezone.now()
    campaign = _deployed(cast, province, at)
    _planned(campaign, cast, at)
    reported(campaign, cast.shenyang, cast.ma, at=at, people=100)
    reported(campaign, cast.dalian, cast.zhao, at=at, people=40)
    _told(cast, at)
    return _sessions(cast, province)


def _people() -> tuple[Cast, Province]:
    cast = cast_people()
    load_sections(at=timezone.now())
    return cast, province_of(cast)


def _sessions(cast: Cast, province: Province) -> dict[str, str]:
    staff = {name: getattr(cast, name) for name in NAMES}
    staff |= {f"ln.{name}": getattr(province, name) for name in Province.__dataclass_fields__}
    return {name: session_of(person) for name, person in staff.items()}


def _deployed(cast: Cast, province: Province, at: datetime) -> Campaign:
    on, by = beijing_day(at), province.officer
    campaign = deploying.draft_campaign(
        cast.ln,
        CODE,
        title="“阳光税务”政务公开日活动",
        goal="走近纳税人缴费人，公开权力、办事和服务，听取意见，改进工作。",
        begins=on,
        ends=on + 20 * _DAY,
        report_by=on + 30 * _DAY,
        asks=ASKS,
        series="政务公开日",
        ordinal=19,
        co_host="省政务公开办公室",
        by=by,
        at=at,
    )
    for text in _TASKS:
        deploying.add_task(campaign, body=cast.ln, text=text, by=by, at=at)
    deploying.add_material(
        campaign, title="宣传口号", text="推行政务公开，打造阳光税务。", by=by, at=at
    )
    deploying.deploy(campaign, [cast.shenyang, cast.dalian], by=by, at=at)
    deploying.pass_on(part_of(campaign, cast.shenyang), [cast.heping], by=cast.ma, at=at)
    return campaign


def _planned(campaign: Campaign, cast: Cast, at: datetime) -> None:
    part = part_of(campaign, cast.heping)
    read_deployment(part, by=cast.li, at=at)
    facts: dict[str, Any] = {
        "begins_at": at + 3 * _DAY,
        "ends_at": at + 3 * _DAY + timedelta(hours=2),
        "audience": "社区居民、个体工商户",
        "about": "带上您的问题来，税务人员当场解答；可以参观办税服务厅。",
        "access": "有坡道和手语翻译",
        "partners": ["和平区司法局", "滨河社区居委会"],
    }
    open_ = an_activity(part, cast.li, seats=40, **facts)
    activities.announce(open_, by=cast.li, at=at)
    activities.note_question(open_, asked="个体户怎样查自己的定额？", by=cast.li, at=at)
    activities.note_question(open_, asked="周末办税吗？", answer="周六上午办。", by=cast.li, at=at)
    activities.note_visit(
        open_, post="副区长", asked="公开了哪些内容", followed="增设查询电脑", by=cast.li, at=at
    )
    an_activity(part, cast.li, **{**facts, "title": "税法进校园", "place_kind": "campuses"})
    _held(campaign, cast, at)


def _held(campaign: Campaign, cast: Cast, at: datetime) -> None:
    """An activity that is over: it was planned for days past, and so entered at once."""
    part = part_of(campaign, cast.dalian)
    held = an_activity(part, cast.zhao, begins_at=at + _DAY, ends_at=at + _DAY + timedelta(hours=2))
    activities.announce(held, by=cast.zhao, at=at)
    Activity.objects.filter(pk=held.pk).update(
        begins_at=at - timedelta(hours=3), ends_at=at - timedelta(hours=1)
    )
    held.refresh_from_db()
    activities.record_held(
        held,
        by=cast.zhao,
        at=at,
        attendance=40,
        volunteers=6,
        outcome="居民提问踊跃。",
        materials={"办税指南": 300},
    )


def _told(cast: Cast, at: datetime) -> None:
    post = Post.objects.filter(body=cast.heping, holdings__person=cast.he).first()
    assert post is not None
    press.write_release(
        cast.heping,
        title="和平区局举办政务公开日",
        text="活动将在滨河社区举办。\n欢迎采访。",
        spokesperson=post,
        embargo_until=at + 2 * _DAY,
        by=cast.li,
        at=at,
    )
    upward.send_brief(
        cast.heping, title="公开咨询台受欢迎", text="一天接待六十人。", by=cast.li, at=at
    )
    upward.suggest(cast.heping, title="增加周末咨询", text="建议每月一次。", by=cast.lin, at=at)


def release_bulletin() -> str:
    """Take the item of the only bulletin through the gate and all reviews; return its code."""
    item = Bulletin.objects.select_related("item").get().item
    assert item is not None
    people = {
        name: Person.objects.get(username=f"ln.{name}") for name in Province.__dataclass_fields__
    }
    release_item(item, Province(**people), at=timezone.now())
    return item.code
