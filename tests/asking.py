"""Asking the whole application as a server does: the record first, Django for the rest."""

import io
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote_to_bytes, urlencode

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sunshine.orgs.models import Person
from sunshine.public.record_server import RecordApplication
from tests.entering import enter
from tests.opening import text_of

# Of the moment or of the connection, never of what was asked for.
_PASSING = {
    *("Date", "Set-Cookie", "Last-Modified"),
    *("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "Retry-After"),
}


@dataclass(frozen=True)
class Answer:
    """What came back, and how many questions it cost the database."""

    status: int
    headers: dict[str, str]
    body: bytes
    queries: int

    @property
    def text(self) -> str:
        """Return what the body says, a PDF or an archive opened; a picture is marks."""
        return text_of(self.body)

    @property
    def everything(self) -> str:
        """Return headers and what the body says in one piece."""
        return "\n".join(f"{k}: {v}" for k, v in self.headers.items()) + f"\n{self.text}"

    @property
    def shape(self) -> tuple[int, dict[str, str], bytes, int]:
        """Return all that could tell one address from another."""
        kept = {name: value for name, value in self.headers.items() if name not in _PASSING}
        return self.status, kept, self.body, self.queries


@contextmanager
def _connection_kept() -> Iterator[None]:
    """Let no request close the connection in whose transaction the test runs."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


class Visitor:
    """Somebody with a browser, signed in or not."""

    def __init__(self, record: Path, person: Person | None = None) -> None:
        static = record.parent / "static"
        static.mkdir(exist_ok=True)
        self._application = RecordApplication(WSGIHandler(), record, static)
        self.cookies: dict[str, str] = {}
        if person is not None:
            client = enter(Client(), person)
            self.cookies = {name: morsel.value for name, morsel in client.cookies.items()}

    def get(self, address: str, **headers: str) -> Answer:
        """Return the answer to a GET of ``address``, its query included."""
        return self._ask("GET", address, b"", headers)

    def post(self, address: str, fields: dict[str, str], **headers: str) -> Answer:
        """Return the answer to a form sent to ``address``, after opening it."""
        token = self.cookies.get(settings.CSRF_COOKIE_NAME, "")
        body = urlencode({"csrfmiddlewaretoken": token, **fields}).encode()
        return self._ask("POST", address, body, headers)

    def _ask(self, method: str, address: str, body: bytes, headers: dict[str, str]) -> Answer:
        path, _, query = address.partition("?")
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method,
            "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
            "SCRIPT_NAME": "",
            "QUERY_STRING": quote(query, safe="&=%+/:-_.~"),
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "HTTP_HOST": "localhost",
            "REMOTE_ADDR": "127.0.0.1",
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": sys.stderr,
        }
        environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
        seen: dict[str, Any] = {}

        def start(status: str, pairs: Iterable[tuple[str, str]]) -> None:
            pairs = list(pairs)
            seen.update(status=int(status[:3]), headers=dict(pairs))
            for name, value in pairs:
                if name == "Set-Cookie":
                    key, _, rest = value.partition("=")
                    self.cookies[key] = rest.partition(";")[0]

        with _connection_kept(), CaptureQueriesContext(connection) as queries:
            parts = self._application(environ, start)
            content = b"".join(parts)
            if hasattr(parts, "close"):
                parts.close()
        return Answer(seen["status"], seen["headers"], content, len(queries))
