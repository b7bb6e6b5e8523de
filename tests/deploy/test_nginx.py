"""deploy/nginx.conf serves the record as the record server does: the same answers, side by side."""

import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from tests.house import ROOT, Answer, House, free_port, stop

NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path(NGINX).exists(), reason="nginx is not installed"),
]


class Front:
    """nginx before a running house."""

    def __init__(self, house: House, upstream: int, scratch: Path) -> None:
        self.port = free_port()
        site = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")
        site = site.replace("/var/lib/sunshine", str(house.home))
        site = site.replace("listen 80;", f"listen 127.0.0.1:{self.port};")
        site = site.replace("127.0.0.1:8000", f"127.0.0.1:{upstream}")
        site = site.replace("www.example.gov.cn", "localhost")
        load = ""
        if BROTLI.exists():
            site = site.replace("# brotli_static on;", "brotli_static on;")
            site = site.replace("disable_symlinks on from=$document_root;", "")
            load = f"load_module {BROTLI};\n"
        (scratch / "site.conf").write_text(site, encoding="utf-8")
        user = "user root;\n" if os.geteuid() == 0 else ""
        folders = "".join(
            f"    {name}_temp_path {scratch}/{name};\n"
            for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        (scratch / "nginx.conf").write_text(
            f"{load}{user}worker_processes 1;\ndaemon off;\npid {scratch}/pid;\n"
            f"error_log {scratch}/error.log;\nevents {{}}\n"
            f"http {{\n    access_log off;\n{folders}    include {scratch}/site.conf;\n}}\n",
            encoding="utf-8",
        )
        command = [NGINX, "-c", str(scratch / "nginx.conf"), "-e", str(scratch / "error.log")]
        self.process = subprocess.Popen(command, start_new_session=True)
        self._wait(scratch)

    def _wait(self, scratch: Path) -> None:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        raise AssertionError((scratch / "error.log").read_text(encoding="utf-8"))

    def get(self, path: str, method: str = "GET", **headers: str) -> Answer:
        return _ask(self.port, path, method, headers)


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def _titled(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {name.title(): value for name, value in headers}


def _ask(port: int, path: str, method: str, headers: dict[str, str]) -> Answer:
    request = urllib.request.Request(
        f"http://localhost:{port}{path}",
        headers={name.replace("_", "-"): value for name, value in headers.items()},
        method=method,
        data=b"" if method == "POST" else None,
    )
    try:
        with urllib.request.build_opener(_Stay).open(request, timeout=30) as response:
            return Answer(response.status, _titled(response.headers.items()), response.read())
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, _titled(error.headers.items()), error.read())


Both = tuple[House, Front, int, str]


@pytest.fixture(scope="module")
def both(
    build_house: Callable[[], House], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Both]:
    """Return a house with items, nginx before it, its own port, and the code of an item."""
    house = build_house()
    house.extra["SUNSHINE_SITE_URL"] = "http://localhost"
    code = house.call("tests.build.record:few_items")[0]
    house.run("record", "rebuild")
    attached = house.home / "record/any/f/xyz"
    attached.mkdir(parents=True)
    (attached / "年报.pdf").write_bytes(b"%PDF-1.7")
    (house.home / "secret.txt").write_text("secret", encoding="utf-8")
    site = house.serve()
    front = Front(house, site.port, tmp_path_factory.mktemp("nginx"))
    yield house, front, site.port, code
    stop(front.process)
    house.close()


def _policy(answer: Answer) -> set[str]:
    return set(answer.headers.get("Content-Security-Policy", "").split("; "))


# Addresses in the record, others that must lead on, and some that must not be found.
PATHS = (
    "/",
    "/en/",
    "/i/{code}/",
    "/en/i/{code}/",
    "/b/ln-shenyang-heping/policies/",
    "/b/ln-shenyang-heping/policies/p/1/",
    "/b/ln-shenyang-heping/feed.atom",
    "/b/ln-shenyang-heping/catalogue/2026.csv",
    "/b/ln-shenyang-heping/catalogue/2026.json",
    "/screens/ln-shenyang-heping.json",
    "/sitemap.xml",
    "/robots.txt",
    "/f/xyz/%E5%B9%B4%E6%8A%A5.pdf",
    "/b/ln/",
    "/i/nothing/",
    "/i/{code}/index.html",
    "/b/ln-shenyang-heping/feed.atom.gz",
    "/.state.json",
    "/any/robots.txt",
    "/variant/?to=elder&next=/",
)
SAME = (
    "Content-Type",
    "Cache-Control",
    "Content-Language",
    "X-Frame-Options",
    "X-Content-Type-Options",
    "Referrer-Policy",
    "Cross-Origin-Opener-Policy",
)


@pytest.mark.parametrize("cookie", ["", "variant=elder"])
def test_nginx_answers_as_the_record_server_does(both: Both, cookie: str) -> None:
    _, front, port, code = both
    for path in (one.format(code=code) for one in PATHS):
        theirs = front.get(path, Cookie=cookie)
        ours = _ask(port, path, "GET", {"Cookie": cookie})
        assert (path, theirs.status) == (path, ours.status)
        assert theirs.headers.get("Location") == ours.headers.get("Location"), path
        if ours.status == 301:
            continue
        assert theirs.body == ours.body, path
        for name in SAME:
            assert theirs.headers.get(name) == ours.headers.get(name), (path, name)
        assert _policy(theirs) == _policy(ours), path


def test_nginx_knows_variants_encodings_and_what_the_reader_has(
    both: Both,
) -> None:
    _, front, _, code = both
    page = f"/i/{code}/"
    assert b'data-variant="elder"' in front.get(page, Cookie="a=b; variant=elder").body
    assert b'data-variant="plain"' in front.get(page, Cookie="variant=other").body
    zipped = front.get(page, Accept_Encoding="gzip")
    assert zipped.headers["Content-Encoding"] == "gzip"
    if BROTLI.exists():
        assert front.get(page, Accept_Encoding="br, gzip").headers["Content-Encoding"] == "br"
    assert (
        front.get(page, If_None_Match=zipped.headers["Etag"], Accept_Encoding="gzip").status == 304
    )
    assert front.get("/f/xyz/%E5%B9%B4%E6%8A%A5.pdf", Range="bytes=0-3").body == b"%PDF"


@pytest.mark.parametrize(
    "path",
    ["/any/../../secret.txt", "/static/../secret.txt", "/static../secret.txt", "/..%2fsecret.txt"],
)
def test_nginx_gives_out_nothing_beside_the_record(both: Both, path: str) -> None:
    assert b"secret" not in both[1].get(path).body


def test_nginx_serves_the_record_while_sunshine_is_down(
    both: Both,
) -> None:
    house, front, _, code = both
    house.close()
    assert front.get(f"/i/{code}/").status == 200
    assert front.get("/b/ln-shenyang-heping/feed.atom").status == 200
    assert front.get("/b/ln/").headers["Location"] == "/"
    down = front.get("/en/account/login/")
    assert (down.status, down.headers["Retry-After"]) == (503, "60")
    assert b'<html lang="en"' in down.body
