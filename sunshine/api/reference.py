"""The description as a page that people read: operations, parameters, shapes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Row:
    """A parameter or a field: its name, its kind in words, what it means."""

    name: str
    kind: str
    text: str
    shape: str = ""  # the shape that it refers to, "" for none


@dataclass(frozen=True, slots=True)
class Operation:
    """One address with its parameters and the shape of its answer."""

    name: str
    path: str
    summary: str
    text: str
    parameters: list[Row]
    shape: str


@dataclass(frozen=True, slots=True)
class Shape:
    """The fields of an object."""

    name: str
    fields: list[Row]


def operations_of(schema: Mapping[str, Any]) -> list[Operation]:
    """Return the operations in the order of the description."""
    found = []
    for path, methods in schema["paths"].items():
        get = methods["get"]
        answer = get["responses"]["200"]["content"]["application/json"]["schema"]
        found.append(
            Operation(
                name=get["operationId"],
                path=path,
                summary=get["summary"],
                text=get["description"],
                parameters=[
                    _row(one["name"], {**one["schema"], **_text_of(one)})
                    for one in get["parameters"]
                ],
                shape=_name(answer["$ref"]),
            )
        )
    return found


def shapes_of(schema: Mapping[str, Any]) -> list[Shape]:
    """Return the shapes that answers refer to, by name."""
    shapes = schema["components"]["schemas"]
    return [
        Shape(name, [_row(key, fact) for key, fact in shapes[name]["properties"].items()])
        for name in sorted(shapes)
    ]


def _text_of(parameter: Mapping[str, Any]) -> dict[str, str]:
    text = parameter.get("description") or parameter["schema"].get("description") or ""
    return {"description": text}


def _row(name: str, fact: Mapping[str, Any]) -> Row:
    kind, shape = _kind(fact)
    return Row(name, kind, fact.get("description", ""), shape)


def _kind(fact: Mapping[str, Any]) -> tuple[str, str]:
    """Return in words what a value is, and the shape it refers to."""
    if "$ref" in fact:
        return "", _name(fact["$ref"])
    if "anyOf" in fact:
        parts = [_kind(one) for one in fact["anyOf"]]
        kind = _("或").join(kind for kind, _shape in parts if kind)
        return kind, next((shape for _kind_, shape in parts if shape), "")
    if "enum" in fact:
        return " | ".join(str(one) for one in fact["enum"]), ""
    if fact.get("type") == "array":
        kind, shape = _kind(fact["items"])
        return _("列表：%(of)s") % {"of": kind} if kind else _("列表"), shape
    formats = {"date": _("日期"), "date-time": _("时间")}
    names = {
        "string": _("文字"),
        "integer": _("整数"),
        "number": _("数"),
        "boolean": _("是或否"),
        "object": _("对象"),
        "null": "null",
    }
    kind = formats.get(fact.get("format", "")) or names.get(fact.get("type", ""), "")
    if "minimum" in fact and "maximum" in fact:
        kind += f" {fact['minimum']}–{fact['maximum']}"
    return kind, ""


def _name(reference: str) -> str:
    return reference.rpartition("/")[2]
