"""What may be asked of the lists: parameters with their bounds, and what is wrong with one."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext, gettext_noop, override
from django.utils.translation import gettext_noop as _
from ninja import Field, Schema
from pydantic import AfterValidator, AwareDatetime, BeforeValidator, StringConstraints
from pydantic_core import PydanticCustomError

from sunshine.api.problems import Problem, language_of
from sunshine.api.shapes import Validity

DEFAULT_LIMIT, MOST = 20, 100
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,60}$")]
Short = Annotated[str, StringConstraints(max_length=100, pattern=r"^[^\x00]*$")]
Year = Annotated[int, Field(ge=1949, le=2100)]
_WRITTEN = re.compile(r"\d{4}-\d{2}-\d{2}[T ]")
_WRITTEN_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _written(value: object) -> object:
    """Let through a moment as RFC 3339 writes it; a bare number would be taken for seconds."""
    if isinstance(value, str) and not _WRITTEN.match(value):
        raise PydanticCustomError("datetime_parsing", "not a moment")
    return value


def _written_day(value: object) -> object:
    """Let through a day as ISO 8601 writes it; a bare number would be taken for seconds."""
    if isinstance(value, str) and not _WRITTEN_DAY.fullmatch(value):
        raise PydanticCustomError("date_parsing", "not a day")
    return value


Day = Annotated[date, BeforeValidator(_written_day)]


def _in_utc(value: datetime) -> datetime:
    """Return the moment in UTC; PostgreSQL takes no offset of sixteen hours and more."""
    try:
        return value.astimezone(UTC)
    except OverflowError:  # the first or the last day there is
        return value.replace(tzinfo=UTC)


Moment = Annotated[AwareDatetime, BeforeValidator(_written), AfterValidator(_in_utc)]
LIMIT = _("一页多少条")
CURSOR = _("从哪里接着读：上一页next里的值，原样使用")


class NothingAsked(Schema):
    """Of operations that take no parameter."""


class PageAsked(Schema):
    limit: int = Field(DEFAULT_LIMIT, ge=1, le=MOST, description=LIMIT)
    cursor: str = Field("", max_length=1000, description=CURSOR)


class BodiesAsked(PageAsked):
    below: Slug | None = Field(None, description=_("只要这个机关和它的下级"))


class ItemsAsked(PageAsked):
    body: Slug | None = Field(None, description=_("发布机构的代号"))
    below: bool = Field(False, description=_("连同下级机关"))
    section: Slug | None = Field(None, description=_("栏目的代号"))
    year: Year | None = Field(None, description=_("公开的年份"))
    validity: Validity | None = Field(None, description=_("效力状况"))
    subject: Short | None = Field(None, description=_("主题分类，整词相同"))
    document_number: Short | None = Field(None, description=_("文号，照原文"))
    index_number: Short | None = Field(None, description=_("索引号"))
    made_from: Day | None = Field(None, description=_("生成日期不早于"))
    made_until: Day | None = Field(None, description=_("生成日期不晚于"))
    changed_since: Moment | None = Field(
        None, description=_("在此之后公开或者变动过；带时区，例如2026-03-01T00:00:00+08:00")
    )
    order: Literal["newest", "oldest"] = Field(
        "newest", description=_("最近公开的在前，或者最早公开的在前")
    )


WRONG = {
    "int_parsing": gettext_noop("应当是整数"),
    "bool_parsing": gettext_noop("应当是true或者false"),
    "greater_than_equal": gettext_noop("不能小于%(ge)s"),
    "less_than_equal": gettext_noop("不能大于%(le)s"),
    "string_too_long": gettext_noop("不能超过%(max_length)s个字符"),
    "string_pattern_mismatch": gettext_noop("含有不允许的字符"),
    "literal_error": gettext_noop("应当是其中之一：%(expected)s"),
    "date": gettext_noop("应当是日期，例如2026-03-01"),
    "datetime": gettext_noop("应当是带时区的时间，例如2026-03-01T00:00:00+08:00"),
    "timezone_aware": gettext_noop("应当是带时区的时间，例如2026-03-01T00:00:00+08:00"),
    "missing": gettext_noop("必须填写"),
    "unknown": gettext_noop("接口没有这个参数"),
    "other": gettext_noop("不符合接口说明"),
}


def wrong(request: HttpRequest, parameter: str, kind: str, **facts: object) -> dict[str, str]:
    """Return what is wrong with a parameter, in the language that is asked for."""
    known = kind if kind in WRONG else next((k for k in ("datetime", "date") if k in kind), "other")
    with override(language_of(request)):
        return {"parameter": parameter, "message": gettext(WRONG[known]) % facts}


def refuse_unknown(request: HttpRequest, asked: type[Schema] = NothingAsked) -> None:
    """Raise Problem if the address bears a parameter that is not ours, or one twice.

    A filter that is silently left out would answer another question than the one asked.
    """
    odd = [name for name in request.GET if name not in asked.model_fields]
    if odd:
        errors = [wrong(request, name[:60], "unknown") for name in odd]
        raise Problem("unknown-parameter", errors=errors)


def errors_of(request: HttpRequest, found: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Return what pydantic found, as sentences."""
    return [
        wrong(request, str(one["loc"][-1]), str(one["type"]), **(one.get("ctx") or {}))
        for one in found
    ]
