"""Looking again: lists change, files are read beside the worker, clean copies take their place."""

import threading
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest

from sunshine.audit.models import Event
from sunshine.files.models import StoredFile
from sunshine.files.texts import text_of
from sunshine.gate.actions.suspicions import settle_suspicion
from sunshine.gate.actions.wording import add_wording, end_wording, make_list
from sunshine.gate.clean_making import make_now
from sunshine.gate.inspecting import Inspector
from sunshine.gate.models import Examination, FileInspection, Finding, Suspicion, WordingList
from sunshine.gate.periodic import LEGIBLE, forget_texts, load_wording
from sunshine.gate.queries import findings
from sunshine.kit.errors import Refused
from sunshine.notices.models import Notice
from sunshine.publishing import examination
from sunshine.publishing.actions.attachments import attach
from sunshine.publishing.actions.clean_copies import clean_file
from sunshine.publishing.examination import (
    PublicWalk,
    examination_reader,
    examine_left_over,
    examine_waiting,
    use_clean_copies,
)
from sunshine.publishing.gate_parts import subject_of, why_not_through_gate
from sunshine.publishing.models import Edition
from sunshine.scanning.readings import Reading
from tests.build.gate import found, looked
from tests.build.release import AT, MINUTE, draft, published
from tests.cast import Cast

PHONE = "13912345678"
WORD = "某个不当说法"


def a_list(cast: Cast) -> WordingList:
    return make_list(
        "ours",
        "本局词表",
        source="办公室",
        dated=date(2026, 3, 1),
        body=cast.heping,
        by=cast.wu,
        at=AT,
    )


def an_entry(cast: Cast, words: WordingList, wrong: str = WORD) -> None:
    add_wording(words, wrong=wrong, right="规范说法", why="不规范。", by=cast.wu, at=AT)


def test_the_starting_lists_are_loaded_once(cast: Cast) -> None:
    assert load_wording(AT) > 0
    assert load_wording(AT) == 0
    edition = looked(draft(cast, content="<p>请登陆系统办理。</p>"))
    (row,) = found(edition, "wording")
    assert row.suggestion == "登录系统"
    assert row.why
    assert row.source


def test_a_list_holds_below_its_body_and_is_kept_by_it(cast: Cast) -> None:
    words = a_list(cast)
    an_entry(cast, words)
    edition = looked(draft(cast, content=f"<p>{WORD}</p>"))
    assert [row.suggestion for row in found(edition, "wording")] == ["规范说法"]
    with pytest.raises(Refused) as refused:
        add_wording(words, wrong="甲", right="乙", why="丙", by=cast.zhao, at=AT)
    assert refused.value.reasons[0].code == "wording-not-keeper"
    with pytest.raises(Refused) as refused:
        add_wording(words, wrong=WORD, right=WORD, why=" ", by=cast.wu, at=AT)
    told = [one.code for one in refused.value.reasons]
    assert told == ["wording-why-needed", "wording-same", "wording-entered-already"]
    entry = words.entries.get()
    end_wording(entry, by=cast.wu, at=AT)
    assert examine_left_over(AT) == 1
    assert found(edition, "wording") == []


def test_what_is_public_and_now_suspicious_becomes_a_task(cast: Cast) -> None:
    item = published(cast, draft(cast, content=f"<p>{WORD}</p>"))
    edition = Edition.objects.get(item=item)
    walk = PublicWalk()
    walk.run(AT)
    assert Suspicion.objects.count() == 0
    an_entry(cast, a_list(cast))
    for _turn in range(4):
        walk.run(AT)
    suspicion = Suspicion.objects.get()
    assert (suspicion.subject, suspicion.kinds) == (subject_of(edition), {"wording": 1})
    notices = Notice.objects.filter(kind="gate.suspicious")
    assert cast.wu.pk in set(notices.values_list("recipient", flat=True))
    assert not any(WORD in str(notice.facts) for notice in notices)
    with pytest.raises(Refused) as refused:
        settle_suspicion(suspicion, outcome="kept", reason="", by=cast.li, at=AT)
    told = [one.code for one in refused.value.reasons]
    assert told == ["suspicion-not-office", "finding-needs-reason"]
    settle_suspicion(suspicion, outcome="kept", reason="引用原文", by=cast.wu, at=AT)
    walk.run(AT)
    assert not findings(subject_of(edition)).open().exists()
    assert Suspicion.objects.filter(settled_at=None).count() == 0


def test_the_walk_gives_way_after_a_moment_and_rests_when_all_was_seen(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was just published is shown before the rest of the public record is looked at."""
    for _number in range(3):
        published(cast, draft(cast, content=f"<p>{WORD}</p>"))
    words = a_list(cast)
    an_entry(cast, words)
    monkeypatch.setattr(examination, "_SLICE_SECONDS", 0)
    walk = PublicWalk()
    assert [walk.turn(AT) for _turn in range(3)] == [1, 1, 1]
    assert Suspicion.objects.count() == 3
    assert [walk.turn(AT) for _turn in range(3)] == [0, 0, 0]
    an_entry(cast, words, wrong="另一词")
    assert walk.turn(AT + timedelta(seconds=9)) == 0
    found_again = [walk.turn(AT + timedelta(seconds=10)) for _turn in range(4)]
    assert sum(found_again) == 3


def test_many_saves_are_one_look(cast: Cast) -> None:
    edition = draft(cast, content=f"<p>{PHONE}</p>")
    reader = examination_reader(lambda: AT)
    events = [one for one in Event.objects.order_by("id") if reader.wants(one)]
    reader.handle(events * 3)
    assert Event.objects.filter(kind="gate.examined").count() == 1
    assert [row.text for row in found(edition, "mobile")] == [PHONE]


def test_the_worker_goes_on_while_a_file_is_read(cast: Cast) -> None:
    """A slow file waits in the database; a worker killed meanwhile begins it again."""
    edition = draft(cast)
    attach(edition, stream=BytesIO(PHONE.encode()), filename="名单.txt", by=cast.li, at=AT)
    reader = examination_reader(lambda: AT)
    reader.handle([one for one in Event.objects.order_by("id") if reader.wants(one)])
    assert [one.code for one in why_not_through_gate(edition)] == ["gate-not-looked-yet"]
    gone_on = threading.Event()

    def slow(_path: Path, _media_type: str) -> Reading:
        gone_on.wait(20)
        return Reading(PHONE)

    killed = Inspector(slow)
    assert killed.run(AT) == 0
    assert FileInspection.objects.get().state == "waiting"
    assert examine_waiting(AT) == 0
    gone_on.set()
    assert Inspector(lambda _path, _type: Reading(f"电话{PHONE}。")).run(AT) == 1
    assert examine_waiting(AT) == 1
    assert [row.text for row in found(edition, "mobile")] == [PHONE]
    assert killed.run(AT) in {0, 1}
    assert FileInspection.objects.count() == 1


def test_a_clean_copy_takes_the_place_of_the_original_which_is_sealed(cast: Cast) -> None:
    edition = draft(cast)
    content = f"联系人手机{PHONE}。".encode()
    file = attach(edition, stream=BytesIO(content), filename="名单.txt", by=cast.li, at=AT)
    (mobile,) = found(looked(edition), "mobile")
    original = StoredFile.objects.get(sha256=file.digest)
    cleaning = clean_file(edition, file, masks=[mobile], by=cast.li, at=AT)
    with pytest.raises(Refused) as refused:
        clean_file(edition, file, by=cast.li, at=AT)
    assert refused.value.reasons[0].code == "cleaning-under-way"
    cleaning = make_now(cleaning, AT)
    assert (cleaning.state, cleaning.masks) == ("made", [])
    assert use_clean_copies(AT + MINUTE) == 1
    original.refresh_from_db()
    assert original.is_sealed
    standing = edition.attached.select_related("attachment").get().attachment
    assert standing.name == "名单.txt"
    assert found(looked(edition), "mobile") == []
    assert PHONE not in str(text_of(standing.digest))
    assert why_not_through_gate(edition) == []


def test_texts_of_old_findings_are_forgotten_decisions_stay(cast: Cast) -> None:
    edition = looked(draft(cast, content=f"<p>{PHONE}</p>"))
    Finding.objects.update(decision="kept", reason="值班电话")
    assert forget_texts(AT + timedelta(days=1)) == 0
    assert forget_texts(AT + LEGIBLE + MINUTE) == 1
    row = Finding.objects.get()
    assert (row.text, row.excerpt, row.decision) == ("", "", "kept")
    assert Examination.objects.get().forgotten_at is not None
    assert why_not_through_gate(edition) == []
