"""Guides: complete or not at all, in the edition of the day, with what they rest on."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunshine.audit.models import Event
from sunshine.kit.errors import Refused
from sunshine.matters.actions.guides import begin_matter, why_not_begin_matter
from sunshine.matters.asking import own_list
from sunshine.matters.completeness import lacking_elements
from sunshine.matters.elements import Basis, Guide, Material, Period, as_data, read
from sunshine.matters.finding import found
from sunshine.matters.labels import LABELS
from sunshine.matters.standing import Standing, basis_on, guide_of, guides_for, guides_in_hall
from sunshine.matters.text import written
from sunshine.publishing.actions import editing, review
from sunshine.publishing.content import plain_text
from sunshine.publishing.digests import digest_of
from sunshine.publishing.drafts import DraftFields
from sunshine.rulebook.actions import VersionFacts, add_version, register_rule, repeal_version
from tests.build import matters as build
from tests.build import release
from tests.cast import Cast

AT = release.AT
DAY = build.DAY


def reasons_of(guide: Guide) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for reason in lacking_elements(guide):
        found.setdefault(reason.code, []).append(reason.field)
    return found


def test_an_empty_guide_says_all_it_lacks_at_once() -> None:
    lacks = reasons_of(Guide())
    assert set(lacks) == {"guide-element-lacking"}
    optional = {"events", "base_code", "implementing_code", "questions", "fee", "fee_basis"}
    optional |= {"online_address", "special", "special_note", "faqs"}
    assert set(lacks["guide-element-lacking"]) == set(LABELS) - optional


def test_a_complete_guide_lacks_nothing(cast: Cast) -> None:
    assert lacking_elements(build.complete_guide(build.a_hall(cast.heping))) == []


def test_faults_that_need_two_elements_are_seen(cast: Cast) -> None:
    guide = build.complete_guide(build.a_hall(cast.heping))
    odd = replace(
        guide,
        charged=True,
        legal=Period(20, "workdays"),
        promised=Period(21, "workdays"),
        conditions=("提交停业复业报告书",),
        questions=(),
        materials=(*guide.materials, Material("委托书"), Material("x", "y", 0, 0, "paper", True)),
    )
    assert reasons_of(odd) == {
        "guide-element-lacking": ["fee", "fee_basis"],
        "guide-promise-longer": ["promised"],
        "guide-material-lacking": ["materials", "materials"],
        "guide-need-unknown": ["materials"],
        "guide-material-in-condition": ["conditions"],
    }


@pytest.mark.parametrize("name", sorted(set(LABELS) - {"questions", "events", "who"}))
def test_every_element_stands_in_the_text(cast: Cast, name: str) -> None:
    """What reviewers, search and the gate read is all that the guide says."""
    guide = build.complete_guide(
        build.a_hall(cast.heping),
        charged=True,
        fee="每份10元",
        fee_basis="价费〔2026〕1号",
        special=("1",),
        special_note="经批准可以延长",
    )
    full = as_data(guide)
    less = {key: value for key, value in full.items() if key != name}
    with_all = editing_text(full)
    assert editing_text(less) != with_all


def editing_text(elements: dict[str, object]) -> str:
    made = written(read(elements))
    return plain_text(f"{made.title}{made.content}")


_TEXTS = st.text(max_size=20)
_DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | _TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXTS, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([*LABELS, "no_materials", "other"]), _DATA))
def test_whatever_is_kept_can_be_read_and_is_kept_alike(data: dict[str, object]) -> None:
    once = as_data(read(data))
    assert as_data(read(once)) == once
    lacking_elements(read(data))


def test_an_incomplete_guide_is_not_sent_on_and_a_complete_one_goes_out(cast: Cast) -> None:
    hall = build.a_hall(cast.heping)
    build.registration(cast, hall)
    guide = build.complete_guide(hall)
    matter = build.draft_matter(cast, replace(guide, conditions=(), quantity=""))
    edition = matter.item.editions.get()
    with pytest.raises(Refused) as refused:
        review.submit(edition, by=cast.li, at=AT)
    lacks = [one.field for one in refused.value.reasons if one.code == "guide-element-lacking"]
    assert lacks == ["conditions", "quantity"]
    changes = DraftFields(elements=as_data(guide))
    edition = editing.save_draft(edition, revision=1, changes=changes, by=cast.li, at=AT)
    release.published(cast, edition)
    standing = guide_of(matter.item.code, DAY)
    assert standing is not None
    assert standing.guide == guide
    assert standing.edition.title == "停业登记办事指南"
    assert Event.objects.filter(kind="publishing.item_begun", data__matter="suspension").exists()


def test_the_text_of_a_guide_is_never_typed(cast: Cast) -> None:
    matter = build.draft_matter(cast, build.complete_guide(build.a_hall(cast.heping)))
    edition = matter.item.editions.get()
    for changes in (DraftFields(content="<p>另写</p>"), DraftFields(elements={})):
        with pytest.raises(Refused) as refused:
            editing.save_draft(edition, revision=1, changes=changes, by=cast.li, at=AT)
        assert len(refused.value.reasons) == 1


def test_a_change_of_an_element_changes_what_was_approved(cast: Cast) -> None:
    guide = build.complete_guide(build.a_hall(cast.heping))
    edition = build.draft_matter(cast, guide).item.editions.get()
    before = digest_of(edition)
    edition.elements = as_data(replace(guide, special_note="x"))
    assert digest_of(edition) != before


def test_keys_are_one_bodys_and_well_formed(cast: Cast) -> None:
    guide = build.complete_guide(build.a_hall(cast.heping))
    matter = build.draft_matter(cast, guide)
    section = matter.item.section
    for key, code in (("suspension", "matter-key-taken"), ("停业", "matter-key-unfit")):
        why = why_not_begin_matter(cast.heping, section, key=key, by=cast.li, on=DAY)
        assert [reason.code for reason in why] == [code]
        with pytest.raises(Refused):
            begin_matter(cast.heping, section, key=key, guide=guide, by=cast.li, at=AT)
    assert why_not_begin_matter(cast.heping, section, key="other", by=cast.zhao, on=DAY)


def test_two_editions_over_new_year(cast: Cast) -> None:
    hall = build.a_hall(cast.heping)
    build.registration(cast, hall)
    guide = build.complete_guide(hall)
    matter = build.published_matter(cast, guide)
    new_year = date(2027, 1, 1)
    later = replace(guide, scope="全省通办")
    build.next_guide(cast, matter.item, later, at=AT, in_force_on=new_year)
    for day, scope, coming in (
        (DAY, "全市通办", 2),
        (new_year - timedelta(days=1), "全市通办", 2),
        (new_year, "全省通办", None),
    ):
        standing = guide_of(matter.item.code, day)
        assert standing is not None
        assert standing.guide.scope == scope
        assert (standing.coming.number if standing.coming else None) == coming


def test_a_repealed_basis_is_shown_and_not_in_the_way(cast: Cast) -> None:
    rule = register_rule(cast.heping, title="停业管理办法", by=cast.wu, at=AT)
    facts = VersionFacts(effective_from=date(2020, 1, 1))
    version = add_version(rule, facts, text="第一条 停业。", by=cast.wu, at=AT)
    guide = replace(
        build.complete_guide(build.a_hall(cast.heping)),
        basis=(Basis("停业管理办法", "第一条", rule=rule.code), Basis("别的办法")),
    )
    (held, unknown) = basis_on(guide, DAY)
    assert (held.version, held.is_repealed, unknown.is_known) == (version, False, False)
    repeal_version(version, repealed_on=DAY, document="新办法", by=cast.wu, at=AT)
    (held, unknown) = basis_on(guide, DAY)
    assert (held.version, held.last, held.is_repealed) == (None, version, True)
    assert not unknown.is_repealed
    assert not basis_on(guide, DAY - timedelta(days=1))[0].is_repealed
    assert lacking_elements(guide) == []


def test_a_body_has_the_guides_above_it_unless_it_keeps_its_own(cast: Cast) -> None:
    hall = build.a_hall(cast.heping)
    build.registration(cast, hall)
    build.published_matter(cast, build.complete_guide(hall))
    build.draft_matter(cast, build.complete_guide(hall), key="draft")
    names = [one.matter.key for one in guides_for(cast.heping, DAY)]
    assert sorted(names) == ["registration", "suspension"]
    assert guides_for(cast.dalian, DAY) == []
    assert guides_for(cast.shenyang, DAY) == []
    assert len(guides_in_hall(hall, DAY)) == 2
    other = build.a_hall(cast.heping, "heping-second")
    assert guides_in_hall(other, DAY) == []


def guides(cast: Cast) -> list[Standing]:
    hall = build.a_hall(cast.heping)
    build.registration(cast, hall)
    build.published_matter(cast, build.complete_guide(hall))
    invoice = build.complete_guide(
        hall, name="发票领用", words=("领票",), what="领取发票。", events=("invoices",), who=()
    )
    build.published_matter(cast, invoice, key="invoice")
    return guides_for(cast.heping, DAY)


def test_finding_by_everyday_words_and_by_what_happened(cast: Cast) -> None:
    every = guides(cast)

    def names(**asked: str) -> list[str]:
        return [one.guide.name for one in found(every, **asked)]

    assert names(typed="歇业") == ["停业登记"]
    assert names(typed="买票") == ["发票领用"]
    assert names(typed="关门") == ["停业登记"]
    assert names(typed="停业 报告")[0] == "停业登记"
    assert names(typed="火箭") == []
    assert names(event="invoices") == ["发票领用"]
    assert set(names(who="sole-trader")) == {"停业登记", "发票领用", "信息报告"}
    assert set(names(who="exporter")) == {"发票领用"}
    assert len(names()) == 3


def test_ones_own_list_of_materials(cast: Cast) -> None:
    guide = build.complete_guide(build.a_hall(cast.heping))
    alone = own_list(guide, {"who": "self"})
    assert [one.name for one in alone.needed] == ["停业复业报告书"]
    assert [one.name for one in alone.left_out] == ["授权委托书"]
    assert [one.name for one in alone.spared] == ["税务登记表"]
    assert [one.name for one in alone.sometimes] == ["停业证明"]
    for answers in ({}, {"who": "nonsense"}):
        open_list = own_list(guide, answers)
        assert "授权委托书" in [one.name for one in open_list.needed]
        assert [one.key for one in open_list.open_questions] == ["who"]
    sorts = (alone.needed, alone.sometimes, alone.spared, alone.left_out)
    assert sum(map(len, sorts)) == len(guide.materials)
