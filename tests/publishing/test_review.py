"""Reviews: posts not people, each once, bound to what was seen."""

from datetime import date

import pytest

from sunshine.audit.models import Event
from sunshine.kit.errors import Refused
from sunshine.orgs.models import Body, BodyLevel, Delegation, Person, Post, PostHolding, Role
from sunshine.publishing.actions.review import (
    approve,
    recall,
    return_,
    submit,
    why_not_approve,
    why_not_submit,
)
from sunshine.publishing.digests import digest_of
from sunshine.publishing.models import BodyPractice, Edition, EditionState, Review, Step
from tests.build.gate import looked
from tests.build.release import AT, all_no, draft, draft_of, sent, take
from tests.cast import SINCE, Cast


def codes(refused: "pytest.ExceptionInfo[Refused]") -> list[str]:
    return [reason.code for reason in refused.value.reasons]


def approve_as(edition: Edition, step: str, by: Person) -> Review:
    answers = all_no() if step == Step.SECRECY else None
    return approve(edition, step, digest=digest_of(edition), by=by, at=AT, checklist=answers)


def hold_post(cast: Cast, person: Person, *roles: Role) -> None:
    slug = f"{person.username}-{'-'.join(roles)}".replace("_", "-")
    post = Post.objects.create(body=cast.heping, slug=slug[:60], name=slug[:80], roles=list(roles))
    PostHolding.objects.create(post=post, person=person, since=SINCE)


def test_four_reviews_let_an_edition_out(cast: Cast) -> None:
    edition = sent(cast)
    for step in (Step.SECRECY, Step.FIRST, Step.SECOND):
        take(edition, cast, step)
        assert edition.state == EditionState.IN_REVIEW
    take(edition, cast, Step.FINAL)
    assert edition.state == EditionState.APPROVED
    events = Event.objects.filter(subject=f"item:{edition.item.code}").order_by("id")
    assert list(events.values_list("kind", flat=True)[1:]) == [
        "publishing.edition_submitted",
        *["publishing.step_approved"] * 4,
    ]


def test_editorial_steps_follow_one_another(cast: Cast) -> None:
    edition = sent(cast)
    with pytest.raises(Refused) as refused:
        take(edition, cast, Step.SECOND)
    assert codes(refused) == ["step-not-open"]
    assert "初审" in str(refused.value)


def test_nobody_approves_what_he_wrote(cast: Cast) -> None:
    hold_post(cast, cast.li, Role.FIRST_REVIEWER)
    edition = sent(cast)
    with pytest.raises(Refused) as refused:
        approve_as(edition, Step.FIRST, cast.li)
    assert codes(refused) == ["own-edition"]


def test_nobody_who_saved_the_edition_once_approves_it(cast: Cast) -> None:
    hold_post(cast, cast.lin, Role.FIRST_REVIEWER)
    edition = draft(cast)
    edition.saved_by = cast.lin
    edition.save()
    with pytest.raises(Refused) as refused:
        approve_as(sent(cast, edition), Step.FIRST, cast.lin)
    assert codes(refused) == ["own-edition"]


def test_nobody_takes_two_steps(cast: Cast) -> None:
    hold_post(cast, cast.chen, Role.SECOND_REVIEWER, Role.SECRECY_REVIEWER)
    edition = take(sent(cast), cast, Step.FIRST)
    for step in (Step.SECOND, Step.SECRECY):
        with pytest.raises(Refused) as refused:
            approve_as(edition, step, cast.chen)
        assert codes(refused) == ["other-step-decided"]


def test_secrecy_falls_to_the_first_reviewer_where_the_body_says_so(cast: Cast) -> None:
    BodyPractice.objects.create(body=cast.heping, secrecy_by_first_reviewer=True)
    edition = take(sent(cast), cast, Step.FIRST)
    assert approve_as(edition, Step.SECRECY, cast.chen).reviewer == cast.chen
    hold_post(cast, cast.chen, Role.SECOND_REVIEWER)
    with pytest.raises(Refused) as refused:
        approve_as(edition, Step.SECOND, cast.chen)
    assert codes(refused) == ["other-step-decided"]


def test_an_approval_is_bound_to_what_was_seen(cast: Cast) -> None:
    edition = sent(cast)
    seen = digest_of(edition)
    return_(edition, Step.FIRST, return_reason="wording", by=cast.chen, at=AT)
    edition.title = "关于公布办税服务厅延时服务办法（试行）的公告"
    edition.save()
    submit(looked(edition), by=cast.li, at=AT)
    with pytest.raises(Refused) as refused:
        approve(edition, Step.FIRST, digest=seen, by=cast.chen, at=AT)
    assert codes(refused) == ["changed-since-seen"]


def test_what_was_returned_is_reviewed_from_the_start(cast: Cast) -> None:
    edition = take(sent(cast), cast, Step.FIRST, Step.SECRECY)
    return_(edition, Step.SECOND, return_reason="wording", by=cast.xu, at=AT)
    assert edition.state == EditionState.DRAFT
    submit(edition, by=cast.li, at=AT)
    with pytest.raises(Refused) as refused:
        take(edition, cast, Step.SECOND)
    assert codes(refused) == ["step-not-open"]
    take(edition, cast, *Step.values)
    assert edition.state == EditionState.APPROVED


def test_a_reviewer_may_return_what_he_approved_until_it_is_out(cast: Cast) -> None:
    edition = take(sent(cast), cast, *Step.values)
    return_(edition, Step.FIRST, return_reason="facts", by=cast.chen, at=AT)
    assert edition.state == EditionState.DRAFT


def test_recalled_and_sent_on_unchanged_keeps_its_approvals(cast: Cast) -> None:
    edition = take(sent(cast), cast, Step.FIRST)
    recall(edition, by=cast.wu, at=AT)
    assert edition.state == EditionState.DRAFT
    submit(edition, by=cast.li, at=AT)
    take(edition, cast, Step.SECOND, Step.FINAL, Step.SECRECY)
    assert edition.state == EditionState.APPROVED


def test_the_secrecy_review_answers_every_question_with_no(cast: Cast) -> None:
    edition = sent(cast)
    seen = digest_of(edition)
    for answers, expected in (
        ({}, ["checklist-unanswered"]),
        (dict(list(all_no().items())[1:]), ["checklist-unanswered"]),
        (all_no() | {"classified": True}, ["checklist-concern"]),
        (None, ["checklist-unanswered"]),
    ):
        with pytest.raises(Refused) as refused:
            approve(edition, Step.SECRECY, digest=seen, by=cast.zhou, at=AT, checklist=answers)
        assert codes(refused) == expected
    review = approve_as(edition, Step.SECRECY, cast.zhou)
    assert review.checklist == all_no()


def test_a_deputy_acts_for_an_absent_holder(cast: Cast) -> None:
    edition = sent(cast)
    post = cast.heping.posts.get(slug="chen-post")
    day = date(2026, 3, 2)
    Delegation.objects.create(post=post, holder=cast.chen, deputy=cast.wang, since=day, until=day)
    review = approve_as(edition, Step.FIRST, cast.wang)
    assert (review.post, review.deputy_for) == (post, cast.chen)


def test_an_office_is_served_by_the_reviewers_above_it(cast: Cast) -> None:
    office = Body.objects.create(
        slug="ln-shenyang-heping-office",
        level=BodyLevel.OFFICE,
        parent=cast.heping,
        path="0001/0001/0001/0001/",
        name="国家税务总局沈阳市和平区税务局第一税务所",
        short_name="第一税务所",
        name_en="First Office",
        founded=SINCE,
        org_code="210102001",
    )
    post = Post.objects.create(body=office, slug="clerk", name="采编", roles=[Role.EDITOR])
    PostHolding.objects.create(post=post, person=cast.nobody, since=SINCE)
    edition = sent(cast, draft_of(office, cast.nobody), by=cast.nobody)
    take(edition, cast, *Step.values)
    assert edition.state == EditionState.APPROVED


def test_every_reason_at_once(cast: Cast) -> None:
    edition = sent(cast)
    reasons = why_not_submit(edition, by=cast.zhao, at=AT, emergency=True, release=AT)
    assert [reason.code for reason in reasons] == [
        "no-such-duty",
        "edition-not-draft",
        "emergency-without-reason",
        "publish-time-too-early",
    ]
    told = why_not_approve(edition, Step.FIRST, by=cast.li, at=AT, digest="0" * 64)
    assert [reason.code for reason in told] == ["not-reviewer", "own-edition", "changed-since-seen"]
    assert "陈" in str(told[0])


@pytest.mark.parametrize("who", ["li", "lin", "wu", "he", "wang", "gao", "ma", "zhao", "sun"])
@pytest.mark.parametrize("step", Step.values)
def test_nobody_without_the_post_decides(cast: Cast, who: str, step: str) -> None:
    edition = sent(cast)
    with pytest.raises(Refused) as refused:
        approve_as(edition, step, getattr(cast, who))
    assert "not-reviewer" in codes(refused)
    with pytest.raises(Refused) as refused:
        return_(edition, step, return_reason="secrecy", by=getattr(cast, who), at=AT)
    assert "not-reviewer" in codes(refused)
    assert Review.objects.count() == 0


def test_whoever_left_decides_nothing(cast: Cast) -> None:
    edition = sent(cast)
    cast.chen.left = date(2026, 3, 2)
    cast.chen.save()
    with pytest.raises(Refused) as refused:
        approve_as(edition, Step.FIRST, cast.chen)
    assert codes(refused) == ["not-reviewer"]


def test_the_second_of_two_reviewers_hears_who_was_first(cast: Cast) -> None:
    hold_post(cast, cast.nobody, Role.FIRST_REVIEWER)
    edition = take(sent(cast), cast, Step.FIRST)
    with pytest.raises(Refused) as refused:
        approve_as(edition, Step.FIRST, cast.nobody)
    assert codes(refused) == ["step-already-approved"]
    assert "陈" in str(refused.value)
    assert "2026-03-02 09:00" in str(refused.value)


def test_a_merged_body_sends_nothing_on(cast: Cast) -> None:
    edition = draft(cast)
    cast.heping.dissolved, cast.heping.successor = date(2026, 3, 1), cast.shenyang
    cast.heping.save()
    with pytest.raises(Refused) as refused:
        submit(looked(edition), by=cast.li, at=AT)
    assert codes(refused) == ["body-merged"]
    assert cast.shenyang.name in str(refused.value)
