"""Row K1 by the desk's pages: deploy, pass on, report, send back, compile, approve, record."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from sunshine.campaigns.models import Brief, Bulletin, Campaign, Participation, Report
from sunshine.kit.days import beijing_day
from sunshine.publishing.models import Item
from sunshine.publishing.reference import load_sections
from tests.build.campaigns import ASKS, deployed, province_of
from tests.cast import Cast
from tests.entering import enter
from tests.faces.desk.working import done

LIST = "/desk/campaigns/"
HOME = f"{LIST}2026-open-day/"
CITY = f"{HOME}in/ln-shenyang/"
DISTRICT = f"{HOME}in/ln-shenyang-heping/"
REPORT = {
    "headline": "多种形式开展活动",
    "summary": "围绕纳税人关心的问题开展",
    "passage1-theme": "service",
    "passage1-title": "设咨询台",
    "passage1-text": "现场解答问题",
    "passage2-theme": "highlight",
    "passage2-title": "市领导到场",
    "passage2-text": "询问了公开工作",
    "figure-people": "60",
    "extra": "参加人数\n- 园区 40 人次\n- 社区 20 人次\n宣传单 1,200 份",
    "nothing_reason": "",
}

FURTHER = {"key": "leaflets", "label": "宣传单", "unit": "份", "is_needed": False}


def begun(cast: Cast, browser: Client, **facts: object) -> None:
    """Begin the campaign by the form and give it a task."""
    today = beijing_day(timezone.now())
    given = {
        "body": cast.ln.pk,
        "code": "2026-open-day",
        "title": "政务公开日活动",
        "goal": "听取意见",
        "begins": today.isoformat(),
        "ends": (today + timedelta(days=20)).isoformat(),
        "report_by": (today + timedelta(days=30)).isoformat(),
        "asks": "people 参加人数 人次 *",
        "series": "",
        "ordinal": "",
        "parent": "",
        "co_host": "",
    }
    assert "政务公开日活动" in done(browser, f"{LIST}new/", **given | facts)
    assert "还没有任务" not in done(browser, f"{HOME}tasks/ln/", text="现场咨询。")


def test_a_campaign_goes_down_the_tree_and_comes_back_as_a_bulletin(cast: Cast) -> None:
    province = province_of(cast)
    officer = enter(Client(), province.officer)
    begun(cast, officer)
    ma, li, zhao = (enter(Client(), person) for person in (cast.ma, cast.li, cast.zhao))
    assert ma.get(HOME).status_code == 404
    page = done(officer, f"{HOME}deploy/", to=[cast.shenyang.pk], may_report=[cast.dalian.pk])
    assert "各单位进度" in page
    assert "未阅" in page
    assert "已记为阅读" in done(ma, f"{CITY}read/")
    done(ma, f"{CITY}pass-on/", to=[cast.heping.pk])
    assert "补充的任务" in done(ma, f"{HOME}tasks/ln-shenyang/", text="补充的任务。")
    assert "补充的任务" in li.get(DISTRICT).content.decode()
    assert zhao.get(DISTRICT).status_code == 404
    assert "补充的任务" not in zhao.get(f"{HOME}in/ln-dalian/").content.decode()
    unsound = {**REPORT, "extra": "参加人数\n- 园区 30 人次", "send": "1"}
    refused = li.post(f"{DISTRICT}report/", unsound)
    assert refused.status_code == 422
    assert "分项合计是30" in refused.content.decode()
    assert "市领导到场" in refused.content.decode()
    assert "已报送" in done(li, f"{DISTRICT}report/", **REPORT, send="1")
    report = Report.objects.get()
    assert [figure.value for figure in report.figures.all()] == [60, 40, 20, 1200]
    assert "不再是" not in done(officer, f"{DISTRICT}report/back/", remarks="请补充数字。")
    assert "请补充数字" in li.get(DISTRICT).content.decode()
    done(li, f"{DISTRICT}report/", **{**REPORT, "figure-people": "60"}, send="1")
    assert "报告已采用" in done(officer, f"{DISTRICT}report/accept/")


def test_the_bulletin_goes_from_the_editor_to_the_record(cast: Cast) -> None:
    province = province_of(cast)
    officer, editor, head = (
        enter(Client(), person) for person in (province.officer, province.editor, province.head)
    )
    begun(cast, officer)
    done(officer, f"{HOME}deploy/", to=[cast.shenyang.pk])
    done(enter(Client(), cast.ma), f"{CITY}report/", **REPORT, send="1")
    report = Report.objects.get()
    page = done(editor, f"{HOME}bulletin/compile/")
    assert "各单位报送合计：参加人数60人次。" in page
    bulletin = Bulletin.objects.get()
    row = bulletin.paragraphs.get(key=f"report:{report.code}:summary")
    page = done(editor, f"{HOME}bulletin/{row.rank}/", text="改了的话。")
    assert "已改，与报告原文不同" in page
    done(editor, f"{HOME}bulletin/{row.rank}/restore/")
    assert editor.get(f"{HOME}bulletin/file/docx/").content.startswith(b"PK")
    assert editor.get(f"{HOME}bulletin/file/pdf/").content.startswith(b"%PDF")
    assert "已签发" in done(head, f"{HOME}bulletin/act/approve/")
    section = load_sections(at=timezone.now()).sections.get(slug="topics")
    done(editor, f"{HOME}bulletin/record/", section=section.pk, summary="活动情况。")
    item = Item.objects.get()
    bulletin.refresh_from_db()
    assert bulletin.item_id == item.pk
    names = sorted(one.media_type for one in item.attachments.all())
    assert len(names) == 2
    assert "参加人数60人次" in item.editions.get().content


def test_strangers_and_drafts(cast: Cast) -> None:
    province = province_of(cast)
    officer = enter(Client(), province.officer)
    begun(cast, officer)
    zhao, li = enter(Client(), cast.zhao), enter(Client(), cast.li)
    for browser in (zhao, li):
        assert "政务公开日活动" not in browser.get(LIST).content.decode()
        for address in (HOME, CITY, f"{HOME}bulletin/", f"{HOME}coverage/", f"{HOME}deploy/"):
            assert browser.get(address).status_code == 404
    refused = officer.post(f"{HOME}deploy/", {"sent": "1"})
    assert "请选择至少一个单位" in refused.content.decode()
    done(officer, f"{HOME}deploy/", to=[cast.shenyang.pk])
    assert li.get(HOME).status_code == 404
    # Who writes a report shows it to nobody above before it is sent.
    ma = enter(Client(), cast.ma)
    part = Participation.objects.get(body=cast.shenyang)
    ma.post(f"{CITY}report/", {**REPORT, "headline": "未报的草稿"})
    assert Report.objects.get(part=part).headline == "未报的草稿"
    assert "未报的草稿" not in officer.get(CITY).content.decode()
    assert "未报的草稿" in ma.get(CITY).content.decode()
    assert ma.get(f"{HOME}bulletin/").status_code == 404


def test_the_pages_speak_english_and_chase_excuse_and_close(cast: Cast) -> None:
    province = province_of(cast)
    officer = enter(Client(), province.officer)
    begun(cast, officer, co_host="市政务公开办公室", asks="")
    done(officer, f"{HOME}materials/", title="口号", text="打造阳光国税。")
    done(officer, f"{HOME}deploy/", to=[cast.shenyang.pk, cast.dalian.pk])
    for address in (LIST, HOME, CITY, f"{HOME}change/", f"{HOME}bulletin/", f"{HOME}coverage/"):
        page = officer.get(f"/en{address}")
        assert page.status_code == 200, address
    assert "campaigns/co-host/" in officer.post(f"{HOME}co-host/", {"x": "1"}).content.decode()
    assert "已催办" in done(officer, f"{CITY}chase/")
    assert "今天已经催办过" in done(officer, f"{CITY}chase/")
    assert "免报" in done(officer, f"{HOME}in/ln-dalian/excuse/", reason="另行部署")
    bad = officer.post(f"{LIST}new/", {"asks": "不对的一行", "title": "留住我"})
    assert bad.status_code == 422
    assert "第1行看不明白" in bad.content.decode()
    assert "留住我" in bad.content.decode()
    assert "活动已结束归档" in done(officer, f"{HOME}close/")
    assert Campaign.objects.get().closed_at is not None


def test_a_brief_is_drawn_from_ones_own_report_only(cast: Cast) -> None:
    province = province_of(cast)
    begun(cast, enter(Client(), province.officer))
    done(enter(Client(), province.officer), f"{HOME}deploy/", to=[cast.shenyang.pk])
    ma, zhao = enter(Client(), cast.ma), enter(Client(), cast.zhao)
    done(ma, f"{CITY}report/", **REPORT, send="1")
    report = Report.objects.get()
    address = f"/desk/briefs/new/?report={report.code}"
    assert address in ma.get(CITY).content.decode()
    page = ma.get(address).content.decode()
    assert "多种形式开展活动" in page
    assert "设咨询台：现场解答问题" in page
    given = {"body": cast.shenyang.pk, "title": "情况", "text": "一天接待六十人。"}
    assert "已报送上级机关" in done(ma, address, **given)
    assert Brief.objects.get().report == report
    assert zhao.get(address).status_code == 404
    assert zhao.get("/desk/briefs/new/?report=0000000000").status_code == 404


def test_who_edits_for_the_leading_body_sees_its_tasks(cast: Cast) -> None:
    province = province_of(cast)
    deployed(cast, province)
    page = enter(Client(), province.editor).get(HOME).content.decode()
    assert "在办税服务厅现场咨询。" in page
    assert "还没有任务" not in page


def test_a_figure_that_is_needed_is_not_called_optional(cast: Cast) -> None:
    deployed(cast, province_of(cast), asks=[*ASKS, FURTHER])
    page = enter(Client(), cast.li).get(f"{DISTRICT}report/").content.decode()
    needed, further = (page.split(f">{label}")[1][:80] for label in ("参加人数", "宣传单"))
    assert "（选填）" not in needed
    assert "（选填）" in further
