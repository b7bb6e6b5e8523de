"""Rows B10, B13: what leaks is gone from every file and every answer within five minutes.

A real house is served, everything is fetched, the button is pressed; then its words are looked
for wherever the house keeps anything. Not looked into: the database, which keeps the evidence
and its log (what it answers is asked instead); ``files/sealed/``, the evidence; ``mail/``,
which stands for what has left the house and which nobody can call back.
"""

import gzip
import json
import re
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from urllib.parse import quote, unquote

import brotli
import pytest

from tests.build.leaking import LEAKED
from tests.guards.source import none_of
from tests.house import House, Site

pytestmark = pytest.mark.slow

LONGEST_SECONDS = 300
_LINK = re.compile(r'(?:href|action|src)="(/[^"#]*)')
# Not asked: they end the session of who asks.
_LEAVING = ("/account/", "/en/", "/static/", "/variant/")
STRANGERS = ("li", "lin", "chen", "xu", "qian", "zhao")
ENCODINGS = ("br", "gzip", "identity")


def forms(words: str) -> set[bytes]:
    """Return how words may be written: as they are, in an address, in JSON."""
    escaped = json.dumps(words)[1:-1]
    return {words.encode(), quote(words).encode(), escaped.encode()}


WORDS = {form: where for where, words in LEAKED.items() for form in forms(words)}


def told(content: bytes) -> list[str]:
    """Return what of the leak stands in the content."""
    return sorted({where for form, where in WORDS.items() if form in content})


def opened(content: bytes, encoding: str) -> bytes:
    if encoding == "gzip":
        return gzip.decompress(content)
    return brotli.decompress(content) if encoding == "br" else content


def in_files(home: Path) -> list[str]:
    """Return every file of the house that tells something, by name or by content."""
    found = []
    for file in sorted(home.rglob("*")):
        name = file.relative_to(home).as_posix()
        if not file.is_file() or name.startswith(("files/sealed/", "mail/", "static/")):
            continue
        if name.startswith("sunshine.sqlite3"):
            continue
        try:
            content = file.read_bytes()
            if file.suffix in {".gz", ".br"}:
                content = opened(content, {".gz": "gzip", ".br": "br"}[file.suffix])
        except (FileNotFoundError, gzip.BadGzipFile, zlib.error):
            continue
        found += [f"{name}: {where}" for where in told(unquote(name).encode() + content)]
    return found


def addresses(home: Path) -> Iterator[str]:
    """Yield the address of every finished file, and of what is answered without one."""
    record = home / "record"
    for file in sorted(record.rglob("*")):
        name = file.relative_to(record).as_posix()
        if not file.is_file() or file.suffix in {".gz", ".br"} or "/." in f"/{name}":
            continue
        address = re.sub(r"^(zh|any)(/plain|/elder)?|^en/(plain|elder)", "", name)
        address = f"/en{address}" if name.startswith("en/") else address
        yield quote(address.removesuffix("index.html"))
    screens = home / "screens"
    for file in sorted(screens.rglob("*.json")):
        yield f"/screens/{file.relative_to(screens).as_posix()}"
    # Two letters of four: what is repeated of a question is not yet what leaked.
    title, text = quote(LEAKED["title"][:2]), quote(LEAKED["text"][:2])
    yield from ("/catalogue/", f"/catalogue/?q={quote('公告')}", f"/catalogue/?q={title}")
    yield from ("/catalogue.csv", "/catalogue.json", f"/search/suggest/?q={title}")
    yield from (
        "/for-me/",
        "/error-report/",
        "/search/",
        f"/search/?q={text}",
        f"/search/?q={title}",
    )
    yield from ("/api/v1/items", "/api/v1/catalogue", f"/api/v1/search?q={title}", "/api/")


def answers(site: Site, asked: Iterable[str], cookie: str = "") -> Iterator[tuple[str, list[str]]]:
    """Yield every address with what its answer tells, in every encoding and variant."""
    for address in asked:
        for encoding in ENCODINGS:
            for variant in ("", "variant=elder"):
                cookies = "; ".join(filter(None, (cookie, variant)))
                answer = site.get(address, Accept_Encoding=encoding, Cookie=cookies)
                assert answer.status < 500, address
                held = {name.lower(): value for name, value in answer.headers.items()}
                body = opened(answer.body, held.get("content-encoding", ""))
                yield address, told(body)


def desk_pages(site: Site, session: str, most: int = 60) -> Iterator[tuple[str, bytes]]:
    """Yield every page of the desk to which links lead from its first one."""
    known, waiting = {"/desk/"}, ["/desk/"]
    while waiting and len(known) < 400 and most:
        address, most = waiting.pop(0), most - 1
        answer = site.get(address, Cookie=f"sessionid={session}")
        assert answer.status < 500, address
        yield address, answer.body
        if b"<html" not in answer.body[:200]:
            continue
        for link in _LINK.findall(answer.text):
            path = link.replace("&amp;", "&")
            if path not in known and not path.startswith(_LEAVING):
                known.add(path)
                waiting.append(path)


def press(site: Site, session: str, code: str) -> float:
    """Press the button as a reviewer does; return the moment it was pressed."""
    address = f"/desk/items/{code}/pull/"
    page = site.get(address, Cookie=f"sessionid={session}")
    assert "立刻下线" in page.text
    given = {"reason": "附件含身份证号", "what": "item"}
    pressed = time.monotonic()
    answer = site.post(address, given, Cookie=f"sessionid={session}")
    assert answer.status == 200, answer.text[:500]
    return pressed


def until(condition: Callable[[], bool], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.2)


def test_a_pulled_item_is_nowhere_within_minutes(house: House) -> None:
    sessions = house.call("tests.build.desk:staffed")
    names = house.call("tests.build.leaking:leak")
    site = house.serve()
    site.house.extra["SUNSHINE_SITE_URL"] = site.url
    until(lambda: site.get(f"/i/{names['other']}/").status == 200, 60)
    until(lambda: "still to bake: 0" in house.run("record", "status").stdout, 60)
    program = f"/api/v1/items/{names['code']}"
    asked = list(dict.fromkeys(addresses(house.home)))
    asked += [program, f"{program}/editions", f"{program}/editions/1"]
    before = {address for address, words in answers(site, asked) if words}
    for kind in ("/i/", "/e/1/", "/compare/", "/f/", ".atom", ".json", ".csv", "/b/", "/api/"):
        assert [address for address in before if kind in address], kind
    assert set(LEAKED) == {line.rpartition(": ")[2] for line in in_files(house.home)}
    assert any(told(body) for _, body in desk_pages(site, sessions["li"]))

    pressed = press(site, sessions["chen"], names["code"])
    shown = sorted(before)
    while True:
        left = [f"{place}: {words}" for place, words in answers(site, shown) if words]
        left += in_files(house.home)
        seconds = time.monotonic() - pressed
        if not left:
            break
        assert seconds < LONGEST_SECONDS, left[:20]
        time.sleep(0.5)
    print(f"gone from {len(before)} answers and every file after {seconds:.1f} s")

    again = [*asked, f"/preview/{names['token']}/", *addresses(house.home)]
    none_of(f"{place}: {words}" for place, words in answers(site, again) if words)
    for who in STRANGERS:
        for address, body in desk_pages(site, sessions[who]):
            assert told(body) == [], (who, address)
    _is_verified(house, names["code"])
    site.stop()
    site = house.serve()
    none_of(f"{place}: {words}" for place, words in answers(site, shown) if words)
    none_of(in_files(house.home))
    assert house.run("record", "check").returncode == 0


def _is_verified(house: House, code: str) -> None:
    """The worker has looked for itself, and says when each kind of output was free of it."""
    until(lambda: "verified_at" in house.call("tests.build.leaking:verified", code=code), 60)
    found = house.call("tests.build.leaking:verified", code=code)
    assert (found["state"], found["remains"]) == ("pulled", [])
    assert found["tasks"] == ["place", "hall", "hall", "caches", "person"]
    assert found["out_of_pages_at"] <= found["verified_at"] < LONGEST_SECONDS
