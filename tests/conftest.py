"""What every test may ask for: people, houses with real processes, a real browser."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from django.utils import translation
from hypothesis import settings as hypothesis_settings
from playwright.sync_api import Browser, Page, sync_playwright
from psycopg import sql

from tests.browsing import CHROMIUM, DESKTOP, FLAGS, PHONE
from tests.cast import Cast, cast_people
from tests.house import House, Site, copy_home
from tests.unguarded import let_flush_pass

hypothesis_settings.register_profile("house", deadline=None, derandomize=True)
hypothesis_settings.register_profile("search", deadline=None, max_examples=2000)
hypothesis_settings.load_profile(os.environ.get("SUNSHINE_HYPOTHESIS", "house"))

# Of real data, and so only where it is: make drill.
collect_ignore = [] if os.environ.get("SUNSHINE_DRILL_DATA") else ["drill"]


# Who asks for one of these, or is marked so, meets a database.
DATABASE = {"db", "transactional_db", "django_db_setup", "model_home"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what meets a database, and what needs a browser."""
    for item in items:
        if item.get_closest_marker("django_db") or DATABASE & set(
            getattr(item, "fixturenames", ())
        ):
            item.add_marker("database")
        if {"page", "chromium"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("browser")


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a session that skipped anything where skips are forbidden (SUNSHINE_SKIPS=forbid)."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("SUNSHINE_SKIPS") != "forbid" or reporter is None:
        return
    skipped = len(reporter.stats.get("skipped", []))
    if skipped and session.exitstatus == 0:
        reporter.write_line(f"{skipped} skipped, and SUNSHINE_SKIPS forbids it", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(autouse=True)
def _own_language() -> None:
    """Let no test speak the language in which the one before it read a page."""
    translation.deactivate()


@pytest.fixture
def cast(db: None) -> Cast:
    """Return the fixed people and the bodies they work for."""
    return cast_people()


@pytest.fixture(scope="session")
def model_home(tmp_path_factory: pytest.TempPathFactory) -> House:
    """Return a house that is migrated and has its static files; copies are made of it."""
    home = tmp_path_factory.mktemp("model-home")
    house = House(home, _own_database(f"model_{os.getpid()}"))
    house.run("migrate", "--no-input", "--verbosity", "0")
    house.run("collectstatic", "--no-input", "--verbosity", "0")
    return house


@pytest.fixture(scope="session")
def build_house(
    model_home: House, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[], House]]:
    """Return a function that builds an empty, migrated house; all are closed at the end."""
    built: list[House] = []

    def build() -> House:
        home = tmp_path_factory.mktemp("house") / "home"
        copy_home(model_home.home, home)
        model = _database_name(model_home.database_url)
        number = len(built)
        built.append(House(home, _own_database(f"house_{os.getpid()}_{number}", model)))
        return built[-1]

    yield build
    for house in built:
        house.close()


@pytest.fixture
def house(build_house: Callable[[], House]) -> Iterator[House]:
    """Return an empty, migrated house for this test alone."""
    made = build_house()
    yield made
    made.close()


@pytest.fixture(scope="session")
def sample_site(build_house: Callable[[], House]) -> Site:
    """Return a running site with the sample province; tests that share it only read."""
    house = build_house()
    house.extra["SUNSHINE_SAMPLE"] = "1"
    house.run("sample", "--if-empty")
    return house.serve()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Return the browser; skip where there is none."""
    if not CHROMIUM.exists():
        pytest.skip("Chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(params=["390", "1280"])
def page(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Return a fresh page, once as wide as a phone and once as a desk; page errors fail the test.

    Ask for one width with ``@pytest.mark.parametrize("page", ["1280"], indirect=True)``.
    """
    context = chromium.new_context(
        viewport=PHONE if request.param == "390" else DESKTOP, locale="zh-CN"
    )
    context.set_default_timeout(10_000)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
    yield page
    context.close()
    # The tests cut lines and end sessions; the browser and htmx each say so once.
    lost = ("Failed to load resource", "htmx:afterRequest", "htmx:sendError", "htmx:responseError")
    assert [line for line in errors if not line.startswith(lost)] == []


@pytest.fixture
def pictures(request: pytest.FixtureRequest) -> str:
    """Return a name for pictures of this test, safe as the name of a file."""
    return "".join(c if c.isalnum() else "-" for c in request.node.name).strip("-")


def _database_name(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[2]


def _own_database(name: str, model: str = "") -> str:
    """Create a database beside the one of the tests and return its address; "" for SQLite."""
    if connection.vendor != "postgresql":
        return ""
    url = os.environ["SUNSHINE_DATABASE_URL"]
    with psycopg.connect(url.replace("/sunshine?", "/postgres?"), autocommit=True) as session:
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        session.execute(
            statement.format(sql.Identifier(name), sql.Identifier(model or "template0"))
        )
    return url.replace("/sunshine?", f"/{name}?")


def pytest_configure(config: pytest.Config) -> None:
    """Make the directory in which pictures and logs of the tests are kept."""
    Path("test-output").mkdir(exist_ok=True)
    let_flush_pass()
