"""Row B13: from the upload to the public page, nothing leaves without being looked through.

Everything by pages, as people do it; the worker's turns are taken in this process. The clock
of the pages is the real one, so the worker's is too.
"""

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from sunshine.audit.models import Event
from sunshine.files.models import StoredFile
from sunshine.files.store import open_content
from sunshine.gate.clean_making import Cleaner
from sunshine.gate.inspecting import Inspector
from sunshine.gate.models import Cleaning, FileInspection, Suspicion
from sunshine.public.baking.data.attachments import attachment_address, shown_attachment
from sunshine.publishing.examination import (
    PublicWalk,
    examination_reader,
    examine_waiting,
    use_clean_copies,
)
from sunshine.publishing.models import Edition, EditionState, ItemState, Step
from sunshine.scanning.door import look_through
from tests.build.gate import found
from tests.build.office_files import docx, para, run
from tests.build.release import REVIEWERS, draft
from tests.cast import Cast
from tests.entering import enter

MOBILE = "13904012345"
LISTED = "13812345678"
STRUCK = "13611112222"
DUTY = "13700001111"
WORD = "某个不当说法"
TEXT = f"<p>联系人手机{MOBILE}；值班手机{DUTY}。{WORD}一概不收。</p>"
REASON = "值班手机由本局公开使用。"
DELETED = f'<w:del w:id="1" w:author="甲"><w:r><w:delText>原手机{STRUCK}</w:delText></w:r></w:del>'
LIST = docx(para(run("办税联系人名单")) + para(run(f"张小明，手机{LISTED}"), DELETED))


def work() -> None:
    """Take the worker's turns until nothing waits."""
    reader, told = examination_reader(timezone.now), 0
    inspector, cleaner = Inspector(), Cleaner()
    for _turn in range(400):
        new = list(Event.objects.filter(pk__gt=told).order_by("pk"))
        told = new[-1].pk if new else told
        reader.handle([one for one in new if reader.wants(one)])
        at = timezone.now()
        steps = (inspector.run, cleaner.run, use_clean_copies, examine_waiting)
        busy = [step(at) for step in steps]
        reading = FileInspection.objects.filter(state=FileInspection.State.WAITING).exists()
        making = Cleaning.objects.filter(state__in=["waiting", "made"]).exists()
        if not (new or any(busy) or reading or making):
            return
    pytest.fail("the worker comes to no end")


@pytest.fixture
def edition(cast: Cast) -> Edition:
    """Return a draft of Li's with telephones in its text and a list uploaded by page."""
    made = draft(cast, content=TEXT)
    there = f"/desk/items/{made.item.code}/{made.number}/"
    upload = SimpleUploadedFile("联系人名单.docx", LIST)
    assert enter(Client(), cast.li).post(f"{there}attach/", {"file": upload}).status_code == 302
    work()
    return made


def pages(edition: Edition) -> str:
    return f"/desk/items/{edition.item.code}/{edition.number}/"


def number_of(edition: Edition, text: str) -> str:
    return str(next(row.pk for row in found(edition) if row.text == text))


def decide(client: Client, edition: Edition, act: str, **given: object) -> None:
    answer = client.post(f"{pages(edition)}gate/", {"act": act, **given})
    assert answer.status_code == 302, answer.content.decode()


def settle(cast: Cast, edition: Edition) -> None:
    """Let Li mask, keep and clean what was found, and the worker make the clean copy."""
    li = enter(Client(), cast.li)
    mobile = number_of(edition, MOBILE)
    decide(li, edition, "mask", finding=mobile, instead="139****2345")
    work()
    decide(li, edition, "keep", finding=number_of(edition, DUTY), reason=REASON)
    [attached] = edition.attached.all()
    hidden = sorted({row.kind for row in found(edition) if row.kind.startswith("hidden:")})
    masks = [
        row.pk for row in found(edition, "mobile", "person") if row.text and row.part != "content"
    ]
    decide(li, edition, "clean", file=attached.attachment.code, strip=hidden, mask=masks)
    work()


def review(cast: Cast, edition: Edition, step: str) -> str:
    """Let the reviewer of ``step`` agree on the page, and return what he read."""
    client = enter(Client(), getattr(cast, REVIEWERS[Step(step)]))
    there = f"{pages(edition)}review/{step}/"
    page = client.get(there).content.decode()
    digest = re.search(r'name="digest" value="([^"]*)"', page)
    assert digest, page
    questions = set(re.findall(r'name="(answer-[^"]+)"', page))
    given = {"digest": digest[1], "decision": "approve", **dict.fromkeys(questions, "no")}
    assert client.post(there, given).status_code == 302
    return page


def test_open_findings_hold_the_draft_and_say_so(cast: Cast, edition: Edition) -> None:
    kinds = {row.kind for row in found(edition)}
    assert {"mobile", "hidden:tracked_changes"} <= kinds
    li = enter(Client(), cast.li)
    answer = li.post(f"{pages(edition)}submit/", {"release": "by_hand"})
    edition.refresh_from_db()
    assert edition.state == EditionState.DRAFT
    assert "疑点未处理" in answer.content.decode()


def test_what_was_decided_goes_all_the_way(cast: Cast, edition: Edition, tmp_path: Path) -> None:
    settle(cast, edition)
    li = enter(Client(), cast.li)
    assert li.post(f"{pages(edition)}submit/", {"release": "by_hand"}).status_code == 302
    for step in Step.values:
        page = review(cast, edition, step)
        assert REASON in page
        assert MOBILE not in page
        assert LISTED not in page
    wu = enter(Client(), cast.wu)
    assert wu.post(f"{pages(edition)}publish/", {"sure": "yes"}).status_code == 302
    edition.refresh_from_db()
    assert edition.item.state == ItemState.PUBLISHED
    assert MOBILE not in edition.content
    assert "139****2345" in edition.content
    public = edition.attached.get().attachment
    assert shown_attachment(public.code) == public
    with open_content(StoredFile.objects.get(sha256=public.digest)) as stream:
        clean = stream.read()
    kept = tmp_path / "公开的名单.docx"
    kept.write_bytes(clean)
    seen = look_through(kept, StoredFile.objects.get(sha256=public.digest).media_type)
    assert "办税联系人名单" in seen.text
    assert not [text for text in (LISTED, STRUCK) if text in seen.text]
    assert seen.hidden == ()
    sealed = StoredFile.objects.filter(is_sealed=True)
    assert sealed.count() == 1


def test_the_original_is_out_of_everybodys_reach(cast: Cast, edition: Edition) -> None:
    former = edition.attached.get().attachment
    settle(cast, edition)
    for person in (cast.li, cast.chen, cast.wu, cast.zhao, cast.nobody):
        client = enter(Client(), person)
        answer = client.get(f"{pages(edition)}files/{former.code}/")
        assert answer.status_code == 404
    assert shown_attachment(former.code) is None
    assert Client().get(attachment_address(former.code, former.name)).status_code == 404


@pytest.mark.parametrize("name", ["chen", "wang", "zhao", "sun", "nobody"])
def test_nobody_else_decides(cast: Cast, edition: Edition, name: str) -> None:
    client = enter(Client(), getattr(cast, name))
    given = {"finding": number_of(edition, DUTY), "reason": REASON, "instead": "〔略〕"}
    for act in ("keep", "mask"):
        answer = client.post(f"{pages(edition)}gate/", {"act": act, **given})
        assert answer.status_code == 404
    assert all(row.is_open for row in found(edition))


def test_a_new_word_makes_a_task_of_what_is_public(cast: Cast, edition: Edition) -> None:
    settle(cast, edition)
    enter(Client(), cast.li).post(f"{pages(edition)}submit/", {"release": "by_hand"})
    for step in Step.values:
        review(cast, edition, step)
    wu = enter(Client(), cast.wu)
    wu.post(f"{pages(edition)}publish/", {"sure": "yes"})
    facts = {
        "slug": "ours",
        "name": "本局词表",
        "source": "办公室",
        "dated": "2026-03-01",
        "body": str(cast.heping.pk),
    }
    assert wu.post("/desk/wording/new/", facts).status_code == 302
    entry = {"wrong": WORD, "right": "规范说法", "why": "不规范。"}
    assert wu.post("/desk/wording/l/ours/new/", entry).status_code == 302
    walk = PublicWalk()
    for _turn in range(4):
        walk.run(timezone.now())
    suspicion = Suspicion.objects.get()
    assert edition.title in wu.get("/desk/suspicions/").content.decode()
    there = f"/desk/suspicions/{suspicion.pk}/"
    for person in (cast.li, cast.zhao, cast.nobody):
        assert enter(Client(), person).get(there).status_code == 404
    refused = wu.post(there, {"outcome": "kept", "reason": ""})
    assert refused.status_code == 422
    assert wu.post(there, {"outcome": "kept", "reason": "引用原文。"}).status_code == 302
    suspicion.refresh_from_db()
    assert suspicion.settled_at is not None
