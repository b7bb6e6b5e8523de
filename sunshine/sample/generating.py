"""Very many requests of the sample at once, to measure and to try with: seeded, in bulk.

Rows as the actions leave them, but without letters and without events: nobody did these things,
and the log says only what somebody did.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max, OuterRef, Subquery

from sunshine.cases.models import Case, CaseSeries, WaitingFor
from sunshine.inforequests.dating import amber_before, calendar_of, law_stamp
from sunshine.inforequests.identity import Identity, IdKind, digest_of, keep_until, sealed
from sunshine.inforequests.keepers import first_keeper
from sunshine.inforequests.kinds import DISCLOSURE
from sunshine.inforequests.models import (
    Applicant,
    ApplicantClass,
    InfoRequest,
    Remedy,
    Reply,
    State,
)
from sunshine.inforequests.outcomes import WITHDRAWN
from sunshine.kit.days import end_of_day, start_of_day
from sunshine.kit.errors import Refused
from sunshine.orgs.models import Body, Person
from sunshine.workdays.calendar import WorkCalendar

Tell = Callable[[int], None]
BATCH = 2000
FIRST = date(2019, 5, 15)
_WORKDAYS_TO_REPLY = 20
# In thousandths, as the published accounts of cities have them.
_OUTCOMES = (
    *(("grant", 420), ("already_public", 110), ("partial", 70), ("not_held", 130)),
    *(("not_ours", 60), ("need_making", 25), ("deny_third_party", 20), ("deny_internal", 25)),
    *(("deny_process", 15), ("deny_case_file", 15), ("query_matter", 15), ("petition", 20)),
    *(("repeat", 20), ("other", 15), (WITHDRAWN, 40)),
)
_CLASSES = (
    *((ApplicantClass.PERSON, 860), (ApplicantClass.BUSINESS, 90), (ApplicantClass.LAWYERS, 25)),
    *((ApplicantClass.RESEARCH, 10), (ApplicantClass.WELFARE, 5), (ApplicantClass.OTHER, 10)),
)
_CHANNELS = (("web", 620), ("window", 160), ("registered_letter", 150), ("letter", 40), ("fax", 30))
_OPEN = (
    *((State.HANDLING, 760), (State.SUBMITTED, 60), (State.LEGAL_REVIEW, 80)),
    *((State.SECRECY_REVIEW, 50), (State.SIGNING, 50)),
)
_ASKED = (
    *("减税降费统计数据", "办公用房维修合同", "纳税信用评价依据", "行政处罚裁量基准"),
    *("公务车辆购置明细", "税务稽查案件统计", "机构编制文件", "三公经费决算"),
    *("出口退税办理时限规定", "社会保险费征收标准", "招标采购结果", "信访办理统计"),
)
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"


@dataclass(slots=True)
class _Place:
    """A body with who owns and reviews there, and the last numbers of its years."""

    body: Body
    owner: Person
    calendar: WorkCalendar
    serials: dict[int, int] = field(default_factory=dict)
    due: dict[date, date] = field(default_factory=dict)
    amber: dict[date, date] = field(default_factory=dict)

    def due_of(self, received: date) -> date:
        """Return when the answer to a request received on that day is due."""
        if received not in self.due:
            self.due[received] = self.calendar.add_workdays(received, _WORKDAYS_TO_REPLY)
        return self.due[received]

    def amber_of(self, due: date) -> date:
        """Return from when on a request due on that day is amber."""
        if due not in self.amber:
            self.amber[due] = amber_before(due, self.calendar)
        return self.amber[due]


def generate(closed: int, opened: int, *, seed: str, on: date, tell: Tell) -> int:
    """Add so many closed and open requests to the sample as of ``on``; return how many.

    The same seed gives the same requests. Raises Refused if no body of the sample can have one.
    """
    places = _places(on)
    if not places:
        raise Refused("request-without-office", body=str(Body.objects.first() or ""))
    made = 0
    for start in range(0, closed + opened, BATCH):
        numbers = range(start, min(start + BATCH, closed + opened))
        with transaction.atomic():
            _make(places, [(n, n >= closed) for n in numbers], seed, on)
        made += len(numbers)
        tell(made)
    return made


def _places(on: date) -> list[_Place]:
    owners = {body: first_keeper(body, on) for body in Body.objects.order_by("path")}
    return [
        _Place(body, owner, calendar_of(body), _last_numbers(body))
        for body, owner in owners.items()
        if owner is not None and owner.is_sample and body.exists_on(on)
    ]


def _last_numbers(body: Body) -> dict[int, int]:
    last = Case.objects.filter(body=body, kind=DISCLOSURE.slug).order_by().values("year")
    return {row["year"]: row["last"] for row in last.annotate(last=Max("serial"))}


def _make(
    places: Sequence[_Place], numbers: Sequence[tuple[int, bool]], seed: str, on: date
) -> None:
    drafts = [_Draft(places, number, seed, on, is_open=is_open) for number, is_open in numbers]
    Case.objects.bulk_create(one.case for one in drafts)
    InfoRequest.objects.bulk_create(one.request for one in drafts)
    Applicant.objects.bulk_create(one.applicant() for one in drafts)
    answered = [one for one in drafts if one.reply is not None]
    for one in answered:
        if one.reply is not None:
            one.reply.request = one.request
    Reply.objects.bulk_create(one.reply for one in answered if one.reply is not None)
    own = Reply.objects.filter(request=OuterRef("pk")).values("pk")[:1]
    InfoRequest.objects.filter(pk__gte=drafts[0].request.pk, reply=None).update(reply=Subquery(own))
    Remedy.objects.bulk_create(remedy for one in drafts for remedy in one.remedies())
    series = (
        CaseSeries(key=f"{place.body.slug}:{DISCLOSURE.slug}:{year}", last=serial)
        for place in places
        for year, serial in place.serials.items()
    )
    CaseSeries.objects.bulk_create(
        series, update_conflicts=True, unique_fields=["key"], update_fields=["last"]
    )


class _Draft:
    """One request as it will stand, drawn from the seed and its number alone."""

    def __init__(
        self, places: Sequence[_Place], number: int, seed: str, on: date, *, is_open: bool
    ) -> None:
        self._draws = _draws(f"{seed}/{number}")
        self.place = places[self._below(len(places))]
        self.on, self.number, self.seed = on, number, seed
        self.received = self._received(is_open=is_open)
        self.state = self._of(_OPEN) if is_open else State.CLOSED
        self.outcome = "" if is_open else self._of(_OUTCOMES)
        self.finished = None if is_open else self._finished()
        self.person = self._below(40_000)
        self.case = self._case()
        self.request = self._request()
        self.reply = self._reply()

    def applicant(self) -> Applicant:
        """Return who asks, sealed for the request that has its key by now."""
        key = self.request.pk
        name = f"{_SURNAMES[self.person % len(_SURNAMES)]}某{self.person}"
        kind = IdKind.PASSPORT
        identity = Identity(name, kind, f"S{self.person:08d}", telephone=f"0240{self.person:07d}")
        until = None if self.finished is None else keep_until(self.finished)
        return Applicant(
            request=self.request,
            sealed=sealed(identity, request=key),
            digest=digest_of(identity),
            proven=True,
            keep_until=until,
        )

    def remedies(self) -> Iterator[Remedy]:
        """Yield what was done against the reply: of some three in a hundred."""
        if self.finished is None or self.outcome == WITHDRAWN or self._below(100) >= 3:
            return
        filed = min(self.finished + timedelta(days=5 + self._below(50)), self.on)
        decided = filed + timedelta(days=40 + self._below(20))
        is_over = decided <= self.on
        yield Remedy(
            request=self.request,
            kind=Remedy.Kind.RECONSIDERATION,
            organ=str(self.place.body.parent or "国家税务总局"),
            filed_on=filed,
            in_time=True,
            noted_by=self.place.owner,
            noted_at=start_of_day(filed),
            outcome=Remedy.Outcome.UPHELD if is_over else "",
            decided_on=decided if is_over else None,
        )

    def _received(self, *, is_open: bool) -> date:
        calendar = self.place.calendar
        span = 26 if is_open else (self.on - FIRST).days - 30
        day = self.on - timedelta(days=1 + self._below(span) + (0 if is_open else 29))
        return calendar.on_or_after(day) if not is_open else max(FIRST, day)

    def _finished(self) -> date:
        due = self.place.due_of(self.received)
        early = (self._below(30) * self._below(30)) // 30
        return min(self.on, max(self.received, due - timedelta(days=early)))

    def _case(self) -> Case:
        year, place = self.received.year, self.place
        serial = place.serials[year] = place.serials.get(year, 0) + 1
        body, is_open = place.body, self.finished is None
        due = place.due_of(self.received) if is_open else None
        if self.state == State.SUBMITTED:
            due = place.calendar.next_workday(self.received)
        waiting = WaitingFor.OFFICE if is_open else WaitingFor.NOBODY
        return Case(
            kind=DISCLOSURE.slug,
            body=body,
            year=year,
            serial=serial,
            number=f"{DISCLOSURE.word}-{body.region_code or body.slug}-{year}-{serial}",
            code_digest=hashlib.sha256(f"{self.seed}/{self.number}".encode()).hexdigest(),
            title=f"{year - 1}年度{_ASKED[self._below(len(_ASKED))]}",
            owner=place.owner,
            opened_at=self._at(self.received),
            received_on=None if self.state == State.SUBMITTED else self.received,
            due=due,
            amber=None if due is None else place.amber_of(due),
            waiting_for=waiting,
            closed_at=None if self.finished is None else self._at(self.finished),
        )

    def _request(self) -> InfoRequest:
        return InfoRequest(
            case=self.case,
            body=self.place.body,
            state=self.state,
            channel=self._of(_CHANNELS),
            applicant_class=self._of(_CLASSES),
            description=self.case.title,
            wanted_form="electronic",
            wanted_way="email",
            submitted_at=self.case.opened_at,
            arrived_on=self.received,
            edition="" if self.state == State.SUBMITTED else "2019",
            dated_by=law_stamp() if self.finished is None else "",
            outcome=self.outcome,
            finished_on=self.finished,
            withdrawn_on=self.finished if self.outcome == WITHDRAWN else None,
            token_digest=hashlib.sha256(f"{self.seed}:{self.number}".encode()).hexdigest(),
        )

    def _reply(self) -> Reply | None:
        if self.outcome == WITHDRAWN or self.state in {State.HANDLING, State.SUBMITTED}:
            return None
        kind = self.outcome or "grant"
        at = self._at(self.finished or self.on)
        return Reply(kind=kind, facts={}, drafted_by=self.place.owner, drafted_at=at)

    def _at(self, day: date) -> datetime:
        return min(start_of_day(day) + timedelta(hours=9), end_of_day(day))

    def _below(self, most: int) -> int:
        return next(self._draws) % most

    def _of(self, weights: Sequence[tuple[str, int]]) -> str:
        left = self._below(sum(weight for _value, weight in weights))
        for value, weight in weights:
            left -= weight
            if left < 0:
                return value
        raise AssertionError("weights are whole")


def _draws(text: str) -> Iterator[int]:
    """Yield numbers that depend on ``text`` alone."""
    round_ = 0
    while True:
        digest = hashlib.sha256(f"{text}/{round_}".encode()).digest()
        for start in range(0, 32, 4):
            yield int.from_bytes(digest[start : start + 4], "big")
        round_ += 1
