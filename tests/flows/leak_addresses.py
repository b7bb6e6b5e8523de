"""Every address the program answers, filled in with secrets and with what never was.

The patterns come from the resolver, so that a new one is asked as soon as it exists. A word
in an address that is not known here fails the matrix: say in ``words_of`` what stands for it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from urllib.parse import quote

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.regex_helper import normalize
from django.utils.translation import override

from sunshine.publishing.models import Step
from tests.build.screens import HALL
from tests.flows.leak_secrets import Secret, World, canary

NEVER_NUMBER = 9_000_001
NEVER_EDITION = 99
NEVER_CODE = "2222222222"
NEVER_WORD = "cenery"
_CODE = 10
# The first words of addresses whose numbers are those of secrets.
KEPT_KEYS = (
    *("papers", "disclosure", "incidents", "postings", "notices"),
    *("takedowns", "cases", "letters", "requests", "entries", "boards"),
    *("audiences", "members", "accounts"),
)


class UnknownWord(KeyError):
    """A pattern has a word for which the matrix knows nothing to fill in."""


@dataclass(frozen=True, slots=True)
class Route:
    """A pattern: ``/desk/items/%(code)s/`` and the words in it."""

    template: str
    words: tuple[str, ...]

    def filled(self, facts: Mapping[str, object]) -> str:
        """Return the address with ``facts`` in it, quoted."""
        return self.template % {word: quote(str(facts[word]), safe="") for word in self.words}

    def matches(self, address: str) -> bool:
        """Return whether ``address`` is one of this pattern."""
        parts, own = address.split("/"), self.template.split("/")
        return len(parts) == len(own) and all(
            one == mine or "%(" in mine for one, mine in zip(parts, own, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Pair:
    """An address of a secret, and the same of what never was."""

    secret: str
    address: str
    twin: str
    # The words that differ, which an answer may repeat.
    asked: tuple[str, ...] = ()
    invented: tuple[str, ...] = ()


def routes() -> Iterator[Route]:
    """Yield every pattern of the program."""
    with override(settings.LANGUAGE_CODE):
        regexes = list(_regexes(get_resolver(), ""))
    for regex in regexes:
        for template, words in normalize(regex):
            yield Route(f"/{template}", tuple(words))


def _regexes(resolver: URLResolver, before: str) -> Iterator[str]:
    for entry in resolver.url_patterns:
        own = entry.pattern.regex.pattern.removeprefix("^")
        if isinstance(entry, URLPattern):
            yield before + own.removesuffix("\\Z").removesuffix("\\z").removesuffix("$")
        else:
            yield from _regexes(entry, before + own)


def words_of(world: World, secret: Secret, route: Route) -> dict[str, list[object]]:
    """Return what is filled in for every word that the matrix knows."""
    body = world.cast.heping.slug
    codes: list[object] = [secret.code] if secret.code else []
    files: list[object] = [code for code, _ in secret.files]
    of_file = route.template.startswith("/f/") or "/papers/%(code)s" in route.template
    # What is nobody's secret is asked for once.
    foreign: list[object] = [world.someone.pk] if secret.name == "remarks" else []
    # No hall is secret, but the desk of one is.
    halls: list[object] = [HALL] if foreign or secret.token else []
    return {
        "code": files if of_file else codes,
        "number": _numbers(world, secret, route),
        "older": [1],
        "newer": [max(secret.editions, default=2)],
        "name": [name for _, name in secret.files],
        "file": files,
        "page": [1],
        "link": [secret.keys.get("previews", NEVER_NUMBER)],
        "token": [secret.token] if secret.token else [],
        "step": list(Step.values),
        "how": ["withdraw", "remove"],
        "act": ["correct", "serve", "extend"],
        "what": ["stop"],
        "form": ["pdf", "docx"],
        "kind": ["grant"],
        "hall": halls,
        "edition": [1],
        "photo": [1],
        "board": [board_of(route)],
        "ordinal": [1],
        "key": ["secret_leak_report"],
        "post": foreign,
        "pk": foreign,
        "slug": [HALL] if of_hall(route) else [body],
        "body": [body],
        "section": ["policies"],
        "group": ["licences"],
    }


def of_hall(route: Route) -> bool:
    """Return whether the first word of ``route`` is a hall at the desk."""
    return "/halls/%(" in route.template


def board_of(route: Route) -> str:
    """Return what is called a board in ``route``: a list that plays, or one of the eight."""
    return "main" if route.template.startswith("/display/") else "services"


def _numbers(world: World, secret: Secret, route: Route) -> list[object]:
    parts = route.template.split("/")
    if _of_editions(route):
        return list(secret.editions)
    keys: list[object] = [key for name, key in secret.keys.items() if name in parts]
    foreign = not set(KEPT_KEYS) & set(parts)
    return keys or ([world.someone.pk] if foreign and secret.name == "remarks" else [])


def _of_editions(route: Route) -> bool:
    # PostgreSQL is not even asked for an edition of NEVER_NUMBER: its column is too small.
    return "code" in route.words and "requests" not in route.template.split("/")


# What is no secret in itself stays as it is in the twin.
_OPEN_WORDS = {
    *("key", "ordinal", "step", "how", "what", "slug", "body", "section", "name", "older", "page"),
    *("group", "form", "act", "kind", "edition", "photo"),
}


_PLAIN_WORDS = {"slug", "body", "section", "key", "how", "act", "hall", "board"}


def pairs(world: World, secret: Secret) -> Iterator[Pair]:
    """Yield every address that names the secret, beside one that names nothing."""
    for route in routes():
        known = words_of(world, secret, route)
        pools = [_pool(known, word) for word in route.words]
        for values in product(*pools) if route.words else ():
            real = dict(zip(route.words, values, strict=True))
            twin = _invented(secret, route, real)
            if real == twin or _is_meant_to_answer(secret, route):
                continue
            # Short numbers are too common to be told from what is no echo.
            changed = [word for word in route.words if len(str(real[word])) >= _CODE]
            yield Pair(
                secret.name,
                route.filled(real),
                route.filled(twin),
                tuple(str(real[word]) for word in changed),
                tuple(str(twin[word]) for word in changed),
            )


def _pool(known: Mapping[str, list[object]], word: str) -> list[object]:
    if word not in known:
        raise UnknownWord(word)
    return known[word]


def _is_meant_to_answer(secret: Secret, route: Route) -> bool:
    """Whoever reported an error follows it by its code; a notice of pulling was decided on."""
    follows = secret.name == "report" and route.template.startswith("/error-report/")
    return follows or (secret.name == "noticed" and route.template == "/i/%(code)s/")


def _invented(secret: Secret, route: Route, real: Mapping[str, object]) -> dict[str, object]:
    twin = {}
    for word, value in real.items():
        is_public = word in {"hall", "board"} and not route.template.startswith("/desk/")
        is_desk_hall = word == "slug" and of_hall(route)
        if is_public or (word in _OPEN_WORDS and not is_desk_hall):
            twin[word] = value
        elif word == "code":
            open_code = secret.within_public and not route.template.startswith("/f/")
            twin[word] = value if open_code else NEVER_CODE
        elif word in {"number", "newer"} and _of_editions(route):
            twin[word] = NEVER_EDITION if secret.within_public else value
        elif word in {"file", "token"}:
            twin[word] = NEVER_CODE if word == "file" else "x" * len(str(value))
        else:
            twin[word] = NEVER_NUMBER
    return twin


def plain_addresses(world: World) -> list[str]:
    """Return every address without a secret in it, for every body where it names one."""
    found = []
    for route in routes():
        if not route.words:
            found.append(route.template)
        elif route.template == "/open-data/%(name)s":
            found.append("/open-data/manifest.json")
        elif set(route.words) <= _PLAIN_WORDS:
            for body in (world.cast.heping, world.cast.dalian):
                sets = "/sets/" in route.template
                slug = body.section_set if sets else body.slug
                facts = {"slug": slug, "body": body.slug, "section": "policies"}
                facts |= {"key": "secret_leak_report", "how": "begin", "act": "withdraw"}
                facts |= {"hall": HALL, "board": board_of(route)}
                if of_hall(route):
                    facts["slug"] = HALL
                found.append(route.filled(facts))
    return found


def questions(world: World) -> Iterator[Pair]:
    """Yield questions for words of the secrets, beside the same for words of nothing."""
    open_routes = [
        route.template
        for route in routes()
        if not route.words and not route.template.startswith(("/account/", "/desk/", "/variant/"))
    ]
    words = [(word, "canary", NEVER_WORD) for word in ("q", "number", "keyword")]
    words += [
        ("subject", canary(name, "subject"), f"{NEVER_WORD}-{name}-subject")
        for name in ("group", "draft", "pulled")
    ]
    # A request is found by no search, feed or interface: not by its words, not by its number.
    words.append(("q", canary("asked", "description"), f"{NEVER_WORD}-asked-description"))
    numbers = [mark for mark in world.marks if mark.startswith("依申请-")]
    words += [("q", number, f"依申请-{NEVER_NUMBER}-2026-1") for number in numbers]
    codes = [
        secret for secret in world.secrets.values() if secret.code and not secret.within_public
    ]
    for secret in codes:
        words += [(word, f"/i/{secret.code}/", f"/i/{NEVER_CODE}/") for word in ("page", "next")]
    for address in open_routes:
        for word, asked, invented in words:
            yield Pair(
                f"question of {word}",
                f"{address}?{word}={quote(asked, safe='')}",
                f"{address}?{word}={quote(invented, safe='')}",
                (asked, asked.strip("/").removeprefix("i/")),
                (invented, invented.strip("/").removeprefix("i/")),
            )
