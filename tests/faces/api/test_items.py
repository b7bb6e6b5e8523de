"""Lists and items: paged, counted, filtered; what is not public does not exist."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sunshine.publishing.actions import takedown
from sunshine.publishing.models import Audience, Item
from tests.build import release
from tests.build.public_site import public_site
from tests.build.record import public_item
from tests.build.release import AT, MINUTE
from tests.cast import Cast

NOWHERE = "2222222222"


def pages(reader: Client, address: str) -> list[dict[str, Any]]:
    """Return every page from ``address`` on, by way of ``next``."""
    found = []
    while address:
        answer = reader.get(address)
        assert answer.status_code == 200, answer.content
        found.append(answer.json())
        parts = urlsplit(found[-1]["next"] or "")
        address = f"{parts.path}?{parts.query}" if parts.path else ""
    return found


@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_every_item_comes_once_by_way_of_next(
    reader: Client, items: list[Item], order: str
) -> None:
    read = pages(reader, f"/api/v1/items?limit=7&order={order}")
    codes = [line["code"] for page in read for line in page["items"]]
    assert [len(page["items"]) for page in read] == [7, 7, 7, 4]
    assert {page["total"] for page in read} == {25}
    assert sorted(codes) == sorted(item.code for item in items)
    times = [line["published_at"] for page in read for line in page["items"]]
    assert times == sorted(times, reverse=order == "newest")


def test_what_is_published_meanwhile_moves_no_page(
    reader: Client, items: list[Item], cast: Cast
) -> None:
    first = reader.get("/api/v1/items?limit=20").json()
    public_item(cast.heping, by=cast.li, title="插入", at=AT + MINUTE * 10_000_000)
    parts = urlsplit(first["next"])
    second = reader.get(f"{parts.path}?{parts.query}").json()
    codes = {line["code"] for line in [*first["items"], *second["items"]]}
    assert len(codes) == 25
    assert second["total"] == 26


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("body=ln-shenyang-heping", 20),
        ("body=ln-shenyang&below=true", 21),
        ("body=ln-shenyang", 1),
        ("section=plans", 4),
        ("year=2026", 21),
        ("validity=unknown", 25),
        ("validity=repealed", 0),
        ("document_number=沈税发〔2018〕39号", 1),
        ("made_from=2026-01-01", 21),
        ("made_until=2025-12-31", 4),
        ("changed_since=2026-03-02T05:00:00Z", 1),
    ],
)
def test_filters(reader: Client, items: list[Item], query: str, count: int) -> None:
    for name in ("items", "catalogue"):
        assert reader.get(f"/api/v1/{name}?{query}").json()["total"] == count


def test_a_list_costs_a_few_questions_however_long_it_is(reader: Client, items: list[Item]) -> None:
    costs = set()
    for limit in (1, 25):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            reader.get(f"/api/v1/items?limit={limit}")
        costs.add(len(asked))
    assert costs == {2}


def test_an_item_says_what_its_page_says(reader: Client, cast: Cast) -> None:
    site = public_site(cast)
    item = reader.get(f"/api/v1/items/{site.revised.code}").json()
    assert item["title"] == "限时办结办法"
    assert item["document_number"] == "沈和税发〔2026〕3号"
    assert "五个工作日内办结" in item["text"]
    assert item["content"].startswith("<h2>第一章")
    assert item["clauses"] == [
        {"label": "第一条", "state": "expired", "until": "2026-02-28", "note": "另行规定"}
    ]
    assert [edition["number"] for edition in item["editions"]] == [2, 1]
    assert item["withdrawn"] is None
    [file] = reader.get(f"/api/v1/items/{site.revised.code}/editions/1").json()["files"]
    assert file["name"] == "流程图.txt"
    assert len(file["sha256"]) == 64
    old = reader.get(f"/api/v1/items/{site.revised.code}/editions/1").json()
    assert "十日内办结" in old["text"]
    assert old["url"].endswith(f"/i/{site.revised.code}/e/1/")
    lines = reader.get(f"/api/v1/items/{site.revised.code}/editions").json()
    assert [line["is_current"] for line in lines["items"]] == [True, False]


def test_a_withdrawn_item_stays_with_its_reason_and_leaves_the_lists(
    reader: Client, cast: Cast
) -> None:
    site = public_site(cast)
    item = reader.get(f"/api/v1/items/{site.withdrawn.code}").json()
    assert item["withdrawn"]["reason"] == "日期有误，另行公布。"
    listed = pages(reader, "/api/v1/items")
    assert site.withdrawn.code not in {line["code"] for page in listed for line in page["items"]}


def test_a_moved_item_leads_on(reader: Client, cast: Cast) -> None:
    old, new = (release.published(cast, release.draft(cast, title=name)) for name in ("旧", "新"))
    takedown.move(old, to=new, reason="并入", by=cast.wu, at=AT + MINUTE)
    answer = reader.get(f"/api/v1/items/{old.code}")
    assert (answer.status_code, answer["Location"]) == (301, f"/api/v1/items/{new.code}")
    takedown.pull(new, reason="泄露", by=cast.he, at=AT + MINUTE * 2)
    gone, never = (reader.get(f"/api/v1/items/{code}") for code in (old.code, NOWHERE))
    assert gone.status_code == 404
    assert gone.content == never.content


def test_what_is_hidden_and_what_never_was_are_one_answer(reader: Client, cast: Cast) -> None:
    hidden = [
        release.published(cast, release.draft(cast, title="隐", audience=audience))
        for audience in (Audience.GROUP, Audience.STAFF, Audience.PLACE)
    ]
    hidden.append(release.draft(cast, title="隐").item)
    for act in (takedown.pull, takedown.remove):
        item = release.published(cast, release.draft(cast, title="隐"))
        act(item, reason="须下线", by=cast.he if act is takedown.pull else cast.wu, at=AT + MINUTE)
        hidden.append(item)
    for item in hidden:
        for below in ("", "/editions", "/editions/1"):
            shapes = []
            for code in (item.code, NOWHERE):
                with CaptureQueriesContext(connection) as asked:
                    answer = reader.get(f"/api/v1/items/{code}{below}")
                kept = {k: v for k, v in answer.items() if not k.startswith("RateLimit")}
                shapes.append((answer.status_code, answer.content, kept, len(asked)))
            assert shapes[0] == shapes[1]
            assert shapes[0][0] == 404
    assert reader.get("/api/v1/items").json()["total"] == 0
    for name in ("items", "catalogue", "sections", "bodies", "figures"):
        assert "隐" not in reader.get(f"/api/v1/{name}").content.decode()


def test_bodies_sections_and_figures(reader: Client, items: list[Item]) -> None:
    bodies = {
        line["slug"]: line
        for page in pages(reader, "/api/v1/bodies?limit=2")
        for line in page["items"]
    }
    assert bodies["ln-shenyang-heping"]["items"] == 20
    assert bodies["ln-shenyang-heping"]["parent"] == "ln-shenyang"
    below = pages(reader, "/api/v1/bodies?below=ln-shenyang")
    assert {line["slug"] for page in below for line in page["items"]} <= set(bodies)
    sections = {line["slug"]: line for line in reader.get("/api/v1/sections").json()["items"]}
    assert (sections["plans"]["items"], sections["policies"]["items"]) == (4, 21)
    body = reader.get("/api/v1/bodies/ln-shenyang-heping").json()
    assert {line["slug"]: line["items"] for line in body["sections"]}["policies"] == 20
    assert reader.get("/api/v1/figures").json()["body"]["slug"] == "ln"
    assert reader.get("/api/v1/figures/ln-shenyang-heping").json()["items"] == 20
    assert reader.get("/api/v1/figures/ln-nowhere").status_code == 404


def test_the_catalogue_has_the_columns_of_the_exports(reader: Client, items: list[Item]) -> None:
    line = reader.get("/api/v1/catalogue?limit=1").json()["items"][0]
    assert line["body"] == "国家税务总局沈阳市税务局"
    assert line["address"].endswith(f"/i/{items[-1].code}/")
