"""Reported errors reach the responsible post and are answered within three working days."""

from datetime import UTC, date, datetime

import pytest

from sunshine.audit.models import Event
from sunshine.kit.errors import Refused
from sunshine.orgs.models import Body, Post
from sunshine.publishing.actions import page_reports, sections
from sunshine.publishing.models import Item, ItemState, PageReport
from tests.build.publishing import AT, DAY, a_draft, a_section
from tests.cast import Cast

TEXT = "第二段“税收”写成了“睡收”。"


def report(path: str, **facts: object) -> PageReport:
    given: dict[str, object] = {"kind": "wording", "text": TEXT, "at": AT, **facts}
    return page_reports.report_page_error(path, **given)  # type: ignore[arg-type]


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.code for reason in refused.value.reasons]


@pytest.fixture
def shown(cast: Cast) -> Item:
    return as_published(cast, "public")


def as_published(cast: Cast, audience: str) -> Item:
    """Return an item as publication leaves it; its act has its own tests."""
    item = a_draft(cast.heping, by=cast.li, audience=audience).item
    Item.objects.filter(pk=item.pk).update(
        state=ItemState.PUBLISHED, published_here=AT, index_number="X/2026-00001"
    )
    item.refresh_from_db()
    return item


@pytest.fixture(autouse=True)
def officer_of_the_province(cast: Cast) -> Post:
    return Post.objects.create(
        body=cast.ln, slug="office", name="省局公开办", roles=["disclosure_officer"]
    )


def test_it_goes_to_the_post_of_the_page(cast: Cast, shown: Item) -> None:
    found = report(f"/en/i/{shown.code}/e/1/")
    assert (found.item, found.body, found.post) == (shown, cast.heping, shown.responsible_post)
    li = cast.heping.posts.get(slug="li-post")
    news = a_section("news")
    sections.promise_section(cast.heping, news, post=li, by=cast.wu, at=AT)
    assert report("/b/ln-shenyang-heping/news/p/3/").post == li
    assert report("/b/ln-shenyang-heping/").post.slug == "wu-post"
    for path in ("/", "/map/", "/b/nowhere/", "/i/zzzzzzzzzz/"):
        assert report(path, text=TEXT + path).post.slug == "office"
    Body.objects.filter(pk=cast.heping.pk).update(dissolved=DAY, successor=cast.shenyang)
    assert report("/b/ln-shenyang-heping/guide/").post.slug == "ma-post"


def test_an_item_that_may_not_be_seen_is_as_one_that_never_was(cast: Cast) -> None:
    shown = as_published(cast, "staff")
    hidden, unknown = report(f"/i/{shown.code}/"), report("/i/zzzzzzzzzz/")
    assert (hidden.item, hidden.post, hidden.body) == (unknown.item, unknown.post, unknown.body)
    assert report(f"/i/{shown.code}/", text="另一处也有错字。", by=cast.li).item == shown


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (datetime(2026, 3, 2, 1, tzinfo=UTC), date(2026, 3, 5)),
        # Eleven in the evening of the first in UTC is the second in Beijing.
        (datetime(2026, 3, 1, 23, tzinfo=UTC), date(2026, 3, 5)),
        (datetime(2026, 9, 30, 1, tzinfo=UTC), date(2026, 10, 10)),
    ],
)
def test_it_is_due_in_three_working_days(cast: Cast, received: datetime, due: date) -> None:
    assert report("/", at=received).due_on == due


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"path": "javascript:alert(1)"}, "page-unknown"),
        ({"path": "/" + "x" * 300}, "page-unknown"),
        ({"kind": "praise"}, "report-kind-needed"),
        ({"text": " 错 "}, "report-text-unfit"),
        ({"text": "错" * 2001}, "report-text-unfit"),
        ({"text": "http://a www.b https://c www.d"}, "report-has-links"),
        ({"contact": "1" * 121}, "contact-too-long"),
    ],
)
def test_what_is_not_taken(cast: Cast, facts: dict[str, str], code: str) -> None:
    given = {"path": "/", "kind": "wording", "text": TEXT, **facts}
    path = given.pop("path")
    assert [one.code for one in page_reports.why_not_report(path, **given)] == [code]


def test_floods_are_held_off(cast: Cast) -> None:
    report("/")
    with pytest.raises(Refused) as refused:
        report("/")
    assert codes(refused) == ["report-known"]
    for number in range(19):
        report("/", text=f"第{number}个问题：错字")
    with pytest.raises(Refused) as refused:
        report("/", text="再来一个问题")
    assert codes(refused) == ["page-reported-often"]


def test_the_post_or_the_disclosure_office_answers_once(cast: Cast, shown: Item) -> None:
    found = report(f"/i/{shown.code}/", contact="024-12345678")
    with pytest.raises(Refused) as refused:
        page_reports.answer_page_report(found, founded=True, answer="好", by=cast.zhao, at=AT)
    assert codes(refused) == ["report-of-another-post", "report-text-unfit"]
    assert list(PageReport.objects.overdue(date(2026, 3, 6))) == [found]
    page_reports.answer_page_report(
        found, founded=True, answer="已更正，感谢指正。", by=cast.wu, at=AT
    )
    assert (found.is_founded, found.answered_by) == (True, cast.wu)
    with pytest.raises(Refused) as refused:
        page_reports.answer_page_report(
            found, founded=False, answer="不是错字。", by=cast.wu, at=AT
        )
    assert codes(refused) == ["report-answered"]
    kinds = list(Event.objects.values_list("kind", flat=True))
    assert kinds.count("publishing.page_reported") == 1
    assert all("024-12345678" not in str(event.data) for event in Event.objects.all())
