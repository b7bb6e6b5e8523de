"""Every role, state and action as data: who may do what, and where it leads."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

import sunshine.inforequests.reasons  # noqa: F401 - registers the sentences
from sunshine.cases.standing import acts_on
from sunshine.inforequests.models import InfoRequest, State
from sunshine.inforequests.profiles import DATA
from sunshine.kit.errors import Reason
from sunshine.orgs.models import Person, Role
from sunshine.orgs.rights import roles_in


class Party(StrEnum):
    """As what somebody acts; ``data/states.toml`` says what each is."""

    APPLICANT = "applicant"
    KEEPER = "keeper"
    OFFICER = "officer"
    HEAD = "head"
    LEGAL = "legal"
    SECRECY = "secrecy"
    LEADER = "leader"
    ASKED = "asked"
    CLOCK = "clock"


_PARTY_OF_ROLE = {
    Role.DISCLOSURE_OFFICER: Party.OFFICER,
    Role.DISCLOSURE_HEAD: Party.HEAD,
    Role.LEGAL_REVIEWER: Party.LEGAL,
    Role.SECRECY_REVIEWER: Party.SECRECY,
    Role.BODY_HEAD: Party.LEADER,
}


@dataclass(frozen=True, slots=True)
class Step:
    """One action: who may take it, from which states, and the state after (None: the same)."""

    key: str
    by: frozenset[Party]
    states: frozenset[State]
    to: State | None

    def is_open_to(self, parties: Iterable[Party], state: str) -> bool:
        """Return whether the table lets one of ``parties`` take the step in ``state``."""
        return state in self.states and not self.by.isdisjoint(parties)


@cache
def steps() -> dict[str, Step]:
    """Return every step by its key."""
    with (DATA / "states.toml").open("rb") as file:
        entries = tomllib.load(file)
    return {
        key: Step(
            key,
            frozenset(map(Party, entry["by"])),
            frozenset(map(State, entry["from"])),
            State(entry["to"]) if "to" in entry else None,
        )
        for key, entry in entries.items()
    }


def parties_of(request: InfoRequest, by: Person | None, on: date) -> frozenset[Party]:
    """Return as what ``by`` may act on ``request``; None is the applicant with his code.

    Whom the matter concerns acts as nothing but the applicant.
    """
    case = request.case
    if by is None:
        return frozenset({Party.APPLICANT})
    parties = {Party.APPLICANT} if case.applicant_id == by.pk else set()
    if case.may_not_own.filter(pk=by.pk).exists() or parties:
        return frozenset(parties)
    roles = roles_in(by, case.body, on)
    parties |= {party for role, party in _PARTY_OF_ROLE.items() if role in roles}
    if acts_on(by, case, on):
        parties.add(Party.KEEPER)
    if request.sheet.filter(by=by, asked_by__isnull=False).exists():
        parties.add(Party.ASKED)
    return frozenset(parties)


def why_not_step(key: str, request: InfoRequest, *, by: Person | None, on: date) -> list[Reason]:
    """Return why ``by`` may not take the step ``key`` now: by his part, and by the state."""
    step, reasons = steps()[key], []
    if step.by.isdisjoint(parties_of(request, by, on)):
        reasons.append(Reason("request-not-yours", facts={"number": request.case.number}))
    return reasons + why_not_now(key, request)


def why_not_now(key: str, request: InfoRequest) -> list[Reason]:
    """Return why the step ``key`` cannot be taken in the state of ``request``, whoever asks."""
    if request.state in steps()[key].states:
        return []
    facts = {"number": request.case.number, "state": request.get_state_display()}
    return [Reason("request-state", facts=facts)]


def open_steps(request: InfoRequest, *, by: Person | None, on: date) -> frozenset[str]:
    """Return the keys of the steps that the table opens to ``by`` now.

    Each has its own ``why_not_…`` besides.
    """
    parties = parties_of(request, by, on)
    return frozenset(
        step.key for step in steps().values() if step.is_open_to(parties, request.state)
    )


def state_after(key: str, request: InfoRequest) -> State:
    """Return the state that the step leads to; a draft goes back to where it was drafted."""
    to = steps()[key].to
    if to is None:
        return State(request.state)
    return drafting_state(request) if to is State.HANDLING and _goes_back(key) else to


def drafting_state(request: InfoRequest) -> State:
    """Return the state in which a reply to ``request`` is drafted."""
    return State.LAPSED if request.lapsed_on else State.HANDLING


def _goes_back(key: str) -> bool:
    return key in {"recall", "return_draft"}
