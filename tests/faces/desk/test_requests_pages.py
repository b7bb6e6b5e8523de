"""A request at the desk: registered at a window, answered, served, kept, by its pages alone."""

import io
import re

import pypdfium2
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from sunshine.audit.models import Event
from sunshine.cases.queries import case_followed
from sunshine.inforequests.models import InfoRequest, State
from sunshine.kit.days import beijing_day
from sunshine.letters.models import Letter
from tests.build.inforequests import submitted, to_sign
from tests.cast import Cast
from tests.faces.desk.working import done

NEW = "/desk/requests/new/"
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 64


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def typed(cast: Cast, **changes: object) -> dict[str, object]:
    """Return what is typed at the window, with a token of its own."""
    given = {
        "body": cast.heping.pk,
        "channel": "window",
        "arrived_on": beijing_day(timezone.now()).isoformat(),
        "applicant_class": "person",
        "name": "张某某",
        "id_kind": "resident",
        "id_number": "210102198001010037",
        "telephone": "13900000000",
        "description": "2025年度和平区减税降费统计数据",
        "wanted_form": "paper",
        "wanted_way": "collect",
        "other_forms": "on",
        "proven": "on",
        "token": "at-the-window-1",
    }
    return {key: value for key, value in {**given, **changes}.items() if value is not None}


def registered_by(client: Client, cast: Cast, **changes: object) -> InfoRequest:
    """Register a request by the page and return it."""
    answer = client.post(NEW, typed(cast, **changes))
    assert answer.status_code == 200, re.findall(
        r'field-error">.*?</p>|class="errors".*?</ul>', answer.content.decode(), re.S
    )
    return InfoRequest.objects.latest("pk")


def act(info: InfoRequest, name: str) -> str:
    return f"/desk/requests/{info.case_id}/act/{name}/"


def page_of(client: Client, info: InfoRequest) -> str:
    return text(client, f"/desk/cases/{info.case_id}/")


def test_at_the_window_the_slip_names_number_code_and_day(cast: Cast, desks) -> None:
    form = text(desks["wu"], NEW)
    assert "data-onward" in form
    answer = desks["wu"].post(NEW, typed(cast)).content.decode()
    info = InfoRequest.objects.get()
    assert info.case.number in answer
    code = re.search(r"([a-z0-9]{4} [a-z0-9]{4} [a-z0-9]{2})<", answer)
    assert code is not None
    assert case_followed(info.case.number, code[1]) == info.case
    assert info.case.owner == cast.wu
    again = desks["wu"].post(NEW, typed(cast)).content.decode()
    assert code[1] in again
    assert InfoRequest.objects.count() == 1


def test_what_is_wrong_stands_at_its_field_and_stays(cast: Cast, desks) -> None:
    odd = typed(cast, id_number="210102198001010038", has_agent="on", description="")
    answer = desks["wu"].post(NEW, odd)
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "210102198001010038" in said
    assert 'id="id_description_error"' in said
    fuller = typed(cast, id_number="210102198001010038", has_agent="on")
    said = desks["wu"].post(NEW, fuller).content.decode()
    assert 'id="id_id_number_error"' in said
    assert 'id="id_agent_name_error"' in said
    assert not InfoRequest.objects.exists()


def test_an_oral_request_needs_a_mark_and_a_witness(cast: Cast, desks) -> None:
    assert desks["wu"].post(NEW, typed(cast, channel="oral")).status_code == 422
    photo = SimpleUploadedFile("mark.png", PNG)
    info = registered_by(
        desks["wu"], cast, channel="oral", mark="fingerprint", witness="王二", mark_paper=photo
    )
    page = page_of(desks["wu"], info)
    assert "指印" in page
    assert "王二" in page
    paper = info.enclosures.get()
    address = f"/desk/requests/{info.case_id}/papers/{paper.code}/"
    assert desks["wu"].get(address).content == PNG
    assert desks["feng"].get(address).status_code == 404


def test_a_group_an_agent_and_a_guardian_are_taken_down(cast: Cast, desks) -> None:
    info = registered_by(
        desks["wu"],
        cast,
        id_number="210102201501010038",
        has_agent="on",
        agent_name="代某",
        agent_id_kind="resident",
        agent_id_number="210102198001010037",
        mandate="代为申请和接收",
        has_guardian="on",
        guardian_name="父某",
        guardian_id_number="210102198001010037",
        has_members="on",
        members="李某 210102198001010037\n",
    )
    page = page_of(desks["wu"], info)
    for name in ("代某", "父某", "李某", "代为申请和接收"):
        assert name in page
    assert "210102198001010037" not in page


def test_from_the_window_to_the_archive(cast: Cast, desks) -> None:
    wu = desks["wu"]
    info = registered_by(wu, cast)
    draft = f"/desk/requests/{info.case_id}/draft/"
    assert "予以公开" in text(wu, draft)
    grounds = text(wu, f"{draft}?kind=grant")
    assert "【公开或者获取的方式】" in grounds
    live = wu.post(f"{draft}grant/", {"how": "随信附上三页"}).content.decode()
    assert "随信附上三页" in live
    done(wu, f"{draft}?kind=grant", how="随本答复书一并提供，共3页")
    assert "随本答复书一并提供" in text(wu, draft)
    done(wu, act(info, "submit_draft"))
    assert "随本答复书一并提供" in text(desks["feng"], act(info, "review_legal"))
    done(desks["feng"], act(info, "review_legal"), passed="yes", note="合法")
    done(desks["zhou"], act(info, "review_secrecy"), passed="yes", note="")
    done(desks["he"], f"/desk/requests/{info.case_id}/sign-off/")
    letter = Letter.objects.get(kind="reply_grant")
    assert letter.number in page_of(wu, info)
    today = beijing_day(timezone.now()).isoformat()
    answer = wu.post(act(info, "serve"), {"manner": "post", "served_on": today})
    assert answer.status_code == 422
    done(wu, act(info, "serve"), manner="post", served_on=today, postal_number="1234567890123")
    done(wu, act(info, "note_delivery_arrival"), arrived_on=today)
    done(wu, act(info, "close"))
    done(wu, act(info, "archive"), archive_number="2026-YSQ-1")
    info.refresh_from_db()
    assert info.state == State.ARCHIVED
    page = page_of(wu, info)
    assert "1234567890123" in page
    assert "没有了。" in page
    assert "Nothing" in text(wu, f"/en/desk/cases/{info.case_id}/")


def test_nobody_reviews_his_own_draft_and_the_button_says_so(cast: Cast, desks) -> None:
    now = timezone.now()
    info = submitted(cast.heping, at=now)
    done(desks["wu"], act(info, "confirm"), confirmed_on=beijing_day(now).isoformat(), proven="on")
    to_sign(cast, InfoRequest.objects.get(pk=info.pk), at=now)
    sign = f"/desk/requests/{info.case_id}/sign-off/"
    assert desks["he"].get(sign).status_code == 200
    info.refresh_from_db()
    assert info.reply is not None
    info.reply.drafted_by = cast.he
    info.reply.save()
    said = text(desks["he"], sign)
    assert "不能由本人审核或者签发" in said
    assert "disabled" in said
    assert "不能由本人审核或者签发" in page_of(desks["he"], info)
    assert desks["he"].post(sign).status_code == 422


def test_the_ledger_shows_every_request_and_goes_out_as_xlsx(cast: Cast, desks) -> None:
    info = registered_by(desks["wu"], cast)
    other = registered_by(desks["wu"], cast, token="another", description="=1+1")
    year = other.case.year
    page = text(desks["wu"], f"/desk/requests/ledger/?year={year}")
    assert info.case.number in page
    assert "张某某" in page
    answer = desks["wu"].get(f"/desk/requests/ledger/?year={year}&export=xlsx")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [row[0] for row in rows] == ["编号", info.case.number, other.case.number]
    assert rows[2][6] == "=1+1"
    assert Event.objects.filter(kind="inforequests.ledger_exported", actor=cast.wu.pk).count() == 1
    assert info.case.number not in text(desks["zhao"], f"/desk/requests/ledger/?year={year}")
    assert desks["li"].get("/desk/requests/ledger/").status_code == 404


def test_the_bundle_holds_everything_in_order(cast: Cast, desks) -> None:
    photo = SimpleUploadedFile("id.png", PNG)
    info = registered_by(desks["wu"], cast, identity_paper=photo)
    answer = desks["wu"].get(f"/desk/requests/{info.case_id}/bundle/")
    assert answer["Content-Type"] == "application/pdf"
    document = pypdfium2.PdfDocument(answer.content)
    marks = [mark.get_title() for mark in document.get_toc()]
    front = document[0].get_textpage().get_text_range()
    document.close()
    assert marks[0] == "政府信息公开申请"
    assert marks[-2:] == ["期限计算", "办理经过"]
    assert info.case.number in front
    looks = Event.objects.filter(kind="inforequests.looked", data__what="bundle")
    assert looks.count() == 1


def test_for_others_a_request_is_not_there(cast: Cast, desks) -> None:
    info = registered_by(desks["wu"], cast)
    own = f"/desk/requests/{info.case_id}/"
    rest = ("draft/", "draft/grant/", "sign-off/", "bundle/", "act/confirm/", "act/nothing/")
    for name in ("zhao", "ma", "li", "gao"):
        for one in rest:
            for answer in (desks[name].get(own + one), desks[name].post(own + one)):
                assert answer.status_code == 404, (name, one)
    assert desks["li"].get(NEW).status_code == 404
    # Who reviews sees the request, not who asks, and does what is his alone.
    page = page_of(desks["feng"], info)
    assert info.description in page
    assert "张某某" not in page
    assert desks["feng"].get(f"{own}bundle/").status_code == 404
    assert desks["feng"].post(f"{own}act/serve/").status_code == 404
