"""An account from its beginning to its snapshot: numbers, faults, signatures, freezing."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sunshine.audit.models import Event
from sunshine.figures import actions
from sunshine.figures.checking import check
from sunshine.figures.computing import report_of, reports_of, sum_of
from sunshine.figures.contents import live_report, snapshot_document
from sunshine.figures.editions import APPLICATIONS, FIGURES, PROACTIVE, REVIEW
from sunshine.figures.faults import faults_of
from sunshine.figures.forms import due_of
from sunshine.figures.models import Account, Kind, Snapshot, State
from sunshine.figures.reports import Place
from sunshine.kit.errors import Refused
from tests.build import release as releasing
from tests.build.accounts import (
    APPLICANTS,
    AT,
    OUTCOMES,
    SOME,
    YEAR,
    PlainCase,
    PlainCounts,
    begun,
    entered,
    handed_in,
    seen_digest,
    signed,
    written,
)
from tests.cast import Cast

pytestmark = pytest.mark.django_db
RESULTS = ("3.1", "3.2", "3.3.1", "3.3.7", "3.4.2", "3.5.3", "3.6.1", "3.6.2", "3.6.3")
DAYS = st.dates(date(2019, 1, 1), date(2026, 12, 31))


@st.composite
def cases(draw: st.DrawFn) -> PlainCase:
    """Draw a case that ended on a day after it came, or is still open."""
    received = draw(DAYS)
    finished = draw(st.none() | st.dates(received, date(2027, 12, 31)))
    remedy = draw(st.sampled_from(("", "行政复议", "未经复议直接起诉", "复议后起诉")))
    return PlainCase(
        received,
        draw(st.sampled_from(APPLICANTS)),
        draw(st.sampled_from(RESULTS)),
        finished,
        fee=draw(st.sampled_from((0, 0, 270))),
        remedy=remedy,
        outcome=draw(st.sampled_from(("", *OUTCOMES))),
    )


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {reason.code for reason in refused.value.reasons}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(cases(), max_size=40))
def test_identities_hold_for_whatever_cases_there_were(cast: Cast, some: list[PlainCase]) -> None:
    counts = PlainCounts(some)
    years = [
        report_of(cast.heping, year, Kind.DISCLOSURE, counts) for year in (2021, 2022, 2023, 2024)
    ]
    outcome = check(years)
    assert outcome.failures == ()
    # Inside each: 2 × 7 columns and 25 + 3 rows; between two: the columns and the rules.
    assert outcome.compared >= 4 * (14 + 28) + 3 * 7
    closed = [case for case in some if case.finished and case.finished.year == 2023]
    assert years[2].number(Place(APPLICATIONS, "3.7", "总计")) == len(closed)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(cases(), max_size=30), st.integers(2019, 2025))
def test_the_sum_of_bodies_is_the_account_of_all_their_cases(
    cast: Cast, some: list[PlainCase], year: int
) -> None:
    bodies = [cast.heping, cast.dalian]
    shared = [replace(case, body=bodies[n % 2].pk) for n, case in enumerate(some)]
    parts = reports_of(bodies, year, Kind.DISCLOSURE, PlainCounts(shared))
    total = sum_of(parts.values(), agency="合计")
    alone = report_of(cast.heping, year, Kind.DISCLOSURE, PlainCounts(some))
    for table in (APPLICATIONS, REVIEW):
        assert {p: v for p, v in total.cells.items() if p.table == table} == {
            p: v for p, v in alone.cells.items() if p.table == table
        }
    assert check([total]).failures == ()


def test_rules_are_counted_from_the_record(cast: Cast) -> None:
    name = "国家税务总局沈阳市和平区税务局公告"
    made = {"made_on": date(2025, 2, 3), "document_number": f"{name}2025年第1号"}
    ended = {
        "made_on": date(2024, 2, 3),
        "document_number": f"{name}2024年第2号",
        "validity": "repealed",
        "repealed_on": date(2025, 6, 1),
    }
    for facts in (made, ended, {"document_number": "沈和税〔2025〕1号"}):
        releasing.published(cast, releasing.draft(cast, **facts))
    cells = {
        year: report_of(cast.heping, year, Kind.DISCLOSURE, PlainCounts()).cells
        for year in (2024, 2025)
    }
    row = "行政规范性文件"
    told = [
        [cells[year][Place(PROACTIVE, row, column)] for column in
         ("本年制发件数", "本年废止件数", "现行有效件数")]
        for year in (2024, 2025)
    ]  # fmt: skip
    assert told == [[1, 0, 1], [1, 1, 1]]


def test_an_account_goes_its_way_and_is_frozen(cast: Cast) -> None:
    snapshot = signed(cast)
    account = snapshot.account
    assert account.state == State.SIGNED
    document = snapshot_document(snapshot)
    assert document.title.endswith("2025年政府信息公开工作年度报告")
    assert check([document.report]).failures == ()
    assert document.report.fees == 270
    kinds = Event.objects.filter(subject=f"account:{account.pk}").values_list("kind", flat=True)
    assert [kind for kind in kinds if kind != "figures.entered"] == [
        "figures.begun",
        *["figures.countersigned"] * 3,
        "figures.written",
        "figures.handed_in",
        "figures.signed",
    ]


def test_a_snapshot_is_never_reckoned_again(cast: Cast) -> None:
    snapshot = signed(cast)
    before = snapshot_document(snapshot)
    more = PlainCounts([*SOME.cases, PlainCase(date(2025, 8, 1))])
    live, _frame = live_report(snapshot.account, more)
    assert live.cells != before.report.cells
    again = snapshot_document(Snapshot.objects.get())
    assert again == before
    tampered = Snapshot.objects.get()
    tampered.content["layout"]["applications"]["1"][0] += 1
    with pytest.raises(Refused) as refused:
        snapshot_document(tampered)
    assert codes(refused) == {"account-snapshot-changed"}


def test_a_correction_is_a_new_snapshot_with_its_reason(cast: Cast) -> None:
    first = signed(cast)
    account = first.account
    with pytest.raises(Refused):
        actions.write(account, revision=account.revision, texts={}, by=cast.wu, at=AT)
    with pytest.raises(Refused) as refused:
        actions.correct(account, reason=" ", by=cast.wu, at=AT)
    assert codes(refused) == {"account-correction-needed"}
    actions.correct(account, reason="漏报一件申请", by=cast.wu, at=AT)
    more = PlainCounts([*SOME.cases, PlainCase(date(2025, 8, 1))])
    actions.hand_in(account, explanation="见更正理由。", by=cast.wu, at=AT, counts=more)
    digest = seen_digest(account, more)
    second = actions.sign(account, digest=digest, by=cast.wang, at=AT, counts=more)
    assert (second.number, second.reason) == (2, "漏报一件申请")
    place = Place(APPLICATIONS, "1", "总计")
    numbers = [snapshot_document(one).report.number(place) for one in (first, second)]
    assert numbers == [5, 6]


def test_every_fault_is_told_before_handing_in(cast: Cast) -> None:
    account = begun(cast)
    with pytest.raises(Refused) as refused:
        actions.hand_in(account, by=cast.wu, at=AT, counts=SOME)
    assert codes(refused) == {"account-group-lacking", "account-section-empty"}
    entered(account, cast, signed=False)
    written(account, cast, problems="无", general="予以公开99件，不予公开{denied}件。")
    with pytest.raises(Refused) as refused:
        actions.hand_in(account, by=cast.wu, at=AT, counts=SOME)
    assert codes(refused) == {
        "account-group-unsigned",
        "account-section-empty",
        "account-fault",
    }
    told = " ".join(map(str, refused.value.reasons))
    assert "予以公开99件" in told
    assert "不予公开" not in told
    assert account.state == State.DRAFT


def test_what_differs_from_the_year_before_is_explained(cast: Cast) -> None:
    signed(cast, year=2024)
    more = PlainCounts([*SOME.cases, PlainCase(date(2024, 11, 5))])
    account = written(entered(begun(cast), cast), cast)
    with pytest.raises(Refused) as refused:
        actions.hand_in(account, by=cast.wu, at=AT, counts=more)
    assert codes(refused) == {"account-explanation-needed"}
    actions.hand_in(account, explanation="补登一件。", by=cast.wu, at=AT, counts=more)
    report, _frame = live_report(account, more)
    differing = faults_of(account, report, more).differing
    assert {failure.identity for failure in differing} == {"I5"}


def test_fees_in_the_text_agree_with_the_record(cast: Cast) -> None:
    account = written(entered(begun(cast), cast), cast, other="本年度没有收取信息处理费。")
    with pytest.raises(Refused) as refused:
        actions.hand_in(account, by=cast.wu, at=AT, counts=SOME)
    assert codes(refused) == {"account-fault"}
    written(account, cast, other="{fee_sentence}")
    report, _frame = live_report(account, SOME)
    assert any("收取信息处理费270元" in line for line in _lines(account, SOME))
    assert faults_of(account, report, SOME).reasons == ()


def _lines(account: Account, counts: PlainCounts) -> list[str]:
    actions.hand_in(account, by=account.written_by, at=AT, counts=counts)
    digest = seen_digest(account, counts)
    head = account.body.posts.get(slug="wang-post").holdings.get().person
    snapshot = actions.sign(account, digest=digest, by=head, at=AT, counts=counts)
    return [line for part in snapshot_document(snapshot).parts for line in part.paragraphs]


def test_signatures_are_of_two_people(cast: Cast) -> None:
    account = entered(begun(cast), cast, signed=False)
    entry = account.entries.first()
    assert entry is not None
    with pytest.raises(Refused) as refused:
        actions.countersign(entry, entered_at=AT, by=cast.wu, at=AT)
    assert codes(refused) == {"account-second-person"}
    for stranger in (cast.li, cast.zhao, cast.ma):
        with pytest.raises(Refused) as refused:
            actions.countersign(entry, entered_at=AT, by=stranger, at=AT)
        assert codes(refused) == {"no-such-duty"}
    late = AT.replace(hour=9)
    with pytest.raises(Refused) as refused:
        actions.countersign(entry, entered_at=late, by=cast.he, at=AT)
    assert codes(refused) == {"account-changed-since-seen"}


def test_who_wrote_or_handed_in_does_not_sign(cast: Cast) -> None:
    account = handed_in(cast)
    account.handed_by = cast.wang
    account.save()
    with pytest.raises(Refused) as refused:
        actions.sign(account, digest=seen_digest(account), by=cast.wang, at=AT, counts=SOME)
    assert codes(refused) == {"account-own-work"}
    with pytest.raises(Refused) as refused:
        actions.sign(account, digest="", by=cast.he, at=AT, counts=SOME)
    assert "no-such-duty" in codes(refused)


def test_what_has_changed_since_it_was_seen_is_not_signed(cast: Cast) -> None:
    account = handed_in(cast)
    digest = seen_digest(account)
    more = PlainCounts([*SOME.cases, PlainCase(date(2025, 8, 1))])
    with pytest.raises(Refused) as refused:
        actions.sign(account, digest=digest, by=cast.wang, at=AT, counts=more)
    assert codes(refused) == {"account-changed-since-seen"}
    actions.give_back(account, reason="漏了一件", by=cast.wang, at=AT)
    assert (account.state, account.returned) == (State.DRAFT, "漏了一件")


@pytest.mark.parametrize(
    ("value", "source", "lacking"),
    [
        (Decimal("1.5"), "系统", {"account-number-unfit"}),
        (Decimal(-1), "系统", {"account-number-unfit"}),
        (None, " ", {"account-number-needed", "account-source-needed"}),
        (Decimal("NaN"), "系统", {"account-number-unfit"}),
    ],
)
def test_unfit_figures_are_refused(
    cast: Cast, value: Decimal | None, source: str, lacking: set[str]
) -> None:
    account = begun(cast)
    values = {Place(PROACTIVE, "行政许可", "本年处理决定数量"): value}
    with pytest.raises(Refused) as refused, transaction.atomic():
        actions.enter(
            account, "licences", values=values, source=source, evidence=BytesIO(b"x"),
            filename="x.txt", by=cast.wu, at=AT,
        )  # fmt: skip
    assert codes(refused) == lacking


def test_money_has_four_decimals_and_no_more(cast: Cast) -> None:
    account = begun(cast)
    place = Place(PROACTIVE, "行政事业性收费(万元)", "本年收费金额")
    how = {"source": "系统", "filename": "x.txt", "by": cast.wu, "at": AT}
    for number, sound in ((Decimal("59237.2449"), True), (Decimal("1.23456"), False)):
        given_ = {"values": {place: number}, "evidence": BytesIO(b"x"), **how}
        if sound:
            assert actions.enter(account, "fees", **given_).values  # type: ignore[arg-type]
        else:
            with pytest.raises(Refused) as refused:
                actions.enter(account, "fees", **given_)  # type: ignore[arg-type]
            assert codes(refused) == {"account-number-unfit"}


def test_two_writers_do_not_overwrite_each_other(cast: Cast) -> None:
    account = begun(cast)
    written(account, cast)
    with pytest.raises(Refused) as refused:
        actions.write(account, revision=1, texts=account.texts, by=cast.he, at=AT)
    assert codes(refused) == {"account-text-changed"}


def test_texts_name_only_fields_that_there_are(cast: Cast) -> None:
    account = begun(cast)
    with pytest.raises(Refused) as refused:
        written(account, cast, general="{nosuch}", other="{")
    assert codes(refused) == {"account-field-unknown", "account-brace-open"}


@pytest.mark.parametrize(("year", "kind"), [(2018, "disclosure"), (2020, "disclosure"),
                                            (2025, "enforcement")])  # fmt: skip
def test_older_forms_and_enforcement_go_the_same_way(cast: Cast, year: int, kind: str) -> None:
    snapshot = signed(cast, year=year, kind=kind)
    report = snapshot_document(snapshot).report
    assert check([report]).failures == ()
    if kind == "enforcement":
        assert report.number(Place(FIGURES, "P10", "数量")) == 9 * 7
    lacking = [place for place, value in report.cells.items() if value is None]
    assert lacking == []


def test_due_days_are_those_of_the_regulation(cast: Cast) -> None:
    assert due_of(Kind.DISCLOSURE, 2017)[0] == date(2018, 3, 31)
    assert due_of(Kind.DISCLOSURE, 2019)[0] == date(2020, 1, 31)
    assert due_of(Kind.ENFORCEMENT, YEAR)[0] == date(2026, 1, 31)


def test_nobody_else_works_on_it(cast: Cast) -> None:
    for person in (cast.li, cast.zhao, cast.wang, cast.ma, cast.nobody):
        assert [r.code for r in actions.why_not_begin(
            cast.heping, YEAR, Kind.DISCLOSURE, by=person, on=date(2026, 1, 12)
        )] == ["no-such-duty"]  # fmt: skip
    assert {r.code for r in actions.why_not_begin(
        cast.heping, 2007, Kind.DISCLOSURE, by=cast.wu, on=date(2026, 1, 12)
    )} == {"account-year-unfit"}  # fmt: skip
