"""Every act of the course of a request, by the page that does it; each refusal at its field."""

import re
from datetime import timedelta
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from sunshine import inforequests
from sunshine.desk.views.requests.event_names import NAMES
from sunshine.desk.views.requests.known import KNOWN
from sunshine.inforequests.actions import drafting
from sunshine.inforequests.models import InfoRequest, State
from sunshine.inforequests.states import steps
from sunshine.kit.days import beijing_day
from sunshine.letters.models import Letter
from sunshine.publishing.models import Paper
from sunshine.workdays.loader import official_calendar
from tests.cast import Cast
from tests.faces.desk.test_requests_pages import act, page_of, registered_by, text
from tests.faces.desk.working import done


def day(ahead: int = 0) -> str:
    return (beijing_day(timezone.now()) + timedelta(days=ahead)).isoformat()


def now_of(info: InfoRequest) -> InfoRequest:
    return InfoRequest.objects.select_related("case", "reply").get(pk=info.pk)


def test_every_step_of_staff_has_its_act() -> None:
    own = {one.key for one in KNOWN}
    of_staff = {key for key, step in steps().items() if set(step.by) - {"applicant", "clock"}}
    assert of_staff - own == {"look"}


def test_every_event_of_a_request_has_a_name() -> None:
    """A kind without one would stand in the timeline as code."""
    folder = Path(inforequests.__file__).parent
    texts = [path.read_text("utf-8") for path in folder.rglob("*.py")]
    kinds = {
        kind for text in texts for kind in re.findall(r'event_of(?:_case)?\(\s*"([a-z_]+)"', text)
    }
    assert len(kinds) > 40
    assert {f"inforequests.{kind}" for kind in kinds} - set(NAMES) == set()


def test_a_correction_is_asked_once_and_its_answer_starts_anew(cast: Cast, desks) -> None:
    wu = desks["wu"]
    info = registered_by(wu, cast)
    assert wu.post(act(info, "ask_correction"), {"items": ""}).status_code == 422
    done(wu, act(info, "ask_correction"), items="请写明年度", correct_by="")
    assert now_of(info).state == State.CORRECTING
    assert "等申请人补正" in page_of(wu, info)
    assert Letter.objects.filter(kind="correction", subject=info.subject).exists()
    done(wu, act(info, "answer_correction"), answer="2025年度", answered_on=day())
    assert now_of(info).state == State.HANDLING
    again = text(wu, act(info, "ask_correction"))
    assert "disabled" in again
    assert "2025年度" in page_of(wu, info)


def test_a_correction_asked_by_mistake_is_taken_back_on_its_day(cast: Cast, desks) -> None:
    wu = desks["wu"]
    info = registered_by(wu, cast)
    done(wu, act(info, "ask_correction"), items="请写明年度", correct_by="")
    assert wu.post(act(info, "cancel_correction"), {"why": ""}).status_code == 422
    done(wu, act(info, "cancel_correction"), why="误发")
    assert now_of(info).state == State.HANDLING
    assert Letter.objects.get(kind="correction", subject=info.subject).void_at is not None
    page = page_of(wu, info)
    assert "撤回补正告知书" in page
    assert "disabled" not in text(wu, act(info, "ask_correction"))


def test_a_third_party_refuses_and_the_public_interest_prevails(cast: Cast, desks) -> None:
    wu = desks["wu"]
    info = registered_by(wu, cast)
    asked = {"party": "third_party", "name": "某公司", "contact": "024-1", "about": "维修合同"}
    done(wu, act(info, "consult"), **asked)
    assert now_of(info).case.due is None
    page = page_of(wu, info)
    assert "期限暂停" in page or "暂停计算" in page
    one = info.consultations.get()
    done(wu, act(info, "note_consultation_arrival"), consultation=one.pk, arrived_on=day())
    answer = {"consultation": one.pk, "answer": "refuses", "answered_on": day(), "why": ""}
    assert wu.post(act(info, "record_answer"), answer).status_code == 422
    done(wu, act(info, "record_answer"), **{**answer, "why": "商业秘密"})
    assert "商业秘密" in page_of(wu, info)
    assert wu.post(act(info, "override")).status_code == 404
    done(desks["he"], act(info, "override"), consultation=one.pk, why="涉及公众安全")
    assert Letter.objects.filter(kind="third_party_told").exists()


def test_only_the_head_extends_and_only_once(cast: Cast, desks) -> None:
    info = registered_by(desks["wu"], cast)
    before = now_of(info).case.due
    assert desks["wu"].get(act(info, "extend")).status_code == 404
    he = desks["he"]
    assert he.post(act(info, "extend"), {"days": 90, "grounds": "多"}).status_code == 422
    done(he, act(info, "extend"), days=20, grounds="所需资料数量较大")
    after = now_of(info).case.due
    assert before is not None
    assert after == official_calendar().add_workdays(before, 20)
    assert "disabled" in text(he, act(info, "extend"))


def test_a_fee_is_asked_paid_and_refunded(cast: Cast, desks) -> None:
    wu = desks["wu"]
    info = registered_by(wu, cast)
    none = {"basis": "pages", "count": 10, "pay_how": "到银行"}
    assert wu.post(act(info, "issue_fee_notice"), none).status_code == 422
    done(wu, act(info, "issue_fee_notice"), basis="pages", count=57, pay_how="到银行")
    assert "270" in page_of(wu, info)
    done(wu, act(info, "record_payment"), paid_on=day(), treasury_receipt="2100000001")
    assert now_of(info).state == State.HANDLING
    done(desks["he"], act(info, "refund"), why="减免", pay_how="原路退回")
    assert "已退费" in page_of(wu, info)


def test_very_many_requests_are_asked_for_reasons_and_put_off(cast: Cast, desks) -> None:
    wu = desks["wu"]
    info = registered_by(wu, cast)
    done(wu, act(info, "ask_reasons"), grounds="本月60件")
    done(wu, act(info, "record_reasons"), answer="做研究", answered_on=day())
    done(desks["he"], act(info, "delay_massive"), until=day(60), grounds="数量较大")
    assert now_of(info).delayed_until is not None
    assert "做研究" in page_of(wu, info)


def test_searches_the_sheet_and_papers_are_kept(cast: Cast, desks) -> None:
    wu = desks["wu"]
    info = registered_by(wu, cast)
    drafting.draft_reply(now_of(info), kind="not_held", facts={}, by=cast.wu, at=timezone.now())
    page = page_of(wu, info)
    assert "请先登记检索记录" in page
    search = {"place": "档案系统", "words": "减税", "result": "没有结果", "searched_on": day()}
    done(wu, act(info, "record_search"), **search)
    assert "请先登记检索记录" not in page_of(wu, info)
    done(wu, act(info, "write_on_sheet"), kind="proposal", text="拟答复不存在", agrees="")
    assert desks["li"].get(f"/desk/cases/{info.case_id}/").status_code == 404
    done(wu, act(info, "ask_countersign"), of=cast.li.pk)
    seen = page_of(desks["li"], info)
    assert "拟答复不存在" in seen
    assert "张某某" not in seen
    done(desks["li"], act(info, "write_on_sheet"), kind="countersign", text="同意", agrees="yes")
    file = SimpleUploadedFile("表.txt", "甲\n".encode())
    done(wu, act(info, "attach"), purpose="answer", file=file)
    assert "表.txt" in page_of(wu, info)


def test_a_request_is_split_and_each_piece_has_its_slip(cast: Cast, desks) -> None:
    wu = desks["wu"]
    two = "申请公开：\n1．2024年统计数据\n2．2025年统计数据"
    info = registered_by(wu, cast, description=two)
    assert "2024年统计数据" in text(wu, act(info, "split"))
    assert wu.post(act(info, "split"), {"pieces": "一件"}).status_code == 422
    done(wu, act(info, "split"), pieces="2024年统计数据\n2025年统计数据")
    assert InfoRequest.objects.filter(split_from=info).count() == 1
    assert Letter.objects.filter(kind="receipt").count() == 2


def test_what_is_asked_for_becomes_public_for_all(cast: Cast, desks) -> None:
    info = registered_by(desks["wu"], cast)
    done(desks["wu"], act(info, "turn_proactive"), title="减税降费统计", made_on=day(-30))
    paper = Paper.objects.get(title="减税降费统计")
    assert now_of(info).published_as == paper


def test_a_withdrawal_ends_it_and_a_remedy_is_noted_with_its_end(cast: Cast, desks) -> None:
    wu = desks["wu"]
    info = registered_by(wu, cast)
    filed = {"kind": "reconsideration", "organ": "国家税务总局沈阳市税务局", "filed_on": day()}
    assert wu.post(act(info, "file_remedy"), {**filed, "organ": ""}).status_code == 422
    done(wu, act(info, "file_remedy"), **filed)
    one = info.remedies.get()
    done(wu, act(info, "decide_remedy"), remedy=one.pk, outcome="upheld", decided_on=day())
    assert "结果维持" in page_of(wu, info)
    done(wu, act(info, "withdraw"), withdrawn_on=day())
    closed = now_of(info)
    assert (closed.state, closed.outcome) == (State.CLOSED, "withdrawn")
    assert wu.post(act(info, "withdraw"), {"withdrawn_on": day()}).status_code == 422


def test_two_requests_are_answered_by_one_letter(cast: Cast, desks) -> None:
    wu = desks["wu"]
    first = registered_by(wu, cast)
    second = registered_by(wu, cast, token="second", description="2024年度统计数据")
    facts = {"how": "随附"}
    drafting.draft_reply(now_of(first), kind="grant", facts=facts, by=cast.wu, at=timezone.now())
    done(wu, act(second, "join_reply"), other=first.pk)
    assert first.case.number in page_of(wu, second)
    done(wu, act(first, "submit_draft"))
    assert now_of(second).state == State.LEGAL_REVIEW


def test_who_stands_aside_sees_nothing_more(cast: Cast, desks) -> None:
    info = registered_by(desks["wu"], cast)
    he = desks["he"]
    done(he, act(info, "recuse"), person=cast.wu.pk, why="近亲属")
    assert desks["wu"].get(f"/desk/cases/{info.case_id}/").status_code == 404
    assert now_of(info).case.owner == cast.he
    assert info.case.number in text(he, "/desk/cases/")


def test_what_is_alike_is_shown_by_right(cast: Cast, desks) -> None:
    wu = desks["wu"]
    first = registered_by(wu, cast)
    second = registered_by(wu, cast, token="second")
    third = registered_by(
        wu, cast, token="third", name="李某某", id_number="210102201501010038",
        has_guardian="on", guardian_name="父某", guardian_id_number="210102198001010037",
    )  # fmt: skip
    page = text(wu, f"/desk/requests/{second.case_id}/alike/")
    assert f"/desk/cases/{first.case_id}/" in page
    assert f"/desk/cases/{third.case_id}/" not in page
    assert "第 2 件" in page
    assert desks["feng"].get(f"/desk/requests/{second.case_id}/alike/").status_code == 404
    wanted = text(wu, "/desk/requests/demand/")
    assert "2 人申请" in wanted
    assert "turn_proactive" in wanted
    assert "2 人申请" not in text(desks["zhao"], "/desk/requests/demand/")
