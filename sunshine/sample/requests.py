"""Requests of the sample: some forty, in every state, by the acts that bring them there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sunshine.inforequests.actions import (
    charging,
    consulting,
    correcting,
    drafting,
    extending,
    filing,
    massive,
    opening,
    receiving,
    remedies,
    reviewing,
    serving,
    sheet,
    silence,
    withdrawing,
)
from sunshine.inforequests.asking import Asking
from sunshine.inforequests.filing import Arrival
from sunshine.inforequests.identity import Identity, IdKind
from sunshine.inforequests.models import ApplicantClass, InfoRequest
from sunshine.inforequests.receipt import Channel
from sunshine.orgs.models import Body, Person
from sunshine.sample.authority import Authority, drawn
from sunshine.workdays.loader import official_calendar

BODIES = ("ln", "ln-shenyang-heping")
_ASKED = (
    *("本机关上一年度减税降费统计数据", "办公用房维修工程合同及验收材料"),
    *("纳税信用等级评价的具体标准", "税务行政处罚裁量基准及说明"),
    *("公务用车购置和运行费用明细", "12366热线上一年度接听和办结情况"),
    *("出口退税平均办理时间统计", "办税服务厅窗口外包合同"),
    *("上一年度政府采购项目清单", "房地产交易计税价格评估办法"),
)
_WANTS = {"how": "信息随本答复书一并提供"}
Act = Callable[["_Story"], None]


@dataclass(slots=True)
class _Story:
    """One request on its way, with the people of its body and the working day it has come to."""

    authority: Authority
    body: Body
    number: int
    day: date
    request: InfoRequest

    def person(self, post: str) -> Person:
        """Return who holds a post of the body."""
        return self.authority.people[self.body.slug, post]

    @property
    def keeper(self) -> Person:
        """Return who has the request in hand."""
        owner = self.request.case.owner
        if owner is None:
            raise RuntimeError("an open request has its owner")
        return owner

    @property
    def at(self) -> datetime:
        """Return the moment of the next act: late in the morning of the day."""
        return _moment(self.day)

    def later(self, workdays: int) -> None:
        """Go on so many working days."""
        self.day = official_calendar().add_workdays(self.day, workdays)


def load_requests(authority: Authority, today: date) -> int:
    """Add the requests as they stand on ``today`` and return how many."""
    made = 0
    for slug in BODIES:
        for number, (workdays, acts) in enumerate(_STORIES):
            start = _workdays_before(today, workdays)
            story = _begun(authority, authority.bodies[slug], number, start)
            for act in acts:
                act(story)
            made += 1
    return made


def _begun(authority: Authority, body: Body, number: int, day: date) -> _Story:
    person = drawn("applicant", body.slug, number, most=30)
    asking = Asking(_ASKED[number % len(_ASKED)], ApplicantClass.PERSON)
    identity = Identity(
        f"{'王李张刘陈杨赵黄周吴'[person % 10]}某某",
        IdKind.PASSPORT,
        f"S{person:08d}",
        address="沈阳市某区某街1号",
        telephone=f"139000000{person:02d}",
        email=f"reader{person}@example.cn",
    )
    token = f"sample:{body.slug}:{number}"
    if number % 4 == 1:
        request, _code = filing.register(
            body,
            arrival=Arrival(Channel.WINDOW, day),
            asking=asking,
            identity=identity,
            token=token,
            by=authority.people[body.slug, "disclosure"],
            at=_moment(day),
            proven=True,
        )
    else:
        request, _code = filing.submit(
            body, asking=asking, identity=identity, token=token, at=_moment(day)
        )
    return _Story(authority, body, number, day, request)


def _confirm(story: _Story) -> None:
    if story.request.case.received_on is None:
        receiving.confirm(story.request, by=story.keeper, at=story.at)


def _correction(story: _Story) -> None:
    story.later(2)
    items = "1．请写明所需信息的年度；2．请写明文号或者其他特征。"
    correcting.ask_correction(story.request, items=items, by=story.keeper, at=story.at)


def _corrected(story: _Story) -> None:
    story.later(4)
    correcting.answer_correction(story.request, answer="上一年度", by=None, at=story.at)


def _lapse(story: _Story) -> None:
    story.later(20)
    silence.lapse_correction(story.request, at=story.at)


def _third_party(story: _Story) -> None:
    story.later(1)
    consulting.consult(
        story.request, party="third_party", name="某建筑工程有限公司", about="维修合同",
        by=story.keeper, at=story.at,
    )  # fmt: skip


def _refused(story: _Story) -> None:
    story.later(5)
    consulting.record_answer(
        story.request.consultations.get(), answer="refuses", answered_on=story.day,
        why="含有报价明细", by=story.keeper, at=story.at,
    )  # fmt: skip
    story.request.refresh_from_db()


def _fee(story: _Story) -> None:
    story.later(1)
    charging.issue_fee_notice(
        story.request, basis="pages", count=57, pay_how="持本通知到代理银行缴入国库",
        by=story.person("disclosure"), at=story.at,
    )  # fmt: skip


def _paid(story: _Story) -> None:
    story.later(3)
    charging.record_payment(
        story.request, paid_on=story.day, treasury_receipt=f"21{story.request.pk:08d}",
        by=story.keeper, at=story.at,
    )  # fmt: skip


def _search(story: _Story) -> None:
    sheet.record_search(
        story.request, place="档案管理系统、业务系统", words=story.request.case.title[:20],
        result="没有检索到符合条件的信息", found=False, by=story.keeper, at=story.at,
    )  # fmt: skip


def _reasons(story: _Story) -> None:
    massive.ask_reasons(
        story.request, grounds="本月已提出35件内容相近的申请", by=story.keeper, at=story.at
    )


def _extend(story: _Story) -> None:
    story.later(3)
    extending.extend(
        story.request, days=20, grounds="所需资料分散在多个部门，汇总需要时间",
        by=story.person("office"), at=story.at,
    )  # fmt: skip


def _draft(kind: str = "grant", **facts: str) -> Act:
    def act(story: _Story) -> None:
        story.later(2)
        drafting.draft_reply(story.request, kind=kind, facts=facts, by=story.keeper, at=story.at)

    return act


def _to_legal(story: _Story) -> None:
    drafting.submit_draft(story.request, by=story.keeper, at=story.at)


def _to_secrecy(story: _Story) -> None:
    reviewing.review_legal(story.request, passed=True, by=story.person("legal"), at=story.at)


def _to_sign(story: _Story) -> None:
    reviewing.review_secrecy(story.request, passed=True, by=story.person("secrecy"), at=story.at)


def _sign(story: _Story) -> None:
    reviewing.sign_off(story.request, by=story.person("office"), at=story.at)


def _serve(story: _Story) -> None:
    serving.serve(
        story.request, manner="post", served_on=story.day,
        postal_number=f"10{story.request.pk:011d}", by=story.keeper, at=story.at,
    )  # fmt: skip


def _close(story: _Story) -> None:
    story.later(1)
    serving.close(story.request, by=story.keeper, at=story.at)


def _archive(story: _Story) -> None:
    number = f"{story.day.year}-YSQ-{story.request.case.serial:04d}"
    serving.archive(
        story.request, archive_number=number, by=story.person("disclosure"), at=story.at
    )


def _suggest(story: _Story) -> None:
    opening.suggest_publication(story.request, by=None, at=story.at)


def _withdraw(story: _Story) -> None:
    story.later(2)
    withdrawing.withdraw(story.request, by=None, at=story.at)


def _reconsider(story: _Story) -> None:
    remedies.file_remedy(
        story.request, kind="reconsideration", organ=str(story.body.parent or "国家税务总局"),
        filed_on=story.day, by=story.person("disclosure"), at=story.at,
    )  # fmt: skip


_GRANT = _draft(**_WANTS)
_DENY = _draft("deny_third_party", chosen="third_party.trade", grounds="第三方不同意公开，理由成立")
_ANSWER = (_to_legal, _to_secrecy, _to_sign, _sign, _serve, _close)
# How many working days ago it began, and what was done since.
_STORIES: tuple[tuple[int, tuple[Act, ...]], ...] = (
    (0, ()),
    (2, (_confirm,)),
    (4, (_confirm, _correction)),
    (3, (_confirm, _third_party)),
    (5, (_confirm, _GRANT, _to_legal)),
    (6, (_confirm, _GRANT, _to_legal, _to_secrecy)),
    (7, (_confirm, _GRANT, _to_legal, _to_secrecy, _to_sign)),
    (8, (_confirm, _fee)),
    (9, (_confirm, _GRANT, _to_legal, _to_secrecy, _to_sign, _sign)),
    (18, (_confirm, _extend)),
    (19, (_confirm,)),
    (30, (_confirm, _correction, _lapse)),
    (40, (_confirm, _GRANT, _suggest, *_ANSWER, _archive)),
    (45, (_confirm, _search, _draft("not_held"), *_ANSWER, _reconsider)),
    (60, (_confirm, _correction, _corrected, _GRANT, *_ANSWER)),
    (70, (_confirm, _fee, _paid, _GRANT, *_ANSWER)),
    (80, (_confirm, _third_party, _refused, _DENY, *_ANSWER)),
    (90, (_confirm, _withdraw)),
    (12, (_confirm, _reasons)),
)


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(3), UTC)


def _workdays_before(today: date, workdays: int) -> date:
    calendar, day = official_calendar(), today
    while not calendar.is_workday(day):
        day -= timedelta(days=1)
    left = workdays
    while left:
        day -= timedelta(days=1)
        left -= calendar.is_workday(day)
    return day
