"""The description of the interface (OpenAPI 3.1): made from the code, said in two languages."""

from copy import deepcopy
from functools import cache
from typing import Any

from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from sunshine.api.interface import api
from sunshine.api.problems import CONTENT_TYPE
from sunshine.api.reading import site
from sunshine.api.shapes import Problem

_SAID = frozenset({"title", "summary", "description"})
_GOOD = _("答复")
_REFUSALS = {
    "400": _("参数不对，errors里写明是哪一个、为什么"),
    "404": _("没有这一条；不公开的与从来没有的，答复完全相同"),
    "405": _("只能读取"),
    "429": _("这一分钟里读得太多，请按Retry-After等候"),
    "503": _("暂时不能用，请按Retry-After再试"),
}
_UNCHANGED = _("没有变化：与If-None-Match里的ETag相同")
_MOVED = _("已转移，Location是新的地址")
_HEADERS = {
    "ETag": _("内容的标识，下次用If-None-Match带回"),
    "RateLimit-Limit": _("每个网址每分钟可以读取多少次"),
    "RateLimit-Remaining": _("这一分钟还可以读取多少次"),
    "RateLimit-Reset": _("再过多少秒重新计数"),
}
_RETRY = _("再过多少秒可以再试")


@cache
def description(language: str) -> dict[str, Any]:
    """Return the description in "zh-hans" or "en"; the same object every time."""
    schema: dict[str, Any] = deepcopy(dict(api.get_openapi_schema(path_prefix="/api/v1/")))
    for path, operations in schema["paths"].items():
        _tell_answers(path, operations["get"])
    shapes = schema["components"]["schemas"]
    shapes["Problem"] = Problem.model_json_schema()
    for name in [name for name in shapes if name.endswith("Asked")]:
        del shapes[name]
    for shape in shapes.values():
        # Docstrings of the code are no texts for readers.
        shape.pop("description", None)
        for fact in shape["properties"].values():
            fact.pop("title", None)
    schema["servers"] = [{"url": site("")}]
    with translation.override(language):
        said: dict[str, Any] = _said(schema)
    return said


def _tell_answers(path: str, operation: dict[str, Any]) -> None:
    answers = operation["responses"]
    good = answers.pop(200)
    good |= {"description": _GOOD, "headers": _headers(_HEADERS)}
    told = {"200": good, "304": {"description": _UNCHANGED}}
    if path.endswith("/items/{code}"):
        told["301"] = {"description": _MOVED}
    for status, text in _REFUSALS.items():
        told[status] = {
            "description": text,
            "content": {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        if status in {"429", "503"}:
            told[status]["headers"] = _headers({"Retry-After": _RETRY})
    operation["responses"] = told


def _headers(texts: dict[str, str]) -> dict[str, Any]:
    return {
        name: {
            "description": text,
            "schema": {"type": "string" if name == "ETag" else "integer"},
        }
        for name, text in texts.items()
    }


def _said(node: Any) -> Any:
    """Return the description with its texts in the language that is active."""
    if isinstance(node, dict):
        return {
            key: gettext(value) if key in _SAID and isinstance(value, str) else _said(value)
            for key, value in node.items()
        }
    return [_said(one) for one in node] if isinstance(node, list) else node
