"""Notices, reported errors and lists at places, by their pages."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from sunshine.kit.days import beijing_day
from sunshine.notices.models import Notice
from sunshine.notices.outbox import notify
from sunshine.orgs.models import Person
from sunshine.publishing.actions.page_reports import report_page_error
from sunshine.publishing.models import PageReport, PlacePosting
from tests.build.release import draft, published
from tests.cast import Cast
from tests.entering import enter

REPORTS = "/desk/page-reports/"
ANSWER = {"founded": "yes", "answer": "已经改正，谢谢您。"}


def told(person: Person, key: str = "edition:1") -> Notice:
    facts = {"title": "延时服务公告"}
    kind, at = "publishing.approved", timezone.now()
    return notify(person, kind=kind, key=key, at=at, facts=facts, link="/desk/me/")


def test_a_notice_is_read_by_opening_it(cast: Cast) -> None:
    notice = told(cast.li)
    li = enter(Client(), cast.li)
    page = li.get("/desk/notices/").content.decode()
    assert "延时服务公告" in page
    answer = li.post(f"/en/desk/notices/{notice.pk}/open/")
    assert answer["Location"] == "/en/desk/me/"
    assert "延时服务公告" not in li.get("/desk/notices/").content.decode()
    assert "延时服务公告" in li.get("/desk/notices/?show=all").content.decode()


def test_the_bell_counts_and_all_are_read_at_once(cast: Cast) -> None:
    told(cast.li)
    told(cast.li, "edition:2")
    li = enter(Client(), cast.li)
    assert "未读</span>2" in li.get("/desk/me/").content.decode()
    li.post("/desk/notices/read/")
    assert not Notice.objects.unread().exists()
    assert "未读</span>" not in li.get("/desk/me/").content.decode()


def test_a_notice_of_another_does_not_exist(cast: Cast) -> None:
    notice = told(cast.li)
    lin = enter(Client(), cast.lin)
    assert lin.post(f"/desk/notices/{notice.pk}/open/").status_code == 404
    assert "延时服务公告" not in lin.get("/desk/notices/?show=all").content.decode()
    assert Notice.objects.unread().exists()


@pytest.fixture
def report(cast: Cast) -> PageReport:
    """Return an error that a reader reported in a page of Heping."""
    item = published(cast)
    return report_page_error(
        f"/i/{item.code}/", kind="wording", text="第二行写错了一个字。", at=timezone.now()
    )


def test_a_report_is_answered_by_its_post(cast: Cast, report: PageReport) -> None:
    wu = enter(Client(), cast.wu)
    assert "第二行写错了一个字" in wu.get(REPORTS).content.decode()
    address = f"{REPORTS}{report.code}/"
    page = wu.get(address).content.decode()
    assert "最迟答复" in page
    assert "不计入" in page  # the reckoning, day by day
    short = wu.post(address, {"founded": "yes", "answer": "好"})
    assert short.status_code == 422
    assert wu.post(address, ANSWER).status_code == 302
    report.refresh_from_db()
    assert (report.is_founded, report.answered_by) == (True, cast.wu)
    assert "第二行写错了一个字" not in wu.get(REPORTS).content.decode()
    assert "第二行写错了一个字" in wu.get(f"{REPORTS}?show=answered").content.decode()
    assert "<textarea" not in wu.get(address).content.decode()


def test_a_report_of_another_office_does_not_exist(cast: Cast, report: PageReport) -> None:
    for person in (cast.zhao, cast.chen, cast.ma, cast.gao):
        browser = enter(Client(), person)
        assert browser.get(f"{REPORTS}{report.code}/").status_code == 404
        assert browser.post(f"{REPORTS}{report.code}/", ANSWER).status_code == 404
        assert "写错" not in browser.get(REPORTS).content.decode()
    report.refresh_from_db()
    assert report.answered_at is None


def test_a_list_is_hung_and_taken_off(cast: Cast) -> None:
    item = published(cast, draft(cast, audience="place"))
    today = beijing_day(timezone.now())
    li = enter(Client(), cast.li)
    assert "等着张贴" in li.get("/desk/postings/").content.decode()
    days = {"posted_on": today, "until": today + timedelta(days=10)}
    address = f"/desk/postings/{item.code}/hang/"
    late = li.post(address, {"place": "北门", **days, "posted_on": today + timedelta(days=1)})
    assert late.status_code == 422
    assert li.post(address, {"place": "中心市场北门公告栏", **days}).status_code == 302
    posting = PlacePosting.objects.get()
    page = li.get("/en/desk/postings/").content.decode()
    assert "中心市场北门公告栏" in page
    assert li.post(f"/desk/postings/{posting.pk}/off/", {"removed_on": today}).status_code == 302
    posting.refresh_from_db()
    assert posting.removed_by == cast.li
    assert "再次张贴" in li.get("/desk/postings/").content.decode()


def test_lists_of_another_bureau_do_not_exist(cast: Cast) -> None:
    item = published(cast, draft(cast, audience="place"))
    zhao = enter(Client(), cast.zhao)
    assert zhao.get(f"/desk/postings/{item.code}/hang/").status_code == 404
    assert "延时" not in zhao.get("/desk/postings/").content.decode()
    assert enter(Client(), cast.chen).get("/desk/postings/").status_code == 404
