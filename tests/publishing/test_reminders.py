"""The clock tells what is due and what is late: once, to whoever can do something."""

from datetime import timedelta

import pytest
from django.urls import resolve

from sunshine.audit.models import Event
from sunshine.notices.models import Mail, Notice
from sunshine.orgs.models import Post, PostHolding
from sunshine.publishing import reminders
from sunshine.publishing.actions import page_reports, papers, sections
from sunshine.publishing.models import Edition, Item, ItemState, Paper
from tests.build.publishing import AT, DAY, a_draft, a_paper, a_section, a_withheld_paper
from tests.cast import SINCE, Cast


def told(kind: str) -> set[str]:
    return {
        notice.recipient.username for notice in Notice.objects.filter(kind=f"publishing.{kind}")
    }


def test_a_paper_is_told_before_and_after_its_day_once_each(cast: Cast) -> None:
    paper = a_paper(cast.heping, by=cast.li)
    assert reminders.remind_of_papers(AT) == 0
    near = AT + timedelta(days=(paper.due_on - DAY).days - 2)
    assert reminders.remind_of_papers(near) == 1
    assert reminders.remind_of_papers(near) == 0
    assert told("paper_soon") == {"li", "lin", "wu"}
    notice = Notice.objects.filter(kind="publishing.paper_soon")[0]
    assert paper.title in notice.text
    assert f"{paper.due_on}" in notice.text
    assert Mail.objects.count() == 3
    after = near + timedelta(days=10)
    assert [reminders.remind_of_papers(after), reminders.remind_of_papers(after)] == [1, 0]
    assert told("paper_overdue") == {"wu", "he"}
    papers.change_paper(paper, changed_on=DAY + timedelta(days=30), by=cast.li, at=after)
    assert reminders.remind_of_papers(AT + timedelta(days=90)) == 1
    Paper.objects.update(published_at=after)
    assert reminders.remind_of_papers(AT + timedelta(days=900)) == 0
    assert Event.objects.filter(kind="publishing.reminded", actor=None).count() == 3


def test_closed_papers_are_to_be_looked_at_again(cast: Cast) -> None:
    paper = a_withheld_paper(cast.heping, by=cast.li)
    near = AT + timedelta(days=352)
    assert reminders.remind_of_papers(near) == 1
    assert told("review_soon") == {"wu"}
    assert reminders.remind_of_papers(near + timedelta(days=20)) == 1
    assert told("review_overdue") == {"wu", "he"}
    papers.confirm_attribute(paper, by=cast.wu, at=near + timedelta(days=20))
    assert reminders.remind_of_papers(near + timedelta(days=21)) == 0


def test_where_nobody_holds_a_post_the_body_above_is_told(cast: Cast) -> None:
    a_paper(cast.heping, by=cast.li)
    PostHolding.objects.filter(post__slug__in=["wu-post", "he-post"]).update(until=DAY)
    assert reminders.remind_of_papers(AT + timedelta(days=60)) == 1
    assert told("paper_overdue") == {"ma"}


def test_sections_are_told_amber_and_late(cast: Cast) -> None:
    edition = a_draft(cast.heping, by=cast.li, section="news")
    Edition.objects.filter(pk=edition.pk).update(state="published", published_at=AT)
    Item.objects.update(
        current=edition, state=ItemState.PUBLISHED, published_here=AT, index_number="X/2026-1"
    )
    li = cast.heping.posts.get(slug="li-post")
    sections.promise_section(cast.heping, a_section("news"), post=li, by=cast.wu, at=AT)
    days = {day: reminders.remind_of_sections(AT + timedelta(days=day)) for day in (0, 12, 13, 15)}
    assert days == {0: 0, 12: 1, 13: 0, 15: 1}
    assert told("section_soon") == told("section_late") == {"li"}


@pytest.fixture
def report(cast: Cast) -> None:
    page_reports.report_page_error(
        "/b/ln-shenyang-heping/", kind="fact", text="电话号码已经改了。", at=AT
    )


def test_a_report_goes_to_its_post_and_the_office_when_late(cast: Cast, report: None) -> None:
    assert [reminders.remind_of_page_reports(AT) for _turn in range(2)] == [1, 0]
    assert told("page_reported") == {"wu"}
    late = AT + timedelta(days=4)
    assert [reminders.remind_of_page_reports(late) for _turn in range(2)] == [1, 0]
    assert told("page_report_overdue") == {"wu", "he"}


def test_who_stands_in_is_told_too(cast: Cast, report: None) -> None:
    post = Post.objects.get(slug="wu-post")
    PostHolding.objects.create(post=post, person=cast.lin, since=SINCE)
    reminders.remind_of_page_reports(AT)
    assert told("page_reported") == {"wu", "lin"}


def test_every_notice_leads_to_a_page_that_is_there(cast: Cast, report: None) -> None:
    a_paper(cast.heping, by=cast.li)
    a_withheld_paper(cast.heping, by=cast.li)
    edition = a_draft(cast.heping, by=cast.li, section="news")
    Edition.objects.filter(pk=edition.pk).update(state="published", published_at=AT)
    Item.objects.update(
        current=edition, state=ItemState.PUBLISHED, published_here=AT, index_number="X/2026-1"
    )
    far = AT + timedelta(days=400)
    for sweep in (
        reminders.remind_of_papers,
        reminders.remind_of_sections,
        reminders.remind_of_page_reports,
    ):
        assert sweep(far)
    links = set(Notice.objects.values_list("link", flat=True))
    assert len(links) == 4
    assert all(resolve(link).func for link in links)
