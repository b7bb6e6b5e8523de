"""Nobody gets into the desk without signing in: every address is tried, by GET and by POST."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter, UUIDConverter

from tests.guards.source import none_of

SAMPLE = "00000000-0000-0000-0000-000000000000"


def desk_addresses() -> Iterator[str]:
    """Yield one address for every pattern below ``/desk/``, its facts filled with samples."""
    for route in _routes(get_resolver()):
        path = "".join(part for part, _ in route)
        if path.startswith("desk/"):
            yield "/" + "".join(_filled(part, pattern) for part, pattern in route)


def test_strangers_are_sent_to_sign_in(db: None, client: Client) -> None:
    addresses = list(desk_addresses())
    assert addresses
    login = reverse("account_login")
    let_in = []
    for address in addresses:
        for answer in (client.get(address), client.post(address)):
            to_login = answer.status_code == 302 and login in answer["Location"]
            if not to_login and answer.status_code not in {403, 404, 405}:
                let_in.append(f"{address} {answer.status_code}")
    none_of(let_in)


def test_an_account_without_a_post_finds_nothing(cast, client: Client) -> None:
    """Somebody signed in who holds no post learns no more of the desk than a stranger."""
    client.force_login(cast.nobody)
    let_in = [address for address in desk_addresses() if client.get(address).status_code == 200]
    none_of(let_in)


def _routes(
    resolver: URLResolver, before: tuple[tuple[str, object], ...] = ()
) -> Iterator[tuple[tuple[str, object], ...]]:
    for entry in resolver.url_patterns:
        step = (*before, (str(entry.pattern), entry.pattern))
        if isinstance(entry, URLPattern):
            yield step
        else:
            yield from _routes(entry, step)


def _filled(part: str, pattern: object) -> str:
    for name, converter in getattr(pattern, "converters", {}).items():
        sample = "x"
        if isinstance(converter, IntConverter):
            sample = "1"
        elif isinstance(converter, UUIDConverter):
            sample = SAMPLE
        part = _replaced(part, name, sample)
    return part


def _replaced(part: str, name: str, sample: str) -> str:
    head, _, tail = part.partition("<")
    inside, _, rest = tail.partition(">")
    if inside.split(":")[-1] == name:
        return head + sample + rest
    return f"{head}<{inside}>{_replaced(rest, name, sample)}"


@pytest.fixture(autouse=True)
def _chinese(settings) -> None:
    settings.LANGUAGE_CODE = "zh-hans"
