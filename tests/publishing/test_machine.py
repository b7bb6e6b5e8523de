"""Every person tries every act in every state: only what the law of the house allows succeeds."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sunshine.audit.models import Event
from sunshine.kit.errors import Reason, Refused
from sunshine.orgs.models import Person, Role
from sunshine.publishing.actions import editing, release, review, takedown
from sunshine.publishing.digests import binding_digest
from sunshine.publishing.models import (
    Edition,
    EditionState,
    Item,
    ItemState,
    Review,
    Step,
)
from sunshine.publishing.periodic import publish_due
from sunshine.publishing.review_turns import steps_open
from sunshine.publishing.reviewing import standing_approvals, writers_of
from tests.build.gate import looked
from tests.build.release import (
    AT,
    MINUTE,
    all_no,
    approved,
    draft,
    next_draft,
    published,
    sent,
    take,
)
from tests.cast import Cast
from tests.publishing.test_review import hold_post

Act = Callable[[Edition, Person], object]
DAY = date(2026, 3, 2)
SOON = AT + 10 * MINUTE
PEOPLE = ("li", "lin", "chen", "xu", "qian", "zhou", "wu", "he", "wang", "gao", "ma", "zhao", "sun")
EMERGENCY = {"emergency": True, "emergency_reason": "台风停办业务"}
EDITORS = {"li", "lin", "wu", "he"}
OFFICE = {"wu", "he"}
STAFF = {"li", "lin", "chen", "xu", "qian", "zhou", "wu", "he", "wang", "ma"}
REVIEWER = {"first": "chen", "second": "xu", "final": "qian", "secrecy": "zhou"}


def approve_step(step: str) -> Act:
    def act(edition: Edition, by: Person) -> object:
        answers = all_no() if step == Step.SECRECY else None
        seen = binding_digest(edition)
        return review.approve(edition, step, digest=seen, by=by, at=AT, checklist=answers)

    return act


def return_step(step: str) -> Act:
    reason = "secrecy" if step == Step.SECRECY else "facts"
    return lambda edition, by: review.return_(edition, step, return_reason=reason, by=by, at=AT)


def save(edition: Edition, by: Person) -> object:
    changes = editing.DraftFields(title=f"{edition.title}改")
    return editing.save_draft(edition, revision=edition.revision, changes=changes, by=by, at=AT)


ACTS: dict[str, Act] = {
    "save": save,
    "discard": lambda edition, by: editing.discard_edition(edition, by=by, at=AT),
    "submit": lambda edition, by: review.submit(edition, by=by, at=AT),
    "recall": lambda edition, by: review.recall(edition, by=by, at=AT),
    "publish": lambda edition, by: release.publish(edition, by=by, at=AT),
    "schedule": lambda edition, by: release.schedule(edition, publish_at=SOON, by=by, at=AT),
    "unschedule": lambda edition, by: release.unschedule(edition, by=by, at=AT),
    "withdraw": lambda edition, by: takedown.withdraw(edition.item, reason="误", by=by, at=AT),
    "remove": lambda edition, by: takedown.remove(edition.item, reason="误", by=by, at=AT),
    "pull": lambda edition, by: takedown.pull(edition.item, reason="误", by=by, at=AT),
    **{f"approve {step}": approve_step(step) for step in Step.values},
    **{f"return {step}": return_step(step) for step in Step.values},
}


# The question that disables the button of each act.
ASKS: dict[str, Callable[[Edition, Person], list[Reason]]] = {
    "save": lambda edition, by: editing.why_not_save_draft(edition, by=by, on=DAY),
    "discard": lambda edition, by: editing.why_not_discard(edition, by=by, on=DAY),
    "submit": lambda edition, by: review.why_not_submit(edition, by=by, at=AT),
    "recall": lambda edition, by: review.why_not_recall(edition, by=by, at=AT),
    "publish": lambda edition, by: release.why_not_publish(edition, by=by, at=AT),
    "schedule": lambda edition, by: release.why_not_schedule(edition, by=by, at=AT),
    "unschedule": lambda edition, by: release.why_not_unschedule(edition, by=by, at=AT),
    "withdraw": lambda edition, by: takedown.why_not_withdraw(edition.item, by=by, at=AT),
    "remove": lambda edition, by: takedown.why_not_remove(edition.item, by=by, at=AT),
    "pull": lambda edition, by: takedown.why_not_pull(edition.item, by=by, at=AT),
}


def ask(name: str, edition: Edition, by: Person) -> list[Reason]:
    """Return what the button of the act ``name`` says to ``by``."""
    verb, _, step = name.partition(" ")
    if verb == "approve":
        return review.why_not_approve(edition, step, by=by, at=AT)
    if verb == "return":
        return review.why_not_return(edition, step, by=by, at=AT)
    return ASKS[name](edition, by)


def scheduled(cast: Cast) -> Edition:
    edition = approved(cast)
    release.schedule(edition, publish_at=SOON, by=cast.wu, at=AT)
    return edition


def out(cast: Cast, *, owing: bool = False) -> Edition:
    if not owing:
        return Edition.objects.get(item=published(cast))
    edition = take(sent(cast, **EMERGENCY), cast, "first", "secrecy")
    release.publish(edition, by=cast.wu, at=AT)
    return edition


def superseded(cast: Cast) -> Edition:
    edition = out(cast)
    item = Item.objects.get(pk=edition.item_id)
    release.publish(approved(cast, next_draft(item, cast)), by=cast.wu, at=AT)
    edition.refresh_from_db()
    return edition


def discarded(cast: Cast) -> Edition:
    edition = draft(cast)
    editing.discard_edition(edition, by=cast.li, at=AT)
    return edition


def down(cast: Cast, verb: str) -> Edition:
    edition = out(cast)
    ACTS[verb](edition, cast.wu)
    return edition


def may_all(*steps: str) -> dict[str, set[str]]:
    """Return that each reviewer may approve, and return at, his own of ``steps``."""
    verbs = ("approve", "return")
    return {f"{verb} {step}": {REVIEWER[step]} for verb in verbs for step in steps}


def may_return(*steps: str) -> dict[str, set[str]]:
    return {f"return {step}": {REVIEWER[step]} for step in steps}


DOWN = {"withdraw": OFFICE, "remove": OFFICE, "pull": STAFF}
# State → how it is reached, and who may do what in it; nobody may do anything else.
LAW: dict[str, tuple[Callable[[Cast], Edition], dict[str, set[str]]]] = {
    "draft": (
        lambda cast: looked(draft(cast)),
        {"save": EDITORS, "discard": EDITORS, "submit": EDITORS},
    ),
    "in review": (sent, {"recall": EDITORS, **may_all("first", "secrecy")}),
    "first done": (
        lambda cast: take(sent(cast), cast, "first"),
        {"recall": EDITORS, **may_all("second", "secrecy"), **may_return("first")},
    ),
    "second done": (
        lambda cast: take(sent(cast), cast, "first", "second", "secrecy"),
        {"recall": EDITORS, **may_all("final"), **may_return("first", "second", "secrecy")},
    ),
    "approved": (
        approved,
        {"recall": EDITORS, "publish": EDITORS, "schedule": EDITORS, **may_return(*Step.values)},
    ),
    "scheduled": (
        scheduled,
        {"recall": EDITORS, "publish": EDITORS, "unschedule": EDITORS, **may_return(*Step.values)},
    ),
    "emergency approved": (
        lambda cast: take(sent(cast, **EMERGENCY), cast, "first", "secrecy"),
        {
            "recall": EDITORS,
            "publish": EDITORS,
            "schedule": EDITORS,
            **may_all("second"),
            **may_return("first", "secrecy"),
        },
    ),
    "published": (out, DOWN),
    "published, owing": (lambda cast: out(cast, owing=True), {**DOWN, **may_all("second")}),
    "superseded": (superseded, DOWN),
    "discarded": (discarded, {}),
    "withdrawn": (lambda cast: down(cast, "withdraw"), {"remove": OFFICE, "pull": STAFF}),
    "removed": (lambda cast: down(cast, "remove"), {}),
    "pulled": (lambda cast: down(cast, "pull"), {}),
}


@contextmanager
def undone() -> Iterator[None]:
    """Run something and undo it in the database."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def succeeds(act: Act, edition: Edition, by: Person) -> bool:
    """Return whether the act succeeds; a refusal must have changed nothing and said why."""
    events = Event.objects.count()
    try:
        act(edition, by)
    except Refused as refused:
        if not all(str(reason) for reason in refused.reasons) or Event.objects.count() != events:
            raise AssertionError("a refusal left a trace, or said nothing") from refused
        return False
    return True


@pytest.mark.parametrize("state", LAW)
def test_only_what_is_allowed_succeeds(cast: Cast, state: str) -> None:
    reach, allowed = LAW[state]
    key = reach(cast).pk
    found: dict[str, set[str]] = {}
    for name, act in ACTS.items():
        for who in PEOPLE:
            with undone():
                edition, by = Edition.objects.get(pk=key), getattr(cast, who)
                is_offered = ask(name, edition, by) == []
                assert succeeds(act, edition, by) == is_offered
                if is_offered:
                    found.setdefault(name, set()).add(who)
    assert found == allowed


TEMPTED = ("li", "lin", "chen", "xu", "qian", "zhou", "wu")


def tempt(cast: Cast) -> None:
    """Give people posts in which they could approve what they wrote, or twice."""
    hold_post(cast, cast.li, Role.FIRST_REVIEWER, Role.FINAL_REVIEWER)
    hold_post(cast, cast.chen, Role.EDITOR, Role.SECOND_REVIEWER, Role.SECRECY_REVIEWER)
    hold_post(cast, cast.xu, Role.FIRST_REVIEWER, Role.FINAL_REVIEWER, Role.SECRECY_REVIEWER)
    hold_post(cast, cast.wu, *Role)


def lawful(edition: Edition) -> bool:
    """Return whether an edition that is out was reviewed as it must be."""
    reviews = list(
        Review.objects.filter(edition=edition, decision="approved", digest=edition.digest)
    )
    needed = {"first", "secrecy"} if edition.emergency else set(Step.values)
    people = [one.reviewer_id for one in reviews]
    return (
        needed <= {one.step for one in reviews}
        and len(people) == len(set(people))
        and not set(people) & writers_of(edition)
        and binding_digest(edition) == edition.digest
    )


WALKED = [name for name in ACTS if name not in {"withdraw", "remove", "pull", "discard"}]
# Most steps lead on, whoever may take them: else no walk would ever come to its end.
NAMES = st.one_of(st.sampled_from([*WALKED, "clock", "emergency"]), st.just("lead on"))
WALKS = st.lists(st.tuples(NAMES, st.sampled_from(TEMPTED)), min_size=10, max_size=30)


@pytest.mark.parametrize("who", TEMPTED)
def test_walks_do_come_to_their_end(cast: Cast, who: str) -> None:
    tempt(cast)
    edition = draft(cast)
    for number in range(6):
        _step(edition, "lead on", cast, who, number)
    assert (edition.state, lawful(edition)) == (EditionState.PUBLISHED, True)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(walk=WALKS)
def test_no_walk_leads_to_an_unlawful_publication(cast: Cast, walk: list[tuple[str, str]]) -> None:
    with undone():
        tempt(cast)
        edition = draft(cast)
        for number, (name, who) in enumerate(walk):
            _step(Edition.objects.get(pk=edition.pk), name, cast, who, number)
            edition.refresh_from_db()
            if edition.published_at is not None:
                assert edition.state == EditionState.PUBLISHED
                assert edition.item.state == ItemState.PUBLISHED
                assert lawful(edition)
                break
            assert edition.item.index_number is None


def _step(edition: Edition, name: str, cast: Cast, who: str, number: int) -> None:
    """Let ``who`` take the step, if he may; to lead on, let the first take it who may."""
    at = AT + timedelta(minutes=number)
    start = TEMPTED.index(who)
    people = [getattr(cast, one) for one in (*TEMPTED[start:], *TEMPTED[:start])]
    if edition.state == EditionState.DRAFT:
        looked(edition)
    if name == "clock":
        publish_due(at)
    elif name == "emergency":
        with suppress(Refused):
            on_approval = review.Release.ON_APPROVAL
            review.submit(edition, by=people[0], at=at, release=on_approval, **EMERGENCY)
    elif name == "lead on":
        acts = [ACTS[one] for one in ("submit", *_approvals(edition), "publish")]
        any(succeeds(act, edition, by) for act in acts for by in people)
    else:
        succeeds(ACTS[name], edition, people[0])


def _approvals(edition: Edition) -> list[str]:
    if edition.state != EditionState.IN_REVIEW:
        return []
    return [f"approve {step}" for step in steps_open(standing_approvals(edition))]
