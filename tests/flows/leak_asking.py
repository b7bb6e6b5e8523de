"""Asking for secrets and for what never was, and hearing every difference in the answers."""

import gzip
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote, unquote

import brotli
from django.conf import settings
from django.db import reset_queries, transaction

from sunshine.orgs.models import Person
from sunshine.public.baking.baker import due_files
from sunshine.public.baking.kinds import every_key
from tests.asking import Answer, Visitor
from tests.build.publishing import DAY
from tests.flows.leak_addresses import Pair
from tests.flows.leak_secrets import World
from tests.opening import text_of

CANARY = re.compile(r"canary-([a-z]+)-[a-z]+")
# What is drawn by lot or told by the clock: tokens, the names of sessions, signatures.
_CHANCE = re.compile(
    rb"(?:(?<=csrftoken=)|(?<=sessionid=)|(?<=middlewaretoken\" value=\")|(?<=X-CSRFToken\": \"))"
    rb"\w{32,64}|expires=[^;]+;|\w+:[\w-]{6}:[\w-]{43}"
)
_CSRF = "c" * 32


class Viewer:
    """Somebody who asks: ``may`` are the names of the secrets that are not kept from him."""

    def __init__(self, name: str, world: World, person: Person | None, may: Iterable[str] = ()):
        self.name = name
        self.person = person
        self.may = frozenset(may)
        self._world = world
        self._visitor = Visitor(world.record, person)
        self._visitor.cookies[settings.CSRF_COOKIE_NAME] = _CSRF
        self._known: dict[tuple[str, str], Answer] = {}
        self._cookies = dict(self._visitor.cookies)

    def ask(self, address: str, method: str = "GET") -> Answer:
        """Return what is answered; whatever it changed is undone."""
        # The log of queries is bounded, and full it counts no more.
        reset_queries()
        with transaction.atomic():
            post = method == "POST"
            answer = self._visitor.post(address, {}) if post else self._visitor.get(address)
            transaction.set_rollback(True)
        self._visitor.cookies = dict(self._cookies)
        return answer

    def _nothing(self, address: str, method: str) -> Answer:
        """Return what is answered about nothing, asked once for all secrets."""
        if (address, method) not in self._known:
            self._known[address, method] = self.ask(address, method)
        return self._known[address, method]

    def leaks(self, address: str, answer: Answer) -> list[str]:
        """Return what the answer tells this reader that he must not know."""
        told = found_in(answer.everything, self._world, asked=address)
        found = [f"{self.name} {address}: {mark}" for mark, name in told if name not in self.may]
        if answer.status >= 500:
            found.append(f"{self.name} {address}: {answer.status}")
        return found

    def differences(self, pair: Pair, method: str = "GET") -> list[str]:
        """Return how the answer about a secret differs from that about nothing."""
        real, never = self.ask(pair.address, method), self._nothing(pair.twin, method)
        place = f"{self.name} {method} {pair.address} ({pair.secret})"
        found = self.leaks(pair.address, real)
        if real.status != never.status:
            found.append(f"{place}: status {real.status}, for nothing {never.status}")
        if real.queries != never.queries:
            found.append(f"{place}: {real.queries} queries, for nothing {never.queries}")
        told = _without_echo(real, pair.address, pair.asked)
        other = _without_echo(never, pair.twin, pair.invented)
        if told[0] != other[0]:
            found.append(f"{place}: headers {told[0]!r}, for nothing {other[0]!r}")
        if told[1] != other[1]:
            found.append(f"{place}: another page than for nothing")
        return found


def found_in(text: str, world: World, asked: str = "") -> Iterator[tuple[str, str]]:
    """Yield every canary or mark in the text and whose it is; what was asked may be repeated."""
    asked = unquote(asked)
    reports = [mark for mark, name in world.marks.items() if name == "report"]
    follows = any(code in asked for code in reports)
    for match in CANARY.finditer(text):
        if match[0] not in asked and not (follows and match[0] == "canary-report-text"):
            yield match[0], match[1]
    if "N2026-" in text:
        yield "N2026", "group"
    for mark, name in world.marks.items():
        if mark in text and mark not in asked:
            yield mark, name


def _without_echo(answer: Answer, address: str, words: tuple[str, ...]) -> tuple[bytes, bytes]:
    """Return headers and body with what was asked taken out of them."""
    echoes = [address, address.removeprefix("/en"), *words]
    forms = {form for echo in echoes for form in (echo, quote(echo), quote(echo, safe=""))}
    # What is left of a limit is of the asker, not of what was asked.
    left = ("Content-Length", "RateLimit-Remaining", "RateLimit-Reset")
    kept = {name: text for name, text in answer.headers.items() if name not in left}
    headers = repr(sorted(kept.items())).encode()
    body = answer.body
    for form in sorted(forms, key=len, reverse=True):
        headers, body = headers.replace(form.encode(), b"@"), body.replace(form.encode(), b"@")
    return _CHANCE.sub(b"*", headers), _CHANCE.sub(b"*", body)


def leaks_of_record(record: Path, world: World) -> list[str]:
    """Return every file of the record that tells of a secret, in its name or in its content."""
    found = []
    for path in sorted(record.rglob("*")):
        if not path.is_file():
            continue
        name = path.relative_to(record).as_posix()
        told = set(found_in(f"{name}\n{_opened(path)}", world))
        found += [f"{name}: {mark}" for mark, secret in sorted(told) if secret != "noticed"]
        found += [f"{name}: {mark}" for mark, _ in told if mark.startswith("canary-noticed")]
    return found


def rendered() -> dict[str, bytes]:
    """Return every file that the whole record should be now, by name."""
    return {
        name: held.read_bytes() if isinstance(held, Path) else held
        for key in every_key()
        for name, held in due_files(key, DAY).items()
    }


def _opened(path: Path) -> str:
    content = path.read_bytes()
    if path.suffix == ".gz":
        content = gzip.decompress(content)
    elif path.suffix == ".br":
        content = brotli.decompress(content)
    return text_of(content)
