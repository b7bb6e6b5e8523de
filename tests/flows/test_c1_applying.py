"""C1: somebody asks on the web, step by step; nothing typed is lost, nothing is sent twice."""

import re
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone

from sunshine.audit.models import Event
from sunshine.drafts.keeping import LIFE
from sunshine.drafts.models import Draft, DraftFile
from sunshine.drafts.periodic import forget_old
from sunshine.inforequests.letter_facts import identity_of
from sunshine.inforequests.models import Enclosure, InfoRequest, State
from sunshine.kit.codes import credit_check_character
from sunshine.public.applying.uploads import MOST_MEGABYTES
from tests.build import inforequests as build
from tests.cast import Cast

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\n"
NUMBER = "210102198001010037"
NAME = "张某某"
ANSWERS: dict[str, dict[str, Any]] = {
    "body": {"body": "ln-shenyang-heping"},
    "what": {"description": "2025年度和平区减税降费统计数据"},
    "found": {},
    "form": {"wanted_form": "electronic", "wanted_way": "email", "other_forms": "on"},
    "who": {"applicant_class": "person"},
    "identity": {"name": NAME, "id_kind": "resident", "id_number": NUMBER},
    "contact": {"email": "zhang@example.com"},
}


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, settings: Any) -> None:
    settings.SEARCH_DIR = tmp_path / "search"
    cache.clear()


@pytest.fixture
def client(cast: Cast) -> Client:
    return Client()


@pytest.fixture
def own_files(tmp_path: Path, settings: Any) -> Path:
    """Return a folder of files of this test alone."""
    settings.FILES_DIR = tmp_path
    return tmp_path


def walk(client: Client, answers: Mapping[str, Mapping[str, Any]] = ANSWERS, lang: str = "") -> str:
    """Begin and answer every step; return where the last one led."""
    place = client.post(f"{lang}/requests/apply/").headers["Location"]
    while (step := place.rstrip("/").rpartition("/")[2]) in answers:
        sent = client.post(place, answers[step])
        assert sent.status_code == 302, (step, sent.context["form"].errors)
        place = sent.headers["Location"]
    return place


def prove(client: Client, place: str = "/requests/apply/proof/") -> str:
    photo = SimpleUploadedFile("证件.pdf", PDF, "application/pdf")
    return client.post(place, {"identity": photo}).headers["Location"]


@pytest.mark.parametrize("lang", ["", "/en"])
def test_the_whole_way_ends_with_a_receipt(client: Client, lang: str) -> None:
    place = walk(client, lang=lang)
    assert place == f"{lang}/requests/apply/proof/"
    check = prove(client, place)
    shown = client.get(check).content.decode()
    for word in (NAME, NUMBER, "zhang@example.com", "减税降费"):
        assert word in shown
    receipt = client.post(check)
    assert receipt.headers["Location"] == f"{lang}/requests/receipt/"
    request = InfoRequest.objects.get()
    assert request.state == State.SUBMITTED
    assert request.case.received_on is None
    assert identity_of(request).name == NAME
    assert Enclosure.objects.get().sealed
    page = client.get(f"{lang}/requests/receipt/").content.decode()
    assert request.case.number in page
    assert NUMBER not in page
    code = re.search(r'translate="no">([^<]+)<', page)
    assert code
    other = Client()
    asked = other.post("/follow/", {"number": request.case.number, "code": code[1]})
    assert asked.status_code == 302
    assert request.case.number in other.get("/follow/case/").content.decode()


def test_pressing_twice_and_reloading_give_the_same_receipt(client: Client) -> None:
    check = prove(client, walk(client))
    assert client.post(check, headers={"X-Draft": "keep"}).status_code == 200
    assert InfoRequest.objects.count() == 0
    assert client.post(check).status_code == 302
    first = client.get("/requests/receipt/").content
    again = client.post(check)
    assert again.headers["Location"] == "/requests/receipt/"
    second = client.get("/requests/receipt/").content
    assert InfoRequest.objects.count() == 1
    clean = [re.sub(rb'value="[A-Za-z0-9]{64}"', b"", one) for one in (first, second)]
    assert clean[0] == clean[1]


def test_after_sending_nothing_typed_is_left_and_the_receipt_can_be_put_away(
    client: Client,
) -> None:
    client.post(prove(client, walk(client)))
    assert DraftFile.objects.count() == 0
    assert len(bytes(Draft.objects.get().sealed)) < 400
    assert client.post("/requests/receipt/").headers["Location"] == "/follow/"
    assert client.get("/requests/receipt/").headers["Location"] == "/requests/apply/?over"


def test_several_pieces_become_several_requests(client: Client) -> None:
    text = "申请公开以下信息：\n1、2025年公务接待费\n2、2025年车辆购置费\n3、2025年会议费"
    answers = {**ANSWERS, "what": {"description": text}, "found": {"split": "yes"}}
    assert client.post("/requests/apply/").status_code == 302
    client.post("/requests/apply/body/", ANSWERS["body"])
    client.post("/requests/apply/what/", {"description": text})
    refused = client.post("/requests/apply/found/", {})
    assert refused.status_code == 400
    assert "请选择怎样提交" in refused.content.decode()
    client.post(prove(client, walk(client, answers)))
    wanted = list(InfoRequest.objects.order_by("pk").values_list("description", flat=True))
    assert wanted == ["2025年公务接待费", "2025年车辆购置费", "2025年会议费"]
    assert len(set(InfoRequest.objects.values_list("form_group", flat=True))) == 1
    page = client.get("/requests/receipt/").content.decode()
    codes = re.findall(r'translate="no">([^<]+)<', page)
    assert len(set(codes)) == 3


@pytest.mark.parametrize(
    ("step", "typed", "sentence"),
    [
        ("body", {"body": "nowhere"}, "请从列表中选择机关"),
        ("what", {"description": "  "}, "请写明需要什么信息"),
        ("form", {"wanted_form": "disc", "wanted_way": "email"}, "方式"),
        ("who", {}, "请选择一种身份"),
        (
            "identity",
            {"name": "李四", "id_kind": "resident", "id_number": "210102198001010038"},
            "居民身份证",
        ),
        ("contact", {"telephone": "", "email": ""}, "要用到它"),
        ("contact", {"email": "zhang@"}, "邮箱"),
    ],
)
def test_what_is_wrong_comes_back_as_typed_with_a_sentence(
    client: Client, step: str, typed: dict[str, str], sentence: str
) -> None:
    before = {name: value for name, value in ANSWERS.items() if name != step}
    place = walk(client, before)
    assert place == f"/requests/apply/{step}/"
    refused = client.post(place, typed)
    assert refused.status_code == 400
    page = refused.content.decode()
    assert sentence in page
    again = client.get(place).content.decode()
    for value in filter(str.strip, typed.values()):
        assert value in page or value == "nowhere"
        assert value in again or value == "nowhere"


def test_back_reload_and_a_skipped_step_lose_nothing(client: Client) -> None:
    walk(client)
    assert ANSWERS["what"]["description"] in client.get("/requests/apply/what/").content.decode()
    assert NAME in client.get("/requests/apply/identity/").content.decode()
    # A step that depends on others is not shown before they are done.
    fresh = Client()
    fresh.post("/requests/apply/", {"body": "ln-shenyang-heping"})
    skipped = fresh.get("/requests/apply/contact/")
    assert skipped.headers["Location"] == "/requests/apply/what/"
    assert fresh.get("/requests/apply/check/").headers["Location"] == "/requests/apply/what/"
    assert fresh.get("/requests/apply/nothing/").status_code == 404
    going_on = fresh.get("/requests/apply/").content.decode()
    assert "/requests/apply/what/" in going_on


def test_what_stood_on_a_page_outlives_its_day(client: Client) -> None:
    client.post("/requests/apply/", {"body": "ln-shenyang-heping"})
    assert forget_old(timezone.now() + LIFE + timedelta(minutes=1)) == 1
    words = {"description": "写了很久的一段话"}
    client.post("/requests/apply/what/", words)
    # What was said at other steps is over; what stood on this page is there when it is reached.
    assert client.get("/requests/apply/what/").headers["Location"] == "/requests/apply/body/"
    client.post("/requests/apply/body/", ANSWERS["body"])
    assert words["description"] in client.get("/requests/apply/what/").content.decode()


def test_it_is_kept_while_one_types(client: Client) -> None:
    client.post("/requests/apply/", {"body": "ln-shenyang-heping"})
    half = {"description": "写到一半"}
    answer = client.post("/requests/apply/what/", half, headers={"X-Draft": "keep"})
    assert answer.status_code == 204
    assert "写到一半" in client.get("/requests/apply/what/").content.decode()
    assert client.post("/requests/apply/discard/").status_code == 302
    assert Draft.objects.count() == 0


def test_an_agent_a_minor_a_group_and_somebody_in_prison_are_asked_what_is_needed(
    client: Client,
) -> None:
    answers = {
        **ANSWERS,
        "who": {
            "applicant_class": "person",
            "circumstances": ["agent", "guardian", "group", "prison"],
        },
        "form": {"wanted_form": "paper", "wanted_way": "post"},
        "others": {
            "agent_name": "王律师",
            "agent_id_kind": "passport",
            "agent_id_number": "E12345678",
            "mandate": "代为申请、接收答复",
            "guardian_name": "张母",
            "guardian_id_kind": "hk_macau",
            "guardian_id_number": "H12345678",
            "members": "李四 210102198001010037\n赵六 E7654321",
            "prison": "沈阳市某监狱，某路1号",
        },
        "contact": {},
    }
    check = prove(client, walk(client, answers))
    client.post(check)
    identity = identity_of(InfoRequest.objects.get())
    assert identity.agent is not None
    assert identity.guardian is not None
    assert [one.name for one in identity.members] == ["李四", "赵六"]
    assert identity.address == "沈阳市某监狱，某路1号"


def test_an_organisation_gives_its_code_and_who_represents_it(client: Client) -> None:
    answers = {
        **ANSWERS,
        "who": {"applicant_class": "business"},
        "identity": {
            "name": "某公司",
            "id_kind": "credit_code",
            "id_number": "91210100MA0000000X",
            "representative": "王某",
        },
    }
    place = walk(client, {key: value for key, value in answers.items() if key != "identity"})
    assert client.post(place, answers["identity"]).status_code == 400
    answers["identity"]["id_number"] = _credit_code()
    client.post(prove(client, walk(client, answers)))
    assert identity_of(InfoRequest.objects.get()).representative == "王某"


def _credit_code() -> str:
    stem = "91210100MA0000000"
    return stem + credit_check_character(stem)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("证件.exe", b"MZ" + b"\0" * 100, "程序"),
        ("证件.html", b"<html>", "网页"),
        ("说明.txt", "你好".encode(), "不是照片或者PDF"),
        ("空.pdf", b"", "空的"),
        ("大.pdf", PDF + b"0" * (MOST_MEGABYTES << 20), "超过"),
    ],
)
def test_a_file_that_is_no_proof_is_refused_and_none_lies_in_clear(
    client: Client, own_files: Path, name: str, content: bytes, sentence: str
) -> None:
    place = walk(client)
    upload = SimpleUploadedFile(name, content)
    refused = client.post(place, {"identity": upload, "go": "upload"})
    assert refused.status_code == 400
    assert sentence in refused.content.decode()
    assert DraftFile.objects.count() == 0
    assert not own_files.joinpath("incoming").exists()


def test_a_proof_can_be_taken_away_and_brought_later(client: Client) -> None:
    place = walk(client)
    photo = SimpleUploadedFile("a.pdf", PDF)
    assert client.post(place, {"identity": photo, "go": "upload"}).headers["Location"] == place
    number = DraftFile.objects.get().pk
    client.post(place, {"remove": str(number)})
    assert DraftFile.objects.count() == 0
    assert client.post(place, {}).status_code == 400
    assert client.post(place, {"later": "yes"}).headers["Location"] == "/requests/apply/check/"


def test_nothing_of_the_applicant_is_in_addresses_events_cookies_or_caches(
    client: Client,
) -> None:
    client.post(prove(client, walk(client)))
    for event in Event.objects.filter(kind__startswith="inforequests."):
        text = f"{event.data}{event.subject}"
        assert NAME not in text
        assert NUMBER not in text
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM sunshine_cache")
        rows = "".join(map(str, cursor.fetchall()))
    assert NAME not in rows
    for cookie in client.cookies.values():
        assert not any(word in cookie.value for word in (NAME, NUMBER))
    page = client.get("/requests/receipt/")
    assert page.headers["Cache-Control"] == "private, no-store"
    assert NAME not in page.content.decode()


def test_who_only_reads_gets_no_cookie(client: Client) -> None:
    for place in ("/requests/", "/b/ln-shenyang-heping/requests/", "/en/requests/"):
        answer = client.get(place)
        assert answer.status_code == 200
        assert not answer.cookies
    assert client.get("/b/nowhere/requests/").status_code == 404
    chosen = client.get("/requests/?body=ln-dalian")
    assert chosen.headers["Location"] == "/b/ln-dalian/requests/"
    assert client.get("/requests/?body=nowhere").status_code == 200


def test_advice_is_offered_while_one_types(client: Client) -> None:
    client.post("/requests/apply/", {"body": "ln-shenyang-heping"})
    answer = client.post("/requests/apply/hints/", {"description": "我的完税证明"})
    assert "更快的办法" in answer.content.decode()
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_what_was_answered_to_the_like_is_told_without_who_asked(
    cast: Cast, client: Client
) -> None:
    asked = build.closed(cast, build.received(cast))
    client.post("/requests/apply/", {"body": "ln-shenyang-heping"})
    typed = {"description": asked.description + "表"}
    page = client.post("/requests/apply/hints/", typed).content.decode()
    assert "相近的申请已经答复过" in page
    assert asked.case.number not in page
    assert build.ZHANG.name not in page
    elsewhere = Client()
    elsewhere.post("/requests/apply/", {"body": "ln-dalian"})
    assert "已经答复过" not in elsewhere.post("/requests/apply/hints/", typed).content.decode()


def test_the_figures_of_a_body_say_how_it_answers_and_nothing_more(
    cast: Cast, client: Client
) -> None:
    closed = build.closed(cast, build.received(cast))
    place = "/b/ln-shenyang-heping/requests/figures/"
    page = client.get(f"{place}?year=2026").content.decode()
    assert "100.0%" in page
    assert closed.case.number not in page
    assert closed.description not in page
    assert "还没有办结的申请" in client.get(f"{place}?year=2025").content.decode()
    assert client.get(f"/en{place}?year=x").status_code == 200
    assert client.get("/b/nowhere/requests/figures/").status_code == 404
    assert not client.cookies
