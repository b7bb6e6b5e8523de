"""Rules in versions (row A2): who keeps them, which is in force, what was repealed."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from sunshine.audit.models import Event
from sunshine.kit.errors import Refused
from sunshine.orgs.models import Body, Person
from sunshine.rulebook import queries
from sunshine.rulebook.actions import (
    VersionFacts,
    add_version,
    register_rule,
    repeal_clause,
    repeal_version,
)
from sunshine.rulebook.comparing import Change
from sunshine.rulebook.models import ClauseStatus, Rule, RuleVersion
from tests.cast import Cast

AT = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
TEXT = "第一章　总则\n第一条　为了公开，制定本办法。\n第二条　二十个工作日内公开。"
TITLE = "政府信息公开办法"


@pytest.fixture
def rule(cast: Cast) -> Rule:
    return register_rule(cast.heping, title=TITLE, by=cast.wu, at=AT)


def _add(rule: Rule, by: Person, first: str | None, text: str = TEXT) -> RuleVersion:
    facts = VersionFacts(effective_from=date.fromisoformat(first) if first else None)
    return add_version(rule, facts, text=text, by=by, at=AT)


def _codes(refusal: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {reason.code for reason in refusal.value.reasons}


def test_the_disclosure_officer_registers_a_rule_and_the_log_knows(cast: Cast, rule: Rule) -> None:
    event = Event.objects.get()
    assert (event.kind, event.subject) == ("rulebook.rule_registered", f"rule:{rule.code}")
    assert (event.actor, event.body) == (cast.wu.pk, "ln-shenyang-heping")
    assert queries.in_force(rule, date(2026, 11, 23)) is None


@pytest.mark.parametrize("who", ["li", "wang", "gao", "zhao", "ma", "sun", "nobody"])
def test_nobody_else_keeps_the_rules(cast: Cast, rule: Rule, who: str) -> None:
    by = getattr(cast, who)
    version = _add(rule, cast.wu, "2019-05-15")
    clause = version.clauses.get(label="第二条")
    acts = (
        lambda: register_rule(cast.heping, title="另一制度", by=by, at=AT),
        lambda: _add(rule, by, "2020-01-01"),
        lambda: repeal_version(version, repealed_on=date(2025, 1, 1), document="", by=by, at=AT),
        lambda: repeal_clause(clause, until=None, document="", by=by, at=AT),
    )
    before = Event.objects.count()
    for act in acts:
        with pytest.raises(Refused) as refusal:
            act()
        assert _codes(refusal) == {"not-keeper-of-rules"}
        assert "和平区" in str(refusal.value)
    assert Event.objects.count() == before


def test_the_head_of_the_disclosure_office_keeps_them_too(cast: Cast) -> None:
    assert register_rule(cast.heping, title="制度", by=cast.he, at=AT).title == "制度"


def test_a_title_is_given_once_in_a_body(cast: Cast, rule: Rule) -> None:
    with pytest.raises(Refused) as refusal:
        register_rule(cast.heping, title=f" {TITLE} ", by=cast.wu, at=AT)
    assert _codes(refusal) == {"rule-title-taken"}
    assert TITLE in str(refusal.value)
    with pytest.raises(Refused) as refusal:
        register_rule(cast.heping, title=" ", by=cast.wu, at=AT)
    assert _codes(refusal) == {"rule-without-title"}
    assert register_rule(cast.dalian, title=TITLE, by=cast.zhao, at=AT).pk != rule.pk


def test_a_body_that_is_no_more_gets_no_new_rule(cast: Cast) -> None:
    cast.heping.dissolved = date(2026, 11, 1)
    with pytest.raises(Refused) as refusal:
        register_rule(cast.heping, title="新制度", by=cast.wu, at=AT)
    assert _codes(refusal) == {"body-is-no-more"}
    assert "已经撤销" in str(refusal.value)


def test_a_version_is_divided_into_its_clauses(cast: Cast, rule: Rule) -> None:
    version = _add(rule, cast.wu, "2019-05-15")
    assert list(version.clauses.values_list("ordinal", "label", "is_heading", "heading")) == [
        (1, "", True, ""),
        (2, "第一条", False, "第一章　总则"),
        (3, "第二条", False, "第一章　总则"),
    ]
    assert version.number == 1
    data = Event.objects.get(kind="rulebook.version_added").data
    assert data["effective_from"] == "2019-05-15"
    assert data["adopted_on"] is None


def test_all_that_is_wrong_with_a_version_is_said_at_once(cast: Cast, rule: Rule) -> None:
    facts = VersionFacts("沈税发〔2019〕1号", None, date(2019, 5, 15))
    add_version(rule, facts, text=TEXT, by=cast.wu, at=AT)
    wrong = VersionFacts(" 沈税发〔2019〕1号", date(1066, 10, 14), date(2019, 5, 15))
    with pytest.raises(Refused) as refusal:
        add_version(rule, wrong, text=" \n", by=cast.wu, at=AT)
    assert {(reason.code, reason.field) for reason in refusal.value.reasons} == {
        ("rule-without-text", "text"),
        ("day-out-of-range", "adopted_on"),
        ("version-of-that-day", "effective_from"),
        ("rule-number-taken", "document_number"),
    }
    assert rule.versions.count() == 1


def test_a_text_beyond_all_measure_is_refused(cast: Cast, rule: Rule) -> None:
    with pytest.raises(Refused) as refusal:
        _add(rule, cast.wu, "2019-05-15", "税" * 1_000_001)
    assert _codes(refusal) == {"rule-too-long"}


def test_the_version_of_the_day_is_found(cast: Cast, rule: Rule) -> None:
    first = _add(rule, cast.wu, None)
    second = _add(rule, cast.wu, "2019-05-15")
    third = _add(rule, cast.wu, "2027-01-01")
    older = _add(rule, cast.wu, "2012-01-01")
    found = {
        day: queries.in_force(rule, date.fromisoformat(day))
        for day in ("1990-01-01", "2012-01-01", "2019-05-14", "2019-05-15", "2027-01-01")
    }
    assert list(found.values()) == [first, older, older, second, third]
    assert queries.versions(rule) == [third, second, older, first]
    with pytest.raises(Refused) as refusal:
        _add(rule, cast.wu, None)
    assert _codes(refusal) == {"version-of-that-day"}


def test_repealing_the_last_version_brings_no_older_one_back(cast: Cast, rule: Rule) -> None:
    _add(rule, cast.wu, "2012-01-01")
    second = _add(rule, cast.wu, "2019-05-15")
    repeal_version(
        second, repealed_on=date(2026, 1, 1), document="沈税发〔2025〕9号", by=cast.wu, at=AT
    )
    assert queries.in_force(rule, date(2025, 12, 31)) == second
    assert queries.in_force(rule, date(2026, 1, 1)) is None
    with pytest.raises(Refused) as refusal:
        repeal_version(second, repealed_on=date(2018, 1, 1), document="", by=cast.wu, at=AT)
    assert _codes(refusal) == {"version-already-repealed", "rule-lapses-before-in-force"}
    assert "2026-01-01" in str(refusal.value)


def test_a_clause_lapses_by_itself(cast: Cast, rule: Rule) -> None:
    version = _add(rule, cast.wu, "2019-05-15")
    clause = version.clauses.get(label="第二条")
    repeal_clause(clause, until=date(2024, 12, 31), document="公告", by=cast.wu, at=AT)
    clause.refresh_from_db()
    assert clause.status == ClauseStatus.REPEALED
    assert clause.holds_on(date(2024, 12, 31))
    assert not clause.holds_on(date(2025, 1, 1))
    assert version.clauses.get(label="第一条").holds_on(date(2025, 1, 1))
    with pytest.raises(Refused) as refusal:
        repeal_clause(clause, until=date(2019, 1, 1), document="", by=cast.wu, at=AT)
    assert _codes(refusal) == {"clause-already-repealed", "rule-lapses-before-in-force"}
    with pytest.raises(Refused) as refusal:
        repeal_clause(version.clauses.get(ordinal=1), until=None, document="", by=cast.wu, at=AT)
    assert _codes(refusal) == {"heading-is-no-clause"}


def test_a_clause_with_an_unknown_last_day_holds_no_more(cast: Cast, rule: Rule) -> None:
    clause = _add(rule, cast.wu, "2019-05-15").clauses.get(label="第一条")
    repeal_clause(clause, until=None, document="", by=cast.wu, at=AT)
    clause.refresh_from_db()
    assert not clause.holds_on(date(2019, 5, 15))


def test_two_versions_are_compared_clause_by_clause(
    cast: Cast, rule: Rule, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    old = _add(rule, cast.wu, "2008-05-01")
    new = _add(rule, cast.wu, "2019-05-15", TEXT.replace("二十个", "十五个"))
    with django_assert_num_queries(2):
        changes = queries.compare_versions(old, new)
    assert [(one.label, one.kind) for one in changes] == [
        ("", Change.SAME),
        ("第一条", Change.SAME),
        ("第二条", Change.CHANGED),
    ]


def test_the_rules_of_a_body_in_force_take_one_query(
    cast: Cast, rule: Rule, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    other = register_rule(cast.heping, title="保密审查办法", by=cast.wu, at=AT)
    gone = register_rule(cast.heping, title="旧办法", by=cast.wu, at=AT)
    register_rule(cast.dalian, title=TITLE, by=cast.zhao, at=AT)
    _add(rule, cast.wu, "2008-05-01")
    second = _add(rule, cast.wu, "2019-05-15")
    version = _add(other, cast.wu, None)
    repeal_version(
        _add(gone, cast.wu, "2008-05-01"),
        repealed_on=date(2019, 5, 15),
        document="",
        by=cast.wu,
        at=AT,
    )
    with django_assert_num_queries(1):
        found = queries.rules_in_force(cast.heping, date(2026, 1, 1))
        titles = [f"{one.rule.title} {one.rule.body.slug}" for one in found]
    assert found == [second, version]
    assert titles[0] == f"{TITLE} ln-shenyang-heping"


def test_the_database_itself_keeps_a_day_from_being_taken_twice(cast: Cast, rule: Rule) -> None:
    version = _add(rule, cast.wu, None)
    with pytest.raises(IntegrityError), transaction.atomic():
        RuleVersion.objects.create(rule=rule, number=9)
    version.effective_from, version.repealed_on = date(2020, 1, 1), date(2019, 1, 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        version.save()


@given(
    first_days=st.lists(
        st.none() | st.dates(date(2000, 1, 1), date(2020, 12, 31)), unique=True, max_size=6
    ),
    on=st.dates(date(1999, 1, 1), date(2021, 12, 31)),
)
@pytest.mark.django_db
def test_the_version_in_force_is_the_one_with_the_latest_first_day(
    first_days: list[date | None], on: date
) -> None:
    begun = [day or date.min for day in first_days if (day or date.min) <= on]
    with transaction.atomic():
        rule = _rule_with(first_days)
        found = queries.in_force(rule, on)
        transaction.set_rollback(True)
    assert (found and (found.effective_from or date.min)) == max(begun, default=None)


def _rule_with(first_days: list[date | None]) -> Rule:
    body = Body.objects.create(
        slug="ln",
        level="province",
        path="0001/",
        name="省局",
        short_name="省局",
        name_en="Province",
    )
    rule = Rule.objects.create(code="bcdfghjkmn", body=body, title=TITLE)
    for number, day in enumerate(first_days, 1):
        RuleVersion.objects.create(rule=rule, number=number, effective_from=day)
    return rule
