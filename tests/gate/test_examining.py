"""What the machine finds, what people decide of it, and that nothing leaves unseen."""

import re
from dataclasses import asdict
from io import BytesIO

import pytest
from django.utils.translation import override

from sunshine.audit.models import Event
from sunshine.gate.explaining import file_sentence, report_sentences
from sunshine.gate.models import Examination, FileInspection, Finding
from sunshine.gate.queries import findings
from sunshine.kit.errors import Refused
from sunshine.publishing.actions import gate
from sunshine.publishing.actions.attachments import attach
from sunshine.publishing.actions.editing import save_draft
from sunshine.publishing.actions.review import approve, recall, submit
from sunshine.publishing.digests import digest_of
from sunshine.publishing.gate_parts import subject_of, why_not_through_gate
from sunshine.publishing.models import Edition, Step
from sunshine.publishing.reviewing import writers_of
from sunshine.scanning.clean_copies import NOTES, UNCLEANABLE, CleanReport
from sunshine.scanning.readings import UNREADABLE
from tests.build.gate import found, looked
from tests.build.office_files import docx, para
from tests.build.release import AT, MINUTE, draft
from tests.cast import Cast

PHONE = "13912345678"
CARD = "11010519491231002X"
TEXT = f"<p>联系人张三，手机<strong>{PHONE}</strong>。</p><p>身份证号{CARD}。</p>"


def codes(edition: Edition) -> list[str]:
    return [reason.code for reason in why_not_through_gate(edition)]


def suspicious(cast: Cast) -> Edition:
    return looked(draft(cast, content=TEXT))


def only(edition: Edition, kind: str) -> Finding:
    (row,) = found(edition, kind)
    return row


def test_nothing_is_sent_on_before_the_machine_has_looked(cast: Cast) -> None:
    edition = draft(cast)
    with pytest.raises(Refused) as refused:
        submit(edition, by=cast.li, at=AT)
    assert [one.code for one in refused.value.reasons] == ["gate-not-looked-yet"]
    submit(looked(edition), by=cast.li, at=AT)


def test_a_look_holds_for_exactly_what_was_looked_at(cast: Cast) -> None:
    edition = looked(draft(cast))
    assert codes(edition) == []
    save_draft(edition, revision=1, changes={"summary": "改过。"}, by=cast.li, at=AT)
    assert codes(edition) == ["gate-not-looked-yet"]


def test_findings_stand_with_place_excerpt_and_mask(cast: Cast) -> None:
    edition = suspicious(cast)
    mobile = only(edition, "mobile")
    assert (mobile.part, mobile.text, mobile.suggestion) == ("content", PHONE, "139****5678")
    assert PHONE in mobile.excerpt
    assert only(edition, "id_card").suggestion == "110105********002X"
    assert codes(edition) == ["gate-findings-open"]


def test_all_masked_it_may_go(cast: Cast) -> None:
    edition = suspicious(cast)
    for kind in {row.kind for row in found(edition)}:
        gate.mask_findings(edition, kind, by=cast.li, at=AT)
    assert PHONE not in edition.content
    assert CARD not in edition.content
    assert "139****5678" in edition.content
    assert codes(looked(edition)) == []
    rows = findings(subject_of(edition), current=False)
    assert {row.decision for row in rows} == {"masked"}
    assert {row.text + row.excerpt for row in rows} == {""}


def test_kept_needs_a_reason_and_an_editor_of_the_body(cast: Cast) -> None:
    edition = suspicious(cast)
    mobile = only(edition, "mobile")
    for by, reason, code in (
        (cast.li, "  ", "finding-needs-reason"),
        (cast.zhao, "公开", "no-such-duty"),
        (cast.chen, "公开", "no-such-duty"),
    ):
        with pytest.raises(Refused) as refused:
            gate.keep_finding(edition, mobile, reason=reason, by=by, at=AT)
        assert [one.code for one in refused.value.reasons] == [code]
    gate.keep_finding(edition, mobile, reason="值班电话", by=cast.li, at=AT)
    with pytest.raises(Refused) as refused:
        gate.keep_finding(edition, mobile, reason="值班电话", by=cast.wu, at=AT)
    assert [one.code for one in refused.value.reasons] == ["finding-decided"]


def test_a_decision_outlives_a_new_look_and_one_more_alike_is_open(cast: Cast) -> None:
    edition = suspicious(cast)
    gate.keep_finding(edition, only(edition, "mobile"), reason="值班电话", by=cast.li, at=AT)
    more = {"content": f"<p>前言</p>{TEXT}<p>又及：{PHONE}</p>"}
    save_draft(edition, revision=edition.revision, changes=more, by=cast.li, at=AT)
    looked(edition)
    assert [row.decision for row in found(edition, "mobile")] == ["kept", ""]


def test_a_masked_value_that_is_written_again_is_open_again(cast: Cast) -> None:
    edition = suspicious(cast)
    gate.mask_finding(edition, only(edition, "mobile"), by=cast.li, at=AT)
    looked(edition)
    assert found(edition, "mobile") == []
    again = {"content": TEXT}
    save_draft(edition, revision=edition.revision, changes=again, by=cast.li, at=AT)
    assert only(looked(edition), "mobile").decision == ""


def test_who_decides_has_written_and_approvals_hold_for_the_decisions(cast: Cast) -> None:
    edition = looked(draft(cast, content=f"<p>手机{PHONE}</p>"))
    gate.keep_finding(edition, only(edition, "mobile"), reason="值班电话", by=cast.wu, at=AT)
    assert cast.wu.pk in writers_of(edition)
    submit(edition, by=cast.li, at=AT)
    seen = digest_of(edition)
    with pytest.raises(Refused) as refused:
        gate.reopen_finding(edition, only(edition, "mobile"), by=cast.wu, at=AT)
    assert refused.value.reasons[0].code == "edition-no-draft"
    approve(edition, Step.FIRST, digest=seen, by=cast.chen, at=AT)
    recall(edition, by=cast.li, at=AT)
    gate.reopen_finding(edition, only(edition, "mobile"), by=cast.wu, at=AT)
    assert digest_of(edition) != seen


def test_what_is_masked_by_hand_may_not_hold_the_value(cast: Cast) -> None:
    edition = suspicious(cast)
    mobile = only(edition, "mobile")
    for typed in ("", f"电话{PHONE}"):
        with pytest.raises(Refused) as refused:
            gate.mask_finding(edition, mobile, instead=typed, by=cast.li, at=AT)
        assert refused.value.reasons[0].code == "finding-mask-empty"
    gate.mask_finding(edition, mobile, instead="（略）", by=cast.li, at=AT)
    assert "（略）" in edition.content


def test_no_event_says_what_was_found(cast: Cast) -> None:
    edition = suspicious(cast)
    gate.keep_finding(edition, only(edition, "id_card"), reason=f"号码{CARD}", by=cast.li, at=AT)
    gate.mask_finding(edition, only(edition, "mobile"), by=cast.li, at=AT)
    told = str([event.data for event in Event.objects.exclude(kind__startswith="orgs.")])
    assert PHONE not in told
    assert CARD not in told
    assert Event.objects.filter(kind="gate.examined").count() == 1


def test_an_autosave_that_finds_nothing_new_tells_nothing(cast: Cast) -> None:
    edition = suspicious(cast)
    before = Event.objects.filter(kind="gate.examined").count()
    for number in range(5):
        changes = {"summary": f"第{number}次保存。"}
        revision = edition.revision
        save_draft(edition, revision=revision, changes=changes, by=cast.li, at=AT + number * MINUTE)
        looked(edition)
    assert Event.objects.filter(kind="gate.examined").count() == before


def test_a_file_is_read_once_and_its_values_stand_against_the_edition(cast: Cast) -> None:
    edition = draft(cast)
    content = docx(para(f"联系人王五，手机{PHONE}"))
    file = attach(edition, stream=BytesIO(content), filename="名单.docx", by=cast.li, at=AT)
    (mobile,) = found(looked(edition), "mobile")
    assert (mobile.part, mobile.label) == (f"file:{file.code}", "名单.docx")
    looked(edition)
    assert FileInspection.objects.count() == 1
    with pytest.raises(Refused) as refused:
        gate.mask_finding(edition, mobile, by=cast.li, at=AT)
    assert refused.value.reasons[0].code == "finding-not-maskable"


def test_what_cannot_be_read_never_goes_and_cannot_be_kept(cast: Cast) -> None:
    edition = draft(cast)
    damaged = b"%PDF-1.7\nnothing of a file"
    attach(edition, stream=BytesIO(damaged), filename="扫描.pdf", by=cast.li, at=AT)
    assert codes(looked(edition)) == ["gate-unreadable"]
    (row,) = found(edition)
    with pytest.raises(Refused) as refused:
        gate.keep_finding(edition, row, reason="我看过", by=cast.li, at=AT)
    assert refused.value.reasons[0].code == "finding-never-kept"


def test_a_look_overtaken_by_a_save_does_not_hold(cast: Cast) -> None:
    edition = suspicious(cast)
    digest = Examination.objects.get(subject=subject_of(edition)).digest
    gate.mask_finding(edition, only(edition, "mobile"), by=cast.li, at=AT)
    assert codes(edition) == ["gate-not-looked-yet"]
    assert Examination.objects.get(subject=subject_of(edition)).digest == digest


@pytest.mark.parametrize("code", sorted({**UNREADABLE, **UNCLEANABLE}))
def test_why_a_file_was_not_read_is_said_in_english_too(code: str) -> None:
    facts = dict.fromkeys(
        ("most", "count", "width", "height", "seconds", "megabytes", "page", "what"), 7
    )
    with override("en"):
        told = file_sentence(code, {**facts, "member": "a.docx"})
    assert not re.search(r"[\u4e00-\u9fff]", told)
    assert told.endswith("(in the archive: a.docx)")
    assert "%(" not in told


@pytest.mark.parametrize("code", sorted(NOTES))
def test_what_a_clean_copy_did_is_said_in_english_too(code: str) -> None:
    report = CleanReport(stripped=("comments",), masked=2, painted=1, notes=(code,))
    with override("en"):
        told = report_sentences(asdict(report))
    assert len(told) == 4
    assert not re.search(r"[\u4e00-\u9fff]", " ".join(told))
    assert report_sentences({}) == []
