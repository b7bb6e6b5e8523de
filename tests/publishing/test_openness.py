"""The shares of open and closed papers add up and know what was in time (row B3)."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from sunshine.publishing.models import Paper
from sunshine.publishing.openness import (
    Shares,
    percent,
    shares_by_year,
    shares_of,
    shares_under,
)
from tests.build.publishing import AT, a_paper, a_withheld_paper
from tests.cast import Cast

ON = date(2026, 6, 1)


def published(paper: Paper, on_day: date) -> None:
    """Write what publication leaves in the register; its act has its own tests."""
    moment = AT.replace(year=on_day.year, month=on_day.month, day=on_day.day)
    Paper.objects.filter(pk=paper.pk).update(published_at=moment)


def test_every_paper_has_one_fate(cast: Cast, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    heping, li = cast.heping, cast.li
    in_time, late = a_paper(heping, by=li), a_paper(heping, by=li)
    published(in_time, in_time.due_on)
    published(late, late.due_on + timedelta(days=1))
    a_paper(heping, by=li)
    a_paper(heping, by=li, at=AT + timedelta(days=80))
    a_withheld_paper(heping, by=li)
    a_withheld_paper(heping, by=li)
    a_paper(heping, by=li, attribute="on_request", ground="internal", reason="人事管理")
    old = a_paper(heping, by=li, made_on=date(2007, 1, 1))
    published(old, date(2026, 3, 3))
    a_paper(cast.dalian, by=cast.zhao)
    with django_assert_num_queries(2):
        shares = shares_of(heping, 2026, ON)
    assert shares == Shares(
        year=2026,
        proactive=4,
        on_request=1,
        withheld=2,
        in_time=1,
        late=1,
        waiting=1,
        overdue=1,
        grounds=(("process", 2), ("internal", 1)),
    )
    assert (shares.total, shares.share(shares.proactive)) == (7, Decimal("57.1"))
    assert shares.kept == Decimal("33.3")
    assert [row.year for row in shares_by_year(heping, ON)] == [2026, 2007]
    assert shares_by_year(heping, ON)[1].free == 1
    assert shares_under(cast.ln, 2026, ON).proactive == 5
    assert shares_of(cast.shenyang, 2026, ON) == Shares(year=2026)


def test_a_paper_published_late_in_the_evening_is_judged_in_beijing(cast: Cast) -> None:
    paper = a_paper(cast.heping, by=cast.li)
    evening = AT.replace(year=paper.due_on.year, month=paper.due_on.month, day=paper.due_on.day)
    Paper.objects.filter(pk=paper.pk).update(published_at=evening.replace(hour=15, minute=59))
    assert shares_of(cast.heping, 2026, ON).in_time == 1
    Paper.objects.filter(pk=paper.pk).update(published_at=evening.replace(hour=16))
    assert shares_of(cast.heping, 2026, ON).late == 1


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_percentages_never_leave_their_bounds(part: int, rest: int) -> None:
    share = percent(part, part + rest)
    if part + rest == 0:
        assert share is None
    else:
        assert share is not None
        assert 0 <= share <= 100
        other = percent(rest, part + rest)
        assert other is not None
        assert abs(share + other - 100) <= Decimal("0.1")
