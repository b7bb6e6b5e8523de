"""When the calendar changes, open last days follow it, and the log keeps both."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from sunshine.audit.models import Event
from sunshine.kit.errors import Refused
from sunshine.publishing.actions.page_reports import report_page_error
from sunshine.publishing.actions.recounting import recount_paper, recount_report
from sunshine.publishing.models import PageReport, Paper
from sunshine.publishing.recounting import recount_due_days
from tests.build.publishing import a_paper, a_withheld_paper
from tests.cast import Cast

DECEMBER = datetime(2026, 12, 21, 2, 0, tzinfo=UTC)
LATER = datetime(2026, 12, 28, 2, 0, tzinfo=UTC)
YEAR = """year = 2027
law = "国务院办公厅关于2027年部分节假日安排的通知"
[[arrangement]]
holiday = "new_year"
rest_from = 2027-01-01
rest_to = 2027-01-05
work = [2027-01-09]
"""
CLOSED = """[[closure]]
bodies = ["ln-shenyang-heping"]
days = [2026-12-22]
name = { zh = "暴雪停止办公", en = "closed by snow" }
law = "沈阳市人民政府通告"
"""


@pytest.fixture
def law(settings: Settings, tmp_path: Path) -> Path:
    settings.HOME = tmp_path
    directory = tmp_path / "law"
    directory.mkdir()
    return directory


def test_a_paper_follows_the_notice_of_the_year(cast: Cast, law: Path) -> None:
    paper = a_paper(cast.heping, by=cast.li, at=DECEMBER)
    a_withheld_paper(cast.heping, by=cast.li, at=DECEMBER)
    assert paper.due_on == date(2027, 1, 19)
    assert recount_due_days(LATER) == 0
    (law / "2027.toml").write_text(YEAR)
    assert recount_due_days(LATER) == 1
    paper.refresh_from_db()
    assert paper.due_on == date(2027, 1, 20), "two days of rest more, one make-up day"
    event = Event.objects.get(kind="publishing.paper_recounted")
    assert event.data == {"before": "2027-01-19", "due_on": "2027-01-20"}
    assert (event.actor, event.body) == (None, "ln-shenyang-heping")
    assert recount_due_days(LATER) == 0


def test_a_closure_moves_its_own_body_alone(cast: Cast, law: Path) -> None:
    ours = a_paper(cast.heping, by=cast.li, at=DECEMBER)
    theirs = a_paper(cast.dalian, by=cast.zhao, at=DECEMBER)
    (law / "closures.toml").write_text(CLOSED)
    assert recount_due_days(LATER) == 1
    ours.refresh_from_db()
    theirs.refresh_from_db()
    assert (ours.due_on, theirs.due_on) == (date(2027, 1, 20), date(2027, 1, 19))
    assert a_paper(cast.heping, by=cast.li, at=DECEMBER).due_on == ours.due_on


def test_what_is_published_keeps_its_day(cast: Cast, law: Path) -> None:
    paper = a_paper(cast.heping, by=cast.li, at=DECEMBER)
    Paper.objects.filter(pk=paper.pk).update(published_at=DECEMBER)
    (law / "2027.toml").write_text(YEAR)
    assert recount_due_days(LATER) == 0
    with pytest.raises(Refused) as refused:
        recount_paper(paper, at=LATER)
    assert [reason.code for reason in refused.value.reasons] == ["due-day-stands"]
    assert not Event.objects.filter(kind="publishing.paper_recounted").exists()


def test_an_open_report_of_an_error_follows_too(cast: Cast, law: Path) -> None:
    report = report_page_error(
        "/b/ln-shenyang-heping/", kind="wording", text="标题有错别字，请核对。", at=DECEMBER
    )
    assert report.due_on == date(2026, 12, 24)
    (law / "closures.toml").write_text(CLOSED.replace("-heping", '-heping", "ln", "ln-shenyang'))
    assert recount_due_days(LATER) == 1
    report.refresh_from_db()
    assert report.due_on == date(2026, 12, 25)
    PageReport.objects.update(answered_at=DECEMBER)
    (law / "closures.toml").unlink()
    assert recount_due_days(LATER) == 0
    with pytest.raises(Refused):
        recount_report(report, at=LATER)
