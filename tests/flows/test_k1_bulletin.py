"""Row K1: the province deploys, bureaus act and report, the bulletin is compiled and published."""

from datetime import timedelta
from decimal import Decimal

import pytest

from sunshine.audit.models import Event
from sunshine.campaigns.actions import bulletins, co_hosting, deploying, following, reporting
from sunshine.campaigns.agreement import Counted
from sunshine.campaigns.coverage import coverage_of
from sunshine.campaigns.layout import content_of
from sunshine.campaigns.lines import stored_sheet
from sunshine.campaigns.models import Bulletin
from sunshine.kit.errors import Refused
from sunshine.notices.models import Notice
from sunshine.publishing.actions.editing import begin_item
from sunshine.publishing.models import ItemState
from tests.asking import Visitor
from tests.build.campaigns import (
    AT,
    HOUR,
    deployed,
    part_of,
    province_of,
    release_item,
    reported,
)
from tests.build.publishing import a_section
from tests.cast import Cast
from tests.faces.public.conftest import DAY, Record


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    """Return the codes of a refusal."""
    return {reason.code for reason in refused.value.reasons}


def holds_what_was_reported(bulletin: Bulletin) -> None:
    """Hold the bulletin to the three reports: summed, in tree order, brought together."""
    texts = [one.text for one in bulletin.paragraphs.all()]
    assert "各单位报送合计：举办活动6场、参加人数200人次。" in texts
    headed = bulletin.paragraphs.filter(kind="subheading").values_list("body__slug", flat=True)
    assert list(headed) == ["ln-shenyang", "ln-shenyang-heping", "ln-dalian"]
    assert any(text.startswith("办税服务方面，3个单位报送了做法。") for text in texts)


def test_from_the_deployment_to_the_record(cast: Cast, record: Record) -> None:
    province = province_of(cast)
    campaign = deployed(cast, province)
    told = Notice.objects.filter(kind="campaigns.deployed").values_list("recipient__username")
    assert {name for (name,) in told} >= {"li", "lin", "wu", "ma", "zhao"}
    reporting.read_deployment(part_of(campaign, cast.heping), by=cast.li, at=AT)
    for body, by, people in (
        (cast.shenyang, cast.ma, 100),
        (cast.heping, cast.li, 60),
        (cast.dalian, cast.zhao, 40),
    ):
        reported(campaign, body, by, people=people, at=AT + HOUR)
    bulletin = bulletins.compile_now(campaign, by=province.editor, at=AT + 2 * HOUR)
    holds_what_was_reported(bulletin)
    with pytest.raises(Refused) as own:
        bulletins.approve_bulletin(bulletin, by=province.editor, at=AT + 2 * HOUR)
    assert codes(own) == {"bulletin-own", "no-such-duty"}
    bulletins.approve_bulletin(bulletin, by=province.head, at=AT + 3 * HOUR)
    item = begin_item(
        cast.ln,
        a_section("topics"),
        title=bulletin.title,
        summary="活动情况汇编。",
        content=content_of(stored_sheet(bulletin, day=DAY)),
        made_on=DAY,
        by=province.editor,
        at=AT + 3 * HOUR,
    )
    bulletins.put_into_record(bulletin, item=item, by=province.editor, at=AT + 3 * HOUR)
    assert Visitor(record.root).get(f"/i/{item.code}/").status == 404
    release_item(item, province, at=AT + 4 * HOUR)
    item.refresh_from_db()
    assert item.state == ItemState.PUBLISHED
    record.bake_all()
    page = Visitor(record.root).get(f"/i/{item.code}/")
    assert page.status == 200
    assert "举办活动6场、参加人数200人次" in page.text
    kinds = set(Event.objects.filter(kind__startswith="campaigns.").values_list("kind", flat=True))
    assert {"campaigns.deployed", "campaigns.report_sent", "campaigns.bulletin_approved"} <= kinds


def test_a_report_twice_late_empty_or_contradicting_itself(cast: Cast) -> None:
    province = province_of(cast)
    campaign = deployed(cast, province)
    part = part_of(campaign, cast.heping)
    empty = reporting.write_report(part, reporting.Account(), by=cast.li, at=AT)
    with pytest.raises(Refused) as refused:
        reporting.send_report(empty, by=cast.li, at=AT)
    assert {"report-empty", "figure-lacking", "campaign-line-needed"} == codes(refused)
    by_place = [
        Counted("people", "参加人数", Decimal(60), "人次"),
        Counted("people-parks", "园区", Decimal(30), "人次", "people"),
        Counted("people-mines", "矿山", Decimal(20), "人次", "people"),
        Counted("activities", "举办活动", Decimal(2), "场"),
    ]
    with pytest.raises(Refused) as refused:
        reported(campaign, cast.heping, cast.li, figures=by_place)
    assert codes(refused) == {"figures-disagree"}
    assert "60" in str(refused.value)
    assert "50" in str(refused.value)
    first = reported(campaign, cast.heping, cast.li)
    with pytest.raises(Refused) as refused:
        reported(campaign, cast.heping, cast.lin)
    assert codes(refused) == {"report-sent-already"}
    reporting.send_back(first, remarks="请补充亮点。", by=province.officer, at=AT + HOUR)
    notice = Notice.objects.get(kind="campaigns.returned", recipient=cast.li)
    assert "请补充亮点" in notice.text
    late = AT + timedelta(days=60)
    again = reported(campaign, cast.heping, cast.li, at=late)
    assert (again.rounds, again.is_late, again.pk) == (2, True, first.pk)


def test_who_is_late_is_chased_once_a_day(cast: Cast) -> None:
    province = province_of(cast)
    campaign = deployed(cast, province)
    part = part_of(campaign, cast.dalian)
    following.chase(part, by=province.officer, at=AT)
    assert Notice.objects.filter(kind="campaigns.chased", recipient=cast.zhao).count() == 1
    with pytest.raises(Refused) as refused:
        following.chase(part, by=province.officer, at=AT + HOUR)
    assert codes(refused) == {"chased-today"}
    with pytest.raises(Refused) as refused:
        following.chase(part_of(campaign, cast.heping), by=cast.zhao, at=AT)
    assert "no-such-duty" in codes(refused)
    following.chase(part_of(campaign, cast.heping), by=cast.ma, at=AT)
    following.excuse(part, reason="由上级单独部署", by=province.officer, at=AT)
    with pytest.raises(Refused) as refused:
        following.chase(part, by=None, at=AT + timedelta(days=1))
    assert codes(refused) == {"nothing-owed"}
    assert ("ln-dalian", "excused") in {(one.body, one.state) for one in coverage_of(campaign)}


def test_a_body_merged_during_the_campaign_hands_over(cast: Cast) -> None:
    province = province_of(cast)
    campaign = deployed(cast, province)
    reported(campaign, cast.dalian, cast.zhao)
    part = part_of(campaign, cast.dalian)
    cast.dalian.dissolved, cast.dalian.successor = DAY + timedelta(days=3), cast.shenyang
    cast.dalian.save()
    heir = following.hand_over(part, at=AT + timedelta(days=4))
    assert heir.body_id == cast.shenyang.pk
    with pytest.raises(Refused) as refused:
        following.hand_over(part, at=AT + timedelta(days=4))
    assert codes(refused) == {"part-handed-over"}
    bulletin = bulletins.compile_now(campaign, by=province.editor, at=AT + timedelta(days=5))
    assert bulletin.paragraphs.filter(body=cast.dalian).exists()
    # What it reported stays; what it still owed is the heir's.
    other = part_of(campaign, cast.heping)
    cast.heping.dissolved, cast.heping.successor = DAY + timedelta(days=3), cast.shenyang
    cast.heping.save()
    following.hand_over(other, at=AT + timedelta(days=4))
    states = {one.body: one.state for one in coverage_of(campaign)}
    assert states["ln-shenyang-heping"] == "merged"
    assert states["ln-shenyang"] == "owed"


def test_an_edited_sentence_is_shown_as_away_from_its_source(cast: Cast) -> None:
    province = province_of(cast)
    campaign = deployed(cast, province)
    report = reported(campaign, cast.heping, cast.li)
    bulletin = bulletins.compile_now(campaign, by=province.editor, at=AT)
    one = bulletin.paragraphs.get(key=f"report:{report.code}:summary")
    bulletins.edit_paragraph(one, text="围绕群众关心的9个问题开展活动。", by=province.editor, at=AT)
    assert one.is_away
    sheet = stored_sheet(bulletin, day=DAY)
    assert [line.key for line in sheet.lines if line.is_away] == [one.key]
    with pytest.raises(Refused) as refused:
        bulletins.approve_bulletin(bulletin, by=province.head, at=AT)
    assert codes(refused) == {"bulletin-strange-numbers"}
    bulletins.edit_paragraph(one, text="围绕群众关心的问题开展活动。", by=province.editor, at=AT)
    reporting.send_back(report, remarks="请核实。", by=province.officer, at=AT)
    reported(campaign, cast.heping, cast.li, summary="围绕纳税人最关心的问题开展活动")
    bulletins.compile_now(campaign, by=province.editor, at=AT + HOUR)
    one = bulletin.paragraphs.get(key=one.key)
    assert (one.is_behind, one.text) == (True, "围绕群众关心的问题开展活动。")
    with pytest.raises(Refused) as refused:
        bulletins.approve_bulletin(bulletin, by=province.head, at=AT)
    assert codes(refused) == {"bulletin-behind"}
    bulletins.restore_paragraph(one, by=province.editor, at=AT)
    bulletins.leave_out(
        bulletin,
        list(bulletin.paragraphs.filter(body=cast.heping).values_list("key", flat=True)),
        reason="内容与市局重复",
        by=province.editor,
        at=AT,
    )
    rows = {row.body: row for row in coverage_of(campaign)}
    assert rows["ln-shenyang-heping"].words == "编辑未采用：内容与市局重复"


def test_a_co_host_signs_off_itself(cast: Cast) -> None:
    province = province_of(cast)
    campaign = deployed(cast, province, co_host="市政务公开办公室")
    reported(campaign, cast.heping, cast.li)
    bulletin = bulletins.compile_now(campaign, by=province.editor, at=AT)
    with pytest.raises(Refused) as refused:
        bulletins.approve_bulletin(bulletin, by=province.head, at=AT)
    assert codes(refused) == {"co-host-awaited"}
    from_link = co_hosting.invite_co_host(campaign, by=province.officer, at=AT)
    with pytest.raises(Refused) as refused:
        co_hosting.sign_off(from_link, post="主任王某某", at=AT)
    assert codes(refused) == {"post-not-name"}
    co_hosting.sign_off(from_link, post="市政务公开办公室主任", at=AT)
    with pytest.raises(Refused) as refused:
        co_hosting.sign_off("no-such-link", post="主任", at=AT)
    assert codes(refused) == {"co-host-link-unknown"}
    bulletin.refresh_from_db()
    bulletins.approve_bulletin(bulletin, by=province.head, at=AT)


def test_a_series_keeps_its_template_for_next_year(cast: Cast) -> None:
    province = province_of(cast)
    campaign = deployed(cast, province, series="税收宣传月", ordinal=17)
    with pytest.raises(Refused) as refused:
        deploying.draft_campaign(
            cast.ln,
            "2026-second",
            by=province.officer,
            at=AT,
            title="另一个",
            goal="宣传",
            begins=DAY,
            ends=DAY,
            report_by=DAY,
            series="税收宣传月",
            ordinal=17,
        )
    assert codes(refused) == {"campaign-ordinal-used"}
    reported(campaign, cast.heping, cast.li)
    bulletin = bulletins.compile_now(campaign, by=province.editor, at=AT)
    bulletins.retitle(bulletin, title="政务公开日活动简报", by=province.editor, at=AT)
    bulletins.arrange(bulletin, ["opening", "bodies"], by=province.editor, at=AT)
    bulletins.keep_template(bulletin, by=province.editor, at=AT)
    year = timedelta(days=364)
    following_year = deployed(
        cast, province, code="2027-open-day", series="税收宣传月", ordinal=18, title="宣传月活动"
    )
    reported(following_year, cast.heping, cast.li)
    second = bulletins.compile_now(following_year, by=province.editor, at=AT + year)
    assert second.title == "宣传月活动简报"
    kinds = set(second.paragraphs.values_list("kind", flat=True))
    assert not second.paragraphs.filter(key__startswith="overview").exists()
    assert "subheading" in kinds
