"""What an operator can set, run or depend on is documented, and nothing else is."""

import re
import tomllib
from importlib.metadata import packages_distributions

from tests.guards.source import PACKAGE, ROOT, files, none_of, python_files

VARIABLE = re.compile(r"\bSUNSHINE_[A-Z][A-Z_]*[A-Z]\b")
# Of the tests and of the people who build, not of an operator.
INSIDE = {"SUNSHINE_TEST_DATABASE", "SUNSHINE_SKIPS", "SUNSHINE_HYPOTHESIS", "SUNSHINE_DRILL_DATA"}
OPERATE = ROOT / "docs" / "operate.md"
# Used without being imported: build, database driver, the server's own process.
NOT_IMPORTED = {"setuptools", "psycopg", "granian"}


def test_variables_and_their_page_agree() -> None:
    read = {
        name
        for path in python_files("sunshine")
        for name in re.findall(r"[\"'](SUNSHINE_[A-Z_]+)[\"']", path.read_text(encoding="utf-8"))
    }
    told = {
        name.removesuffix("_FILE") for name in VARIABLE.findall(OPERATE.read_text(encoding="utf-8"))
    }
    assert read - INSIDE == told - INSIDE


def test_commands_and_their_page_agree() -> None:
    commands = {
        path.stem.replace("_", "-")
        for path in PACKAGE.glob("*/management/commands/*.py")
        if path.name != "__init__.py"
    }
    page = OPERATE.read_text(encoding="utf-8")
    told = set(re.findall(r"(?:`|bin/|^    )sunshine ([a-z][a-z-]+)", page, re.MULTILINE))
    assert commands - told == set()
    assert told - commands - {"migrate", "check", "collectstatic", "shell", "help"} == set()


def test_every_dependency_has_its_reason() -> None:
    page = next((ROOT / "docs" / "adr").glob("0005-*.md")).read_text(encoding="utf-8")
    told = set(re.findall(r"^\| `([A-Za-z0-9-]+)`", page, re.MULTILINE))
    assert _required("run") | _required("test") == told


def test_every_dependency_is_used() -> None:
    distributions = packages_distributions()
    sources = "\n".join(path.read_text(encoding="utf-8") for path in python_files("sunshine"))
    unused = set()
    for name in _required("run") - NOT_IMPORTED:
        modules = [
            module for module, by in distributions.items() if _plain(name) in map(_plain, by)
        ]
        if not any(re.search(rf"\b{re.escape(module)}\b", sources) for module in modules):
            unused.add(name)
    none_of(unused)


def test_locks_hold_what_is_required() -> None:
    for kind in ("run", "test"):
        lock = (ROOT / "requirements" / f"{kind}.txt").read_text(encoding="utf-8")
        locked = {_plain(name) for name in re.findall(r"^([A-Za-z0-9._-]+)==", lock, re.MULTILINE)}
        assert {_plain(name) for name in _required(kind)} - locked == set()
        assert "index-url" not in lock


def test_links_between_the_documents_lead_somewhere() -> None:
    broken = []
    for page in [*files("*.md", under="docs"), *ROOT.glob("*.md")]:
        targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
        broken += [
            f"{page.name} → {target}"
            for target in targets
            if "://" not in target and not (page.parent / target).exists()
        ]
    none_of(broken)


def test_ADRs_have_their_parts() -> None:  # noqa: N802 - as they are called
    parts = ("Date:", "Status:", "## Context", "## Decision", "## Consequences")
    lacking = [
        f"{path.name} {part}"
        for path in files("*.md", under="docs/adr")
        for part in parts
        if part not in path.read_text(encoding="utf-8")
    ]
    none_of(lacking)


def test_version_is_told_once() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f'"{project["version"]}"' in (PACKAGE / "__init__.py").read_text(encoding="utf-8")


def _required(kind: str) -> set[str]:
    lines = (ROOT / "requirements" / f"{kind}.in").read_text(encoding="utf-8").splitlines()
    return {re.split(r"[\[<>=!~ ]", line)[0] for line in lines if line and line[0] not in "#-"}


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
