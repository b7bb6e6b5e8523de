"""L1: search over all a reader may see; counts, snippets and suggestions tell nothing else."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

import lxml.html
import pytest
from django.test import Client

from sunshine.jobs.readers import run_once
from sunshine.public.views import search as search_page
from sunshine.publishing.actions.attachments import attach
from sunshine.publishing.actions.pulling import pull_file
from sunshine.publishing.actions.takedown import withdraw
from sunshine.publishing.models import Item
from sunshine.publishing.searching import (
    Renewal,
    entries,
    index_dir,
    missed,
    rebuild_index,
    search_reader,
)
from sunshine.publishing.visibility import (
    PUBLIC,
    findable,
    listed,
    tokens_for,
    tokens_of,
    viewer_of,
)
from sunshine.search.engine import find
from sunshine.search.store import is_there
from sunshine.search.writing import let_go
from tests.build import matters
from tests.build.release import AT, MINUTE, draft, published
from tests.cast import Cast
from tests.faces.public.conftest import Record

LATER = AT + 600 * MINUTE
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings) -> Path:
    settings.SEARCH_DIR = tmp_path / "search"
    return settings.SEARCH_DIR


def out(cast: Cast, **facts: Any) -> Item:
    """Return an item of these facts that is published."""
    return published(cast, draft(cast, **facts))


def follow() -> None:
    """Let the reader of the search catch up with the log."""
    while run_once(search_reader(), at=LATER):
        pass


def test_published_is_found_and_withdrawn_is_not(cast: Cast, client: Client) -> None:
    rebuild_index()
    item = out(cast, title="延时服务的特别安排")
    follow()
    page = client.get("/search/?q=" + quote("延时服务")).content.decode()
    assert f"/i/{item.code}/" in page
    assert "<mark>延时服务</mark>" in page
    assert "找到1件" in page
    assert "1 item found" in client.get("/en/search/?q=" + quote("延时服务")).content.decode()
    withdraw(item, reason="内容有误，需要更正", by=cast.wu, at=LATER)
    follow()
    assert find("延时服务", root=index_dir()).total == 0
    assert f"/i/{item.code}/" not in client.get("/search/?q=" + quote("延时服务")).content.decode()


def test_the_index_says_what_the_visibility_query_says(cast: Cast) -> None:
    for audience in ("public", "group", "staff", "place"):
        out(cast, audience=audience, title=f"关于{audience}的安排")
    rebuild_index()
    everybody = [None, cast.li, cast.wang, cast.zhao, cast.sun, cast.wu]
    for person in everybody:
        viewer = viewer_of(person, AT.date())
        tokens = tokens_of(viewer)
        by_query = set(listed(viewer).values_list("code", flat=True))
        by_tokens = {item.code for item in findable() if tokens_for(item) & tokens}
        found = find("安排", root=index_dir(), tokens=tokens, limit=50)
        assert by_query == by_tokens == {hit.entry.code for hit in found.hits}
        assert found.total == len(by_query)


def test_what_is_not_public_shows_in_no_answer(cast: Cast, client: Client) -> None:
    out(cast, audience="staff", title="内部稽查底稿清单", content="<p>稽查底稿清单。</p>")
    bare = client.get("/search/?q=" + quote("不存在的词语")).content.decode()
    rebuild_index()
    for words in ("稽查底稿", "jichadigao", "jcdg", "稽查底搞"):
        page = client.get("/search/?q=" + quote(words)).content.decode()
        assert "找到0件" in page
        assert "底稿清单" not in page
        titles = json.loads(client.get("/search/suggest/?q=" + quote(words)).content)["titles"]
        assert titles == []
    assert bare  # without an index the page answers too


def test_files_are_found_by_their_names_as_long_as_they_stand_there(
    cast: Cast, client: Client
) -> None:
    rebuild_index()
    edition = draft(cast, title="延时服务的特别安排")
    attach(edition, stream=BytesIO(b"1"), filename="网点分布图.txt", by=cast.li, at=AT)
    item = published(cast, edition)
    inside = draft(cast, audience="staff", title="内部安排")
    attach(inside, stream=BytesIO(b"2"), filename="稽查网点底稿.txt", by=cast.li, at=AT)
    published(cast, inside)
    follow()
    page = client.get("/search/", {"q": "网点分布图"}).content.decode()
    assert f"/i/{item.code}/" in page
    assert "<mark>网点分布图</mark>" in page
    assert "底稿" not in client.get("/search/", {"q": "网点"}).content.decode()
    pull_file(item.attachments.get(), reason="含有个人信息", by=cast.chen, at=LATER)
    follow()
    assert "找到0件" in client.get("/search/", {"q": "网点分布图"}).content.decode()


def test_an_article_asked_for_is_led_to_where_it_stands(
    cast: Cast, client: Client, record: Record
) -> None:
    text = "<p>第六十一条　前一条。</p><p>第六十二条　未按照规定的期限办理纳税申报的。</p>"
    law = out(cast, title="中华人民共和国税收征收管理法", content=text)
    rebuild_index()
    for asked in ("征管法第62条", "征管法第六十二条", "第62条", "第 六十二 条"):
        page = client.get("/search/", {"q": asked}).content.decode()
        assert f'href="/i/{law.code}/#article-62"' in page, asked
    english = client.get("/en/search/", {"q": "征管法第62条"}).content.decode()
    assert f'href="/en/i/{law.code}/#article-62"' in english
    record.bake_all()
    for language in ("zh", "en"):
        tree = lxml.html.fromstring(record.text(f"{language}/plain/i/{law.code}/index.html"))
        assert "期限办理" in tree.get_element_by_id("article-62").text_content()
    assert "id=" not in law.current.content


def test_suggestions_are_titles(cast: Cast, client: Client) -> None:
    out(cast, title="延时服务的特别安排")
    rebuild_index()
    for typed in ("延时", "yanshifuwu", "ysfw"):
        answer = client.get("/search/suggest/?q=" + quote(typed))
        assert json.loads(answer.content)["titles"] == ["延时服务的特别安排"]


def test_filters_lead_to_what_they_count(cast: Cast, client: Client) -> None:
    out(cast, section="policies", title="甲类安排")
    out(cast, section="plans", title="乙类安排")
    rebuild_index()
    page = client.get("/search/?q=" + quote("安排") + "&section=plans").content.decode()
    assert "找到1件" in page
    assert "乙类" in page
    assert "甲类" not in page


def test_days_narrow_and_what_is_no_day_is_told_at_its_field(cast: Cast, client: Client) -> None:
    out(cast, title="甲类安排")
    rebuild_index()
    day = AT.date()
    until = f"{day.year}年{day.month}月{day.day}日"
    asked = {"q": "安排", "since": day.isoformat(), "until": until}
    page = client.get("/search/", asked).content.decode()
    assert "找到1件" in page
    assert f"{day.isoformat()} — {until}" in page
    later = {"q": "安排", "since": "2027-01-01"}
    assert "找到0件" in client.get("/search/", later).content.decode()
    for since, until, said in (("x<b>", "", "x&lt;b&gt;"), ("2026-03-02", "2026-03-01", "早于")):
        answer = client.get("/search/", {"q": "安排", "since": since, "until": until})
        page = answer.content.decode()
        assert answer.status_code == 400
        assert said in page
        assert "aria-invalid" in page
        assert 'value="安排"' in page
    for name, typed, total in (("until", "2020-01-01", 0), ("from", day.isoformat(), 1)):
        api = client.get("/api/v1/search", {"q": "安排", f"published_{name}": typed})
        assert api.json()["total"] == total


def test_of_many_choices_the_most_telling_are_shown_and_all_on_request(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_page, "MOST_CHOICES", 1)
    for section in ("policies", "policies", "plans"):
        out(cast, section=section, title="甲类安排")
    rebuild_index()
    short = client.get("/search/", {"q": "安排"}).content.decode()
    assert "section=policies" in short
    assert "section=plans" not in short
    assert "全部2项" in short
    whole = client.get("/search/", {"q": "安排", "unfolded": "1"}).content.decode()
    assert "section=plans" in whole
    chosen = client.get("/search/", {"q": "安排", "section": "plans"}).content.decode()
    assert 'aria-current="true">' in chosen


@pytest.mark.parametrize("query", ["after=-1", "after=x", "after=99999999", "sort=no"])
def test_a_damaged_address_shows_the_first_page_and_says_so(
    cast: Cast, client: Client, query: str
) -> None:
    out(cast, title="甲类安排")
    rebuild_index()
    answer = client.get("/search/?q=" + quote("安排") + "&" + query)
    assert answer.status_code == 400
    assert "甲类" in answer.content.decode()


@pytest.mark.parametrize("words", ["", "，。！", "税" * 10_000, "<script>alert(1)</script>", '"'])
def test_bad_questions_are_answered_kindly(cast: Cast, client: Client, words: str) -> None:
    rebuild_index()
    answer = client.get("/search/", {"q": words})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


def test_without_an_index_the_page_says_so_and_the_worker_makes_one(
    cast: Cast, client: Client
) -> None:
    out(cast, title="甲类安排")
    answer = client.get("/search/?q=" + quote("安排"))
    assert answer.status_code == 503
    assert "/catalogue/" in answer.content.decode()
    Renewal().turn(AT)
    assert client.get("/search/?q=" + quote("安排")).status_code == 200


def test_an_index_of_an_older_form_is_made_anew_by_itself(cast: Cast, client: Client) -> None:
    item = out(cast, title="延时服务的特别安排")
    rebuild_index()
    let_go(index_dir())
    for about in index_dir().glob("*/about.json"):
        about.write_text('{"form": 1}', encoding="ascii")
    assert client.get("/search/?q=" + quote("延时服务")).status_code == 503
    follow()  # the reader of the log waits for the new one
    renewal = Renewal()
    while not is_there(index_dir()):
        renewal.turn(LATER)
    assert f"/i/{item.code}/" in client.get("/search/?q=" + quote("延时服务")).content.decode()
    assert renewal.turn(LATER) == 0


def test_what_was_taken_down_leaves_the_files_too(cast: Cast) -> None:
    item = out(cast, title="某某甲乙丙丁的安排")
    out(cast, title="别的安排")
    rebuild_index()
    withdraw(item, reason="内容有误，需要更正", by=cast.wu, at=LATER)
    follow()
    Renewal().turn(LATER)
    files = [file for file in index_dir().rglob("*") if file.is_file()]
    assert files
    assert not any("某某甲乙".encode() in file.read_bytes() for file in files)
    assert not any("甲乙".encode() in file.read_bytes() for file in files)


def test_misses_are_counted_without_personal_data(cast: Cast, client: Client) -> None:
    rebuild_index()
    for words in ("办税地图", "办税地图", "210102199003078811", "13800138000", "a@b.cn"):
        client.get("/search/?q=" + quote(words))
    counted = dict(missed(LATER)) or dict(_all_missed())
    assert counted == {"办税地图": 2}


def _all_missed() -> list[tuple[str, int]]:
    lines = [
        line
        for file in (index_dir() / "misses").glob("*.txt")
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    return [(line, lines.count(line)) for line in set(lines)]


def test_entries_are_what_is_published(cast: Cast) -> None:
    item = out(cast, title="甲类安排")
    found = list(entries(Item.objects.all()))
    assert [one.code for one in found] == [item.code]
    assert found[0].tokens == tokens_of(PUBLIC)


def test_guides_are_a_kind_of_their_own_with_its_true_count(cast: Cast, client: Client) -> None:
    hall = matters.a_hall(cast.heping)
    guide = matters.complete_guide(hall)
    matters.registration(cast, hall)
    matters.published_matter(cast, guide)
    secret = matters.complete_guide(hall, name="停业登记（未公开）")
    matters.draft_matter(cast, secret, key="draft")
    out(cast, title="关于停业登记的公告")
    rebuild_index()
    found = find("停业登记", root=index_dir(), with_facets=True)
    assert found.facets["kind"] == {"guide": 1, "other": 1}
    page = client.get("/search/", {"q": "停业登记", "kind": "guide"}).content.decode()
    assert f"/i/{Item.objects.get(matter__key='suspension').code}/" in page
    assert "关于停业登记的公告" not in page
    assert "办事指南" in lxml.html.fromstring(page).find(".//main").text_content()
