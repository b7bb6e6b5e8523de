"""The WSGI layer: what it serves, with which headers, and what it leaves to Django."""

import gzip
import os
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import brotli
import pytest
from django.test import Client

from sunshine.public import record_server
from sunshine.public.baking.writer import Writer
from sunshine.public.ranges import Budget
from sunshine.public.record_server import RecordApplication

PAGE = b'<!doctype html><html data-variant="plain">' + "阳光".encode() * 200
ELDER = b"<!doctype html>elder"


def django(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Stand for Django: whatever comes here was not in the record."""
    start_response("404 Not Found", [("X-Django", "yes")])
    return (b"django",)


class Asker:
    """Asks a RecordApplication and keeps status, headers and body of the last answer."""

    def __init__(self, home: Path) -> None:
        self.record, self.static = home / "record", home / "static"
        self.static.mkdir()
        self.writer = Writer(self.record)
        self.writer.write("zh/plain/i/abc/index.html", PAGE)
        self.writer.write("zh/elder/i/abc/index.html", ELDER)
        self.writer.write("en/plain/i/abc/index.html", b"english")
        self.writer.write("any/b/ln/feed.atom", b"<feed/>")
        self.application = RecordApplication(django, self.record, self.static)

    def ask(self, path: str, method: str = "GET", **headers: str) -> "Asker":
        path, _, query = path.partition("?")
        environ = {"REQUEST_METHOD": method, "PATH_INFO": path.encode().decode("latin-1")}
        environ["QUERY_STRING"] = query
        environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}

        def start(status: str, pairs: list[tuple[str, str]]) -> None:
            self.status, self.headers = int(status[:3]), dict(pairs)

        self.body = b"".join(self.application(environ, start))
        return self

    @property
    def by_django(self) -> bool:
        return self.headers.get("X-Django") == "yes"


@pytest.fixture
def asker(tmp_path: Path) -> Asker:
    return Asker(tmp_path)


def test_a_page_comes_with_what_browsers_and_caches_need(asker: Asker) -> None:
    asker.ask("/i/abc/")
    assert (asker.status, asker.body) == (200, PAGE)
    assert asker.headers["Content-Type"] == "text/html; charset=utf-8"
    assert asker.headers["Content-Language"] == "zh-Hans"
    assert asker.headers["Vary"] == "Accept-Encoding, Cookie"
    assert asker.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert asker.headers["Content-Length"] == str(len(PAGE))
    assert asker.ask("/en/i/abc/").body == b"english"
    assert asker.headers["Content-Language"] == "en"


@pytest.mark.parametrize(
    ("accepted", "used"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("identity", None),
        ("GZIP", "gzip"),
        ("", None),
    ],
)
def test_the_best_encoding_taken_is_sent(asker: Asker, accepted: str, used: str | None) -> None:
    asker.ask("/i/abc/", accept_encoding=accepted)
    opened = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[used]
    assert asker.headers.get("Content-Encoding") == used
    assert opened(asker.body) == PAGE


def test_an_encoding_of_another_time_is_never_sent(asker: Asker) -> None:
    stale = asker.record / "zh/plain/i/abc/index.html.br"
    stale.write_bytes(brotli.compress("旧".encode()))
    os.utime(stale, (1, 1))
    assert gzip.decompress(asker.ask("/i/abc/", accept_encoding="br").body) == PAGE


def test_the_elder_variant_follows_the_cookie_and_nothing_like_it(asker: Asker) -> None:
    assert asker.ask("/i/abc/", cookie="a=1; variant=elder").body == ELDER
    assert asker.ask("/i/abc/", cookie="xvariant=elder").body == PAGE
    assert asker.ask("/i/abc/", cookie="variant=elders").body == PAGE
    assert asker.ask("/b/ln/feed.atom", cookie="variant=elder").headers["Vary"] == "Accept-Encoding"


def test_what_the_reader_has_is_not_sent_again(asker: Asker) -> None:
    etag = asker.ask("/i/abc/").headers["ETag"]
    assert not etag.startswith("W/")
    asker.ask("/i/abc/", if_none_match=f'"x", {etag}')
    assert (asker.status, asker.body) == (304, b"")
    assert asker.headers["ETag"] == etag
    assert "Content-Length" not in asker.headers
    assert asker.ask("/i/abc/", if_none_match='"other"').status == 200


def test_head_has_the_headers_of_get_and_no_body(asker: Asker) -> None:
    full = asker.ask("/i/abc/").headers
    asker.ask("/i/abc/", "HEAD")
    assert (asker.status, asker.body, asker.headers) == (200, b"", full)


def test_a_change_and_a_removal_show_at_once(asker: Asker) -> None:
    assert asker.ask("/i/abc/").body == PAGE
    asker.writer.write("zh/plain/i/abc/index.html", b"new")
    time.sleep(record_server.CHECK_SECONDS * 1.5)
    assert asker.ask("/i/abc/").body == b"new"
    asker.writer.remove("zh/plain/i/abc/index.html")
    time.sleep(record_server.CHECK_SECONDS * 1.5)
    assert asker.ask("/i/abc/").by_django
    assert asker.ask("/i/abc/", accept_encoding="br").by_django


@pytest.mark.parametrize(
    "path",
    [
        "/../../secret.key",
        "/i/../i/abc/",
        "/i/./abc/",
        "//i/abc/",
        "/i//abc/",
        "/.redirects.map",
        "/i/abc",
        "/i/abc/index.html",
        "/i/abc/index.html.br",
        "/b/ln/feed.atom.gz",
        "/b/ln/feed.atom/",
        "/b/ln",
        "/i/abc\0/",
        "/i\\abc/",
        "i/abc/",
        "",
        "/" + "a" * 5000,
        "/static/../secret.key",
        "/static/",
        "/static//etc/passwd",
    ],
)
def test_nothing_else_can_be_named(asker: Asker, path: str) -> None:
    (asker.record.parent / "secret.key").write_text("secret")
    assert asker.ask(path).by_django


def test_links_lead_nowhere(asker: Asker) -> None:
    (asker.record.parent / "secret").mkdir()
    (asker.record.parent / "secret/index.html").write_text("secret")
    (asker.record / "zh/plain/i/link").symlink_to(asker.record.parent / "secret")
    (asker.record / "any/passwd.txt").symlink_to("/etc/passwd")
    assert asker.ask("/i/link/").by_django
    assert asker.ask("/passwd.txt").by_django


def test_only_reading_is_answered_from_the_record(asker: Asker) -> None:
    for method in ("POST", "PUT", "DELETE", "OPTIONS"):
        assert asker.ask("/i/abc/", method).by_django


def test_a_question_about_one_day_is_for_django(asker: Asker) -> None:
    assert asker.ask("/i/abc/?on=2019-05-15").by_django
    assert asker.ask("/i/abc/?a=b&on=2019-05-15").by_django
    assert asker.ask("/i/abc/?section=policies").status == 200


def test_redirects_lead_on_and_follow_their_file(asker: Asker) -> None:
    asker.writer.write("any/.redirects.map", b'"/i/old/" "/i/abc/";\n')
    asker.ask("/i/old/")
    assert (asker.status, asker.headers["Location"]) == (301, "/i/abc/")
    asker.writer.write("any/.redirects.map", b"")
    assert asker.ask("/i/old/").by_django


def test_an_attachment_is_handed_over_and_runs_nowhere(asker: Asker) -> None:
    source = asker.record.parent / "stored"
    source.write_bytes(bytes(range(256)) * 10)
    asker.writer.copy("any/f/xyz/年报 表.pdf", source)
    asker.ask("/f/xyz/年报 表.pdf", accept_encoding="gzip")
    assert asker.status == 200
    assert asker.headers["Content-Type"] == "application/pdf"
    assert asker.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert asker.headers["X-Content-Type-Options"] == "nosniff"
    assert asker.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''%E5%B9%B4")
    assert "Content-Encoding" not in asker.headers


@pytest.mark.parametrize(
    ("asked", "status", "part"),
    [
        ("bytes=0-9", 206, slice(0, 10)),
        ("bytes=2550-", 206, slice(2550, None)),
        ("bytes=-5", 206, slice(-5, None)),
        ("bytes=2560-", 416, slice(0, 0)),
        ("bytes=5-2", 200, slice(None)),
        ("bytes=0-1,3-4", 200, slice(None)),
        ("lines=1-2", 200, slice(None)),
    ],
)
def test_ranges_of_files(asker: Asker, asked: str, status: int, part: slice) -> None:
    content = bytes(range(256)) * 10
    source = asker.record.parent / "stored"
    source.write_bytes(content)
    asker.writer.copy("any/f/xyz/a.zip", source)
    asker.ask("/f/xyz/a.zip", range=asked)
    assert (asker.status, asker.body) == (status, content[part])
    assert asker.headers["Content-Length"] == str(len(asker.body))


def test_a_large_file_is_read_from_the_disk(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sunshine.public.shelf.KEPT_BYTES", 100)
    content = os.urandom(600_000)
    source = asker.record.parent / "stored"
    source.write_bytes(content)
    asker.writer.copy("any/f/xyz/a.zip", source)
    assert asker.ask("/f/xyz/a.zip").body == content
    assert asker.ask("/f/xyz/a.zip", range="bytes=299990-300009").body == content[299990:300010]
    assert asker.ask("/f/xyz/a.zip", if_none_match=asker.headers["ETag"]).status == 304


def test_large_files_share_a_budget_of_memory() -> None:
    budget = Budget(100, seconds=30)
    assert budget.allows(500, at=0)  # alone, however large
    assert not budget.allows(1, at=10)
    assert budget.allows(60, at=31)
    assert budget.allows(40, at=32)
    assert not budget.allows(1, at=33)


def test_static_files_are_kept_for_ever_only_under_their_hash(asker: Asker) -> None:
    (asker.static / "ui").mkdir()
    for name in ("sunshine.css", "sunshine.0123456789ab.css"):
        (asker.static / "ui" / name).write_text("a{}" * 50)
    asker.ask("/static/ui/sunshine.0123456789ab.css", accept_encoding="br")
    assert asker.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert asker.headers["Content-Type"] == "text/css; charset=utf-8"
    assert brotli.decompress(asker.body) == b"a{}" * 50
    assert asker.ask("/static/ui/sunshine.css").headers["Cache-Control"] == (
        "public, max-age=0, must-revalidate"
    )


def test_memory_is_bounded(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record_server, "CACHE_BYTES", 50_000)
    for number in range(60):
        asker.writer.write(f"zh/plain/i/n{number}/index.html", b"x" * 2000 + str(number).encode())
        assert asker.ask(f"/i/n{number}/").body.endswith(str(number).encode())
    assert asker.application._bytes <= 50_000
    assert asker.ask("/i/n0/").body.endswith(b"x0")


@pytest.mark.django_db
def test_security_headers_are_those_of_django(asker: Asker, client: Client) -> None:
    theirs = client.get("/variant/?to=plain", secure=False)
    ours = asker.ask("/i/abc/").headers
    for name in (
        "X-Frame-Options",
        "X-Content-Type-Options",
        "Referrer-Policy",
        "Cross-Origin-Opener-Policy",
    ):
        assert ours[name] == theirs[name]
    policy = "Content-Security-Policy"
    assert set(ours[policy].split("; ")) == set(theirs[policy].split("; "))
