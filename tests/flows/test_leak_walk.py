"""Issue 2: what one may not see does not exist, in any output, for anybody but those it is for.

Invisible means: the same status, bytes, headers and number of queries as for what does not
exist; and in no count, series, sitemap, neighbour link, name of a file, notice or mail.
Who may see what, on the public face, is in ``test_leak_matrix``.
"""

import logging
from collections.abc import Callable, Iterator
from unittest.mock import patch

import pytest
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.test import TestCase, override_settings
from django.urls import get_resolver, path

from sunshine.desk import idle
from sunshine.kit.papers.hall_sheet import Paragraph, Sheet
from sunshine.matters.books import book_of
from sunshine.matters.sheets import printed
from sunshine.notices.models import Mail, Notice
from sunshine.orgs.models import Hall
from sunshine.public.baking.kinds import KINDS, every_key
from sunshine.public.views import errors
from sunshine.publishing import visibility
from sunshine.publishing.models import Item
from tests.asking import Answer
from tests.build.contents import archive
from tests.build.publishing import DAY
from tests.build.screens import HALL
from tests.flows.leak_addresses import (
    Pair,
    UnknownWord,
    pairs,
    plain_addresses,
    questions,
    routes,
)
from tests.flows.leak_asking import Viewer, found_in, leaks_of_record, rendered
from tests.flows.leak_secrets import World
from tests.flows.leak_world import build_world
from tests.guards.source import none_of

# With the mark the database is set up, for the house that all tests here share.
pytestmark = pytest.mark.django_db

VIEWERS = ("nobody", "bureau", "account", "member")
# Of these everybody asks at the desk too, and sends forms; of the others only a bureau asks.
SAMPLE = ("remarks", "draft", "group", "next", "withheld", "notice", "asked", "matter")


class _Kept(TestCase):
    """Holds one transaction open for all tests of this module."""


@pytest.fixture(scope="module")
def world(
    django_db_setup: None,
    django_db_blocker: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[World]:
    """Return the house with its secrets; tests only read it."""
    home = tmp_path_factory.mktemp("leaks")
    (home / "record").mkdir()
    places = {"RECORD_DIR": home / "record", "FILES_DIR": home / "files"}
    places["SCREENS_DIR"] = home / "screens"
    # On a slow machine a session is a minute old between two answers: one query more, then none.
    with (
        django_db_blocker.unblock(),  # type: ignore[attr-defined]
        override_settings(**places, IDLE_MINUTES=10_000),
        patch.object(idle, "_STEP_SECONDS", 600_000),
    ):
        logging.disable(logging.WARNING)
        _Kept.setUpClass()
        with _Kept.captureOnCommitCallbacks(execute=True):
            made = build_world(home / "record")
        yield made
        logging.disable(logging.NOTSET)
        _Kept.tearDownClass()
        _Kept.doClassCleanups()


@pytest.fixture(scope="module")
def viewer(world: World) -> Callable[[str], Viewer]:
    """Return a function that gives the reader of a name, signed in."""
    cast = world.cast
    for_staff = [name for name, secret in world.secrets.items() if secret.for_staff]
    people = {
        "nobody": (None, []),
        "bureau": (cast.zhao, []),
        "account": (cast.nobody, []),
        "member": (cast.sun, []),
        "administrator": (cast.gao, for_staff),
        "officer": (cast.wu, list(world.secrets)),
    }
    made: dict[str, Viewer] = {}

    def give(name: str) -> Viewer:
        if name not in made:
            made[name] = Viewer(name, world, *people[name])
        return made[name]

    return give


def every_pair(world: World) -> Iterator[Pair]:
    for secret in world.secrets.values():
        yield from pairs(world, secret)


def test_no_file_of_the_record_tells(world: World) -> None:
    none_of(leaks_of_record(world.record, world))


def test_no_file_of_the_screens_tells(world: World) -> None:
    screens = world.record.parent / "screens"
    assert "信息报告" in (screens / "parts/matters-heping-hall.json").read_text()
    none_of(leaks_of_record(screens, world))


def test_the_next_handbook_tells_nothing(world: World) -> None:
    content, _digest = book_of(Hall.objects.get(slug=HALL), edition=2, on=DAY)
    assert "信息报告" in str(content)
    none_of(found_in(str(content), world))


def test_the_record_is_the_same_as_if_there_were_no_secrets(world: World) -> None:
    """Nothing is counted, numbered, skipped or dated because of what is not public."""
    assert set(world.before) == set(world.after)
    none_of(name for name, held in world.before.items() if world.after[name] != held)


def test_a_rebuild_brings_back_no_secret(world: World) -> None:
    """Only how many papers are closed, and on which grounds, is public (row B3)."""
    anew = rendered()
    none_of(f"{name}: {mark}" for name, mark in told_by(anew, world))
    none_of(set(anew) ^ set(world.before))
    changed = {name for name, held in anew.items() if world.before.get(name, held) != held}
    none_of(name for name in changed if "/figures/" not in name)


def told_by(files: dict[str, bytes], world: World) -> list[tuple[str, str]]:
    return [
        (name, mark)
        for name, held in files.items()
        for mark, secret in found_in(f"{name}\n{held.decode('utf-8', 'replace')}", world)
        if secret != "noticed" or mark.startswith("canary")
    ]


@pytest.mark.parametrize("name", VIEWERS)
def test_what_is_secret_answers_as_what_never_was(
    name: str, world: World, viewer: Callable[[str], Viewer]
) -> None:
    reader, found = viewer(name), []
    for pair in every_pair(world):
        if not pair.address.startswith("/desk/") or name == "bureau" or pair.secret in SAMPLE:
            found += reader.differences(pair)
        if pair.secret in SAMPLE:
            found += reader.differences(pair, "POST")
    none_of(found)


@pytest.mark.parametrize("name", [*VIEWERS, "administrator"])
def test_no_page_tells(name: str, world: World, viewer: Callable[[str], Viewer]) -> None:
    """Every page that names no secret, in both languages, and every question for one."""
    reader, found = viewer(name), []
    for address in plain_addresses(world):
        for place in (address, f"/en{address}"):
            found += reader.leaks(place, reader.ask(place))
    none_of(found)


@pytest.mark.parametrize("name", ["nobody", "bureau"])
def test_no_question_finds(name: str, world: World, viewer: Callable[[str], Viewer]) -> None:
    reader = viewer(name)
    none_of(line for pair in questions(world) for line in reader.differences(pair))


def test_an_administrator_reads_no_drafts(world: World, viewer: Callable[[str], Viewer]) -> None:
    """He keeps bodies and posts; what is being written, or was taken down, is not his."""
    reader = viewer("administrator")
    none_of(
        line
        for pair in every_pair(world)
        for line in reader.leaks(pair.address, reader.ask(pair.address))
    )


def test_the_disclosure_officer_meets_them_there(
    world: World, viewer: Callable[[str], Viewer]
) -> None:
    """The addresses that were asked are those at which the secrets stand."""
    reader = viewer("officer")
    asked = [pair for pair in every_pair(world) if pair.secret in SAMPLE]
    answers = [reader.ask(pair.address).text for pair in asked if "/files/" not in pair.address]
    met = {name for text in answers for _, name in found_in(text, world)}
    assert {"draft", "group", "next", "withheld", "matter"} <= met


def test_nobody_else_is_told(world: World) -> None:
    """Notices and mails of the whole life of every secret go to those who work on it."""
    cast = world.cast
    strangers = [cast.zhao, cast.nobody, cast.sun, cast.gao]
    notices = Notice.objects.filter(recipient__in=strangers)
    told = [f"{one.recipient.username} {one.text} {one.facts} {one.link}" for one in notices]
    mails = Mail.objects.filter(to__in=[person.email for person in strangers])
    told += [f"{mail.to} {mail.subject} {mail.body}" for mail in mails]
    none_of(line for line in told if list(found_in(line, world)))


def test_every_kind_of_file_is_in_the_record_of_the_matrix(world: World) -> None:
    """A kind of finished file that is new must have something to show here, to be searched."""
    baked = {key.kind for key in every_key() if list(KINDS[key.kind].render(key, DAY))}
    none_of(set(KINDS) - baked)


def test_every_address_is_asked(world: World) -> None:
    """An address that is new is asked at once, or fails here until the matrix knows its words."""
    asked = {pair.address for pair in every_pair(world)} | set(plain_addresses(world))
    none_of(route.template for route in routes() if not any(map(route.matches, asked)))


def test_an_unknown_word_in_an_address_is_found(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = path("dossiers/<int:dossier>/", lambda _request: HttpResponse())
    monkeypatch.setattr(get_resolver(), "url_patterns", [*get_resolver().url_patterns, new])
    with pytest.raises(UnknownWord):
        list(every_pair(world))


def test_a_forgotten_rule_of_visibility_is_found(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visibility, "_addressed_to", lambda _viewer: Q())
    told = {mark for _, mark in told_by(rendered(), world)}
    assert {"canary-group-title", "canary-staff-summary", "canary-place-number"} <= told
    assert world.secrets["group"].code in told


def test_a_telling_answer_is_found(
    world: World, viewer: Callable[[str], Viewer], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error page that looks whether there is something: another length, one query more."""
    finished = errors._finished

    def telling(request: HttpRequest, status: int) -> HttpResponse:
        answer = finished(request, status)  # type: ignore[arg-type]
        if Item.objects.filter(code=request.path.split("/")[2]).exists():
            answer["X-Hint"] = str(Item.objects.get(code=request.path.split("/")[2]).section)
        return answer

    monkeypatch.setattr(errors, "_finished", telling)
    code = world.secrets["draft"].code
    found = viewer("nobody").differences(Pair("draft", f"/i/{code}/", "/i/zzzzzzzzzz/"))
    assert ["queries" in line or "headers" in line for line in found] == [True, True]


def test_a_canary_in_an_answer_is_found(world: World, viewer: Callable[[str], Viewer]) -> None:
    code = world.secrets["draft"].code
    for text in ("canary-draft-title", code, "N2026-00001"):
        sheet = Sheet("本机关", "公开栏", DAY, (Paragraph(f"详见{text}。"),))
        packed = archive({"a.xml": text.encode()}, packed=True)
        for body in (f"<p>{text}</p>".encode(), printed(sheet), packed, archive({"a.zip": packed})):
            assert viewer("nobody").leaks("/desk/", Answer(200, {}, body, 0)), body[:40]
    assert viewer("nobody").leaks("/", Answer(200, {"Location": f"/i/{code}/"}, b"", 0))
    assert viewer("nobody").leaks(f"/i/{code}/", Answer(200, {}, code.encode(), 0)) == []
