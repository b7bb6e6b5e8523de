"""Whose turn it is, how far an edition has come, what is owed, and who is told."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sunshine.audit.models import Event
from sunshine.notices.models import Mail, Notice
from sunshine.orgs.models import Delegation, Person, Role
from sunshine.publishing.actions.release import publish, schedule
from sunshine.publishing.actions.review import Release, approve, return_
from sunshine.publishing.actions.takedown import pull
from sunshine.publishing.digests import digest_of
from sunshine.publishing.models import Edition, EditionState, Step
from sunshine.publishing.periodic import (
    publish_due,
    release_reader,
    remind_owed_reviews,
    remind_reports,
)
from sunshine.publishing.turn_notices import READER, tell
from sunshine.publishing.turns import Stage, owed_reviews, progress, to_sign, turns_of
from tests.build.release import AT, MINUTE, all_no, approved, draft, published, sent, take
from tests.cast import Cast
from tests.publishing.test_review import hold_post

DAY = date(2026, 3, 2)
EMERGENCY = {"emergency": True, "emergency_reason": "台风停办业务"}


def away(person: Person, until: date = DAY) -> None:
    person.away_since, person.away_until = DAY, until
    person.save()


def told(person: Person) -> list[str]:
    return [one.kind.removeprefix("publishing.") for one in Notice.objects.to(person)][::-1]


def tell_all() -> None:
    events = Event.objects.order_by("id")
    tell([event for event in events if READER.wants(event)])


def test_turns_go_from_post_to_post(cast: Cast) -> None:
    edition = sent(cast)
    assert [(turn.step, turn.since) for turn in turns_of(cast.chen, DAY)] == [(Step.FIRST, AT)]
    assert [turn.step for turn in turns_of(cast.zhou, DAY)] == [Step.SECRECY]
    for person in (cast.li, cast.xu, cast.qian, cast.wu, cast.ma, cast.zhao, cast.sun):
        assert turns_of(person, DAY) == []
    take(edition, cast, Step.FIRST, at=AT + MINUTE)
    assert turns_of(cast.chen, DAY) == []
    assert [(turn.step, turn.since) for turn in turns_of(cast.xu, DAY)] == [
        (Step.SECOND, AT + MINUTE)
    ]
    take(edition, cast, Step.SECOND, Step.SECRECY)
    assert turns_of(cast.zhou, DAY) == []
    assert [turn.edition for turn in to_sign(cast.qian, DAY)] == [edition]


def test_a_deputy_sees_the_turns_of_whom_he_stands_in_for(cast: Cast) -> None:
    sent(cast)
    post = cast.heping.posts.get(slug="chen-post")
    Delegation.objects.create(post=post, holder=cast.chen, deputy=cast.wang, since=DAY, until=DAY)
    assert [(turn.post, turn.deputy_for) for turn in turns_of(cast.wang, DAY)] == [
        (post, cast.chen)
    ]
    assert turns_of(cast.wang, DAY + timedelta(days=1)) == []


def test_nobody_has_a_turn_he_may_not_take(cast: Cast) -> None:
    hold_post(cast, cast.li, Role.FIRST_REVIEWER)
    hold_post(cast, cast.chen, Role.SECOND_REVIEWER, Role.SECRECY_REVIEWER)
    edition = sent(cast)
    assert turns_of(cast.li, DAY) == []
    take(edition, cast, Step.FIRST)
    assert turns_of(cast.chen, DAY) == []


def test_turns_cost_the_same_however_many_wait(cast: Cast) -> None:
    counts = []
    for _ in range(2):
        for _ in range(3):
            take(sent(cast), cast, Step.FIRST)
        with CaptureQueriesContext(connection) as queries:
            assert turns_of(cast.xu, DAY)
        counts.append(len(queries))
    assert counts == [8, 8]


def test_every_turn_shown_can_be_taken(cast: Cast) -> None:
    hold_post(cast, cast.xu, Role.FINAL_REVIEWER)
    for steps in ((), (Step.FIRST,), (Step.FIRST, Step.SECOND), (Step.SECRECY,)):
        take(sent(cast), cast, *steps)
    people = [cast.chen, cast.xu, cast.qian, cast.zhou]
    shown = [(person, turn) for person in people for turn in turns_of(person, DAY)]
    assert len(shown) == 7
    for person, turn in shown:
        seen = digest_of(turn.edition)
        answers = all_no() if turn.step == Step.SECRECY else None
        approve(turn.edition, turn.step, digest=seen, by=person, at=AT, checklist=answers)


def test_progress_says_who_and_since_when(cast: Cast) -> None:
    edition = take(sent(cast), cast, Step.FIRST, at=AT + MINUTE)
    first, second, final, secrecy = progress(edition, AT)
    assert (first.stage, first.review and first.review.reviewer) == (Stage.DONE, cast.chen)
    assert (second.stage, second.since, second.waiting_for) == (
        Stage.WAITING,
        AT + MINUTE,
        (cast.xu,),
    )
    assert (final.stage, final.waiting_for) == (Stage.LATER, ())
    assert (secrecy.stage, secrecy.since, secrecy.waiting_for) == (
        Stage.WAITING,
        AT,
        (cast.zhou,),
    )


def test_when_everybody_is_away_it_says_whom_to_ask(cast: Cast) -> None:
    away(cast.chen)
    edition = sent(cast)
    first = progress(edition, AT)[0]
    assert first.waiting_for == ()
    assert first.stuck is not None
    assert (first.stuck.code, first.stuck.facts["absent"]) == ("nobody-on-duty", "陈")
    assert first.stuck.facts["ask"] == "高"
    tell_all()
    assert told(cast.gao) == ["nobody_on_duty"]
    text = Notice.objects.to(cast.gao)[0].text
    assert "高" in text
    assert edition.title not in text


def test_whose_turn_it_is_is_told_once(cast: Cast) -> None:
    edition = sent(cast)
    tell_all()
    tell_all()
    assert (told(cast.chen), told(cast.zhou), told(cast.xu)) == (
        ["turn_first"],
        ["turn_secrecy"],
        [],
    )
    assert Mail.objects.filter(to="chen@example.cn").count() == 1
    take(edition, cast, *Step.values)
    tell_all()
    assert told(cast.li) == ["approved"]


def test_a_return_is_told_with_its_reason_and_the_turn_comes_again(cast: Cast) -> None:
    edition = sent(cast)
    tell_all()
    return_(
        edition, Step.FIRST, return_reason="wording", by=cast.chen, at=AT, remarks="第二段有错字"
    )
    tell_all()
    notice = Notice.objects.to(cast.li)[0]
    assert notice.kind == "publishing.returned"
    assert "错别字" in notice.text
    assert "第二段有错字" in notice.text
    sent(cast, edition)
    tell_all()
    assert told(cast.chen) == ["turn_first", "turn_first"]


def test_what_the_clock_could_not_publish_is_told(cast: Cast) -> None:
    edition = approved(cast)
    schedule(edition, publish_at=AT + 5 * MINUTE, by=cast.wu, at=AT)
    Edition.objects.filter(pk=edition.pk).update(title="审核以后改动")
    publish_due(AT + 6 * MINUTE)
    tell_all()
    assert "not_published" in told(cast.li)
    assert "not_published" in told(cast.wu)
    assert "有改动" in Notice.objects.get(recipient=cast.wu).text


def test_the_last_approval_publishes_at_once_what_was_sent_on_so(cast: Cast) -> None:
    edition = approved(cast, release=Release.ON_APPROVAL)
    release_reader(lambda: AT + MINUTE).handle(list(Event.objects.order_by("id")))
    edition.refresh_from_db()
    assert (edition.state, edition.published_at) == (EditionState.PUBLISHED, AT + MINUTE)
    tell_all()
    assert told(cast.li)[-1] == "published"


def test_owed_reviews_stay_flagged_until_done(cast: Cast) -> None:
    edition = take(sent(cast, **EMERGENCY), cast, Step.FIRST, Step.SECRECY)
    assert owed_reviews() == []
    publish(edition, by=cast.wu, at=AT)
    (owed,) = owed_reviews()
    assert (owed.edition, owed.steps, owed.returned) == (edition, (Step.SECOND,), None)
    (turn,) = turns_of(cast.xu, DAY)
    assert turn.is_owed
    review = return_(edition, Step.SECOND, return_reason="facts", by=cast.xu, at=AT + MINUTE)
    assert owed_reviews([cast.heping])[0].returned == review
    assert owed_reviews([cast.dalian]) == []
    tell_all()
    assert "returned_when_out" in told(cast.wu)
    take(edition, cast, Step.SECOND, Step.FINAL, at=AT + 2 * MINUTE)
    assert owed_reviews() == []


def test_owed_reviews_are_reminded_of_once_every_workday(cast: Cast) -> None:
    edition = take(sent(cast, **EMERGENCY), cast, Step.FIRST, Step.SECRECY)
    publish(edition, by=cast.wu, at=AT)
    for _ in range(2):
        assert remind_owed_reviews(AT + MINUTE) == 1
    assert told(cast.xu) == ["owed"]
    assert remind_owed_reviews(AT + timedelta(days=1)) == 1
    assert told(cast.xu) == ["owed", "owed"]
    saturday = AT + timedelta(days=5)
    assert remind_owed_reviews(saturday) == 0
    assert told(cast.xu) == ["owed", "owed"]


def test_a_pulled_item_owes_nothing(cast: Cast) -> None:
    edition = take(sent(cast, **EMERGENCY), cast, Step.FIRST, Step.SECRECY)
    item = publish(edition, by=cast.wu, at=AT)
    pull(item, reason="疑似泄密", by=cast.xu, at=AT + MINUTE)
    assert owed_reviews() == []
    assert turns_of(cast.xu, DAY) == []


def test_a_leak_is_told_upward_without_its_title(cast: Cast) -> None:
    pull(published(cast), reason="疑似泄密", by=cast.li, at=AT + MINUTE)
    tell_all()
    for person in (cast.wu, cast.he, cast.wang, cast.ma):
        assert "pulled" in told(person)
        assert not Mail.objects.filter(to=person.email, body__contains="延时服务").exists()
    assert told(cast.zhao) == []
    assert remind_reports(AT + timedelta(hours=17)) == 0
    assert remind_reports(AT + timedelta(hours=19)) == 1
    assert told(cast.wu)[-1] == "report_due"


@pytest.mark.parametrize("audience", ["group", "staff"])
def test_restricted_items_wait_like_others(cast: Cast, audience: str) -> None:
    sent(cast, draft(cast, audience=audience))
    assert [turn.step for turn in turns_of(cast.chen, DAY)] == [Step.FIRST]
