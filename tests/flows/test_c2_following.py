"""C2: a matter is followed by its number and code alone; wrong ones learn nothing."""

import pytest
from django.core.cache import cache
from django.test import Client

from sunshine.cases.actions import renew_code
from sunshine.cases.models import Rating, WaitingFor
from sunshine.kit.errors import Refused
from sunshine.public.views.following import MOST_WRONG_PER_HOUR
from tests.build.cases import AT, closed, dated, opened
from tests.cast import Cast
from tests.entering import enter

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _uncounted() -> None:
    cache.clear()


def ask(client: Client, number: str, code: str, lang: str = "") -> object:
    return client.post(f"{lang}/follow/", {"number": number, "code": code})


@pytest.mark.parametrize("lang", ["", "/en"])
def test_number_and_code_open_the_matter(cast: Cast, client: Client, lang: str) -> None:
    case, code = opened(cast.heping, cast.wu)
    answer = ask(client, f" {case.number} ", f"{code[:4]} {code[4:].upper()}", lang)
    assert answer.headers["Location"] == f"{lang}/follow/case/"
    page = client.get(f"{lang}/follow/case/")
    shown = page.content.decode()
    assert case.number in shown
    assert "no-store" in page.headers["Cache-Control"]
    assert case.title not in shown.partition("<title>")[2].partition("</title>")[0]
    for cookie in client.cookies.values():
        assert case.number not in cookie.value
        assert code not in cookie.value
    assert client.cookies["followed"]["httponly"]


def test_wrong_ones_are_all_answered_alike(cast: Cast, client: Client) -> None:
    case, code = opened(cast.heping, cast.wu)
    other, _other_code = opened(cast.dalian, cast.zhao, token="other")
    answers = {
        (answer.status_code, answer.content.decode().replace(number, "N").replace(wrong, "C"))
        for number, wrong in [
            (case.number, "2222222222"),
            ("YSQ-000000-2026-9", code),
            (other.number, code),
        ]
        if (answer := _plain(ask(Client(), number, wrong)))
    }
    assert len(answers) == 1
    assert next(iter(answers))[0] == 404
    assert client.get("/follow/case/").headers["Location"] == "/follow/?again"


def _plain(answer: object) -> object:
    token = answer.context["csrf_token"]  # type: ignore[attr-defined]
    answer.content = answer.content.replace(str(token).encode(), b"")  # type: ignore[attr-defined]
    return answer


def test_who_tries_too_often_waits_even_with_the_right_code(cast: Cast, client: Client) -> None:
    case, code = opened(cast.heping, cast.wu)
    for _ in range(MOST_WRONG_PER_HOUR):
        assert ask(client, case.number, "2222222222").status_code == 404
    assert ask(client, case.number, code).status_code == 429


def test_a_changed_cookie_or_a_new_code_shows_nothing(cast: Cast, client: Client) -> None:
    case, code = opened(cast.heping, cast.wu)
    ask(client, case.number, code)
    good = client.cookies["followed"].value
    client.cookies["followed"] = good[:-2] + ("xx" if good[-2:] != "xx" else "yy")
    assert client.get("/follow/case/").status_code == 302
    client.cookies["followed"] = good
    assert client.get("/follow/case/").status_code == 200
    case.code_digest = "0" * 64
    case.save()
    assert client.get("/follow/case/").status_code == 302
    assert client.post("/follow/case/message/", {"text": "x"}).status_code == 302


def test_a_lost_code_is_replaced_by_who_has_the_matter(cast: Cast, client: Client) -> None:
    case, code = opened(cast.heping, cast.wu)
    with pytest.raises(Refused):
        renew_code(case, token="another", by=cast.zhao, at=AT)
    newer = renew_code(case, token="another", by=cast.wu, at=AT)
    assert newer != code
    assert ask(client, case.number, code).status_code == 404
    assert ask(client, case.number, newer).status_code == 302


def test_who_is_signed_in_sees_his_own_matters(cast: Cast, client: Client) -> None:
    mine, _code = opened(cast.heping, cast.wu, applicant=cast.sun, token="mine")
    other, _other = opened(cast.heping, cast.wu, token="other")
    assert client.get("/follow/mine/").status_code == 200
    assert client.post("/follow/mine/", {"case": str(mine.pk)}).status_code == 404
    enter(client, cast.sun)
    page = client.get("/follow/mine/").content.decode()
    assert mine.number in page
    assert other.number not in page
    assert client.post("/follow/mine/", {"case": str(other.pk)}).status_code == 404
    assert client.post("/follow/mine/", {"case": "x"}).status_code == 404
    assert client.post("/follow/mine/", {"case": str(mine.pk)}).status_code == 302
    assert mine.number in client.get("/follow/case/").content.decode()


def test_the_applicant_writes_and_rates_once(cast: Cast, client: Client) -> None:
    case, code = opened(cast.heping, cast.wu)
    ask(client, case.number, code)
    refused = client.post("/follow/case/message/", {"text": " "})
    assert refused.status_code == 400
    assert client.post("/follow/case/message/", {"text": "请用电子邮件答复"}).status_code == 302
    assert "请用电子邮件答复" in client.get("/follow/case/").content.decode()
    # On paper there is what was written, and no box to write in.
    form = client.get("/follow/case/").content.decode().split("/follow/case/message/")[1]
    assert form.split(">")[0].endswith('class="no-print" novalidate')
    assert client.post("/follow/case/rating/", {"stars": "5"}).status_code == 400
    dated(case, None, None, waiting_for=WaitingFor.APPLICANT)
    assert "等您答复" in client.get("/follow/case/").content.decode()
    closed(case)
    assert client.post("/follow/case/rating/", {"stars": "9"}).status_code == 400
    assert client.post("/follow/case/rating/", {"stars": "4", "comment": "好"}).status_code == 302
    assert Rating.objects.get().stars == 4
    again = client.post("/follow/case/rating/", {"stars": "1"})
    assert again.status_code == 400
    assert "已经评价过" in again.content.decode()


def test_leaving_shuts_the_page(cast: Cast, client: Client) -> None:
    case, code = opened(cast.heping, cast.wu)
    ask(client, case.number, code)
    assert client.post("/follow/stop/").headers["Location"] == "/follow/"
    assert client.get("/follow/case/").status_code == 302
