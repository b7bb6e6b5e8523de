"""C2: the applicant of a request follows it through every state, answers, and takes his letters."""

import io
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from sunshine.gate.inspecting import inspect_now
from sunshine.inforequests.actions import (
    charging,
    consulting,
    correcting,
    enclosing,
    extending,
    massive,
    paying,
    remedies,
)
from sunshine.inforequests.filing import HandedIn
from sunshine.inforequests.models import Consultation, Enclosure, InfoRequest, State
from sunshine.inforequests.periodic import examine_answers, note_silences
from sunshine.letters.models import Letter
from tests.build import inforequests as build
from tests.cast import Cast
from tests.following import follow, page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, settings: Any) -> None:
    settings.FILES_DIR = tmp_path / "files"
    cache.clear()


def now() -> datetime:
    return timezone.now()


@pytest.mark.parametrize("lang", ["", "/en"])
def test_every_state_is_told_in_words(cast: Cast, lang: str) -> None:
    at = now()
    steps = (
        ("t1", lambda: build.submitted(cast.heping, token="t1", at=at)),
        ("t2", lambda: build.received(cast, token="t2", at=at)),
        ("t3", lambda: build.in_review(cast, build.received(cast, token="t3", at=at), at=at)),
        ("t4", lambda: build.signed(cast, build.received(cast, token="t4", at=at), at=at)),
        ("t5", lambda: build.served(cast, build.received(cast, token="t5", at=at), at=at)),
        ("t6", lambda: build.archived(cast, build.received(cast, token="t6", at=at), at=at)),
    )
    seen = {}
    for token, make in steps:
        seen[token] = page(follow(make(), token), lang)
    if lang:
        return
    assert "已提交，等待确认" in seen["t1"]
    assert "最迟答复" not in seen["t1"]
    for token in ("t2", "t3", "t4"):
        assert "正在办理" in seen[token]
        assert "最迟答复" in seen[token]
        # Until it is served a reply can be undone: nothing of it is shown.
        assert "答复书" not in seen[token]
    for token in ("t5", "t6"):
        assert "已经答复" in seen[token]
        assert "予以公开" in seen[token]
        assert "申请行政复议，最迟" in seen[token]
        assert "照样计算" in seen[token]


def test_a_correction_is_answered_and_a_paper_brought(cast: Cast) -> None:
    request = build.received(cast, at=now())
    correcting.ask_correction(
        request, items="请写明年度。", by=cast.wu, at=now(), **_until(request)
    )
    client = follow(request)
    shown = page(client)
    assert "请写明年度。" in shown
    assert "等您补正" in shown
    photo = SimpleUploadedFile("a.pdf", b"%PDF-1.7\n")
    sent = client.post("/follow/case/papers/", {"purpose": "identity", "paper": photo})
    assert sent.status_code == 302
    assert Enclosure.objects.get().sealed
    assert client.post("/follow/case/papers/", {"purpose": "answer"}).status_code == 400
    assert client.post("/follow/case/do/correct/", {"answer": ""}).status_code == 400
    assert client.post("/follow/case/do/correct/", {"answer": "2025年"}).status_code == 302
    request.refresh_from_db()
    assert request.state == State.HANDLING
    assert "收到补正" in page(client)
    again = client.post("/follow/case/do/correct/", {"answer": "又一次"})
    assert again.status_code == 400


def _until(request: InfoRequest) -> dict[str, Any]:
    return {"correct_by": timezone.localdate() + timedelta(days=20)}


def test_a_fee_is_told_and_its_payment_said(cast: Cast) -> None:
    request = build.received(cast, at=now())
    charging.issue_fee_notice(
        request, basis="pages", count=57, pay_how="缴入国库", by=cast.wu, at=now()
    )
    client = follow(request)
    shown = page(client)
    assert "270" in shown
    assert "最迟缴费" in shown
    told = {"receipt": "21010026001", "paid_on": timezone.localdate().isoformat()}
    assert client.post("/follow/case/paid/", {**told, "paid_on": "昨天"}).status_code == 400
    text = SimpleUploadedFile("a.txt", "你好".encode())
    assert client.post("/follow/case/paid/", {**told, "paper": text}).status_code == 400
    assert not Enclosure.objects.exists()
    photo = SimpleUploadedFile("a.pdf", b"%PDF-1.7\n")
    assert client.post("/follow/case/paid/", {**told, "paper": photo}).status_code == 302
    shown = page(client)
    assert "21010026001" in shown
    assert "正在核对" in shown
    assert Enclosure.objects.get(purpose="payment").sealed
    assert client.post("/follow/case/paid/", told).status_code == 400
    # Nobody loses his request while the office has not looked.
    late = now() + timedelta(days=60)
    assert note_silences(late) == 0
    paying.deny_payment(request, why="票据号码查不到", by=cast.wu, at=now())
    shown = page(client)
    assert "票据号码查不到" in shown
    assert "我已缴费" in shown
    assert client.post("/follow/case/paid/", told).status_code == 302
    request.refresh_from_db()
    charging.record_payment(
        request, paid_on=timezone.localdate(), treasury_receipt="21010026001", by=cast.wu, at=now()
    )
    assert "收到缴费" in page(client)


def test_what_was_told_and_not_found_lapses_like_any_other(cast: Cast) -> None:
    request = build.paying(cast, build.received(cast, at=now()), at=now())
    client = follow(request)
    told = {"receipt": "1", "paid_on": timezone.localdate().isoformat()}
    assert client.post("/follow/case/paid/", told).status_code == 302
    assert InfoRequest.objects.get(pk=request.pk).case.waiting_for == "office"
    paying.deny_payment(request, why="未见入库", by=cast.wu, at=now())
    assert note_silences(now() + timedelta(days=60)) == 1
    assert InfoRequest.objects.get(pk=request.pk).state == State.LAPSED


def test_a_withdrawal_after_the_reply_is_offered_and_only_noted(cast: Cast) -> None:
    request = build.served(cast, build.received(cast, at=now()), at=now())
    client = follow(request)
    assert "撤回只作记录" in page(client)
    assert client.post("/follow/case/do/withdraw_late/").status_code == 400
    assert client.post("/follow/case/do/withdraw_late/", {"sure": "on"}).status_code == 302
    request.refresh_from_db()
    assert (request.state, request.outcome) == (State.SERVED, "grant")
    assert request.withdrawn_on == timezone.localdate()
    shown = page(client)
    assert "您撤回了申请" in shown
    assert "撤回只作记录" not in shown


def test_reasons_are_given_and_publication_suggested_once(cast: Cast) -> None:
    request = build.received(cast, at=now())
    massive.ask_reasons(request, grounds="一个月内申请120件", by=cast.wu, at=now())
    client = follow(request)
    assert "一个月内申请120件" in page(client)
    assert client.post("/follow/case/do/explain/", {"answer": "写论文"}).status_code == 302
    assert client.post("/follow/case/do/suggest/").status_code == 302
    assert "您已建议" in page(client)
    assert client.post("/follow/case/do/suggest/").status_code == 400
    assert client.post("/follow/case/do/nothing/").status_code == 404


def test_it_is_withdrawn_only_when_that_is_meant(cast: Cast) -> None:
    request = build.received(cast, at=now())
    client = follow(request)
    assert client.post("/follow/case/do/withdraw/").status_code == 400
    assert client.post("/follow/case/do/withdraw/", {"sure": "on"}).status_code == 302
    request.refresh_from_db()
    assert request.withdrawn_on
    assert "已经撤回" in page(client)
    assert client.post("/follow/case/do/withdraw/", {"sure": "on"}).status_code == 400


def test_letters_and_documents_are_had_and_those_to_others_are_not(cast: Cast) -> None:
    request = build.received(cast, at=now())
    consulting.consult(
        request,
        party=Consultation.Party.THIRD_PARTY,
        name="某某公司秘密名称",
        contact="某街",
        about="合同金额",
        by=cast.wu,
        at=now(),
    )
    client = follow(request)
    shown = page(client)
    assert "征求第三方意见" in shown
    assert "某某公司秘密名称" not in shown
    letter = Letter.objects.get(kind="third_party")
    assert client.get(f"/follow/case/letters/{letter.code}/").status_code == 404
    receipt = Letter.objects.get(kind="receipt")
    pdf = client.get(f"/follow/case/letters/{receipt.code}/")
    assert pdf.content.startswith(b"%PDF")
    assert pdf.headers["Cache-Control"] == "private, no-store"
    assert Client().get(f"/follow/case/letters/{receipt.code}/").status_code == 404


def test_documents_come_with_the_reply_and_not_before(cast: Cast) -> None:
    request = build.received(cast, at=now())
    paper = HandedIn("answer", io.BytesIO("数据".encode()), "数据.txt")
    enclosure = enclosing.attach(request, paper, by=cast.wu, at=now())
    place = f"/follow/case/files/{enclosure.code}/"
    client = follow(request)
    assert client.get(place).status_code == 404
    inspect_now(enclosure.file.sha256, now())
    examine_answers(now())
    build.served(cast, request, at=now())
    assert enclosure.name in page(client)
    assert b"".join(client.get(place)) == "数据".encode()
    assert Client().get(place).status_code == 404
    other = build.received(cast, token="other", at=now())
    assert follow(other, "other").get(place).status_code == 404


def test_overdue_says_sorry_and_what_can_be_done(cast: Cast) -> None:
    long_ago = now() - timedelta(days=90)
    request = build.received(cast, at=long_ago)
    shown = page(follow(request))
    assert "已超过答复期限" in shown
    assert "很抱歉" in shown
    assert cast.shenyang.name in shown


def test_an_extension_and_a_remedy_are_shown(cast: Cast) -> None:
    request = build.received(cast, at=now())
    extending.extend(request, days=10, grounds="需要汇总", by=cast.he, at=now())
    client = follow(request)
    assert "延期答复告知书" in page(client)
    remedies.file_remedy(
        request,
        kind="complaint",
        organ="沈阳市税务局",
        filed_on=timezone.localdate(),
        by=cast.wu,
        at=now(),
    )
    assert "投诉（条例第四十七条）" in page(client)
