"""Small files, small functions, honest names, nothing unfinished."""

import ast
import re
import tomllib

from tests.guards.source import (
    PACKAGE,
    ROOT,
    Function,
    at,
    dotted,
    files,
    functions,
    none_of,
    python_files,
    texts,
    tree,
)

LONGEST_FILE = 400
LONGEST_FUNCTION = 40
EMPTY_NAMES = {
    *("utils", "util", "helpers", "helper", "managers", "manager", "services", "service"),
    *("common", "misc", "tools", "base", "core", "stuff", "various"),
}
# Parted so that this file does not hold what it looks for.
UNFINISHED = re.compile(
    "|".join(
        [r"\bTO" + "DO\\b", "FIX" + "ME", "coming " + "soon", "敬请" + "期待", "正在" + "建设"]
    )
)
MACHINE = re.compile(r"(?<![\w.])/(?:wor" + "k|ro" + r"ot|tmp/(?:wt|venv|team|home-))/|/opt/[a-z]")
BARE = re.compile(r"#\s*(?:noqa(?!:)|type:\s*ignore(?!\[))", re.IGNORECASE)
CLOCKS = {"timezone.now", "datetime.now", "datetime.utcnow", "date.today", "timezone.localdate"}
FORBIDDEN_MODULES = ("random", "django.contrib.admin", "django.dispatch")


def test_files_are_short() -> None:
    written = python_files() + files("*.html", "*.js", "*.css", under="sunshine")
    long = {
        at(path): lines
        for path in written
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    }
    none_of(long)


def test_functions_are_short() -> None:
    long = [
        f"{at(path, node.lineno)} {node.name}"
        for path in python_files()
        for node in functions(path)
        if (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    ]
    none_of(long)


def test_imports_stand_at_the_top() -> None:
    hidden = [
        at(path, node.lineno)
        for path in python_files()
        for function in functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
        and not (path.name == "apps.py" and function.name == "ready")
    ]
    none_of(hidden)


def test_modules_are_named_for_what_they_hold() -> None:
    none_of([at(path) for path in python_files() if path.stem in EMPTY_NAMES])
    assert [
        at(path) for path in PACKAGE.rglob("*") if path.is_dir() and path.name in EMPTY_NAMES
    ] == []


def test_nothing_is_unfinished() -> None:
    none_of(_lines_with(UNFINISHED))


def test_no_path_of_one_machine() -> None:
    none_of(_lines_with(MACHINE))


def test_suppressions_name_what_they_suppress() -> None:
    bare = [
        at(path, number)
        for path in python_files()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if BARE.search(line)
    ]
    none_of(bare)


def test_public_names_are_documented() -> None:
    silent = []
    for path in python_files("sunshine"):
        module = tree(path)
        frame = path.name == "apps.py" or "commands" in path.parts
        if module.body and ast.get_docstring(module) is None and not frame:
            silent.append(at(path))
        silent += [
            f"{at(path, node.lineno)} {node.name}"
            for node in module.body
            if isinstance(node, Function)
            and not node.name.startswith("_")
            and ast.get_docstring(node) is None
        ]
    none_of(silent)


def test_functions_are_typed() -> None:
    untyped = [
        f"{at(path, node.lineno)} {node.name}"
        for path in python_files("sunshine")
        for node in functions(path)
        if node.returns is None
    ]
    none_of(untyped)


def test_time_is_an_argument_of_a_domain() -> None:
    """Faces, commands, the worker's frame and the wiring may look at the clock; nobody else."""
    may = {"public", "desk", "api", "screens", "config", "jobs", "ui"}
    looking = [
        at(path, node.lineno)
        for path in python_files("sunshine")
        if path.relative_to(PACKAGE).parts[0] not in may and "commands" not in path.parts
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and ".".join(dotted(node.func).split(".")[-2:]) in CLOCKS
    ]
    none_of(looking)


def test_no_hidden_hooks_and_no_weak_chance() -> None:
    """Signals act behind the reader's back, the admin writes past the actions, random is weak."""
    found = []
    for path in python_files("sunshine"):
        for node in ast.walk(tree(path)):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [f"{node.module}.{alias.name}" for alias in node.names]
            found += [
                f"{at(path, node.lineno)} {name}"
                for name in names
                if name.startswith(FORBIDDEN_MODULES)
                or "GenericForeignKey" in name
                or (".signals." in name and not name.endswith(".post_migrate"))
            ]
    none_of(found)


def test_warnings_are_errors() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert settings["tool"]["pytest"]["ini_options"]["filterwarnings"][0] == "error"


def _lines_with(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{at(path, number)} {line.strip()[:80]}"
        for path in texts()
        for number, line in enumerate(
            path.read_text(encoding="utf-8", errors="replace").splitlines(), 1
        )
        if pattern.search(line)
    ]
