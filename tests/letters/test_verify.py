"""The page that says whether a letter is genuine."""

from datetime import UTC, datetime, timedelta

from django.core.cache import cache
from django.db import transaction
from django.test import Client, RequestFactory

from sunshine.letters.models import Letter
from sunshine.letters.writing import void_letter, write_letter
from sunshine.orgs.models import CacheEntry
from sunshine.public.limits import sent_within_hour
from sunshine.public.views.verify import MOST_WRONG_PER_HOUR
from tests.cast import Cast

AT = datetime(2026, 3, 5, 2, 0, tzinfo=UTC)
FACTS = {"applicant": "张某某", "submitted": "3月1日", "request": "维修合同", "received": "3月2日"}


def written(cast: Cast) -> Letter:
    facts = FACTS | {"request_number": "7", "withdrawn": "3月4日"}
    with transaction.atomic():
        return write_letter(
            "withdrawal", body=cast.shenyang, facts=facts, subject="case:1", by=None, at=AT
        )


def test_a_genuine_letter_is_told_without_who_asked(cast: Cast, client: Client) -> None:
    letter = written(cast)
    for address in (f"/verify/{letter.code}/", f"/verify/?code={letter.code.upper()}"):
        page = client.get(address).content.decode()
        assert "这份文书是真的" in page
        assert letter.number in page
        assert letter.digest in page
        assert "张某某" not in page
        assert "维修合同" not in page
    assert "This letter is genuine" in client.get(f"/en/verify/{letter.code}/").content.decode()


def test_a_void_or_changed_letter_is_told(cast: Cast, client: Client) -> None:
    letter = written(cast)
    void_letter(letter, reason="有误", at=AT)
    assert "已经作废" in client.get(f"/verify/{letter.code}/").content.decode()
    Letter.objects.update(content=letter.content | {"title": "另一份"})
    assert "内容与发出时不一致" in client.get(f"/verify/{letter.code}/").content.decode()


def test_wrong_codes_are_answered_kindly_and_counted(cast: Cast, client: Client) -> None:
    cache.clear()
    assert client.get("/verify/").status_code == 200
    for _time in range(MOST_WRONG_PER_HOUR):
        assert client.get("/verify/zzzzzzzzzz/").status_code == 404
    assert client.get("/verify/zzzzzzzzzz/").status_code == 429
    cache.clear()


def test_a_count_lives_its_hour_and_is_of_one_sender_and_one_thing(cast: Cast) -> None:
    request = RequestFactory().get("/", REMOTE_ADDR="203.0.113.7")
    for number in range(1, 4):
        assert sent_within_hour(request, "verify", AT) == number
    assert sent_within_hour(request, "verify", AT, add=0) == 3
    assert sent_within_hour(request, "verify", AT + timedelta(hours=1), add=0) == 0
    assert sent_within_hour(request, "follow", AT, add=0) == 0
    other = RequestFactory().get("/", REMOTE_ADDR="203.0.113.8")
    assert sent_within_hour(other, "verify", AT, add=0) == 0
    held = CacheEntry.objects.get()
    assert held.expires == AT + timedelta(hours=1)
    assert "203.0.113.7" not in f"{held.cache_key}{held.value}"
