"""``sunshine serve`` starts web and worker, keeps them alive and leaves nothing behind."""

import json
import os
import signal
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from tests.house import House, Site

pytestmark = pytest.mark.slow

BACK_WITHIN_SECONDS = 2.0


def _children(pid: int) -> list[int]:
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _alive(pid: int) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def _seconds_until(condition: Callable[[], bool], most: float = 15) -> float:
    began = time.monotonic()
    while not condition():
        assert time.monotonic() - began < most, "waited in vain"
        time.sleep(0.01)
    return time.monotonic() - began


def _health(site: Site) -> dict[str, object]:
    with suppress(OSError):
        state: dict[str, object] = json.loads(site.get("/healthz").body)
        return state
    return {"ok": False}


def _supervisor(site: Site) -> int:
    assert site.process is not None
    return site.process.pid


def _web_and_worker(site: Site) -> tuple[int, int]:
    """Return the web's main process, which has a child of its own, and the worker."""
    first, second = _children(_supervisor(site))
    return (first, second) if _children(first) else (second, first)


def test_it_says_its_address_once_it_answers_and_is_healthy(house: House) -> None:
    site = house.serve()
    _seconds_until(lambda: bool(_health(site)["ok"]))
    _seconds_until(lambda: site.url in house.log.read_text())
    assert house.log.read_text().count("http://localhost") == 1
    private = [
        house.home / name for name in ("sunshine.sqlite3", "secret.key", "sealing.key", "mail")
    ]
    assert not any(path.stat().st_mode & 0o077 for path in private if path.exists())


@pytest.mark.parametrize("victim", ["web", "web's own child", "worker"])
def test_a_killed_part_is_back_at_once(house: House, victim: str) -> None:
    site = house.serve()
    _seconds_until(lambda: bool(_health(site)["ok"]))
    web, worker = _web_and_worker(site)
    pid = {"web": web, "web's own child": _children(web)[0], "worker": worker}[victim]
    os.kill(pid, signal.SIGKILL)

    def back() -> bool:
        with suppress(OSError, ValueError):
            new_web, new_worker = _web_and_worker(site)
            alive = all(_alive(new) for new in (new_web, new_worker, *_children(new_web)))
            return alive and not _alive(pid) and bool(_health(site)["ok"])
        return False

    assert _seconds_until(back) < BACK_WITHIN_SECONDS


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_it_stops_cleanly(house: House, number: signal.Signals) -> None:
    site = house.serve()
    _seconds_until(lambda: bool(_health(site)["ok"]))
    web, worker = _web_and_worker(site)
    family = [web, worker, *_children(web)]
    os.kill(_supervisor(site), number)
    assert site.process is not None
    assert site.process.wait(5) == 0
    assert not any(_alive(pid) for pid in family)
    assert "by force" not in house.log.read_text()


def test_nothing_outlives_a_killed_supervisor(house: House) -> None:
    site = house.serve()
    _seconds_until(lambda: bool(_health(site)["ok"]))
    web, worker = _web_and_worker(site)
    family = [web, worker, *_children(web)]
    os.kill(_supervisor(site), signal.SIGKILL)
    assert site.process is not None
    site.process.wait()
    _seconds_until(lambda: not any(_alive(pid) for pid in family), most=8)


def test_a_second_server_in_the_same_home_is_refused(house: House) -> None:
    site = house.serve()
    refused = house.run("serve", "--port", str(site.port + 1), check=False)
    assert refused.returncode != 0
    assert f"being served already by process {_supervisor(site)}" in refused.stderr


def test_a_taken_port_is_refused(house: House, build_house: Callable[[], House]) -> None:
    site = house.serve()
    refused = build_house().run("serve", "--port", str(site.port), check=False)
    assert refused.returncode != 0
    assert "Try another --port" in refused.stderr


def test_an_unmigrated_database_is_refused(tmp_path: Path) -> None:
    refused = House(tmp_path).run("serve", check=False)
    assert refused.returncode != 0
    assert "Run: sunshine migrate" in refused.stderr


def test_a_slow_upload_holds_up_nobody(house: House) -> None:
    site = house.serve()
    with socket.create_connection(("127.0.0.1", site.port)) as slow:
        slow.sendall(
            b"POST /account/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n"
            b"Content-Type: application/x-www-form-urlencoded\r\n"
            b"Cookie: csrftoken=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n\r\ncsrf"
        )
        time.sleep(0.3)
        began = time.monotonic()
        assert site.get("/healthz").status == 200
        assert time.monotonic() - began < 2
