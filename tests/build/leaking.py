"""Something that should never have been published, out in every output, in a running house."""

import io
from datetime import timedelta
from typing import Any

from django.utils import timezone

from sunshine.orgs.models import Hall, Person
from sunshine.publishing.actions.attachments import attach, replace
from sunshine.publishing.actions.places import post_at_place
from sunshine.publishing.actions.previews import make_preview
from sunshine.publishing.actions.release import publish
from sunshine.publishing.models import EditionKind, Incident, Item
from tests.build.release import AT, approved, draft, next_draft, published
from tests.cast import Cast

# Words that stand nowhere else, and where they were.
LEAKED = {
    "title": "泄甲标题",
    "summary": "泄乙概述",
    "text": "泄丙正文",
    "number": "泄丁发",
    "file": "泄戊附件内容",
    "name": "泄己文件名",
    "old title": "泄庚旧标题",
    "old text": "泄辛旧正文",
    "old file": "泄壬旧附件内容",
    "old name": "泄癸旧文件名",
    "note": "泄子修订说明",
}


def leak() -> dict[str, Any]:
    """Publish an item in two editions, with files, a preview and a posting; return its names."""
    cast = known_cast()
    for slug in ("heping-one", "heping-two"):
        Hall.objects.create(body=cast.heping, slug=slug, name=slug)
    old = draft(
        cast,
        title=f"关于{LEAKED['old title']}的公告",
        content=f"<p>第一条　{LEAKED['old text']}，这是不应当公开的一句话。</p>",
        document_number=f"{LEAKED['number']}〔2026〕1号",
        summary=LEAKED["summary"],
    )
    former = attach(old, **_file("old file", "old name", cast))
    item = published(cast, old)
    new = next_draft(
        item,
        cast,
        kind=EditionKind.MAJOR,
        title=f"关于{LEAKED['title']}的公告",
        content=f"<p>第一条　{LEAKED['text']}，这也是不应当公开的一句话。</p>",
        change_note=LEAKED["note"],
    )
    file = replace(new, former, **_file("file", "name", cast))
    _link, token = make_preview(new, reader=cast.wang, by=cast.li, at=timezone.now())
    publish(approved(cast, new), by=cast.wu, at=AT + timedelta(minutes=1))
    until = AT.date() + timedelta(days=30)
    how = {"posted_on": AT.date(), "until": until, "by": cast.li, "at": AT}
    post_at_place(item, place="中心市场", **how)  # type: ignore[arg-type]
    other = published(cast, draft(cast))
    names = {"code": item.code, "file": file.code, "token": token, "other": other.code}
    return names | {"index": item.index_number}


def known_cast() -> Cast:
    """Return the cast as far as publishing needs it, of a house that has it already."""
    people = {person.username: person for person in Person.objects.all()}
    bodies = {name: people[who].body for name, who in {"heping": "li", "shenyang": "ma"}.items()}
    names = ("li", "lin", "chen", "xu", "qian", "zhou", "wu", "he", "wang")
    facts: dict[str, Any] = dict.fromkeys(Cast.__dataclass_fields__)
    return Cast(**facts | bodies | {name: people[name] for name in names})


def _file(text: str, name: str, cast: Cast) -> dict[str, Any]:
    stream = io.BytesIO(f"{LEAKED[text]}，{'一二三四五' * 20}".encode())
    return {"stream": stream, "filename": f"{LEAKED[name]}.txt", "by": cast.li, "at": AT}


def verified(code: str) -> dict[str, Any]:
    """Return what the worker has found out about the pull of an item."""
    incident = Incident.objects.get(item__code=code)
    marks = ("out_of_pages_at", "out_of_outputs_at", "verified_at")
    seconds = {
        mark: (at - incident.pulled_at).total_seconds()
        for mark in marks
        if (at := getattr(incident, mark)) is not None
    }
    kinds = list(incident.tasks.values_list("kind", flat=True))
    item = Item.objects.get(code=code)
    return {**seconds, "remains": incident.remains, "tasks": kinds, "state": item.state}
