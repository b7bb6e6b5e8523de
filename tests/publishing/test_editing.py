"""Items are begun, drafted and saved; two people at one draft lose nothing."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sunshine.audit.models import Event
from sunshine.kit.errors import Refused
from sunshine.orgs.models import Body, NamedGroup, Post
from sunshine.publishing import beginning
from sunshine.publishing.actions import editing
from sunshine.publishing.completeness import lacking
from sunshine.publishing.drafts import DraftFields, EditConflict
from sunshine.publishing.models import Audience, Edition, EditionState, Item, ItemState
from tests.build.publishing import AT, DAY, a_draft, a_paper, a_section, a_withheld_paper
from tests.cast import Cast

LATER = AT + timedelta(hours=1)


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.code for reason in refused.value.reasons]


def lacks(edition: Edition) -> list[str]:
    return [reason.code for reason in lacking(edition, on=DAY)]


def test_an_item_takes_over_what_its_paper_says(cast: Cast) -> None:
    paper = a_paper(cast.heping, by=cast.li, document_number="沈和税发〔2026〕1号")
    item = editing.begin_item(cast.heping, a_section(), paper=paper, by=cast.li, at=AT)
    edition = item.editions.get()
    assert (edition.title, edition.document_number, edition.made_on) == (
        paper.title,
        paper.document_number,
        paper.made_on,
    )
    assert (item.state, item.audience, len(item.code)) == (ItemState.PREPARED, "public", 10)
    assert item.responsible_post == cast.heping.posts.get(slug="wu-post")
    event = Event.objects.get(kind="publishing.item_begun")
    assert (event.subject, event.data["edition"]) == (f"item:{item.code}", 1)
    with pytest.raises(Refused) as refused:
        editing.begin_item(cast.heping, a_section(), paper=paper, by=cast.li, at=AT)
    assert codes(refused) == ["paper-has-item"]


def test_all_reasons_at_once(cast: Cast) -> None:
    paper = a_withheld_paper(cast.dalian, by=cast.zhao)
    section = a_section()
    section.closed = DAY
    section.save()
    reasons = beginning.why_not_begin_item(
        cast.heping,
        section,
        paper=paper,
        audience=Audience.GROUP,
        responsible_post=Post.objects.get(slug="zhao-post"),
        by=cast.zhao,
        on=DAY,
    )
    assert [reason.code for reason in reasons] == [
        *("no-such-duty", "section-closed", "groups-needed", "paper-not-proactive"),
        *("post-unfit", "paper-of-another-body"),
    ]
    assert all(str(reason) for reason in reasons)


def test_what_the_source_says_is_held_to_what_can_be(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        editing.begin_item(
            cast.heping,
            a_section(),
            source_index_number="9" * 61,
            published_first=DAY + timedelta(days=1),
            by=cast.li,
            at=AT,
        )
    assert codes(refused) == ["text-too-long", "day-to-come"]


def test_a_body_does_nothing_before_it_is_founded(cast: Cast) -> None:
    Body.objects.filter(pk=cast.heping.pk).update(founded=DAY + timedelta(days=1))
    cast.heping.refresh_from_db()
    with pytest.raises(Refused) as refused:
        a_draft(cast.heping, by=cast.li)
    assert codes(refused) == ["body-not-founded"]


def test_a_dissolved_body_begins_nothing_and_names_its_successor(cast: Cast) -> None:
    Body.objects.filter(pk=cast.heping.pk).update(dissolved=DAY, successor=cast.shenyang)
    cast.heping.refresh_from_db()
    with pytest.raises(Refused) as refused:
        a_draft(cast.heping, by=cast.li)
    assert codes(refused) == ["body-merged"]
    assert cast.shenyang.name in str(refused.value)


def test_the_second_of_two_editors_sees_what_changed_and_loses_nothing(cast: Cast) -> None:
    seen_by_li = a_draft(cast.heping, by=cast.li)
    seen_by_lin = Edition.objects.get(pk=seen_by_li.pk)
    editing.save_draft(
        seen_by_lin,
        revision=1,
        changes=DraftFields(title="林改的标题", summary="林改的概述"),
        by=cast.lin,
        at=LATER,
    )
    mine = DraftFields(title="李改的标题", content="<p>李写的<script>x</script>正文</p>")
    with pytest.raises(EditConflict) as conflict:
        editing.save_draft(seen_by_li, revision=1, changes=mine, by=cast.li, at=LATER)
    assert codes(conflict) == ["edited-meanwhile"]
    assert "林" in str(conflict.value)
    assert conflict.value.edition.title == "林改的标题"
    assert conflict.value.unsaved["content"] == "<p>李写的正文</p>"
    found = {one.name: (one.stored, one.unsaved) for one in conflict.value.differences}
    assert found["title"] == ("林改的标题", "李改的标题")
    assert set(found) == {"title", "content"}
    stored = Edition.objects.get(pk=seen_by_li.pk)
    assert (stored.title, stored.revision, stored.saved_by) == ("林改的标题", 2, cast.lin)
    editing.save_draft(stored, revision=2, changes=mine, by=cast.li, at=LATER)
    stored.refresh_from_db()
    assert (stored.title, stored.summary, stored.revision) == ("李改的标题", "林改的概述", 3)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["li", "lin"]),
            st.booleans(),
            st.sampled_from(["title", "summary", "source"]),
            st.text("甲乙丙丁", min_size=1, max_size=8),
        ),
        max_size=12,
    )
)
def test_however_two_people_save_no_word_is_overwritten_unseen(
    cast: Cast, steps: list[tuple[str, bool, str, str]]
) -> None:
    """Each works on what he opened last, now and then opening it again; a model keeps count."""
    edition = a_draft(cast.heping, by=cast.li)
    opened = {"li": 1, "lin": 1}
    revision, texts = 1, {"title": edition.title, "summary": edition.summary, "source": ""}
    for name, opens_again, field, text in steps:
        if opens_again:
            opened[name] = revision
        mine = Edition.objects.get(pk=edition.pk)
        changes = DraftFields(**{field: text})  # type: ignore[typeddict-item]
        by = getattr(cast, name)
        facts = {"revision": opened[name], "changes": changes, "by": by, "at": LATER}
        if opened[name] < revision:
            with pytest.raises(EditConflict) as conflict:
                editing.save_draft(mine, **facts)
            assert conflict.value.unsaved == {field: text}
        else:
            editing.save_draft(mine, **facts)
            revision, texts[field] = revision + 1, text
            opened[name] = revision
        stored = Edition.objects.get(pk=edition.pk)
        assert {key: getattr(stored, key) for key in texts} == texts
        assert stored.revision == revision


def test_content_is_cleaned_and_a_page_of_five_megabytes_is_refused(cast: Cast) -> None:
    edition = a_draft(cast.heping, by=cast.li)
    for size in (1_100_000, 5_000_000):
        with pytest.raises(Refused) as refused:
            editing.save_draft(
                edition,
                revision=1,
                changes=DraftFields(content=f"<p>{'x' * size}</p>"),
                by=cast.li,
                at=LATER,
            )
        assert codes(refused) == ["content-too-large"]
        assert refused.value.reasons[0].field == "content"
        assert f"{size / 1_000_000:.1f}" in str(refused.value)
    saved = editing.save_draft(
        edition,
        revision=1,
        changes=DraftFields(
            content="<h1>甲</h1><script>alert(1)</script>", keywords=[" 税收 ", "税收", "公开", ""]
        ),
        by=cast.li,
        at=LATER,
    )
    assert (saved.content, saved.keywords) == ("<h2>甲</h2>", ["税收", "公开"])


def test_what_cannot_be_written(cast: Cast) -> None:
    edition = a_draft(cast.heping, by=cast.li)
    changes = DraftFields(
        title="题" * 301,
        made_on=date(2026, 3, 3),
        in_force_on=date(2225, 1, 1),
        validity="certainly",
        keywords=["词"] * 3 + [str(number) for number in range(12)],
        clause_validity=[
            {"label": "第一条", "state": "repealed", "until": "20255-01-01", "note": ""},
            {"label": "第一条", "state": "gone", "until": None, "note": ""},
        ],
    )
    with pytest.raises(Refused) as refused:
        editing.save_draft(edition, revision=1, changes=changes, by=cast.li, at=LATER)
    assert sorted(codes(refused)) == sorted(
        [
            *("text-too-long", "day-to-come", "day-too-far", "validity-unknown"),
            *("keywords-too-many", "clause-label-unfit", "day-unreadable"),
            *("clause-label-unfit", "clause-state-unknown"),
        ]
    )


@pytest.mark.parametrize("state", [state for state in EditionState if state != "draft"])
def test_only_a_draft_is_written_in(cast: Cast, state: str) -> None:
    edition = a_draft(cast.heping, by=cast.li)
    Edition.objects.filter(pk=edition.pk).update(state=state)
    for act in (
        lambda: editing.save_draft(edition, revision=1, changes={}, by=cast.li, at=LATER),
        lambda: editing.discard_edition(edition, by=cast.li, at=LATER),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert codes(refused) == ["edition-no-draft"]


def test_one_edition_is_open_at_a_time(cast: Cast) -> None:
    edition = a_draft(cast.heping, by=cast.li)
    with pytest.raises(Refused) as refused:
        editing.begin_edition(edition.item, kind="minor", by=cast.lin, at=LATER)
    assert codes(refused) == ["edition-open-already"]
    editing.discard_edition(edition, by=cast.li, at=LATER)
    again = editing.begin_edition(edition.item, kind="major", by=cast.lin, at=LATER)
    assert (again.number, again.kind, again.title) == (2, "first", edition.title)
    Item.objects.update(state=ItemState.GONE)
    edition.item.refresh_from_db()
    editing.discard_edition(again, by=cast.lin, at=LATER)
    with pytest.raises(Refused) as refused:
        editing.begin_edition(edition.item, kind="minor", by=cast.li, at=LATER)
    assert codes(refused) == ["item-takes-no-edition"]


def test_an_item_is_arranged_until_it_is_published(cast: Cast) -> None:
    item = a_draft(cast.heping, by=cast.li).item
    post = cast.heping.posts.get(slug="li-post")
    group = {"audience": Audience.GROUP, "groups": [cast.group]}
    editing.arrange_item(
        item, section=a_section("news"), responsible_post=post, by=cast.li, at=AT, **group
    )
    item.refresh_from_db()
    assert (item.section.slug, item.audience, item.responsible_post) == ("news", "group", post)
    assert list(item.groups.all()) == [cast.group]
    Item.objects.update(published_here=AT, index_number="210102/2026-00001")
    with pytest.raises(Refused) as refused:
        editing.arrange_item(
            item,
            section=item.section,
            audience=Audience.PUBLIC,
            responsible_post=post,
            by=cast.li,
            at=AT,
        )
    assert codes(refused) == ["item-stays-where-published"]


def test_no_group_is_added_to_what_was_reviewed_for_others(cast: Cast) -> None:
    item = a_draft(cast.heping, by=cast.li).item
    others = NamedGroup.objects.create(body=cast.heping, slug="heping-others", name="其他人")
    here = {"section": item.section, "audience": "group", "by": cast.li, "at": AT}
    here["responsible_post"] = cast.heping.posts.get(slug="li-post")
    editing.arrange_item(item, groups=[cast.group], **here)
    Item.objects.update(published_here=AT, index_number="210102/N2026-00001")
    with pytest.raises(Refused) as refused:
        editing.arrange_item(item, groups=[cast.group, others], **here)
    assert codes(refused) == ["item-stays-where-published"]
    assert list(item.groups.all()) == [cast.group]


def test_a_complete_draft_lacks_nothing(cast: Cast) -> None:
    assert lacks(a_draft(cast.heping, by=cast.li)) == []


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"title": ""}, "title-needed"),
        ({"summary": ""}, "summary-needed"),
        ({"summary": "概" * 101}, "summary-too-long"),
        ({"content": "<p> </p>"}, "content-needed"),
        ({"made_on": None}, "day-made-needed"),
        ({"in_force_on": DAY, "repealed_on": date(2026, 1, 1)}, "item-edition-repealed-too-soon"),
        ({"validity": "repealed"}, "day-repealed-needed"),
        ({"validity": "partly"}, "clauses-needed"),
        (
            {"tax_period_from": date(2026, 2, 1), "tax_period_until": date(2026, 1, 31)},
            "tax-period-backwards",
        ),
    ],
)
def test_what_a_draft_lacks(cast: Cast, fields: dict[str, object], code: str) -> None:
    assert code in lacks(a_draft(cast.heping, by=cast.li, **fields))


def test_a_major_edition_needs_its_note_and_a_repeal_its_mark(cast: Cast) -> None:
    edition = a_draft(cast.heping, by=cast.li, made_on=date(2020, 1, 1), repealed_on=DAY)
    assert lacks(edition) == ["validity-contradicts"]
    edition.kind = "major"
    assert lacks(edition) == ["change-note-needed", "validity-contradicts"]


def test_a_paper_that_is_closed_goes_to_nobody_outside(cast: Cast) -> None:
    paper = a_withheld_paper(cast.heping, by=cast.li)
    for audience in (Audience.PUBLIC, Audience.PLACE):
        with pytest.raises(Refused) as refused:
            a_draft(cast.heping, by=cast.li, paper=paper, audience=audience)
        assert codes(refused) == ["paper-not-proactive"]
    edition = a_draft(cast.heping, by=cast.li, paper=paper, audience=Audience.STAFF)
    assert lacks(edition) == []
    Item.objects.update(audience=Audience.PUBLIC)
    edition.item.refresh_from_db()
    assert lacks(edition) == ["paper-not-proactive"]


def test_a_number_of_another_item_or_paper_is_found_before_release(cast: Cast) -> None:
    a_paper(cast.heping, by=cast.li, title="甲", document_number="沈和税发〔2026〕1号")
    edition = a_draft(cast.heping, by=cast.li, document_number="沈和税发(2026)1号")
    assert lacks(edition) == ["document-number-used"]
    other = a_draft(cast.heping, by=cast.li, document_number="沈和税发〔2026〕2号")
    Item.objects.filter(pk=other.item_id).update(current=other)
    edition.document_number = "沈和税发〔2026〕2号"
    assert lacks(edition) == ["number-of-another-item"]


def test_a_closed_section_stops_the_first_publication_only(cast: Cast) -> None:
    edition = a_draft(cast.heping, by=cast.li)
    edition.item.section.closed = DAY
    assert lacks(edition) == ["section-closed"]
    edition.item.published_here = AT
    assert lacks(edition) == []


def test_completeness_asks_few_questions(cast: Cast, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    edition = a_draft(cast.heping, by=cast.li, document_number="沈和税发〔2026〕3号", content="")
    edition = Edition.objects.get(pk=edition.pk)
    with django_assert_max_num_queries(9):
        lacking(edition, on=DAY)
