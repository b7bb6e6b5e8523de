"""What went wrong, as data (RFC 9457): a stable code, a sentence, and what to do next."""

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext, gettext_noop

CONTENT_TYPE = "application/problem+json"

_RETRY_SECONDS = "30"

TITLES = {
    "bad-parameter": gettext_noop("参数不对"),
    "unknown-parameter": gettext_noop("没有这个参数"),
    "bad-cursor": gettext_noop("翻页的位置无法识别"),
    "bad-request": gettext_noop("请求无法识别"),
    "not-found": gettext_noop("没有找到"),
    "method-not-allowed": gettext_noop("只能读取"),
    "too-many-requests": gettext_noop("请求太多"),
    "search-unavailable": gettext_noop("暂时不能搜索"),
    "unavailable": gettext_noop("暂时不能用"),
    "broken": gettext_noop("出了故障"),
}
DETAILS = {
    "bad-parameter": gettext_noop("请按errors里的说明改正，再试一次。"),
    "unknown-parameter": gettext_noop("请对照接口说明，去掉或者改正errors里列出的参数。"),
    "bad-cursor": gettext_noop(
        "cursor须原样使用上一次答复里next的值，条件也不能改变。请从第一页重新读取。"
    ),
    "bad-request": gettext_noop("请对照接口说明检查地址和请求头。"),
    "not-found": gettext_noop("这个地址没有内容。请从列表里取编号，或者检查拼写。"),
    "method-not-allowed": gettext_noop("本接口只供读取。请用GET、HEAD或者OPTIONS。"),
    "too-many-requests": gettext_noop(
        "请按Retry-After等候，再继续读取；大批读取请用开放数据文件。"
    ),
    "search-unavailable": gettext_noop(
        "搜索的索引正在恢复，其他接口照常可用。请按Retry-After稍后再试，或者改用/api/v1/catalogue。"
    ),
    "unavailable": gettext_noop("数据库暂时没有回应。请按Retry-After稍后再试。"),
    "broken": gettext_noop("我们已经记下这个故障。请稍后再试；一直这样的，请告诉我们。"),
}
BY_STATUS = {
    400: "bad-request",
    404: "not-found",
    405: "method-not-allowed",
    429: "too-many-requests",
    503: "unavailable",
}


class Problem(Exception):
    """Ends an operation: the answer is the problem ``code``."""

    def __init__(
        self, code: str, *, status: int = 400, errors: Sequence[Mapping[str, str]] = ()
    ) -> None:
        super().__init__(code)
        self.code, self.status, self.errors = code, status, errors


def answer(
    request: HttpRequest,
    code: str,
    *,
    status: int,
    errors: Sequence[Mapping[str, str]] = (),
) -> HttpResponse:
    """Return the problem in the language that the reader asks for, Chinese if for none."""
    with translation.override(language_of(request)):
        content: dict[str, object] = {
            "type": f"{settings.SITE_URL.rstrip('/')}/api/#problem-{code}",
            "title": gettext(TITLES[code]),
            "status": status,
            "detail": gettext(DETAILS[code]),
            "code": code,
        }
    if errors:
        content["errors"] = list(errors)
    text = json.dumps(content, ensure_ascii=False, indent=1)
    response = HttpResponse(f"{text}\n".encode(), status=status, content_type=CONTENT_TYPE)
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        response["Retry-After"] = _RETRY_SECONDS
    response["Cache-Control"] = "no-store"
    return response


def language_of(request: HttpRequest) -> str:
    """Return "en" if English is asked for before Chinese, else "zh-hans"."""
    wanted = request.headers.get("Accept-Language", "").lower()
    names = [part.partition(";")[0].strip()[:2] for part in wanted.split(",")]
    first = next((name for name in names if name in {"en", "zh"}), "zh")
    return "en" if first == "en" else "zh-hans"


def code_of(status: int) -> str:
    """Return the code of a problem that only has its status."""
    if status in BY_STATUS:
        return BY_STATUS[status]
    return "bad-request" if status < HTTPStatus.INTERNAL_SERVER_ERROR else "broken"
