import http.client
import socket
from functools import partial
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

from sunshine.config.management.commands.worker import run_worker
from sunshine.config.supervisor import Child, Supervisor
from sunshine.config.web import serve_web
from sunshine.jobs.locks import HomeLock
from sunshine.kit import commands


class Command(commands.Command):
    """``sunshine serve``: the web server and the worker, started, watched and stopped together."""

    help = "Run the site: web server and worker."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=settings.PORT)
        parser.add_argument("--bind", default=settings.BIND)
        parser.add_argument("--workers", type=int, default=1, help="processes of the web server")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Serve until SIGTERM, SIGINT or the end of the terminal."""
        bind, port = options["bind"], options["port"]
        lock = HomeLock(settings.HOME / "serve.lock")
        if not lock.acquire():
            raise CommandError(
                f"{settings.HOME} is being served already by process {lock.holder()}."
                " Stop that one first, or set SUNSHINE_HOME to another directory."
            )
        _refuse_taken(bind, port)
        self.check(databases=[DEFAULT_DB_ALIAS])
        _refuse_unmigrated()
        connections.close_all()
        web = partial(serve_web, bind=bind, port=port, workers=options["workers"])
        announcement = Announcement(self, bind, port)
        Supervisor(
            [Child("web", web), Child("worker", run_worker)],
            turn=announcement.look,
            in_child=lock.release,
        ).run()
        lock.release()


class Announcement:
    """Says the address as soon as the server answers there, once."""

    def __init__(self, command: BaseCommand, bind: str, port: int) -> None:
        self._command = command
        self._reach = "127.0.0.1" if bind in {"0.0.0.0", "localhost"} else bind  # noqa: S104
        self._port = port
        self._done = False
        # A name may stand for many: ".example.cn" or "*".
        name = settings.ALLOWED_HOSTS[0].lstrip(".")
        self._host = "localhost" if name == "*" else name

    def look(self) -> None:
        """Ask for an answer, unless there was one."""
        if self._done:
            return
        caller = http.client.HTTPConnection(self._reach, self._port, timeout=1)
        try:
            caller.request("GET", "/healthz", headers={"Host": self._host})
            self._done = caller.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return
        finally:
            caller.close()
        if self._done:
            # Passkeys refuse 127.0.0.1: the name, not the number.
            self._command.stdout.write(f"http://localhost:{self._port}")
            self._command.stdout.flush()


def _refuse_taken(bind: str, port: int) -> None:
    """Refuse a port on which somebody answers; SO_REUSEPORT would share it without a word."""
    family = socket.AF_INET6 if ":" in bind else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((bind, port))
        except OSError as error:
            raise CommandError(
                f"{bind}:{port} cannot be used ({error.strerror}). Try another --port."
            ) from error


def _refuse_unmigrated() -> None:
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CommandError("The database is not up to date. Run: sunshine migrate")
