"""The project's own files, as the guards read them."""

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "sunshine"
TREES = ("sunshine", "tests", "bench", "docs", "deploy", "requirements", ".ci")
TEXT = {".py", ".html", ".txt", ".css", ".js", ".md", ".toml", ".po", ".svg", ".in", ".csv"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def files(*patterns: str, under: str = "") -> list[Path]:
    """Return the files of the project that match one of the patterns, sorted."""
    roots = [ROOT / under] if under else [ROOT / tree for tree in TREES]
    return sorted(
        path
        for root in roots
        for pattern in patterns
        for path in root.rglob(pattern)
        if path.is_file() and "__pycache__" not in path.parts
    )


def texts() -> list[Path]:
    """Return every text file of the project, those at its root included."""
    loose = [path for path in ROOT.iterdir() if path.is_file()]
    within = [path for path in files("*") if path.suffix in TEXT or path.parent.name == ".ci"]
    return sorted([path for path in loose if path.name != ".git"] + within)


def python_files(under: str = "") -> list[Path]:
    """Return the Python files that are written by hand: migrations are not."""
    return [path for path in files("*.py", under=under) if "migrations" not in path.parts]


@cache
def tree(path: Path) -> ast.Module:
    """Return the syntax tree of a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def functions(path: Path) -> Iterator[Function]:
    """Yield every function and method of a file."""
    for node in ast.walk(tree(path)):
        if isinstance(node, Function):
            yield node


def calls(path: Path) -> Iterator[ast.Call]:
    """Yield every call in a file."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield node


def dotted(node: ast.AST) -> str:
    """Return a chain of names and calls as text, without facts: ``Item.objects.filter.update``."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    if isinstance(node, ast.Call):
        return dotted(node.func)
    return "?"


def none_of(found: Iterable[object]) -> None:
    """Fail with every place found, one on each line; pytest would cut the list short."""
    lines = [str(place) for place in found]
    if lines:
        pytest.fail(f"{len(lines)} found:\n" + "\n".join(lines), pytrace=False)


def at(path: Path, line: int = 0) -> str:
    """Return where something stands, for the message of a guard."""
    place = path.relative_to(ROOT).as_posix()
    return f"{place}:{line}" if line else place


def module_name(path: Path) -> str:
    """Return the dotted name of a module of the project."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
