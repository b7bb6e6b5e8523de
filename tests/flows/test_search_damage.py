"""L1: whatever befalls the index, search says so, the record goes on, and one command mends it."""

import errno
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from sunshine.jobs.models import ReaderFailure
from sunshine.jobs.readers import run_once
from sunshine.publishing.searching import Renewal, rebuild_index, search_reader
from sunshine.search.engine import find
from sunshine.search.reading import reader_of
from sunshine.search.writing import Writer, let_go
from tests.build.release import AT, draft, published
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def _generation(root: Path) -> Path:
    return root / (root / "current").read_text(encoding="ascii").strip()


def _no_pointer(root: Path) -> None:
    (root / "current").unlink()


def _strange_pointer(root: Path) -> None:
    (root / "current").write_bytes(b"../../etc\xff")


def _no_generation(root: Path) -> None:
    _generation(root).rename(root / "elsewhere")


def _broken_meta(root: Path) -> None:
    (_generation(root) / "open" / "meta.json").write_text("{", encoding="ascii")


def _other_form(root: Path) -> None:
    (_generation(root) / "about.json").write_text('{"form": "0"}', encoding="ascii")


def _no_segments(root: Path) -> None:
    for file in (_generation(root) / "open").glob("*.*"):
        if file.name != "meta.json":
            file.unlink()


@pytest.mark.parametrize(
    "harm",
    [_no_pointer, _strange_pointer, _no_generation, _broken_meta, _other_form, _no_segments],
)
def test_a_damaged_index_is_told_kindly_and_made_anew(
    cast: Cast, client: Client, tmp_path: Path, settings, harm: Callable[[Path], None]
) -> None:
    settings.SEARCH_DIR = root = tmp_path / "search"
    published(cast, draft(cast, title="延时服务的安排"))
    rebuild_index()
    let_go(root)
    harm(root)
    reader_of.cache_clear()
    page = client.get("/search/", {"q": "延时"})
    assert page.status_code == 503
    assert "公开的内容照常可以阅读" in page.content.decode()
    answer = client.get("/api/v1/search", {"q": "延时"})
    assert (answer.status_code, answer.json()["code"]) == (503, "search-unavailable")
    assert client.get("/search/suggest/", {"q": "延时"}).json() == {"titles": []}
    assert client.get("/catalogue/", {"q": "延时"}).status_code == 200
    with pytest.raises(CommandError, match="sunshine search rebuild"):
        call_command("search", "find", "延时")
    rebuild_index()
    assert "找到1件" in client.get("/search/", {"q": "延时"}).content.decode()


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, settings) -> None:
    settings.SEARCH_DIR = tmp_path / "search"
    settings.SEARCH_DIR.write_text("not a directory", encoding="ascii")
    with pytest.raises(CommandError, match="can be written and has room"):
        call_command("search", "rebuild")


@pytest.mark.parametrize(
    "typed", ["“未完", "title:税 AND *", "[* TO *]", "😀", "，。！", "字" * 10_000, "\x07", "^~()"]
)
def test_no_question_breaks_the_page(
    cast: Cast, client: Client, tmp_path: Path, settings, typed: str
) -> None:
    settings.SEARCH_DIR = tmp_path / "search"
    published(cast, draft(cast, title="納稅服务的安排"))
    rebuild_index()
    assert client.get("/search/", {"q": typed}).status_code == 200
    assert client.get("/search/suggest/", {"q": typed}).status_code == 200
    assert "找到1件" in client.get("/search/", {"q": "納稅"}).content.decode()


@pytest.fixture
def unbroken(tmp_path: Path, settings) -> Path:
    settings.SEARCH_DIR = tmp_path / "search"
    return settings.SEARCH_DIR


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS])
def test_a_full_or_read_only_disk_stops_neither_record_nor_search(
    cast: Cast, client: Client, unbroken: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    # For root no directory is read-only: the fault is raised at the door to tantivy.
    published(cast, draft(cast, title="延时服务的安排"))
    rebuild_index()
    later = AT + timedelta(days=1)
    while run_once(search_reader(), at=later):
        pass

    def refuse(_writer: Writer) -> None:
        raise OSError(number, "no room")

    with monkeypatch.context() as broken:
        broken.setattr(Writer, "commit", refuse)
        published(cast, draft(cast, title="延时服务的补充"))
        run_once(search_reader(), at=later)
        assert ReaderFailure.objects.filter(reader=search_reader().name).exists()
        page = client.get("/search/", {"q": "延时"})
        assert (page.status_code, "找到1件" in page.content.decode()) == (200, True)
        assert "延时服务的补充" in client.get("/catalogue/", {"q": "延时"}).content.decode()
        with pytest.raises(CommandError, match="can be written and has room"):
            call_command("search", "rebuild")
    for minute in range(1, 40):
        run_once(search_reader(), at=later + timedelta(minutes=minute))
    assert find("延时", root=unbroken).total == 2
    assert not ReaderFailure.objects.waiting().exists()


def test_an_index_of_an_earlier_release_is_made_anew_unasked(
    cast: Cast, tmp_path: Path, settings
) -> None:
    settings.SEARCH_DIR = root = tmp_path / "search"
    published(cast, draft(cast, title="延时服务的安排"))
    rebuild_index()
    let_go(root)
    _other_form(root)
    reader_of.cache_clear()
    renewal = Renewal()
    renewal.turn(AT)
    assert find("延时", root=root).total == 1
    assert renewal.turn(AT) == 0
