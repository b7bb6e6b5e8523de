"""C2: what the office does with a request besides answering it, and what its clock says of it."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest

from sunshine.audit.models import Event
from sunshine.cases.models import WaitingFor
from sunshine.gate.clean_making import make_now
from sunshine.gate.inspecting import inspect_now
from sunshine.inforequests import periodic
from sunshine.inforequests.actions import (
    charging,
    consulting,
    correcting,
    drafting,
    enclosing,
    extending,
    filing,
    massive,
    opening,
    remedies,
    reviewing,
    serving,
    sheet,
    splitting,
    withdrawing,
)
from sunshine.inforequests.counting import count_year
from sunshine.inforequests.filing import HandedIn
from sunshine.inforequests.models import (
    Consultation,
    Enclosure,
    FeeNotice,
    InfoRequest,
    Purpose,
    Remedy,
    State,
)
from sunshine.kit.errors import Refused
from sunshine.letters.models import Letter
from sunshine.publishing.models import Attribute
from sunshine.scanning.clean_copies import Box
from tests.build import inforequests as build
from tests.build.inforequests import AT, after
from tests.build.pdf_files import pdf, say
from tests.cast import Cast

TODAY = date(2026, 3, 5)


def fresh(request: InfoRequest) -> InfoRequest:
    """Return the request as the database has it."""
    return InfoRequest.objects.select_related("case", "body").get(pk=request.pk)


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    """Return the codes of a refusal."""
    return {one.code for one in refused.value.reasons}


def test_a_correction_starts_the_period_anew(cast: Cast) -> None:
    request = build.correcting(cast, build.received(cast))
    assert (request.case.due, request.case.waiting_for) == (None, WaitingFor.APPLICANT)
    assert request.wait_until == date(2026, 3, 26)
    correcting.answer_correction(request, answer="文号为辽税发1号", by=None, at=after(7))
    assert (request.state, request.case.due) == (State.HANDLING, date(2026, 4, 10))
    with pytest.raises(Refused) as refused:
        correcting.ask_correction(request, items="再补", by=cast.wu, at=after(8))
    assert {"correction-once"} <= codes(refused)


def test_a_correction_is_asked_for_within_seven_workdays(cast: Cast) -> None:
    request = build.received(cast)
    last = date(2026, 3, 16)
    assert not correcting.why_not_ask_correction(request, items="一", by=cast.wu, on=last)
    late = correcting.why_not_ask_correction(request, items="一", by=cast.wu, on=date(2026, 3, 17))
    assert [one.code for one in late] == ["correction-asked-late"]


def test_a_notice_is_taken_back_on_its_day_alone(cast: Cast) -> None:
    request = build.correcting(cast, build.received(cast))
    late = correcting.why_not_cancel_correction(
        request, why="误发", by=cast.wu, on=date(2026, 3, 6)
    )
    assert [one.code for one in late] == ["correction-gone-out"]
    correcting.cancel_correction(request, why="误发", by=cast.wu, at=AT)
    assert (request.state, request.case.due) == (State.HANDLING, date(2026, 4, 2))
    assert Letter.objects.get(kind="correction").void_reason == "误发"
    build.correcting(cast, request)


def test_what_is_not_corrected_lapses_and_is_told(cast: Cast) -> None:
    request = build.correcting(cast, build.received(cast))
    assert periodic.note_silences(after(21)) == 0  # 26 March is its last day
    assert periodic.note_silences(after(22)) == 1
    request = fresh(request)
    assert (request.state, request.lapsed_on) == (State.LAPSED, date(2026, 3, 27))
    with pytest.raises(Refused) as refused:
        correcting.answer_correction(request, answer="晚了", by=None, at=after(22))
    assert {"correction-too-late", "request-state"} <= codes(refused)
    drafting.draft_reply(request, kind="overdue_correction", facts={}, by=cast.wu, at=after(22))
    build.served(cast, request, at=after(22))
    assert (request.outcome, request.state) == ("overdue_correction", State.SERVED)
    assert count_year(cast.heping, 2026).requests["3.6.1", "person"] == 1


def test_a_good_reason_lets_a_late_correction_count(cast: Cast) -> None:
    request = build.lapsed(cast, build.received(cast))
    correcting.excuse_lapse(
        request, answer="文号", answered_on=date(2026, 4, 14), why="住院", by=cast.he,
        at=after(40),
    )  # fmt: skip
    assert (request.state, request.lapsed_on) == (State.HANDLING, None)
    assert request.case.due == date(2026, 5, 14)


def test_a_third_party_stops_the_clock_and_its_silence_starts_it(cast: Cast) -> None:
    request = build.received(cast)
    asked = consulting.consult(
        request, party="third_party", name="某公司", about="合同", by=cast.wu, at=after(4)
    )
    assert (request.case.due, request.case.waiting_for) == (None, WaitingFor.OTHERS)
    build.drafted(cast, request, at=after(5))
    with pytest.raises(Refused) as refused:
        drafting.submit_draft(request, by=cast.wu, at=after(5))
    assert codes(refused) == {"reply-waits-for-answer"}
    assert asked.answer_by == date(2026, 3, 30)
    assert periodic.note_silences(after(26)) == 1
    request, asked = fresh(request), Consultation.objects.get()
    assert asked.silent_on == date(2026, 3, 30)
    assert request.case.due == date(2026, 4, 24)
    late = consulting.record_answer(
        asked, answer="refuses", answered_on=date(2026, 4, 1), why="商业秘密", by=cast.wu,
        at=after(27),
    )  # fmt: skip
    assert late.late_on == date(2026, 4, 1)
    assert fresh(request).case.due == date(2026, 4, 24)


def test_a_silent_joint_maker_agrees_and_a_refusal_may_be_overridden(cast: Cast) -> None:
    request = build.received(cast)
    consulting.consult(request, party="joint_maker", name="财政局", about="函", by=cast.wu, at=AT)
    periodic.note_silences(after(30))
    assert Consultation.objects.get().answer == Consultation.Answer.AGREES
    request = fresh(request)
    third = consulting.consult(
        request, party="third_party", name="某公司", about="合同", by=cast.wu, at=after(30)
    )
    consulting.record_answer(
        third, answer="refuses", answered_on=date(2026, 4, 7), why="秘密", by=cast.wu, at=after(33)
    )
    consulting.override(third, why="涉及公众健康", by=cast.he, at=after(34))
    assert Letter.objects.filter(kind="third_party_told").count() == 1
    assert "某公司" not in Consultation.objects.get(pk=third.pk).sealed


def test_an_extension_on_the_last_day_and_not_on_the_day_after(cast: Cast) -> None:
    request = build.received(cast)
    grounds = {"days": 20, "grounds": "资料多"}
    assert not extending.why_not_extend(request, **grounds, by=cast.he, on=date(2026, 4, 2))
    after_it = extending.why_not_extend(request, **grounds, by=cast.he, on=date(2026, 4, 3))
    assert [one.code for one in after_it] == ["request-overdue"]
    assert extending.why_not_extend(request, **grounds, by=cast.wu, on=TODAY)
    extending.extend(request, days=20, grounds="资料多", by=cast.he, at=after(28))
    assert request.case.due == date(2026, 5, 6)
    again = extending.why_not_extend(request, **grounds, by=cast.he, on=date(2026, 4, 3))
    assert [one.code for one in again] == ["extension-once"]


def test_a_fee_is_asked_paid_and_refunded(cast: Cast) -> None:
    request = build.paying(cast, build.received(cast))
    notice = FeeNotice.objects.get()
    assert (notice.amount, notice.pay_by) == (Decimal(270), date(2026, 4, 2))
    charging.record_payment(
        request, paid_on=date(2026, 3, 11), treasury_receipt="2100000001", by=cast.wu, at=after(6)
    )
    assert (request.state, request.case.due) == (State.HANDLING, date(2026, 4, 9))
    counted = count_year(cast.heping, 2026)
    assert (counted.fees, counted.charged) == (Decimal(270), 1)
    charging.refund(request, why="多收", pay_how="原路退回", by=cast.he, at=after(7))
    assert count_year(cast.heping, 2026).fees == 0


def test_an_unpaid_fee_lapses_and_a_wrong_one_is_cancelled(cast: Cast) -> None:
    request = build.paying(cast, build.received(cast))
    late = charging.why_not_record_payment(
        request, paid_on=date(2026, 4, 3), treasury_receipt="1", by=cast.wu, on=date(2026, 4, 3)
    )
    assert [one.code for one in late] == ["fee-paid-late"]
    other = build.paying(cast, build.received(cast, token="t2"))
    charging.cancel_fee_notice(other, why="误发", by=cast.wu, at=AT)
    assert (other.state, other.case.due) == (State.HANDLING, date(2026, 4, 2))
    assert periodic.note_silences(after(29)) == 1
    assert fresh(request).state == State.LAPSED


def test_so_many_requests_need_reasons_and_may_wait(cast: Cast) -> None:
    request = build.received(cast)
    massive.ask_reasons(request, grounds="一个月内第61件", by=cast.wu, at=AT)
    until = date(2026, 7, 1)
    early = massive.why_not_delay_massive(request, until=until, grounds="多", by=cast.he, on=TODAY)
    assert [one.code for one in early] == ["delay-without-reasons"]
    massive.record_reasons(request, answer="课题研究需要", by=None, at=after(3))
    massive.delay_massive(request, until=until, grounds="数量大", by=cast.he, at=after(4))
    assert request.case.due == until
    silent = build.received(cast, token="t2")
    massive.ask_reasons(silent, grounds="一个月内第62件", by=cast.wu, at=AT)
    assert periodic.note_silences(after(30)) == 1
    silent = fresh(silent)
    build.drafted(cast, silent, kind="massive", at=after(28), grounds="没有说明理由")
    assert not drafting.why_not_submit_draft(silent, by=cast.wu, on=date(2026, 4, 2))


def test_nothing_found_needs_a_record_of_the_search(cast: Cast) -> None:
    request = build.drafted(cast, build.received(cast), kind="not_held", note="可向档案馆查询")
    lacking = drafting.why_not_submit_draft(request, by=cast.wu, on=TODAY)
    assert [one.code for one in lacking] == ["reply-needs-search"]
    sheet.record_search(
        request, place="档案系统", words="减税 统计", result="没有结果", found=False, by=cast.wu,
        at=AT,
    )  # fmt: skip
    build.signed(cast, request)
    letter = Letter.objects.get(kind="reply_not_held")
    assert any("档案系统" in part for part in letter.content["body"] if isinstance(part, str))


def test_one_reply_answers_two_requests_of_one_applicant(cast: Cast) -> None:
    first, second = build.received(cast), build.received(cast, token="t2")
    reply = build.drafted(cast, first).reply
    assert reply is not None
    drafting.join_reply(second, reply, by=cast.wu, at=AT)
    build.served(cast, first)
    second = fresh(second)
    assert (second.state, second.outcome) == (State.SERVED, "grant")
    assert Letter.objects.filter(kind="reply_grant").count() == 1
    serving.close(second, by=cast.wu, at=AT)
    assert count_year(cast.heping, 2026).row("3.1") == 2


def test_withdrawn_before_and_after_the_reply(cast: Cast) -> None:
    request = build.signed(cast, build.received(cast))
    withdrawing.withdraw(request, by=None, at=after(2))
    assert (request.outcome, request.case.is_open) == ("withdrawn", False)
    assert request.case.due is None
    assert Letter.objects.get(kind="reply_grant").void_reason
    assert Letter.objects.filter(kind="withdrawal").count() == 1
    answered = build.closed(cast, build.received(cast, token="t2"))
    withdrawing.withdraw_late(answered, by=None, at=after(2))
    assert answered.outcome == "grant"
    unconfirmed = build.submitted(cast.heping, token="t3")
    withdrawing.withdraw(unconfirmed, by=None, at=AT)
    counted = count_year(cast.heping, 2026)
    assert (counted.row("1"), counted.row("3.6.3"), counted.row("3.1")) == (2, 1, 1)


def test_several_things_in_one_form_become_several_requests(cast: Cast) -> None:
    request = build.registered(cast)
    split = splitting.split(request, ["统计数据", "维修合同"], by=cast.wu, at=AT)
    assert [one.case.title for one in split] == ["统计数据", "维修合同"]
    assert len({one.case.number for one in split}) == 2
    assert split[1].case.due == request.case.due
    assert split[1].applicant.digest == request.applicant.digest


def test_what_was_asked_for_becomes_public_in_one_step(cast: Cast) -> None:
    request = build.closed(cast, build.received(cast))
    opening.suggest_publication(request, by=None, at=AT)
    paper = opening.turn_proactive(
        request, title="2025年度减税降费统计", made_on=date(2026, 1, 20), by=cast.wu, at=AT
    )
    assert (paper.attribute, paper.body) == (Attribute.PROACTIVE, cast.heping)
    assert paper.due_on is not None


def test_remedies_say_whether_they_are_in_time(cast: Cast) -> None:
    request = build.closed(cast, build.received(cast))
    first = remedies.file_remedy(
        request, kind="reconsideration", organ="沈阳市税务局", filed_on=date(2026, 5, 4),
        by=cast.wu, at=after(70),
    )  # fmt: skip
    assert first.in_time
    with pytest.raises(Refused) as refused:
        remedies.file_remedy(
            request, kind="suit_after", organ="法院", filed_on=date(2026, 5, 10), after=first,
            by=cast.wu, at=after(70),
        )  # fmt: skip
    assert codes(refused) == {"remedy-after-unfit"}
    remedies.decide_remedy(
        first, outcome="upheld", decided_on=date(2026, 6, 1), by=cast.wu, at=after(90)
    )
    suit = remedies.file_remedy(
        request, kind="suit_after", organ="法院", filed_on=date(2026, 6, 17), after=first,
        by=cast.wu, at=after(110),
    )  # fmt: skip
    assert not suit.in_time
    counted = count_year(cast.heping, 2026)
    kinds = Remedy.Kind
    assert counted.remedies == {
        (kinds.RECONSIDERATION, "upheld"): 1,
        (kinds.SUIT_AFTER, "pending"): 1,
    }


def test_papers_about_a_person_are_sealed_and_forgotten(cast: Cast) -> None:
    request = build.received(cast)
    scan = HandedIn(Purpose.IDENTITY, BytesIO(b"%PDF-1.4 secret"), "张三身份证.pdf")
    enclosure = enclosing.attach(request, scan, by=None, at=AT)
    assert enclosure.file is None
    assert enclosure.name == ""
    assert b"secret" not in bytes(enclosure.sealed)
    build.closed(cast, request)
    assert periodic.forget_identities(after(1300)) == 0
    assert periodic.forget_identities(after(1400)) == 1
    request = fresh(request)
    assert (request.applicant.sealed, request.applicant.digest) == ("", "")
    assert bytes(Enclosure.objects.get().sealed) == b""


def test_an_account_hands_in_its_own_papers_and_no_others(cast: Cast) -> None:
    request, _code = filing.submit(
        cast.heping, asking=build.ASKING, identity=build.ZHANG, token=build.FORM, by=cast.sun, at=AT
    )
    assert not enclosing.why_not_attach(request, Purpose.IDENTITY, by=cast.sun, on=TODAY)
    barred = enclosing.why_not_attach(request, Purpose.ANSWER, by=cast.sun, on=TODAY)
    assert [one.code for one in barred] == ["request-choice"]
    assert enclosing.why_not_attach(request, Purpose.IDENTITY, by=cast.nobody, on=TODAY)


def test_our_own_silence_is_said_once(cast: Cast) -> None:
    build.received(cast)
    build.submitted(cast.heping, token="t2")
    assert periodic.note_overdue(after(1)) == 0
    assert periodic.note_overdue(after(4)) == 1  # never confirmed
    assert periodic.note_overdue(after(29)) == 1  # 2 April was the last day
    assert periodic.note_overdue(after(30)) == 0
    kinds = Event.objects.filter(actor=None).values_list("kind", flat=True)
    assert {"inforequests.overdue", "inforequests.unconfirmed"} <= set(kinds)


def test_the_old_edition_is_answered_under_the_new(cast: Cast) -> None:
    at = build.AT.replace(year=2019, month=5, day=13)
    request = build.registered(cast, at=at)
    assert (request.edition, request.case.due) == ("2008", date(2019, 6, 3))
    build.correcting(cast, request, at=at)
    correcting.answer_correction(request, answer="补", by=None, at=after(7, at))
    assert (request.edition, request.case.due) == ("2019", date(2019, 6, 18))


def test_nobody_reviews_twice(cast: Cast) -> None:
    request = build.to_sign(cast, build.received(cast))
    reviewing.return_draft(request, note="请补充", by=cast.he, at=AT)
    assert request.state == State.HANDLING
    build.signed(cast, request)
    assert request.state == State.SIGNED


def test_what_goes_out_is_looked_through_and_personal_data_needs_a_reason(cast: Cast) -> None:
    request = build.received(cast)
    text = "联系人：张伟，手机号码13912345678。\n".encode()
    paper = HandedIn(Purpose.ANSWER, BytesIO(text), "名单.txt")
    enclosure = enclosing.attach(request, paper, by=cast.wu, at=AT)
    build.drafted(cast, request)
    early = drafting.why_not_submit_draft(request, by=cast.wu, on=TODAY)
    assert [one.code for one in early] == ["gate-not-looked-yet"]
    assert enclosure.file is not None
    inspect_now(enclosure.file.sha256, AT)
    periodic.examine_answers(AT)
    build.in_secrecy_review(cast, request)
    silent = reviewing.why_not_review_secrecy(request, passed=True, by=cast.zhou, on=TODAY)
    assert [one.code for one in silent] == ["gate-findings-open"]
    reviewing.review_secrecy(request, passed=True, note="公务电话，依法公开", by=cast.zhou, at=AT)
    reviewing.sign_off(request, by=cast.he, at=AT)
    letter = Letter.objects.get(kind="reply_grant")
    assert letter.content["attachments"] == ["名单.txt"]


def test_an_original_is_given_without_what_must_not_be_seen(cast: Cast) -> None:
    request = build.received(cast)
    contract = BytesIO(pdf(say("one hundred"), say("two")))
    paper = HandedIn(Purpose.ORIGINAL, contract, "合同.pdf")
    original = enclosing.attach(request, paper, by=cast.wu, at=AT)
    cleaning = enclosing.clean(original, boxes=[Box(1, 0, 0, 1, 0.5)], by=cast.wu, at=AT)
    build.drafted(cast, request, kind="partial", how="附后", withheld="金额", chosen="third_party")
    waiting = drafting.why_not_submit_draft(request, by=cast.wu, on=TODAY)
    assert "cleaning-under-way" in {one.code for one in waiting}
    make_now(cleaning, AT)
    assert periodic.use_clean_copies(AT) == 1
    copy = Enclosure.objects.get(purpose=Purpose.ANSWER)
    assert copy.made_of == original
    assert copy.file != original.file
