"""Search for programs: exact totals, snippets of what is public, faults that are told."""

from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from sunshine.publishing.actions import takedown
from sunshine.publishing.models import Audience, Item
from sunshine.publishing.searching import rebuild_index
from tests.build import release
from tests.build.record import public_item
from tests.build.release import AT, MINUTE
from tests.cast import Cast


@pytest.fixture(autouse=True)
def _index(settings: Settings, tmp_path: Path) -> None:
    settings.SEARCH_DIR = tmp_path / "search"


def test_finds_are_counted_paged_and_shown(reader: Client, items: list[Item]) -> None:
    rebuild_index()
    address, codes = f"/api/v1/search?q={quote('通知')}&limit=8", set()
    while address:
        answer = reader.get(address)
        assert answer.status_code == 200, answer.content
        page = answer.json()
        assert page["total"] == 25
        codes |= {line["code"] for line in page["items"]}
        parts = urlsplit(page["next"] or "")
        address = f"{parts.path}?{parts.query}" if parts.path else ""
    assert len(codes) == 25
    line = page["items"][0]
    for fact in ("title", "index_number", "document_number", "body", "url", "snippet"):
        assert fact in line
    assert "<mark>" in line["snippet_html"]
    found = reader.get("/api/v1/search", {"q": "2018 39", "limit": 1}).json()
    assert found["items"][0]["document_number"] == "沈税发〔2018〕39号"
    narrowed = reader.get("/api/v1/search", {"q": "通知", "section": "plans"}).json()
    assert narrowed["total"] == 4


@pytest.mark.parametrize(
    "typed",
    [
        "字" * 10_000,
        "，。！？",
        '"没有配对',
        "😀",
        "\x00\x01",
        "納稅服務",
        "title:* OR (",
        "-",
        " ",
        "",
    ],
)
def test_no_question_breaks_it(reader: Client, items: list[Item], typed: str) -> None:
    rebuild_index()
    assert reader.get("/api/v1/search", {"q": typed}).status_code == 200


def test_what_is_not_public_is_not_found(reader: Client, cast: Cast) -> None:
    word = "独一无二"
    for audience in (Audience.GROUP, Audience.STAFF, Audience.PLACE):
        release.published(cast, release.draft(cast, title=f"{word}的通知", audience=audience))
    release.draft(cast, title=f"{word}的草稿")
    pulled = release.published(cast, release.draft(cast, title=f"{word}的公告"))
    rebuild_index()
    assert reader.get("/api/v1/search", {"q": word}).json()["total"] == 1
    takedown.pull(pulled, reason="泄露", by=cast.he, at=AT + MINUTE)
    shapes = []
    for asked in (word, "从未写过"):
        with CaptureQueriesContext(connection) as queries:
            page = reader.get("/api/v1/search", {"q": asked}).json()
        shapes.append((page["total"], page["items"], page["next"]))
        assert len(queries) <= 1
    assert shapes[0] == shapes[1] == (0, [], None)


def test_markup_in_a_text_stays_text(reader: Client, cast: Cast) -> None:
    public_item(cast.heping, by=cast.li, title="甲", content="<p>1 &lt; 2 且特别 &amp; 再说</p>")
    rebuild_index()
    [line] = reader.get("/api/v1/search", {"q": "特别"}).json()["items"]
    assert "1 < 2" in line["snippet"]
    assert "1 &lt; 2" in line["snippet_html"]


def test_without_an_index_it_says_so(reader: Client, items: list[Item]) -> None:
    answer = reader.get("/api/v1/search?q=x")
    assert (answer.status_code, answer.json()["code"]) == (503, "search-unavailable")
    assert int(answer["Retry-After"]) > 0
    assert reader.get("/api/v1/items").status_code == 200


def test_a_place_is_for_its_own_question(reader: Client, items: list[Item]) -> None:
    rebuild_index()
    following = reader.get("/api/v1/search", {"q": "通知", "limit": 5}).json()["next"]
    cursor = urlsplit(following).query.partition("cursor=")[2]
    other = reader.get(f"/api/v1/search?q=x&limit=5&cursor={cursor}")
    assert (other.status_code, other.json()["code"]) == (400, "bad-cursor")


@pytest.mark.parametrize("forged", ["x", "5", "-1", "a.b.c", "%00", "字", "last"])
def test_a_forged_place_is_refused_as_a_problem(
    reader: Client, items: list[Item], forged: str
) -> None:
    rebuild_index()
    following = reader.get("/api/v1/search", {"q": "通知", "limit": 5}).json()["next"]
    true = urlsplit(following).query.partition("cursor=")[2]
    cursor = true[:-1] + ("A" if true[-1] != "A" else "B") if forged == "last" else forged
    answer = reader.get("/api/v1/search", {"q": "通知", "limit": 5, "cursor": cursor})
    assert (answer.status_code, answer.json()["code"]) == (400, "bad-cursor")
    assert answer["Content-Type"] == "application/problem+json"
