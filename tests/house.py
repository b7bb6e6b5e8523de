"""A house of its own: a home, a database and real processes, for what one process cannot show.

Restarts, races, ``kill -9``, the browser. State is made inside by plain functions
of the tests, called by name: ``house.call("tests.build.publishing:published_items", count=3)``.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


def free_port() -> int:
    """Return a port of the loopback that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class House:
    """A home directory with its database, and the processes started in it."""

    home: Path
    database_url: str = ""
    extra: dict[str, str] = field(default_factory=dict)
    started: list["subprocess.Popen[bytes]"] = field(default_factory=list)
    patience: float = 600  # seconds that a call may take

    @property
    def environment(self) -> dict[str, str]:
        """Return the environment in which its processes run."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("SUNSHINE_", "DJANGO_", "PYTEST_"))
        }
        own = {"SUNSHINE_HOME": str(self.home), "PYTHONPATH": str(ROOT)}
        if self.database_url:
            own["SUNSHINE_DATABASE_URL"] = self.database_url
        return kept | own | self.extra

    def run(self, *words: str, check: bool = True) -> "subprocess.CompletedProcess[str]":
        """Run ``sunshine WORDS`` to its end and return it with its output."""
        done = subprocess.run(
            [sys.executable, "-m", "sunshine", *words],
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=300,
            stdin=subprocess.DEVNULL,
        )
        if check and done.returncode:
            raise AssertionError(f"sunshine {' '.join(words)} failed:\n{done.stdout}{done.stderr}")
        return done

    def call(self, function: str, **facts: Any) -> Any:
        """Run ``module:function(**facts)`` in a process of the house; return its JSON result."""
        return self._inside(function, facts)

    def _inside(self, function: str, facts: Any) -> Any:
        done = subprocess.run(
            [sys.executable, "-m", "tests.inside", function, json.dumps(facts)],
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=self.patience,
        )
        if done.returncode:
            raise AssertionError(f"{function} failed:\n{done.stdout}{done.stderr}")
        return json.loads(done.stdout.splitlines()[-1])

    def at_once(self, function: str, calls: list[dict[str, Any]]) -> list[Any]:
        """Run ``module:function(**facts)`` for each of ``calls`` in its own process, together.

        A function that takes ``start`` is told the moment at which all of them begin.
        """
        results: list[Any] = self._inside(function, calls)
        return results

    def start(self, *words: str) -> "subprocess.Popen[bytes]":
        """Start ``sunshine WORDS`` and return the process; its output goes to ``log``."""
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "sunshine", *words],
                env=self.environment,
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.started.append(process)
        return process

    @property
    def log(self) -> Path:
        """Return the file to which started processes write."""
        return self.home / "processes.log"

    def serve(self, *words: str) -> "Site":
        """Start ``sunshine serve`` on a free port and return the site once it answers."""
        site = Site(self, free_port())
        self.extra["SUNSHINE_PORT"] = str(site.port)
        site.process = self.start("serve", *words)
        site.wait()
        return site

    def close(self) -> None:
        """Stop what was started and still runs."""
        for process in self.started:
            stop(process)


@dataclass
class Site:
    """A running ``sunshine serve``."""

    house: House
    port: int
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        """Return the address of the site without a slash at its end."""
        return f"http://localhost:{self.port}"

    def get(self, path: str, **headers: str) -> "Answer":
        """Return what the site answers to a GET of ``path``, whatever its status."""
        return self._ask(path, None, headers)

    def post(self, path: str, given: dict[str, str], **headers: str) -> "Answer":
        """Send a form and return the page it leads to, whatever its status."""
        secret = "c" * 32
        given = {"csrfmiddlewaretoken": secret, **given}
        headers["Cookie"] = f"csrftoken={secret}; {headers.get('Cookie', '')}"
        return self._ask(path, urllib.parse.urlencode(given).encode(), headers)

    def _ask(self, path: str, sent: bytes | None, headers: dict[str, str]) -> "Answer":
        request = urllib.request.Request(  # noqa: S310 - always http, on loopback
            self.url + path, sent, {k.replace("_", "-"): v for k, v in headers.items()}
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as response:  # noqa: S310
                return Answer(response.status, dict(response.headers), response.read())
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, dict(error.headers), error.read())

    def wait(self, seconds: float = 60) -> None:
        """Return when the site answers; raise AssertionError with its log if it does not."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self.process is not None and self.process.poll() is not None:
                break
            with suppress(OSError):
                self.get("/healthz")
                return
            time.sleep(0.05)
        raise AssertionError(f"the site does not answer:\n{self.house.log.read_text()[-4000:]}")

    def stop(self) -> None:
        """End the site as an operator does."""
        if self.process is not None:
            stop(self.process)


@dataclass(frozen=True)
class Answer:
    """What a site answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """Return the body as text."""
        return self.body.decode()


def stop(process: "subprocess.Popen[bytes]", seconds: float = 15) -> None:
    """End a process and what it started: kindly, then for good."""
    if process.poll() is None:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def copy_home(model: Path, place: Path) -> None:
    """Copy a prepared home; its collected static files are linked, not copied."""
    place.mkdir(parents=True, exist_ok=True)
    for entry in model.iterdir():
        if entry.name == "static":
            (place / "static").symlink_to(entry, target_is_directory=True)
        elif entry.is_dir():
            shutil.copytree(entry, place / entry.name)
        else:
            shutil.copy2(entry, place / entry.name)
