"""Houses that figures measure, and servers started in them. Not a figure itself."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.house import ROOT, House, free_port, stop


def furnish(home: Path) -> House:
    """Return a migrated house with its static files, at an address that does not change."""
    house = House(home, patience=3600)
    house.extra["SUNSHINE_SITE_URL"] = "http://localhost"
    house.run("migrate", "--no-input", "--verbosity", "0")
    house.run("collectstatic", "--no-input", "--verbosity", "0")
    return house


@contextmanager
def granian(
    house: House, *target: str, settings: str = "sunshine.config.settings"
) -> Iterator[int]:
    """Serve a WSGI target by one worker with one thread, and give the port."""
    port = free_port()
    words = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    words += ["--workers", "1", "--blocking-threads", "1", "--no-ws"]
    words += ["--log-level", "critical", *target]
    with _running(
        [sys.executable, "-m", "granian", *words],
        port,
        house.environment | {"DJANGO_SETTINGS_MODULE": settings},
    ):
        yield port


@contextmanager
def nginx(root: Path, scratch: Path) -> Iterator[int]:
    """Serve ``root`` by the barest nginx of one worker, and give the port."""
    binary = shutil.which("nginx") or "/usr/sbin/nginx"
    if not Path(binary).exists():
        raise RuntimeError("nginx is not installed: apt-get install nginx")
    port = free_port()
    user = "user root;\n" if os.geteuid() == 0 else ""
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    folders = "".join(f"{kind}_temp_path {scratch}/{kind}; " for kind in kinds)
    (scratch / "nginx.conf").write_text(
        f"{user}worker_processes 1;\ndaemon off;\npid {scratch}/nginx.pid;\n"
        "events {}\nhttp {\n"
        f"  access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; {folders}\n"
        "  types { text/html html; }\n"
        f"  server {{ listen 127.0.0.1:{port}; root {root}; index index.html; }}\n}}\n",
        encoding="utf-8",
    )
    command = [binary, "-c", str(scratch / "nginx.conf"), "-e", str(scratch / "nginx.log")]
    with _running(command, port, dict(os.environ)):
        yield port


def below(pid: int) -> list[int]:
    """Return the processes that a process started, and theirs (Linux)."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [int(child) for child in children] + [
        deeper for child in children for deeper in below(int(child))
    ]


@contextmanager
def _running(command: list[str], port: int, environment: dict[str, str]) -> Iterator[None]:
    process = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield
    finally:
        stop(process)
