"""Row B2: the catalogue is browsed, filtered and downloaded; bad questions get a clear answer."""

import csv
import io
import json
from datetime import date, timedelta
from urllib.parse import quote

import pytest

from sunshine.public.baking.baker import baker_at
from sunshine.public.baking.keys import Key
from tests.asking import Visitor
from tests.build.record import NOON, public_item, section
from tests.cast import Cast
from tests.faces.public.conftest import DAY, Record

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor(cast: Cast, record: Record) -> Visitor:
    """Return a citizen before a record of 25 items of three bodies, two sections, two years."""
    plans = section("plans", "规划计划", "Plans")
    for number in range(20):
        at = NOON + timedelta(minutes=number)
        public_item(cast.heping, by=cast.li, title=f"通知{number:02d}", at=at)
    for number in range(4):
        at = NOON - timedelta(days=365, minutes=number)
        public_item(cast.dalian, by=cast.zhao, title=f"计划{number}", at=at, into=plans)
    public_item(
        cast.shenyang,
        by=cast.ma,
        title="关于延时服务的公告",
        document_number="沈税发〔2018〕39号",
        validity="partly",
        made_on=date(2018, 7, 9),
    )
    keys = [Key("error", "404"), Key("catalogue", "ln-dalian")]
    with baker_at(record.root) as baker:
        baker.bake([*keys, Key("catalogue-year", "ln-dalian", "2025")], on=DAY)
    return Visitor(record.root)


def found(visitor: Visitor, query: str) -> list[str]:
    """Return the titles of the whole list that a query gives."""
    lines = csv.DictReader(
        io.StringIO(visitor.get(f"/catalogue.csv?{query}").body.decode("utf-8-sig"))
    )
    return [line["名称"] for line in lines]


def count(visitor: Visitor, query: str) -> int:
    """Return how many items the page says there are."""
    text = visitor.get(f"/en/catalogue/?{query}").text
    return int(text.split("<h2>")[1].split(" item")[0])


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", 25),
        ("body=ln", 0),
        ("body=ln&below=1", 25),
        ("body=ln-shenyang&below=1", 21),
        ("section=plans", 4),
        ("year=2025", 4),
        ("year=2025&section=policies", 0),
        ("validity=partly", 1),
        ("q=延时", 1),
        ("q=延时 公告", 1),
        ("q=延时 计划", 0),
        ("made_from=2018-07-01&made_until=2018年7月31日", 1),
    ],
)
def test_filters_page_and_download_agree(visitor: Visitor, query: str, expected: int) -> None:
    assert count(visitor, query) == expected
    assert len(found(visitor, query)) == expected
    assert len(json.loads(visitor.get(f"/catalogue.json?{query}").body)["items"]) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "沈税发〔2018〕39号",
        "[2018]39号",
        "2018 39",
        "沈税发(2018)39",
        "２０１８　３９",
        "〔2018〕39",
    ],
)
def test_a_document_number_is_found_however_it_is_typed(visitor: Visitor, typed: str) -> None:
    assert found(visitor, f"number={quote(typed)}") == ["关于延时服务的公告"]
    assert "关于延时服务的公告" in found(visitor, f"q={quote(typed)}")


def test_another_number_is_not_found(visitor: Visitor) -> None:
    for typed in ("2018 9", "2018 3", "〔2018〕390号", "2019 39", "辽税发〔2018〕39号"):
        assert found(visitor, f"number={quote(typed)}") == []


def test_every_choice_says_how_many_it_gives(visitor: Visitor) -> None:
    text = visitor.get("/en/catalogue/?body=ln-dalian").text
    assert "Plans (4)" in text
    assert "政策法规 (0)" in text or "Policies (0)" in text
    assert "2025 (4)" in text
    # Of the body that is chosen, the others' counts are still those of all bodies.
    assert f"{cast_name('ln-shenyang')} (1)" in text


def cast_name(slug: str) -> str:
    """Return the English name of a body of the cast."""
    return {"ln-shenyang": "Shenyang Tax Service"}[slug]


def test_pages_follow_one_another_without_gap_or_double(visitor: Visitor) -> None:
    for sort in ("newest", "oldest", "made"):
        first = visitor.get(f"/catalogue/?sort={sort}").text
        cursor = first.split('rel="next"')[0].rpartition('href="')[2].split('"')[0]
        second = visitor.get(cursor.replace("&amp;", "&")).text
        titles = [part.split("</a>")[0].rpartition(">")[2] for part in _rows(first) + _rows(second)]
        assert len(titles) == 25
        assert sorted(titles) == sorted(found(visitor, ""))
        assert titles == found(visitor, f"sort={sort}")
        back = second.split('rel="prev"')[0].rpartition('href="')[2].split('"')[0]
        again = visitor.get(back.replace("&amp;", "&")).text
        assert _rows(again) == _rows(first)


def _rows(text: str) -> list[str]:
    return text.split('<ul class="rows">')[1].split("</ul>", maxsplit=1)[0].split("<li>")[1:]


def test_a_cursor_that_was_tampered_with_is_told_so(visitor: Visitor) -> None:
    for cursor in ("x", "eyJzb3J0IjoibmV3ZXN0In0:1abc:forged", "'--"):
        answer = visitor.get(f"/catalogue/?after={quote(cursor)}")
        assert answer.status == 400
        assert "翻页的位置无法识别" in answer.text
        assert len(_rows(answer.text)) == 20


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("made_from=20255-01-01&q=通知", "made_from"),
        ("made_until=2025-13-01&q=通知", "made_until"),
        ("year=20255&q=通知", "year"),
        ("made_from=2026-02-01&made_until=2026-01-01&q=通知", "made_until"),
    ],
)
def test_what_cannot_be_read_is_told_at_its_field(visitor: Visitor, query: str, field: str) -> None:
    answer = visitor.get(f"/catalogue/?{query}")
    assert answer.status == 400
    assert f'id="f-{field}-error"' in answer.text
    assert f'href="#f-{field}"' in answer.text
    assert "catalogue.csv" not in answer.text
    # What was typed well is kept and answered.
    assert 'name="q" type="search" maxlength="100" value="通知"' in answer.text
    assert len(_rows(answer.text)) == 20


@pytest.mark.parametrize("query", ["section=nope", "body=nope", "validity=nope", "sort=nope"])
def test_an_unknown_section_or_body_is_the_page_that_helps(visitor: Visitor, query: str) -> None:
    for base in ("/catalogue/", "/catalogue.csv", "/catalogue.json"):
        answer = visitor.get(f"{base}?{query}")
        assert answer.status == 404
        assert "在公开目录中查找" in answer.text


def test_html_that_was_typed_stays_text(visitor: Visitor) -> None:
    text = visitor.get("/catalogue/?q=<script>alert(1)</script>").text
    assert "<script>alert" not in text
    assert "&lt;script&gt;" in text


def test_a_body_s_own_catalogue_offers_every_year(visitor: Visitor) -> None:
    text = visitor.get("/b/ln-dalian/catalogue/").text
    assert "/b/ln-dalian/catalogue/2025.csv" in text
    lines = visitor.get("/b/ln-dalian/catalogue/2025.csv").body.decode("utf-8-sig").splitlines()
    assert len(lines) == 5


def test_the_address_keeps_the_state_in_both_languages(visitor: Visitor) -> None:
    text = visitor.get("/catalogue/?section=plans&year=2025").text
    assert 'href="/en/catalogue/?section=plans&amp;year=2025"' in text
    assert "next=/catalogue/%3Fsection%3Dplans%26year%3D2025" in text
