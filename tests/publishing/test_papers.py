"""Papers are registered with their day and attribute; nothing closed is closed without a ground."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from sunshine.audit.models import Event
from sunshine.kit.errors import Refused
from sunshine.publishing import plausible
from sunshine.publishing.actions import papers
from sunshine.publishing.due import due_from, due_of
from sunshine.publishing.models import Paper
from sunshine.workdays.loader import official_calendar
from tests.build.publishing import AT, DAY, a_paper, a_withheld_paper
from tests.cast import Cast


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.code for reason in refused.value.reasons]


def test_a_proactive_paper_is_due_twenty_workdays_after_it_was_made(cast: Cast) -> None:
    paper = a_paper(cast.heping, by=cast.li, made_on=date(2025, 12, 20))
    assert paper.due_on == date(2026, 1, 19)
    due = due_of(paper, official_calendar())
    assert due is not None
    assert sum(day.counted for day in due.reckoning) == 20
    event = Event.objects.get(subject=f"paper:{paper.pk}")
    assert event.kind == "publishing.paper_registered"
    assert (event.body, event.data["due_on"]) == ("ln-shenyang-heping", "2026-01-19")


def test_a_special_law_prevails(cast: Cast) -> None:
    facts = {"title": "行政处罚决定", "made_on": DAY, "attribute": "proactive"}
    usual = papers.register_paper(cast.heping, by=cast.li, at=AT, **facts)
    special = papers.register_paper(
        cast.heping, by=cast.li, at=AT, period_key="penalty_result", **facts
    )
    assert special.due_on < usual.due_on
    with pytest.raises(Refused) as refused:
        papers.change_paper(special, by=cast.li, at=AT, period_key="whenever")
    assert codes(refused) == ["period-unknown"]


def test_before_the_regulation_nothing_was_due(cast: Cast) -> None:
    assert a_paper(cast.heping, by=cast.li, made_on=date(2007, 6, 1)).due_on is None
    assert due_from(date(2008, 5, 1), "proactive_publication", official_calendar()) is not None


def test_only_editors_and_the_disclosure_office_of_the_body_register(cast: Cast) -> None:
    for person in (cast.zhao, cast.chen, cast.wang, cast.gao, cast.sun, cast.nobody):
        with pytest.raises(Refused) as refused:
            a_paper(cast.heping, by=person)
        assert codes(refused) == ["no-such-duty"]
    for person in (cast.li, cast.wu, cast.he):
        assert a_paper(cast.heping, by=person).registered_by == person
    assert Paper.objects.count() == 3


def test_a_number_names_one_paper_of_a_body(cast: Cast) -> None:
    a_paper(cast.heping, by=cast.li, title="甲通知", document_number="沈和税发〔2026〕5号")
    with pytest.raises(Refused) as refused:
        a_paper(cast.heping, by=cast.li, title="乙通知", document_number="沈和税发 [2026] 5号")
    assert codes(refused) == ["document-number-used"]
    assert "《甲通知》" in str(refused.value)
    assert refused.value.reasons[0].field == "document_number"
    other = a_paper(cast.dalian, by=cast.zhao, document_number="沈和税发〔2026〕5号")
    assert other.document_number == "沈和税发〔2026〕5号"


@pytest.mark.parametrize(
    ("made_on", "code"),
    [
        (date(2026, 3, 3), "day-to-come"),
        (date(1949, 9, 30), "day-too-early"),
        (date(2925, 3, 1), "day-to-come"),
        (date(202, 5, 1), "day-too-early"),
    ],
)
def test_days_that_cannot_be(cast: Cast, made_on: date, code: str) -> None:
    with pytest.raises(Refused) as refused:
        a_paper(cast.heping, by=cast.li, made_on=made_on)
    assert codes(refused) == [code]
    assert refused.value.reasons[0].field == "made_on"


def test_a_year_of_five_digits_is_told_at_its_field() -> None:
    for typed in ("20255-03-01", "2025-13-01", "2025-02-30", "三月", "0-1-1", "2025"):
        with pytest.raises(Refused) as refused:
            plausible.read_day(typed, field="made_on")
        reason = refused.value.reasons[0]
        assert (reason.code, reason.field) == ("day-unreadable", "made_on")
        assert typed in str(reason)


@given(st.dates())
def test_every_way_to_write_a_day_is_read(day: date) -> None:
    year, month, number = day.year, day.month, day.day
    for typed in (f"{day}", f"{year}年{month}月{number}日", f" {year}/{month}/{number} "):
        assert plausible.read_day(typed, field="day") == day
    assert plausible.read_day("  ", field="day") is None


@given(st.text())
def test_numbers_come_to_one_form(text: str) -> None:
    number = plausible.document_number(text)
    assert plausible.document_number(number) == number


def test_what_is_closed_needs_a_ground_that_fits(cast: Cast) -> None:
    def close(attribute: str, ground: str, reason: str, again: date | None = None) -> list[str]:
        return [
            one.code
            for one in papers.why_not_register(
                cast.heping,
                {
                    "title": "记录",
                    "made_on": DAY,
                    "attribute": attribute,
                    "ground": ground,
                    "reason": reason,
                    "review_again_on": again,
                },
                by=cast.li,
                on=DAY,
            )
        ]

    assert close("withheld", "", "") == ["ground-needed", "reason-needed"]
    assert close("withheld", "whim", "因故") == ["ground-unfit"]
    assert close("withheld", "process", "讨论记录") == []
    assert close("on_request", "", "") == []
    assert close("secret", "", "") == ["attribute-needed"]
    assert close("withheld", "process", "讨论记录", DAY) == ["review-day-unfit"]
    assert close("withheld", "process", "讨论记录", DAY + timedelta(days=4000)) == [
        "review-day-unfit"
    ]


def test_lines_too_long_and_sections_of_others_are_told(cast: Cast) -> None:
    reasons = papers.why_not_register(
        cast.heping,
        {
            "title": "题" * 301,
            "document_number": "9" * 81,
            "made_on": DAY,
            "section_slug": "nowhere",
            "attribute": "withheld",
            "ground": "process",
            "reason": "因" * 2001,
        },
        by=cast.li,
        on=DAY,
    )
    assert [one.code for one in reasons] == [
        *("title-too-long", "section-of-another-set", "text-too-long", "text-too-long"),
    ]
    assert all(str(one) for one in reasons)


def test_closed_papers_are_looked_at_again_within_a_year(cast: Cast) -> None:
    paper = a_withheld_paper(cast.heping, by=cast.li)
    assert (paper.due_on, paper.review_again_on) == (None, DAY + timedelta(days=365))
    assert list(Paper.objects.to_review_again(DAY + timedelta(days=365))) == [paper]
    later = AT + timedelta(days=360)
    with pytest.raises(Refused) as refused:
        papers.confirm_attribute(paper, by=cast.li, at=later)
    assert codes(refused) == ["no-such-duty"]
    papers.confirm_attribute(paper, review_again_on=date(2027, 6, 1), by=cast.wu, at=later)
    assert (paper.review_again_on, paper.attribute_by) == (date(2027, 6, 1), cast.wu)
    assert Event.objects.filter(kind="publishing.attribute_confirmed").count() == 1


def test_what_is_opened_later_is_due_from_that_day(cast: Cast) -> None:
    paper = a_withheld_paper(cast.heping, by=cast.li)
    later = datetime(2026, 9, 1, 1, 0, tzinfo=UTC)
    with pytest.raises(Refused) as refused:
        papers.change_attribute(paper, attribute="proactive", by=cast.wu, at=later)
    assert codes(refused) == ["reason-needed"]
    papers.change_attribute(paper, attribute="proactive", reason="事项已定", by=cast.wu, at=later)
    assert (paper.ground, paper.review_again_on, paper.attribute_by) == ("", None, cast.wu)
    assert paper.due_on > date(2026, 9, 28)
    event = Event.objects.get(kind="publishing.attribute_changed")
    assert (event.data["before"], event.data["reason"]) == ("withheld", "事项已定")
    with pytest.raises(Refused) as refused:
        papers.change_attribute(paper, attribute="proactive", reason="再定", by=cast.wu, at=later)
    assert codes(refused) == ["attribute-unchanged"]


def test_a_changed_paper_is_due_anew(cast: Cast) -> None:
    paper = a_paper(cast.heping, by=cast.li)
    first_due = paper.due_on
    paper.published_at = AT
    paper.save()
    later = AT + timedelta(days=30)
    papers.change_paper(paper, changed_on=date(2026, 3, 20), by=cast.li, at=later)
    paper.refresh_from_db()
    assert paper.published_at is None
    assert paper.due_on > first_due
    with pytest.raises(Refused) as refused:
        papers.change_paper(paper, changed_on=date(2026, 3, 1), by=cast.li, at=later)
    assert codes(refused) == ["changed-before-made"]


def test_what_is_public_is_not_closed_behind_its_back(cast: Cast) -> None:
    paper = a_paper(cast.heping, by=cast.li)
    paper.published_at = AT
    paper.save()
    decision = {"attribute": "withheld", "ground": "process", "reason": "过程稿"}
    with pytest.raises(Refused) as refused:
        papers.change_attribute(paper, by=cast.wu, at=AT, **decision)
    assert codes(refused) == ["paper-published"]


def test_a_refused_paper_leaves_nothing(cast: Cast) -> None:
    events = Event.objects.count()
    with pytest.raises(Refused):
        a_paper(cast.heping, by=cast.li, title="  ")
    assert (Paper.objects.count(), Event.objects.count()) == (0, events)
    assert not connection.needs_rollback
