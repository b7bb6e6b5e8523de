"""Grounds by choice, letters seen before they go, papers taken off, who looked, the bundle."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from sunshine.audit.models import Event
from sunshine.desk.views.requests import bundle_parts
from sunshine.inforequests.models import Enclosure, InfoRequest, Purpose
from sunshine.inforequests.reply_grounds import choices_for, grounds_text
from sunshine.kit.days import beijing_day
from sunshine.letters.models import Letter
from tests.build import inforequests as build
from tests.build.clamd import EICAR, FakeClamd, fake_clamd
from tests.cast import Cast
from tests.faces.desk.test_requests_pages import act, page_of, registered_by, text, typed
from tests.faces.desk.working import done

JPEG = b"\xff\xd8\xff\xe0" + b"0" * 64


@pytest.fixture
def clamd(settings: Any) -> Iterator[FakeClamd]:
    with fake_clamd() as one:
        settings.CLAMD = one.address
        yield one


def preview(info: InfoRequest, key: str) -> str:
    return f"{act(info, key)}preview/"


def test_grounds_are_chosen_and_the_text_only_adds(cast: Cast, desks) -> None:
    wu = desks["wu"]
    info = registered_by(wu, cast)
    to = f"/desk/requests/{info.case_id}/draft/?kind=deny_internal"
    page = text(wu, to)
    for words in ("人事管理信息", "后勤管理信息", "内部工作流程信息", "第十六条第一款"):
        assert words in page
    assert "补充说明" in page
    assert wu.post(to, {"chosen": "process.draft", "grounds": "", "note": ""}).status_code == 422
    done(wu, to, chosen=[], grounds="内部的", note="")
    assert "请选择不予公开的依据" in text(wu, to)
    chosen = ["internal.personnel", "internal.workflow"]
    done(wu, to, chosen=chosen, grounds="公开会影响考核。", note="")
    shown = text(wu, to)
    assert "具体理由：人事管理信息、内部工作流程信息；公开会影响考核。" in shown
    assert shown.count("checked") == 2
    assert "请选择不予公开的依据" not in shown
    typing = {"chosen": ["internal.logistics"], "grounds": ""}
    live = wu.post(f"/desk/requests/{info.case_id}/draft/deny_internal/", typing)
    assert "具体理由：后勤管理信息。" in live.content.decode()


def test_each_edition_chooses_from_its_own_law() -> None:
    new, old = beijing_day(build.AT), beijing_day(build.AT).replace(year=2015)
    assert [one.key for one in choices_for("partial", old)] == [
        *("state_secret", "safety", "trade_secret", "privacy"),
    ]
    assert [one.key for one in choices_for("deny_third_party", old)] == ["trade_secret", "privacy"]
    assert choices_for("deny_state_secret", new) == ()
    assert choices_for("grant", new) == ()
    told = grounds_text("partial", {"chosen": "third_party,case_file", "grounds": "见清单。"}, new)
    assert told.count("第十五条") == told.count("第十六条第二款") == 1
    assert told.endswith("；见清单")


def test_a_letter_is_seen_before_it_goes_out(cast: Cast, desks) -> None:
    wu, he = desks["wu"], desks["he"]
    info = registered_by(wu, cast)
    before = Letter.objects.count()
    longer = he.post(preview(info, "extend"), {"days": "20", "grounds": "资料较多"})
    assert "因资料较多" in longer.content.decode()
    assert "【" not in longer.content.decode()
    assert "【延长后的期限】" in he.post(preview(info, "extend"), {"days": ""}).content.decode()
    fee = {"basis": "pages", "count": "57", "pay_how": "到银行"}
    assert "共计270.00元" in wu.post(preview(info, "issue_fee_notice"), fee).content.decode()
    asked = {"party": "third_party", "name": "某公司", "about": "维修合同"}
    assert "某公司" in wu.post(preview(info, "consult"), asked).content.decode()
    assert "【受送达人（收件人）】" in text(wu, act(info, "consult"))
    # Who may not send it does not see it, and nothing was sent.
    assert wu.post(preview(info, "extend"), {}).status_code == 404
    assert desks["zhao"].post(preview(info, "consult"), asked).status_code == 404
    assert wu.post(preview(info, "withdraw"), {}).status_code == 404
    assert Letter.objects.count() == before
    done(he, act(info, "extend"), days=20, grounds="资料较多")
    sent = str(Letter.objects.get(kind="extension").content)
    assert "资料较多" in sent


def test_a_paper_added_by_mistake_is_taken_off(cast: Cast, desks) -> None:
    wu = desks["wu"]
    info = registered_by(wu, cast)
    file = SimpleUploadedFile("误.txt", "甲\n".encode())
    done(wu, act(info, "attach"), purpose="answer", file=file)
    one = Enclosure.objects.get()
    done(wu, act(info, "detach"), enclosure=one.pk)
    one.refresh_from_db()
    assert one.removed_at is not None
    assert "误.txt" not in page_of(wu, info)
    assert wu.post(act(info, "detach"), {"enclosure": one.pk}).status_code == 422
    assert desks["feng"].get(act(info, "detach")).status_code == 404


def test_opening_who_asks_is_an_event_once_a_day_of_a_reader(cast: Cast, desks) -> None:
    wu = desks["wu"]
    info = registered_by(wu, cast)
    for _time in range(2):
        assert "张某某" in page_of(wu, info)
    assert "张某某" not in page_of(desks["feng"], info)
    looks = Event.objects.filter(kind="inforequests.looked", subject=info.subject)
    assert [(one.actor, one.data["what"]) for one in looks] == [(cast.wu.pk, "identity")]
    assert page_of(desks["he"], info)
    assert looks.all().count() == 2


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("correcting", "期限暂停计算"),
        ("served", "答复之日（交寄、签收或者发送）"),
        ("archived", "按条例计算的答复期限"),
        ("lapsed", "视为放弃之日"),
    ],
)
def test_the_bundle_reckons_also_when_the_clock_stands(cast: Cast, state: str, words: str) -> None:
    info = build.in_state(cast, state, token="b")
    info = InfoRequest.objects.select_related("case", "reply").get(pk=info.pk)
    (part,) = bundle_parts.clock(info)
    assert part.title == "期限计算"
    told = str(part.sheet)
    assert words in told
    assert "2026年4月2日" in told
    assert "2026年3月6日" in told


def test_nothing_is_reckoned_of_what_was_never_received(cast: Cast) -> None:
    assert bundle_parts.clock(build.submitted(cast.heping, at=timezone.now())) == []


def test_a_paper_with_a_virus_is_not_sealed(cast: Cast, desks, clamd: FakeClamd) -> None:
    wu = desks["wu"]
    info = registered_by(wu, cast)
    bad = SimpleUploadedFile("证.jpg", JPEG + EICAR, "image/jpeg")
    sent = {"purpose": Purpose.PROOF, "file": bad}
    answer = wu.post(act(info, "attach"), sent)
    assert answer.status_code == 422
    assert "带有病毒" in answer.content.decode()
    scan = SimpleUploadedFile("件.jpg", JPEG + EICAR, "image/jpeg")
    again = wu.post("/desk/requests/new/", typed(cast, token="second", scan=scan))
    assert "带有病毒" in again.content.decode()
    assert InfoRequest.objects.count() == 1
    clamd.says = b"busy"
    good = SimpleUploadedFile("证.jpg", JPEG, "image/jpeg")
    late = wu.post(act(info, "attach"), {"purpose": Purpose.PROOF, "file": good})
    assert "没有应答" in late.content.decode()
    assert not Enclosure.objects.exists()
    clamd.says = b""
    good.seek(0)
    done(wu, act(info, "attach"), purpose=Purpose.PROOF, file=good)
    assert Enclosure.objects.get().sealed
