"""Sections, promises and number patterns are kept without code, by administrators."""

from datetime import UTC, datetime

import pytest

from sunshine.audit.models import Event
from sunshine.kit.errors import Refused
from sunshine.orgs.models import Body, Person, Post, PostHolding, Role
from sunshine.publishing.actions import sections
from sunshine.publishing.models import Section, SectionSet
from sunshine.publishing.patterns import filled_in, why_not_pattern
from sunshine.publishing.reference import load_sections
from tests.cast import SINCE, Cast

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
GOOD, RESTRICTED = "{org}/{year}-{serial:05d}", "{org}/N{year}-{serial:05d}"


@pytest.fixture
def thirteen(db: None) -> SectionSet:
    return load_sections(at=AT)


@pytest.fixture
def keeper(cast: Cast) -> Person:
    """Return the administrator of the highest body, who keeps what all bodies share."""
    post = Post.objects.create(body=cast.ln, slug="keeper", name="管理", roles=[Role.ADMINISTRATOR])
    PostHolding.objects.create(post=post, person=cast.gao, since=SINCE)
    return cast.gao


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.code for reason in refused.value.reasons]


def test_the_thirteen_are_loaded_once_and_what_was_changed_stays(
    thirteen: SectionSet, keeper: Person
) -> None:
    assert list(thirteen.sections.values_list("name", flat=True)) == [
        *("机构信息", "政策法规", "审批事项", "服务事项", "人事信息", "规划计划", "统计信息"),
        *("财务公开", "应急管理", "政务动态", "工作总结", "公众参与", "专题栏目"),
        "政府信息公开年报",
    ]
    news = thirteen.sections.get(slug="news")
    assert news.update_days == 14
    sections.change_section(news, by=keeper, at=AT, name="工作动态", update_days=7)
    events = Event.objects.count()
    assert load_sections(at=AT) == thirteen
    assert Event.objects.count() == events
    news.refresh_from_db()
    assert (news.name, news.update_days) == ("工作动态", 7)


def test_only_the_highest_administrator_keeps_the_set(thirteen: SectionSet, cast: Cast) -> None:
    section = thirteen.sections.get(slug="news")
    for person in (cast.gao, cast.wu, cast.sun, cast.nobody):
        with pytest.raises(Refused) as refused:
            sections.change_section(section, by=person, at=AT, name="别名")
        assert codes(refused) == ["no-such-duty"]


def test_sections_are_added_ordered_closed_and_opened(thirteen: SectionSet, keeper: Person) -> None:
    added = sections.add_section(
        thirteen, slug="results", name="执法结果", name_en="Results", by=keeper, at=AT
    )
    assert added.rank == 15
    with pytest.raises(Refused) as refused:
        sections.add_section(thirteen, slug="results", name="", name_en="x", by=keeper, at=AT)
    assert codes(refused) == ["section-exists", "section-needs-names"]
    order = ["results", *thirteen.sections.exclude(pk=added.pk).values_list("slug", flat=True)]
    sections.reorder_sections(thirteen, order, by=keeper, at=AT)
    assert list(thirteen.sections.values_list("slug", flat=True)) == order
    with pytest.raises(Refused) as refused:
        sections.reorder_sections(thirteen, order[1:], by=keeper, at=AT)
    assert codes(refused) == ["sections-not-all-ordered"]
    sections.close_section(added, by=keeper, at=AT)
    with pytest.raises(Refused) as refused:
        sections.close_section(added, by=keeper, at=AT)
    assert codes(refused) == ["section-closed"]
    sections.reopen_section(added, by=keeper, at=AT)
    assert Section.objects.get(slug="results").closed is None


def test_names_and_codes_have_their_lengths(thirteen: SectionSet, keeper: Person) -> None:
    facts = {"name": "栏" * 41, "name_en": "x", "box": "none", "update_days": 0}
    reasons = sections.why_not_section(thirteen, facts, by=keeper, on=AT.date(), slug="x" * 41)
    assert [one.code for one in reasons] == [
        *("section-slug-unfit", "box-unknown", "text-too-long", "promise-out-of-range"),
    ]
    reasons = sections.why_not_add_set("x", name="", name_en="x" * 121, by=keeper, on=AT.date())
    assert [one.code for one in reasons] == ["section-needs-names", "text-too-long"]


def test_a_set_of_ones_own_is_assigned_to_a_body(thirteen: SectionSet, keeper: Person) -> None:
    own = sections.add_section_set(slug="boxes", name="四版块", name_en="Boxes", by=keeper, at=AT)
    sections.rename_section_set(own, name="四个版块", name_en="Four boxes", by=keeper, at=AT)
    heping = Body.objects.get(slug="ln-shenyang-heping")
    with pytest.raises(Refused) as refused:
        sections.assign_section_set(heping, own, by=keeper, at=AT)
    assert codes(refused) == ["section-set-empty"]
    sections.add_section(own, slug="rules", name="制度", name_en="Rules", by=keeper, at=AT)
    sections.assign_section_set(heping, own, by=keeper, at=AT)
    heping.refresh_from_db()
    assert heping.section_set == "boxes"


def test_a_body_promises_for_its_sections(thirteen: SectionSet, cast: Cast) -> None:
    news = thirteen.sections.get(slug="news")
    post = cast.heping.posts.get(slug="wu-post")
    promise = sections.promise_section(
        cast.heping, news, post=post, update_days=7, by=cast.wu, at=AT
    )
    assert (promise.post, promise.update_days) == (post, 7)
    with pytest.raises(Refused) as refused:
        sections.promise_section(cast.dalian, news, post=post, update_days=0, by=cast.zhao, at=AT)
    assert codes(refused) == ["post-unfit", "promise-out-of-range"]


def test_patterns_of_numbers(cast: Cast) -> None:
    practice = sections.set_practice(
        cast.heping,
        index_pattern="{org}/{year}{month:02d}-{serial:06d}",
        restricted_pattern=RESTRICTED,
        secrecy_by_first_reviewer=True,
        by=cast.gao,
        at=AT,
    )
    facts = {"org": "210102", "credit": "", "year": 2026, "month": 3, "serial": 7}
    assert filled_in(practice.index_pattern, **facts) == "210102/202603-000007"
    with pytest.raises(Refused) as refused:
        sections.set_practice(
            cast.heping,
            index_pattern=GOOD,
            restricted_pattern=GOOD,
            secrecy_by_first_reviewer=False,
            by=cast.gao,
            at=AT,
        )
    assert codes(refused) == ["patterns-alike"]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        (GOOD, []),
        ("{credit}/{year}-{serial}", ["pattern-needs-code"]),
        ("{year}-{serial}", ["pattern-of-anybody"]),
        ("{org}/{year}", ["pattern-incomplete"]),
        ("{org}/{year}-{serial", ["pattern-unreadable"]),
        ("{org.__class__}{year}{serial}", ["pattern-unreadable"]),
        ("{0}{year}{serial}", ["pattern-unreadable"]),
        ("{org}/{year}-{serial:99999999d}", ["pattern-unreadable"]),
        ("{org!r}/{year}-{serial}", ["pattern-unreadable"]),
        ("{org}?{year}-{serial}", ["pattern-unreadable"]),
        ("", ["pattern-unreadable"]),
        ("{org}/{year}-{serial}" + "0" * 60, ["pattern-unreadable"]),
    ],
)
def test_only_patterns_that_can_number(pattern: str, found: list[str]) -> None:
    reasons = why_not_pattern(pattern, field="index_pattern", has_org=True, has_credit=False)
    assert [reason.code for reason in reasons] == found
