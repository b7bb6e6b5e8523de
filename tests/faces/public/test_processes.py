"""Real processes: a worker killed while it bakes, a record damaged, a database that is away."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import cycle
from pathlib import Path

import pytest

from tests.house import ROOT, House, Site, free_port, stop

pytestmark = pytest.mark.slow


def _until(condition: Callable[[], bool], seconds: float = 60) -> float:
    began = time.monotonic()
    while not condition():
        assert time.monotonic() - began < seconds, "waited in vain"
        time.sleep(0.02)
    return time.monotonic() - began


def _worker(site: Site) -> int | None:
    """Return the number of the worker's process: the child of the server that has no child."""
    assert site.process is not None
    pid = site.process.pid
    children = [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    for child in children:
        with suppress(OSError):
            if not Path(f"/proc/{child}/task/{child}/children").read_text().split():
                return child
    return None


def test_killed_at_any_moment_the_record_agrees_afterwards(house: House) -> None:
    house.extra["SUNSHINE_SITE_URL"] = "http://localhost"
    site = house.serve()
    codes: list[str] = []
    publishing = threading.Thread(
        target=lambda: codes.extend(house.call("tests.build.record:publish_through_acts", count=12))
    )
    publishing.start()
    pauses = cycle((0.3, 1.1, 0.15, 0.7, 0.5, 0.9, 0.25))
    while publishing.is_alive():
        time.sleep(next(pauses))
        victim = _worker(site)
        if victim is not None:
            with suppress(ProcessLookupError):
                os.kill(victim, signal.SIGKILL)
    publishing.join()
    _until(lambda: site.get(f"/i/{codes[-1]}/").status == 200)
    _until(lambda: all(site.get(f"/i/{code}/").status == 404 for code in codes[::4]))
    _until(lambda: "events still to bake: 0" in house.run("record", "status").stdout)
    checked = house.run("record", "check", check=False)
    assert (checked.returncode, checked.stdout.strip()) == (
        0,
        "The record and the database agree.",
    )


def test_check_names_and_repairs_what_was_damaged(house: House) -> None:
    house.extra["SUNSHINE_SITE_URL"] = "http://localhost"
    code = house.call("tests.build.record:few_items")[0]
    again = house.run("record", "rebuild", "--jobs", "2").stdout
    assert "100 %" in again
    assert house.run("record", "check").returncode == 0
    page = house.home / f"record/zh/plain/i/{code}/index.html"
    page.write_bytes(b"damaged")
    (house.home / "record/any/stray.json").write_bytes(b"{}")
    found = house.run("record", "check", check=False)
    assert found.returncode == 1
    assert f"different: zh/plain/i/{code}/index.html" in found.stdout
    assert "extra: any/stray.json" in found.stdout
    assert "record check --repair" in found.stderr
    house.run("record", "check", "--repair")
    assert house.run("record", "check").returncode == 0


@pytest.fixture
def without_database(house: House) -> Iterator[tuple[Site, str]]:
    """Return a site whose record is baked and whose database does not answer, and an item."""
    house.extra["SUNSHINE_SITE_URL"] = "http://localhost"
    code = house.call("tests.build.record:few_items")[0]
    house.run("record", "rebuild")
    site = Site(house, free_port())
    gone = {"SUNSHINE_DATABASE_URL": f"postgresql://nobody@127.0.0.1:{free_port()}/gone"}
    words = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(site.port)]
    with house.log.open("ab") as log:
        site.process = subprocess.Popen(
            [*words, "sunshine.config.wsgi:application"],
            env=house.environment | gone,
            cwd=ROOT,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    site.wait()
    yield site, code
    stop(site.process)


def test_what_was_published_is_read_while_the_database_is_away(
    without_database: tuple[Site, str],
) -> None:
    site, code = without_database
    for path in (
        "/",
        f"/i/{code}/",
        f"/en/i/{code}/",
        "/b/ln-shenyang-heping/policies/",
        "/b/ln-shenyang-heping/feed.atom",
        "/b/ln-shenyang-heping/catalogue/2026.csv",
        "/screens/ln-shenyang-heping.json",
        "/sitemap.xml",
    ):
        assert site.get(path).status == 200, path
    assert site.get("/i/nothing/").status == 404
    dynamic = site.get("/en/account/login/", Cookie="sessionid=abcdefgh; variant=elder")
    assert dynamic.status == 503
    assert 'data-variant="elder"' in dynamic.text
    assert '<html lang="en"' in dynamic.text


def test_a_missing_page_is_the_same_finished_page_for_everybody(
    without_database: tuple[Site, str],
) -> None:
    site, _ = without_database
    answers = {site.get(path).body for path in ("/i/nothing/", "/b/nobody/", "/f/x/y.pdf", "/x")}
    assert len(answers) == 1
    assert '<html lang="en"' in site.get("/en/nothing/").text
