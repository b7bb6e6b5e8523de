"""Every step of a request as a call with arguments that fit, to try it by anybody in any state."""

from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO

from sunshine.inforequests.actions import (
    charging,
    complaining,
    consulting,
    correcting,
    drafting,
    enclosing,
    extending,
    massive,
    opening,
    paying,
    receiving,
    remedies,
    reviewing,
    serving,
    sheet,
    splitting,
    withdrawing,
)
from sunshine.inforequests.filing import HandedIn
from sunshine.inforequests.models import InfoRequest, Purpose
from sunshine.kit.days import beijing_day
from sunshine.orgs.models import Person
from tests.cast import Cast

Call = Callable[[InfoRequest, Person | None, datetime], object]
SCAN = b"%PDF-1.4\n%%EOF\n"


def calls(cast: Cast) -> dict[str, Call]:
    """Return the steps that somebody takes, by their key in states.toml."""
    return {**_way(cast), **_reply(), **_sides(cast)}


def _way(cast: Cast) -> dict[str, Call]:
    return {
        "confirm": lambda r, by, at: receiving.confirm(r, by=by, at=at),
        "ask_correction": lambda r, by, at: correcting.ask_correction(
            r, items="1．请写明文号。", by=by, at=at
        ),
        "cancel_correction": lambda r, by, at: correcting.cancel_correction(
            r, why="误发", by=by, at=at
        ),
        "answer_correction": lambda r, by, at: correcting.answer_correction(
            r, answer="文号是某号", by=by, at=at
        ),
        "excuse_lapse": lambda r, by, at: correcting.excuse_lapse(
            r, answer="住院期间未能补正", answered_on=beijing_day(at), why="住院", by=by, at=at
        ),
        "consult": lambda r, by, at: consulting.consult(
            r, party="third_party", name="某公司", about="合同", by=by, at=at
        ),
        "extend": lambda r, by, at: extending.extend(r, days=20, grounds="资料多", by=by, at=at),
        "issue_fee_notice": lambda r, by, at: charging.issue_fee_notice(
            r, basis="pages", count=57, pay_how="银行", by=by, at=at
        ),
        "cancel_fee_notice": lambda r, by, at: charging.cancel_fee_notice(
            r, why="误发", by=by, at=at
        ),
        "record_payment": lambda r, by, at: charging.record_payment(
            r, paid_on=beijing_day(at), treasury_receipt="2100000001", by=by, at=at
        ),
        "tell_payment": lambda r, by, at: paying.tell_payment(
            r, receipt="2100000001", paid_on=beijing_day(at), by=by, at=at
        ),
        "deny_payment": lambda r, by, at: paying.deny_payment(r, why="未见入库", by=by, at=at),
        "withdraw": lambda r, by, at: withdrawing.withdraw(r, by=by, at=at),
        "withdraw_late": lambda r, by, at: withdrawing.withdraw_late(r, by=by, at=at),
        "recuse": lambda r, by, at: receiving.recuse(r, cast.qian, why="亲属", by=by, at=at),
    }


def _reply() -> dict[str, Call]:
    return {
        "draft_reply": lambda r, by, at: drafting.draft_reply(
            r,
            kind="overdue_correction" if r.lapsed_on else "grant",
            facts={} if r.lapsed_on else {"how": "随本答复书提供"},
            by=by,
            at=at,
        ),
        "submit_draft": lambda r, by, at: drafting.submit_draft(r, by=by, at=at),
        "recall": lambda r, by, at: drafting.recall(r, by=by, at=at),
        "review_legal": lambda r, by, at: reviewing.review_legal(r, passed=True, by=by, at=at),
        "review_secrecy": lambda r, by, at: reviewing.review_secrecy(r, passed=True, by=by, at=at),
        "sign_off": lambda r, by, at: reviewing.sign_off(r, by=by, at=at),
        "return_draft": lambda r, by, at: reviewing.return_draft(r, note="改", by=by, at=at),
        "undo_sign_off": lambda r, by, at: reviewing.undo_sign_off(r, why="错", by=by, at=at),
        "serve": lambda r, by, at: serving.serve(
            r, manner="hand", served_on=beijing_day(at), by=by, at=at
        ),
        "close": lambda r, by, at: serving.close(r, by=by, at=at),
        "archive": lambda r, by, at: serving.archive(r, archive_number="1", by=by, at=at),
    }


def _sides(cast: Cast) -> dict[str, Call]:
    return {
        "record_search": lambda r, by, at: sheet.record_search(
            r, place="档案系统", words="统计", result="没有结果", found=False, by=by, at=at
        ),
        "ask_countersign": lambda r, by, at: sheet.ask_countersign(r, cast.lin, by=by, at=at),
        "write_on_sheet": lambda r, by, at: sheet.write_on_sheet(
            r, kind="note", text="已阅", by=by, at=at
        ),
        "ask_reasons": lambda r, by, at: massive.ask_reasons(r, grounds="一月60件", by=by, at=at),
        "record_reasons": lambda r, by, at: massive.record_reasons(r, answer="研究", by=by, at=at),
        "delay_massive": lambda r, by, at: massive.delay_massive(
            r, until=beijing_day(at) + timedelta(days=90), grounds="数量大", by=by, at=at
        ),
        "attach": lambda r, by, at: enclosing.attach(
            r, HandedIn(Purpose.PROOF, BytesIO(SCAN), "回执.pdf"), by=by, at=at
        ),
        "complain": lambda r, by, at: complaining.complain(
            r, ground="handling", text="没有按期答复", by=by, at=at
        ),
        "suggest_publication": lambda r, by, at: opening.suggest_publication(r, by=by, at=at),
        "turn_proactive": lambda r, by, at: opening.turn_proactive(
            r, title="减税降费统计", made_on=beijing_day(at), by=by, at=at
        ),
        "split": lambda r, by, at: splitting.split(r, ["统计数据", "维修合同"], by=by, at=at),
        "file_remedy": lambda r, by, at: remedies.file_remedy(
            r, kind="complaint", organ="上级", filed_on=beijing_day(at), by=by, at=at
        ),
        "look": lambda r, by, at: enclosing.look(r, what="page", by=by, at=at),
    }
