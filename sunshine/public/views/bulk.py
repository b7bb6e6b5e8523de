"""Open data in bulk: the page that names the files, and sending them without the database."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from sunshine.orgs.models import Body
from sunshine.public.bulk.shards import BULK_COLUMNS
from sunshine.public.face import answer, frame
from sunshine.ui.shell import Crumb, PageMeta

_OPEN = "public, max-age=0, must-revalidate"
_TEXT, _DAY = gettext_lazy("文字"), gettext_lazy("日期，如2026-11-24；没有的为空")
# What the columns hold, in their order: the form of a value, and what it means.
_MEANINGS: dict[str, tuple[str | Promise, str | Promise]] = {
    "index_number": (_TEXT, gettext_lazy("编定后不变，不再用于别的信息")),
    "title": (_TEXT, gettext_lazy("信息的标题")),
    "summary": (_TEXT, gettext_lazy("一两句话的概述")),
    "document_number": (_TEXT, gettext_lazy("照原文；没有文号的为空")),
    "body": (_TEXT, gettext_lazy("机关现在的全称")),
    "section": (_TEXT, gettext_lazy("公开栏目的名称")),
    "subject": (_TEXT, gettext_lazy("主题分类；没有分类的为空")),
    "made_on": (_DAY, gettext_lazy("信息形成的日期")),
    "published_at": (gettext_lazy("时间，带时区"), gettext_lazy("在本网站公开的时间")),
    "in_force_on": (_DAY, gettext_lazy("从哪一天起施行")),
    "repealed_on": (_DAY, gettext_lazy("从哪一天起废止")),
    "validity": (
        gettext_lazy("代号"),
        gettext_lazy("valid有效，partly部分失效，repealed废止，expired失效，unknown未标注"),
    ),
    "keywords": (gettext_lazy("列表；CSV里用“；”隔开"), gettext_lazy("便于查找的词")),
    "edition": (gettext_lazy("整数"), gettext_lazy("现行的是第几版")),
    "source_index_number": (_TEXT, gettext_lazy("从别处转来的，原来的索引号")),
    "address": (gettext_lazy("网址"), gettext_lazy("信息所在的网页，长期不变")),
    "text": (_TEXT, gettext_lazy("全部正文，不带格式，一段一行")),
}
_TYPES = {".gz": "application/gzip", ".json": "application/json"}


@require_safe
def send_bulk(request: HttpRequest, name: str) -> HttpResponseBase:
    """Send one file; 304 if the reader has it."""
    file = Path(settings.OPEN_DATA_DIR) / name
    try:
        status, stream = file.stat(), file.open("rb")
    except OSError:
        raise Http404 from None
    etag = f'"{status.st_mtime_ns:x}-{status.st_size:x}"'
    if request.headers.get("If-None-Match") == etag:
        stream.close()
        response: HttpResponseBase = HttpResponseNotModified()
    else:
        kind = _TYPES.get(file.suffix, "text/plain; charset=utf-8")
        response = FileResponse(stream, content_type=kind)
    response["ETag"] = etag
    response["Cache-Control"] = _OPEN
    response["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
def show_open_data(request: HttpRequest) -> HttpResponse:
    """Name every bulk file with its size, day and checksum, and what the columns mean.

    Two queries. What it says of the files is their manifest, so that both are one.
    """
    shell, title = frame(request), _("开放数据")
    manifest = _manifest()
    shards = manifest.get("shards", [])
    by_body: dict[str, list[dict[str, Any]]] = {}
    for shard in shards:
        by_body.setdefault(shard["body"], []).append(shard)
    bodies = Body.objects.filter(slug__in=by_body).order_by("path")
    files = [file for shard in shards for file in shard["files"].values()]
    context = {
        "title": title,
        "bodies": [(body, by_body[body.slug][::-1]) for body in bodies],
        "day": date.fromisoformat(manifest["day"]) if manifest.get("day") else None,
        "items": sum(shard["items"] for shard in shards),
        "count": len(files),
        "size": sum(file["bytes"] for file in files),
        "columns": [(name, BULK_COLUMNS[name], *said) for name, said in _MEANINGS.items()],
        "crumbs": [Crumb(_("首页"), shell.root_url), Crumb(title)],
        "meta": PageMeta(column_name=title, column_type=title),
    }
    return answer(request, "public/open_data.html", context, shell=shell, cache=_OPEN)


def _manifest() -> dict[str, Any]:
    """Return what the manifest says, nothing where none was written yet."""
    try:
        read = json.loads((Path(settings.OPEN_DATA_DIR) / "manifest.json").read_bytes())
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}
