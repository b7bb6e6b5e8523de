"""What the desks read costs a fixed number of queries, and stops at the body's door."""

from datetime import timedelta

from sunshine.publishing import queries
from sunshine.publishing.actions import page_reports, previews
from sunshine.publishing.models import Edition
from tests.build.publishing import AT, DAY, a_draft, a_paper, a_withheld_paper
from tests.cast import Cast


def test_the_due_list_and_the_closed_list(cast: Cast, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    late = a_paper(cast.heping, by=cast.li, at=AT - timedelta(days=90))
    soon = a_paper(cast.heping, by=cast.li)
    closed = a_withheld_paper(cast.heping, by=cast.li)
    a_paper(cast.dalian, by=cast.zhao)
    with django_assert_num_queries(1):
        assert list(queries.papers_due([cast.heping], DAY)) == [late, soon]
    assert list(queries.papers_due([cast.heping], DAY, within_days=3)) == [late]
    with django_assert_num_queries(1):
        assert [(one, one.body, one.attribute_by) for one in queries.papers_closed([cast.heping])]
    assert list(queries.papers_closed([cast.heping])) == [closed]


def test_what_is_open_and_what_went_out(cast: Cast, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    edition, other = a_draft(cast.heping, by=cast.li), a_draft(cast.heping, by=cast.lin)
    a_draft(cast.dalian, by=cast.zhao)
    with django_assert_num_queries(1):
        found = [
            (one, one.item.section, one.saved_by) for one in queries.editions_open([cast.heping])
        ]
    assert [row[0] for row in found] == [other, edition]
    Edition.objects.filter(pk=edition.pk).update(state="published", published_at=AT)
    with django_assert_num_queries(1):
        assert list(queries.published_between([cast.heping], DAY, DAY)) == [edition]
    yesterday = DAY - timedelta(days=1)
    assert not queries.published_between([cast.heping], yesterday, yesterday).exists()
    link, _token = previews.make_preview(other, reader=cast.wang, by=cast.li, at=AT)
    assert list(queries.previews_of(other)) == [link]


def test_reports_wait_for_the_post_and_the_office(cast: Cast, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    report = page_reports.report_page_error(
        "/b/ln-shenyang-heping/", kind="fact", text="电话号码已经改了。", at=AT
    )
    with django_assert_num_queries(2):
        assert list(queries.page_reports_for(cast.wu, [], DAY)) == [report]
    assert list(queries.page_reports_for(cast.he, [cast.heping], DAY)) == [report]
    assert list(queries.page_reports_for(cast.zhao, [cast.dalian], DAY)) == []
    assert queries.page_report_by_code(report.code) == report
    assert queries.page_report_by_code("zzzzzzzzzz") is None


def test_late_by_body(cast: Cast, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    a_paper(cast.heping, by=cast.li, at=AT - timedelta(days=90))
    a_paper(cast.heping, by=cast.li, at=AT - timedelta(days=32))
    a_withheld_paper(cast.heping, by=cast.li, at=AT - timedelta(days=400))
    page_reports.report_page_error(
        "/b/ln-shenyang-heping/", kind="fact", text="电话号码已经改了。", at=AT - timedelta(days=9)
    )
    bodies = [cast.ln, cast.heping]
    with django_assert_num_queries(5):
        province, heping = queries.late_by_body(bodies, DAY)
    assert (province.body, province.late) == (cast.ln, 0)
    assert (heping.papers_late, heping.papers_soon) == (1, 1)
    assert (heping.reviews_late, heping.reports_late, heping.late) == (1, 1, 3)
