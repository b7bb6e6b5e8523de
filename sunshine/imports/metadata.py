"""What comes with documents: heads of tables and keys of lists, read into ``Known``. Pure.

Chinese and English heads of tables, the keys of lists of national and local portals.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from sunshine.imports import days, organs, recognising
from sunshine.imports.known import Known

_NAMES: Mapping[str, tuple[str, ...]] = {
    "file": ("文件名", "文件", "文件路径", "路径", "附件名", "file", "filename", "path"),
    "title": ("标题", "题名", "名称", "文件标题", "信息名称", "title"),
    "document_number": ("文号", "发文字号", "文件编号", "doc_number", "document_number", "number"),
    "issuers": (
        *(
            "发文机关",
            "发布机构",
            "制发机关",
            "发文单位",
            "发布单位",
            "信息来源",
            "来源",
            "成文机关",
        ),
        *("issuer", "issuers", "publisher", "source"),
    ),
    "made_on": (
        *("成文日期", "生成日期", "形成日期", "发文日期", "印发日期"),
        *("written_date", "made_on", "date_made", "written"),
    ),
    "published_on": (
        "发布日期",
        "公布日期",
        "公开日期",
        "发布时间",
        "publish_date",
        "published_on",
    ),
    "in_force_on": ("施行日期", "生效日期", "实施日期", "in_force_on", "effective_date"),
    "repealed_on": ("废止日期", "失效日期", "repealed_on", "expiry_date"),
    "version_on": ("版本日期", "版次日期", "version_date", "version_on"),
    "validity": ("效力", "有效性", "时效性", "效力状态", "validity", "status"),
    "subject": ("主题", "主题分类", "分类", "theme", "subject", "category"),
    "keywords": ("主题词", "关键词", "subject_words", "keywords"),
    "summary": ("内容概述", "摘要", "概述", "summary", "abstract"),
    "index_number": ("索引号", "index_number", "index"),
    "address": ("来源网址", "网址", "链接", "原文链接", "url", "address", "link"),
    "text": ("正文", "内容", "全文", "body", "text", "content", "html"),
}
_FIELD_OF = {name: field for field, names in _NAMES.items() for name in names}
_NOTHING = frozenset({"", "none", "null", "-", "—", "无", "不详", "n/a", "nan"})
_LONGEST = {"document_number": 80, "subject": 60, "index_number": 60, "summary": 200}


def field_of(head: str) -> str:
    """Return which field a table's head or a list's key means, "" if none of ours."""
    return _FIELD_OF.get(re.sub(r"[\s*：:（()）]", "", head).lower(), "")


def by_field(entry: Mapping[str, Any]) -> dict[str, str]:
    """Return the values of ``entry`` by our fields, as text; what says nothing is left out."""
    found: dict[str, str] = {}
    for head, value in entry.items():
        field, text = field_of(str(head)), _as_text(value)
        if field and text.strip().lower() not in _NOTHING:
            found.setdefault(field, text if field == "text" else text.strip())
    return found


def known_of(values: Mapping[str, str]) -> Known:
    """Return the facts that ``values`` (by_field) give; a day that is none is remarked."""
    read = {name: days.read(values[name]) for name in _DAYS if name in values}
    remarks = tuple("import-day-unreadable" for day in read.values() if day is None)
    given = {name: day for name, day in read.items() if day is not None}
    return Known(
        title=" ".join(values.get("title", "").split())[: recognising.LONGEST_TITLE],
        document_number=organs.number_read(values.get("document_number", ""))[:80],
        issuers=_issuers(values.get("issuers", "")),
        validity=recognising.validity_of(values.get("validity", "")),
        subject=_subject(values.get("subject", "")),
        keywords=_keywords(values.get("keywords", "")),
        summary="".join(values.get("summary", "").splitlines())[: recognising.LONGEST_SUMMARY],
        index_number=values.get("index_number", "")[:60],
        address=values.get("address", "")[:500],
        remarks=remarks[:1],
        **given,
    )


_DAYS = ("made_on", "published_on", "in_force_on", "repealed_on", "version_on")


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, list | tuple):
        return "、".join(_as_text(one) for one in value)
    return str(value) if isinstance(value, str | int | float) else ""


def _issuers(text: str) -> tuple[str, ...]:
    """Return the organs named; a text that is no list of organs is one name as it stands."""
    return organs.organs_in(text) or ((text[:60],) if text else ())


def _subject(text: str) -> str:
    return re.sub(r"\s*[\\/>]+\s*", " / ", text)[: _LONGEST["subject"]]


def _keywords(text: str) -> tuple[str, ...]:
    words = (word.strip("△ ") for word in re.split(r"[\s、，,;；\u3000]+", text))
    return tuple(dict.fromkeys(word[:30] for word in words if word))[:12]
