"""The door: tags, limits, other sites' pages, and a problem for everything that goes wrong."""

import re
from multiprocessing import get_context
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sunshine.api import operations
from sunshine.api.limits import Limiter, network_of
from sunshine.publishing.models import Item
from tests.build.limits import take
from tests.cast import Cast
from tests.entering import enter

PROBLEM = "application/problem+json"


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/api/v1/nothing", 404, "not-found"),
        ("/api/v1/items/", 404, "not-found"),
        ("/api/v1/items/x" * 200, 404, "not-found"),
        ("/api/v1/items/%00%ff", 404, "not-found"),
        ("/api/v1/items/2222222222/editions/one", 404, "not-found"),
        ("/api/v1/items?limit=0", 400, "bad-parameter"),
        ("/api/v1/items?limit=all", 400, "bad-parameter"),
        ("/api/v1/items?year=20266", 400, "bad-parameter"),
        ("/api/v1/items?made_from=2026-02-30", 400, "bad-parameter"),
        ("/api/v1/items?changed_since=2026-03-01T00:00:00", 400, "bad-parameter"),
        ("/api/v1/items?validity=good", 400, "bad-parameter"),
        ("/api/v1/items?subject=%00", 400, "bad-parameter"),
        ("/api/v1/items?body=../x", 400, "bad-parameter"),
        ("/api/v1/items?body=nowhere", 404, "not-found"),
        ("/api/v1/items?section=nowhere", 404, "not-found"),
        ("/api/v1/items?colour=red", 400, "unknown-parameter"),
        ("/api/v1/items/2222222222?colour=red", 400, "unknown-parameter"),
        ("/api/v1/items?cursor=made-up", 400, "bad-cursor"),
    ],
)
def test_every_fault_is_a_problem_that_says_what_to_do(
    reader: Client, cast: Cast, address: str, status: int, code: str
) -> None:
    for language in ("zh-CN", "en"):
        answer = reader.get(address, headers={"accept-language": language})
        assert (answer.status_code, answer["Content-Type"]) == (status, PROBLEM)
        problem = answer.json()
        assert (problem["code"], problem["status"]) == (code, status)
        assert bool(re.search("[\u4e00-\u9fff]", problem["detail"])) is (language != "en")
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert bool(problem.get("errors")) is (code in {"bad-parameter", "unknown-parameter"})


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
def test_nothing_can_be_written(reader: Client, db: None, method: str) -> None:
    answer = getattr(reader, method)("/api/v1/items")
    assert (answer.status_code, answer["Content-Type"]) == (405, PROBLEM)
    assert answer["Allow"] == "GET, HEAD, OPTIONS"


def test_a_fault_of_ours_is_a_problem_without_its_cause(
    reader: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_(*_facts: object) -> None:
        raise RuntimeError("a secret cause")

    monkeypatch.setattr(operations.reading, "answers", break_)
    answer = reader.get("/api/v1/items")
    assert (answer.status_code, answer["Content-Type"]) == (500, PROBLEM)
    assert "secret" not in answer.content.decode()
    assert answer.json()["code"] == "broken"


def test_a_cursor_is_for_its_own_question_and_unchanged(reader: Client, items: list[Item]) -> None:
    parts = urlsplit(reader.get("/api/v1/items?limit=5&year=2026").json()["next"])
    assert reader.get(f"{parts.path}?{parts.query}").status_code == 200
    cursor = parts.query.partition("cursor=")[2]
    for changed in (cursor[:-1], f"{cursor}x", f"x{cursor}", cursor.swapcase()):
        answer = reader.get(f"/api/v1/items?limit=5&year=2026&cursor={changed}")
        assert (answer.status_code, answer.json()["code"]) == (400, "bad-cursor")
    for path in ("items?limit=5", "items?limit=5&year=2025", "catalogue?limit=5&year=2026"):
        assert reader.get(f"/api/v1/{path}&cursor={cursor}").status_code == 400
    assert reader.get(f"/api/v1/items?limit=9&year=2026&cursor={cursor}").status_code == 200


def test_no_number_of_the_database_is_in_a_cursor(reader: Client, items: list[Item]) -> None:
    first = reader.get("/api/v1/items?limit=5").json()
    again = reader.get("/api/v1/items?limit=5").json()
    assert len(first["next"]) < 300
    assert first["items"] == again["items"]


def test_an_unchanged_answer_is_not_sent_again(
    reader: Client, items: list[Item], cast: Cast
) -> None:
    first = reader.get("/api/v1/items?limit=3")
    assert first["Cache-Control"] == "public, max-age=0, must-revalidate"
    for known in (first["ETag"], f"W/{first['ETag']}", f'"other", {first["ETag"]}', "*"):
        same = reader.get("/api/v1/items?limit=3", headers={"if-none-match": known})
        assert (same.status_code, same.content, same["ETag"]) == (304, b"", first["ETag"])
    Item.objects.filter(pk=items[-1].pk).update(source_index_number="OLD-1")
    other = reader.get("/api/v1/items?limit=3", headers={"if-none-match": first["ETag"]})
    assert other.status_code == 200
    assert other["ETag"] != first["ETag"]


def test_heads_are_those_of_the_whole_answer(reader: Client, items: list[Item]) -> None:
    whole, head = reader.get("/api/v1/items"), reader.head("/api/v1/items")
    assert head.status_code == 200
    assert head["ETag"] == whole["ETag"]
    assert head["Content-Length"] == str(len(whole.content))


def test_pages_of_other_sites_may_read(reader: Client, db: None) -> None:
    asked = {"origin": "https://example.org", "access-control-request-method": "GET"}
    answer = reader.options("/api/v1/items", headers=asked)
    assert answer.status_code == 204
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "If-None-Match" in answer["Access-Control-Allow-Headers"]
    assert "RateLimit-Remaining" in reader.get("/api/v1/")["Access-Control-Expose-Headers"]
    assert "Access-Control-Allow-Credentials" not in answer


def test_nobody_is_known_by_name(cast: Cast, items: list[Item]) -> None:
    """A member of the staff gets the same bytes for the same price as anybody."""
    answers = []
    for reader in (Client(), enter(Client(), cast.li)):
        with CaptureQueriesContext(connection) as asked:
            answer = reader.get("/api/v1/items")
        answers.append((answer.content, len(asked), answer.cookies.output()))
    assert answers[0] == answers[1]


def test_the_limit_is_told_and_kept(limiter: Limiter, db: None) -> None:
    reader = Client()
    left = [reader.get("/api/v1/") for _ in range(7)]
    assert [one.status_code for one in left] == [200] * 5 + [429] * 2
    assert [one["RateLimit-Remaining"] for one in left] == ["4", "3", "2", "1", "0", "0", "0"]
    assert {one["RateLimit-Limit"] for one in left} == {"5"}
    assert left[6]["Content-Type"] == PROBLEM
    assert 1 <= int(left[6]["Retry-After"]) <= 60
    assert left[6]["Retry-After"] == left[6]["RateLimit-Reset"]
    assert reader.get("/api/v1/", REMOTE_ADDR="192.0.2.7").status_code == 200
    assert reader.get("/api/").status_code != 429


def test_processes_count_together(tmp_path: Path) -> None:
    with get_context("spawn").Pool(4) as pool:
        allowed = pool.starmap(take, [(tmp_path / "limits", 60)] * 4)
    assert sum(allowed) == 100


def test_a_minute_later_one_may_again(tmp_path: Path) -> None:
    limiter = Limiter(tmp_path / "limits", 1, b"secret")
    assert limiter.take("192.0.2.1", 1000.0).allowed
    refused = limiter.take("192.0.2.1", 1001.0)
    assert (refused.allowed, refused.reset) == (False, 19)
    assert limiter.take("192.0.2.1", 1020.0).allowed
    assert limiter.take("192.0.2.2", 1001.0).allowed
    assert b"192.0.2" not in (tmp_path / "limits").read_bytes()


def test_a_network_is_one_reader_and_no_file_holds_nobody_back(tmp_path: Path) -> None:
    assert network_of("2001:db8::1") == network_of("2001:db8::ffff") != network_of("2001:db8:1::")
    assert network_of("::ffff:192.0.2.1") == "192.0.2.1"
    assert Limiter(tmp_path / "no" / "limits", 1, b"x").take("192.0.2.1", 0.0).allowed
