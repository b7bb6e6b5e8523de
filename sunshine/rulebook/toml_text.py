"""Writing the little TOML that the law in the data needs: tables of texts, days and numbers."""

import json
from collections.abc import Mapping
from datetime import date


def toml_text(content: Mapping[str, object]) -> str:
    """Return ``content`` as TOML that ``tomllib`` reads back to the same.

    Raises ValueError for a kind of value that the data files do not have.
    """
    return "".join(f"{key} = {_top(value)}\n" for key, value in content.items())


def _top(value: object) -> str:
    """Return a value of the first level: a list of tables takes a line for each."""
    if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
        lines = "".join(f"    {_value(one)},\n" for one in value)
        return f"[\n{lines}]"
    return _value(value)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        # JSON leaves the delete character as it is, which TOML refuses.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if type(value) is date:
        return value.isoformat()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_value(one)}" for key, one in value.items()) + " }"
    raise ValueError(f"{value!r} has no place in a data file")
