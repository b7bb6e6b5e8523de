"""Publication by hand and by the clock: numbers, places, editions, moments."""

from datetime import date, timedelta

import pytest

from sunshine.audit.models import Event
from sunshine.kit.errors import Refused
from sunshine.publishing.actions.release import publish, schedule, unschedule, why_not_publish
from sunshine.publishing.actions.review import Release, return_
from sunshine.publishing.models import Edition, EditionKind, EditionState, ItemState, Series, Step
from sunshine.publishing.periodic import publish_due
from tests.build.release import AT, MINUTE, approved, draft, next_draft, published, sent, take
from tests.cast import Cast

LATER = AT + timedelta(days=1)


def codes(refused: "pytest.ExceptionInfo[Refused]") -> list[str]:
    return [reason.code for reason in refused.value.reasons]


def last_event() -> Event:
    event = Event.objects.order_by("id").last()
    assert event is not None
    return event


def test_publication_enters_the_record(cast: Cast) -> None:
    item = published(cast)
    item.refresh_from_db()
    assert item.state == ItemState.PUBLISHED
    assert (item.published_here, item.changed_at) == (AT, AT)
    assert item.index_number == "21010200X/2026-00001"
    assert item.position == 0
    assert item.current is not None
    assert (item.current.state, item.current.published_at) == (EditionState.PUBLISHED, AT)
    event = last_event()
    assert (event.kind, event.subject) == ("publishing.edition_published", f"item:{item.code}")
    assert event.data == {
        "edition": 1,
        "edition_kind": "first",
        "first": True,
        "audience": "public",
        "section": "policies",
        "emergency": False,
        "position": 0,
    }


def test_numbers_go_by_year_made_and_places_by_section(cast: Cast) -> None:
    made = [("policies", 2026), ("policies", 2025), ("news", 2026), ("policies", 2026)]
    items = [
        published(cast, draft(cast, section=section, made_on=date(year, 1, 5)))
        for section, year in made
    ]
    assert [item.index_number for item in items] == [
        "21010200X/2026-00001",
        "21010200X/2025-00001",
        "21010200X/2026-00002",
        "21010200X/2026-00003",
    ]
    assert [item.position for item in items] == [0, 1, 0, 2]


@pytest.mark.parametrize("audience", ["group", "staff", "place"])
def test_restricted_items_leave_no_hole_in_public_series(cast: Cast, audience: str) -> None:
    hidden = published(cast, draft(cast, audience=audience))
    assert (hidden.index_number, hidden.position) == ("21010200X/N2026-00001", None)
    assert published(cast).index_number == "21010200X/2026-00001"


def test_a_refused_publication_gives_its_number_back(cast: Cast) -> None:
    published(cast)
    series = Series.objects.get(key__startswith="index:")
    assert (series.key, series.last) == ("index:ln-shenyang-heping:2026:public", 1)
    Series.objects.filter(pk=series.pk).update(last=0)
    edition = approved(cast)
    with pytest.raises(Refused) as refused:
        publish(edition, by=cast.wu, at=AT)
    assert codes(refused) == ["index-number-taken"]
    series.refresh_from_db()
    assert series.last == 0
    Series.objects.filter(pk=series.pk).update(last=1)
    assert publish(edition, by=cast.wu, at=AT).index_number == "21010200X/2026-00002"


def test_a_new_edition_replaces_the_current_one(cast: Cast) -> None:
    item = published(cast)
    first = item.current
    edition = approved(cast, next_draft(item, cast, EditionKind.MAJOR, document_number="新文号"))
    publish(edition, by=cast.li, at=LATER)
    item.refresh_from_db()
    assert item.current == edition
    assert (item.published_here, item.changed_at) == (AT, LATER)
    assert (item.index_number, item.position) == ("21010200X/2026-00001", 0)
    assert first is not None
    first.refresh_from_db()
    assert (first.state, first.document_number) == (EditionState.SUPERSEDED, "")
    assert last_event().data["first"] is False


def test_all_reasons_at_once(cast: Cast) -> None:
    edition = take(sent(cast), cast, Step.FIRST)
    cast.heping.org_code = ""
    cast.heping.dissolved, cast.heping.successor = date(2026, 3, 1), cast.shenyang
    cast.heping.save()
    edition.title = "改动"
    edition.save()
    edition.refresh_from_db()
    told = [reason.code for reason in why_not_publish(edition, by=cast.zhao, at=AT)]
    assert told == [
        "no-such-duty",
        "body-merged",
        "edition-not-approved",
        *["review-lacking"] * 4,
        "changed-since-sent",
        "gate-not-looked-yet",
        "body-without-code",
    ]


def test_nothing_goes_out_without_its_secrecy_review(cast: Cast) -> None:
    edition = take(sent(cast), cast, Step.FIRST, Step.SECOND, Step.FINAL)
    with pytest.raises(Refused) as refused:
        publish(edition, by=cast.wu, at=AT)
    assert codes(refused) == ["edition-not-approved", "review-lacking"]
    assert "保密审查" in str(refused.value)


def test_sent_on_to_be_published_on_approval(cast: Cast) -> None:
    edition = approved(cast, release=Release.ON_APPROVAL)
    assert edition.state == EditionState.SCHEDULED
    assert publish_due(AT + MINUTE) == 1
    edition.refresh_from_db()
    assert (edition.state, edition.published_at) == (EditionState.PUBLISHED, AT + MINUTE)
    assert last_event().actor is None


def test_the_clock_publishes_what_came_due_without_a_worker(cast: Cast) -> None:
    edition = approved(cast)
    schedule(edition, publish_at=AT + 5 * MINUTE, by=cast.wu, at=AT)
    assert publish_due(AT + 4 * MINUTE) == 0
    assert publish_due(AT + timedelta(days=3)) == 1
    edition.refresh_from_db()
    assert edition.published_at == AT + timedelta(days=3)
    assert publish_due(AT + timedelta(days=4)) == 0


def test_a_moment_less_than_five_minutes_ahead_is_refused(cast: Cast) -> None:
    edition = approved(cast)
    with pytest.raises(Refused) as refused:
        schedule(edition, publish_at=AT + 5 * MINUTE - timedelta(seconds=1), by=cast.wu, at=AT)
    assert codes(refused) == ["publish-time-too-early"]
    assert refused.value.reasons[0].field == "publish_at"


def test_what_can_no_longer_go_out_is_unscheduled_and_others_go(cast: Cast) -> None:
    stuck, fine = approved(cast), approved(cast)
    for edition in (stuck, fine):
        schedule(edition, publish_at=AT + 5 * MINUTE, by=cast.wu, at=AT)
    Edition.objects.filter(pk=stuck.pk).update(title="审核以后改动")
    assert publish_due(AT + 6 * MINUTE) == 2
    stuck.refresh_from_db()
    fine.refresh_from_db()
    assert (stuck.state, stuck.publish_at) == (EditionState.APPROVED, None)
    assert fine.state == EditionState.PUBLISHED
    event = Event.objects.get(kind="publishing.edition_unscheduled")
    assert [one["code"] for one in event.data["reasons"]] == [
        *["review-lacking"] * 4,
        "changed-since-sent",
        "gate-not-looked-yet",
    ]


def test_unscheduled_by_hand(cast: Cast) -> None:
    edition = approved(cast)
    schedule(edition, publish_at=AT + 5 * MINUTE, by=cast.wu, at=AT)
    unschedule(edition, by=cast.li, at=AT)
    assert publish_due(AT + 6 * MINUTE) == 0
    assert edition.state == EditionState.APPROVED


def test_a_scheduled_edition_may_be_returned(cast: Cast) -> None:
    edition = approved(cast)
    schedule(edition, publish_at=AT + 5 * MINUTE, by=cast.wu, at=AT)
    return_(edition, Step.FINAL, return_reason="facts", by=cast.qian, at=AT)
    assert (edition.state, edition.publish_at) == (EditionState.DRAFT, None)


EMERGENCY = {"emergency": True, "emergency_reason": "台风停办业务"}


def test_an_emergency_goes_out_after_first_and_secrecy_review(cast: Cast) -> None:
    edition = sent(cast, **EMERGENCY)
    take(edition, cast, Step.FIRST)
    assert edition.state == EditionState.IN_REVIEW
    take(edition, cast, Step.SECRECY)
    assert edition.state == EditionState.APPROVED
    item = publish(edition, by=cast.wu, at=AT)
    take(edition, cast, Step.SECOND, Step.FINAL, at=LATER)
    edition.refresh_from_db()
    assert edition.state == EditionState.PUBLISHED
    assert item.state == ItemState.PUBLISHED
    with pytest.raises(Refused) as refused:
        take(edition, cast, Step.SECOND, at=LATER)
    assert codes(refused) == ["step-already-approved"]


def test_an_emergency_never_goes_out_without_secrecy_review(cast: Cast) -> None:
    edition = take(sent(cast, **EMERGENCY), cast, Step.FIRST, Step.SECOND, Step.FINAL)
    with pytest.raises(Refused) as refused:
        publish(edition, by=cast.wu, at=AT)
    assert codes(refused) == ["edition-not-approved", "review-lacking"]


def test_a_late_return_leaves_an_emergency_out_and_flagged(cast: Cast) -> None:
    edition = take(sent(cast, **EMERGENCY), cast, Step.FIRST, Step.SECRECY)
    publish(edition, by=cast.wu, at=AT)
    return_(edition, Step.SECOND, return_reason="facts", by=cast.xu, at=LATER)
    edition.refresh_from_db()
    assert edition.state == EditionState.PUBLISHED
    assert last_event().data["is_out"] is True


def test_an_ordinary_edition_is_not_reviewed_once_it_is_out(cast: Cast) -> None:
    item = published(cast)
    assert item.current is not None
    with pytest.raises(Refused) as refused:
        return_(item.current, Step.FINAL, return_reason="facts", by=cast.qian, at=LATER)
    assert codes(refused) == ["step-already-approved"]
