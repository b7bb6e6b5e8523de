"""Only actions write; a refusal always has its sentence."""

import ast
import importlib
import inspect
from pathlib import Path

from sunshine.kit.errors import registered_codes
from tests.guards.source import PACKAGE, at, calls, dotted, module_name, none_of, python_files, tree

WRITES = {
    *("save", "delete", "create", "update", "bulk_create", "bulk_update"),
    *("get_or_create", "update_or_create", "aupdate", "acreate"),
}


def action_modules() -> list[Path]:
    """Return the modules in which a domain writes."""
    return [
        path
        for path in python_files("sunshine")
        if (path.stem.startswith("actions") or path.parent.name == "actions")
        and path.name != "__init__.py"
    ]


def test_public_functions_of_action_modules_are_actions() -> None:
    plain = []
    for path in action_modules():
        module = importlib.import_module(module_name(path))
        for name, function in inspect.getmembers(module, inspect.isfunction):
            own = function.__module__ == module.__name__
            shown = own and not name.startswith(("_", "why_not"))
            if shown and not hasattr(function, "__sunshine_action__"):
                plain.append(f"{at(path)} {name}")
    none_of(plain)


def test_actions_take_their_time_and_their_person_by_keyword() -> None:
    loose = []
    for path in action_modules():
        module = importlib.import_module(module_name(path))
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ != module.__name__:
                continue
            if hasattr(function, "__sunshine_action__"):
                parameters = inspect.signature(function).parameters
                at_ = parameters.get("at")
                if at_ is None or at_.kind is not inspect.Parameter.KEYWORD_ONLY:
                    loose.append(f"{at(path)} {name}")
    none_of(loose)


def test_every_refusal_has_its_sentence() -> None:
    for path in PACKAGE.rglob("reasons.py"):
        importlib.import_module(module_name(path))
    silent = []
    for path in python_files("sunshine"):
        for call in calls(path):
            if dotted(call.func).split(".")[-1] not in {"Refused", "Reason"} or not call.args:
                continue
            code = call.args[0]
            known = isinstance(code, ast.Constant) and code.value in registered_codes()
            if not known and "kit" not in path.parts and not isinstance(code, ast.Name):
                silent.append(f"{at(path, call.lineno)} {ast.unparse(code)}")
    none_of(silent)


def test_faces_never_write() -> None:
    """The bookkeeping of the record (``public/baking``) is no fact of a domain."""
    writing = [
        f"{at(path, call.lineno)} {dotted(call.func)}"
        for face in ("public", "desk", "api", "screens")
        for path in python_files(f"sunshine/{face}")
        if "baking" not in path.parts and "commands" not in path.parts
        for call in calls(path)
        if _writes(call)
    ]
    none_of(writing)


def test_only_actions_and_the_ground_append_events() -> None:
    names = {module_name(path) for path in action_modules()}
    elsewhere = [
        at(path, node.lineno)
        for path in python_files("sunshine")
        if module_name(path) not in names and "audit" not in path.parts
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom)
        and node.module == "sunshine.audit.log"
        and any(alias.name in {"append", "action"} for alias in node.names)
    ]
    none_of(elsewhere)


def _writes(call: ast.Call) -> bool:
    chain = dotted(call.func).split(".")
    if chain[-1] not in WRITES or len(chain) == 1:
        return False
    if chain[-1] in {"update", "create", "delete"}:
        return "objects" in chain or "filter" in chain
    return "session" not in chain
