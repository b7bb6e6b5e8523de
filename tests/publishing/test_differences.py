"""What a reviewer sees beside an edition: what differs from the last one."""

import io

from sunshine.publishing.actions.attachments import attach, detach
from sunshine.publishing.actions.editing import begin_edition, save_draft
from sunshine.publishing.differences import between
from sunshine.publishing.models import Edition
from sunshine.rulebook.comparing import Change
from tests.build.release import AT, draft, published
from tests.cast import Cast

OLD = "<p>第一条 本办法适用于全市。</p><p>第二条 办理时限为十日。</p>"
NEW = OLD.replace("十日", "五日") + "<p>第三条 自公布之日起施行。</p>"


def test_facts_clauses_and_files_that_differ(cast: Cast) -> None:
    first = draft(cast, content=OLD)
    for name in ("甲.txt", "乙.txt"):
        attach(first, stream=io.BytesIO(name.encode()), filename=name, by=cast.li, at=AT)
    item = published(cast, first)
    old = Edition.objects.get(item=item)
    new = begin_edition(item, kind="minor", by=cast.li, at=AT)
    assert not between(old, new).has_any
    changes = {"content": NEW, "document_number": "沈和税发〔2026〕3号"}
    save_draft(new, revision=new.revision, changes=changes, by=cast.li, at=AT)  # type: ignore[arg-type]
    for standing in new.attached.all():
        detach(new, standing.attachment, by=cast.li, at=AT)
    for name, text in (("甲.txt", "另"), ("丙.txt", "丙")):
        attach(new, stream=io.BytesIO(text.encode()), filename=name, by=cast.li, at=AT)
    found = between(old, new)
    assert [(one.name, one.old, one.new) for one in found.facts] == [
        ("document_number", "", "沈和税发〔2026〕3号")
    ]
    assert [(one.label, one.kind) for one in found.clauses] == [
        ("第一条", Change.SAME),
        ("第二条", Change.CHANGED),
        ("第三条", Change.ADDED),
    ]
    assert {one.name: one.kind for one in found.files} == {
        "甲.txt": Change.CHANGED,
        "乙.txt": Change.REMOVED,
        "丙.txt": Change.ADDED,
    }
    assert found.has_any
