"""Every role × state × action: the table alone decides, and nothing unlawful is reachable."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sunshine.audit.models import Event
from sunshine.inforequests import periodic
from sunshine.inforequests.dating import RUNNING
from sunshine.inforequests.models import InfoRequest, State
from sunshine.inforequests.states import Party, open_steps, parties_of, steps
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Refused
from sunshine.orgs.models import Person
from tests.build.inforequests import AT, after, in_state, received
from tests.build.request_steps import calls
from tests.cast import Cast

# Steps that only the worker takes or that have a row of their own as subject.
_ELSEWHERE = {
    *("note_consultation_arrival", "record_answer", "override", "clean_enclosure"),
    *("join_reply", "refund", "decide_remedy", "note_delivery_arrival", "attach_own"),
    *("answer_anew", "detach"),
}


def people(cast: Cast) -> dict[str, Person | None]:
    """Return somebody of every role, a colleague, a stranger, and the applicant with his code."""
    names = ("li", "zhou", "feng", "wu", "he", "wang", "zhao", "sun")
    return {name: getattr(cast, name) for name in names} | {"applicant": None}


def test_every_step_is_known_to_the_tests(cast: Cast) -> None:
    taken = {key for key, step in steps().items() if step.by != {Party.CLOCK}}
    assert taken - _ELSEWHERE == set(calls(cast))


def test_the_table_speaks_of_states_and_parties_that_are(db: None) -> None:
    reached = {step.to for step in steps().values()} - {None}
    assert reached == set(State) - {State.SUBMITTED}
    assert not any(step.states & {State.ARCHIVED} and step.to for step in steps().values())
    for key in ("sign_off", "extend", "override", "refund", "undo_sign_off", "delay_massive"):
        assert steps()[key].by == {Party.HEAD}
    assert all(Party.CLOCK not in step.by or step.by == {Party.CLOCK} for step in steps().values())


@pytest.mark.parametrize("state", list(State))
def test_who_is_in_the_table_and_who_is_not(cast: Cast, state: State) -> None:
    """The table is asked for everybody; of those whom it refuses one tries each step in truth."""
    request = in_state(cast, state, token=f"t-{state}")
    at = after(40) if state == State.LAPSED else AT
    on, before = beijing_day(at), Event.objects.count()
    parties = {name: parties_of(request, by, on) for name, by in people(cast).items()}
    opened = {name: open_steps(request, by=by, on=on) for name, by in people(cast).items()}
    for number, (key, call) in enumerate(sorted(calls(cast).items())):
        step = steps()[key]
        shut = [name for name in parties if not step.is_open_to(parties[name], state)]
        assert [name for name in opened if key not in opened[name]] == shut
        # The types give no call without a person where the applicant has no part.
        tries = [name for name in shut if name != "applicant" or Party.APPLICANT in step.by]
        if not tries:
            continue
        with pytest.raises(Refused) as refused:
            call(request, people(cast)[tries[number % len(tries)]], at)
        codes = {one.code for one in refused.value.reasons}
        assert codes & {"request-not-yours", "request-state"}, key
        request.refresh_from_db()
        assert request.state == state
    assert Event.objects.count() == before


class _UndoneError(Exception):
    """Everything of this try is rolled back."""


@settings(
    max_examples=15,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_no_walk_leaves_the_law(cast: Cast, data: st.DataObject) -> None:
    """Anybody tries anything in any order; what must always hold holds after every step."""
    try:
        with transaction.atomic():
            _walk(cast, data)
            raise _UndoneError
    except _UndoneError:
        pass


def _walk(cast: Cast, data: st.DataObject) -> None:
    request, at = received(cast, token="walk"), AT
    choices = calls(cast)
    everybody = list(people(cast).values())
    for _step in range(data.draw(st.integers(3, 14))):
        at += timedelta(hours=data.draw(st.integers(0, 60)))
        key = data.draw(st.sampled_from(sorted(choices)))
        by = data.draw(st.sampled_from(everybody))
        state = request.state
        try:
            with transaction.atomic():
                if by is not None or Party.APPLICANT in steps()[key].by:
                    choices[key](request, by, at)
        except Refused:
            pass
        request = InfoRequest.objects.select_related("case", "body").get(pk=request.pk)
        if request.state != state:
            step = steps()[key]
            assert state in step.states
            assert step.to == request.state or key in {"recall", "return_draft"}
        _holds(request)


def _holds(request: InfoRequest) -> None:
    case, state = request.case, request.state
    over = state in {State.SERVED, State.CLOSED, State.ARCHIVED}
    assert bool(request.outcome) == bool(request.finished_on) == over
    assert case.is_open == (state not in {State.CLOSED, State.ARCHIVED})
    assert case.owner_id is not None or not case.is_open
    assert case.due is None or not over
    reply = request.reply
    if state in {State.SIGNED, State.SERVED}:
        assert reply is not None
        assert reply.letter is not None
        assert reply.drafted_by_id != reply.signed_by_id
        passed = reply.reviews.filter(passed=True, undone_at=None, revision=reply.revision)
        people_ = list(passed.values_list("by", flat=True))
        assert len(people_) == len(set(people_)) == 3
    if request.applicant.keep_until is not None:
        assert not case.is_open


@pytest.mark.parametrize("state", list(State))
def test_time_alone_leads_where_the_law_says(cast: Cast, state: State) -> None:
    """Nobody does anything for a year: each silence is said once, and ends where it must."""
    request = in_state(cast, state, token=f"t-{state}")
    ends = {State.CORRECTING: State.LAPSED, State.PAYING: State.LAPSED}
    before = Event.objects.count()
    for days in (1, 30, 31, 60, 400, 401):
        periodic.note_silences(after(days))
        periodic.note_overdue(after(days))
        periodic.redate(after(days))
    request = InfoRequest.objects.select_related("case").get(pk=request.pk)
    assert request.state == ends.get(state, state)
    said = {State.CORRECTING, State.PAYING, State.SUBMITTED, *RUNNING}
    assert Event.objects.count() - before == (1 if state in said else 0)
