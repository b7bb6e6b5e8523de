"""Letters at the desk: texts with a preview, word and seal, files of a case, what is void."""

import base64
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from sunshine.audit.log import action, append
from sunshine.audit.models import Event
from sunshine.cases.models import Case
from sunshine.kit.days import beijing_day
from sunshine.letters.kinds import kind_of
from sunshine.letters.models import Letter, LetterPractice, LetterTemplate
from sunshine.letters.writing import sample_facts, write_letter
from tests.build.cases import opened
from tests.cast import Cast

LETTERS = "/desk/letters/"
HEPING = "ln-shenyang-heping"
# One red dot.
SEAL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg=="
)


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@action
def lettered(case: Case, kind: str = "receipt") -> Letter:
    now = timezone.now()
    letter = write_letter(
        kind, body=case.body, facts=sample_facts(kind_of(kind).text), subject=case.subject,
        by=case.owner, at=now,
    )  # fmt: skip
    append("tests.lettered", subject=case.subject, by=case.owner, at=now, body=case.body.slug)
    return letter


def test_a_text_is_changed_beside_its_preview(cast: Cast, desks) -> None:
    page = text(desks["wu"], f"{LETTERS}{HEPING}/extension/")
    assert "张某某于2026年3月3日提出" in page
    assert "{extended_due}" in page
    assert "延长后的期限" in page
    new = kind_of("extension").text.replace("因{grounds}，", "由于{grounds}，")
    seen = desks["wu"].post(f"{LETTERS}{HEPING}/extension/preview/", {"title": "延期", "text": new})
    assert "由于所需资料数量较大" in seen.content.decode()
    today = beijing_day(timezone.now())
    given = {"title": "延期告知书", "text": new, "valid_from": today + timedelta(days=1)}
    assert desks["wu"].post(f"{LETTERS}{HEPING}/extension/", given).status_code == 302
    assert LetterTemplate.objects.get().body == cast.heping
    listed = text(desks["wu"], f"{LETTERS}{HEPING}/extension/")
    assert "第 1 版" in listed


def test_what_makes_no_letter_is_said_and_kept(desks) -> None:
    address = f"{LETTERS}{HEPING}/reply_grant/"
    today = beijing_day(timezone.now())
    odd = {"title": "答复", "text": "{unheard} 我写的", "valid_from": today}
    answer = desks["wu"].post(address, odd)
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "unheard" in said
    assert "救济途径" in said
    assert "我写的" in said
    preview = desks["wu"].post(f"{address}preview/", odd).content.decode()
    assert "还不能成文" in preview
    pdf = desks["wu"].post(f"{address}preview/", {"form": "pdf"})
    assert pdf.content.startswith(b"%PDF")


def test_the_head_gives_the_word_and_the_seal(cast: Cast, desks) -> None:
    address = f"{LETTERS}{HEPING}/practice/"
    assert "disabled" in text(desks["wu"], address)
    assert desks["wu"].post(address, {"word": "和税"}).status_code == 422
    bad = SimpleUploadedFile("seal.png", b"\x89PNG\r\n\x1a\nbroken")
    assert desks["he"].post(address, {"word": "和税", "seal": bad}).status_code == 422
    other = SimpleUploadedFile("seal.gif", b"GIF89a")
    assert desks["he"].post(address, {"word": "和（税）", "seal": other}).status_code == 422
    seal = SimpleUploadedFile("seal.png", SEAL)
    assert desks["he"].post(address, {"word": "和税", "seal": seal}).status_code == 302
    practice = LetterPractice.objects.get(body=cast.heping)
    assert bytes(practice.seal) == SEAL
    event = Event.objects.get(kind="letters.practice_set")
    assert event.data["word"] == "和税"
    assert len(event.data["seal"]) == 64
    assert desks["he"].post(address, {"word": "和区税"}).status_code == 302
    practice.refresh_from_db()
    assert (practice.word, bytes(practice.seal)) == ("和区税", SEAL)
    case, _code = opened(cast.heping, cast.wu, at=timezone.now())
    assert lettered(case).number.startswith("和区税公开登〔")
    desks["he"].post(address, {"word": "", "without_seal": "on"})
    practice.refresh_from_db()
    assert bytes(practice.seal) == b""


def test_a_letter_of_a_case_is_opened_and_made_void(cast: Cast, desks) -> None:
    case, _code = opened(cast.heping, cast.wu, at=timezone.now())
    letter = lettered(case)
    page = text(desks["wu"], f"/desk/cases/{case.pk}/")
    assert letter.number in page
    pdf = desks["wu"].get(f"{LETTERS}{letter.pk}/file/pdf/")
    assert pdf.content.startswith(b"%PDF")
    docx = desks["wu"].get(f"{LETTERS}{letter.pk}/file/docx/")
    assert docx.content.startswith(b"PK")
    looked = Event.objects.filter(kind="cases.looked", data__what__startswith="letter:")
    assert looked.count() == 2
    void = f"{LETTERS}{letter.pk}/void/"
    assert desks["wu"].post(void, {"reason": ""}).status_code == 422
    assert desks["wu"].post(void, {"reason": "写错了收件人"}).status_code == 302
    letter.refresh_from_db()
    assert letter.void_at is not None
    assert "写错了收件人" in text(desks["wu"], f"/desk/cases/{case.pk}/")
    assert "disabled" in text(desks["wu"], void)


def test_for_others_letters_and_texts_are_not_there(cast: Cast, desks) -> None:
    case, _code = opened(cast.heping, cast.wu, at=timezone.now())
    letter = lettered(case)
    for name in ("zhao", "li", "gao", "ma"):
        for address in (
            f"{LETTERS}{letter.pk}/file/pdf/",
            f"{LETTERS}{letter.pk}/file/txt/",
            f"{LETTERS}{letter.pk}/void/",
            f"{LETTERS}{HEPING}/practice/",
            f"{LETTERS}{HEPING}/extension/",
        ):
            assert desks[name].get(address).status_code == 404, (name, address)
    assert desks["wu"].get(f"{LETTERS}{HEPING}/unheard/").status_code == 404
    assert desks["li"].get(LETTERS).status_code == 404
