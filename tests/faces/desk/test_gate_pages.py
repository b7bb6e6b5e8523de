"""Deciding on findings by pages: masked, kept, opened again, all of a kind; and for whom."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone
from PIL import Image

from sunshine.audit.models import Event
from sunshine.files.models import StoredFile
from sunshine.files.store import open_content
from sunshine.gate.clean_making import make_now
from sunshine.gate.models import Cleaning, Finding, PagePicture
from sunshine.gate.page_pictures import KEPT_FOR, Drawer
from sunshine.publishing.actions.attachments import attach
from sunshine.publishing.actions.clean_copies import use_clean_copy
from sunshine.publishing.examination import examination_reader
from sunshine.publishing.models import Edition
from tests.build.gate import found, looked
from tests.build.pdf_files import pdf, say
from tests.build.release import AT, draft, sent
from tests.cast import Cast
from tests.entering import enter

MOBILE = "13812345678"
TEXT = f"<p>联系人王建国，手机{MOBILE}，另一部手机13987654321。请到办税服务厅办理。</p>"


@pytest.fixture
def suspicious(cast: Cast) -> Edition:
    """Return a draft of Li's with two mobile numbers in it, looked through."""
    return looked(draft(cast, content=TEXT))


def page_of(edition: Edition) -> str:
    return f"/desk/items/{edition.item.code}/{edition.number}/gate/"


def test_findings_are_shown_to_writer_and_reviewer(cast: Cast, suspicious: Edition) -> None:
    for person, decides in ((cast.li, True), (cast.chen, False), (cast.wang, False)):
        for language in ("", "/en"):
            answer = enter(Client(), person).get(language + page_of(suspicious))
            text = answer.content.decode()
            assert answer.status_code == 200
            assert f"<mark>{MOBILE}</mark>" in text
            assert ('value="mask"' in text) is decides


def test_strangers_find_nothing(cast: Cast, suspicious: Edition) -> None:
    here = page_of(suspicious)
    for person in (cast.zhao, cast.nobody, cast.sun):
        for address in (here, f"{here}state/"):
            assert enter(Client(), person).get(address).status_code == 404
    kept = {"act": "keep", "finding": str(found(suspicious)[0].pk), "reason": "公务电话"}
    for person in (cast.zhao, cast.chen):
        assert enter(Client(), person).post(here, kept).status_code == 404
    assert all(row.is_open for row in found(suspicious))


def test_a_number_is_masked_in_the_text(cast: Cast, suspicious: Edition) -> None:
    row = next(one for one in found(suspicious, "mobile") if one.text == MOBILE)
    facts = {"act": "mask", "finding": str(row.pk), "instead": row.suggestion}
    assert enter(Client(), cast.li).post(page_of(suspicious), facts).status_code == 302
    suspicious.refresh_from_db()
    assert MOBILE not in suspicious.content
    assert "138****5678" in suspicious.content


def test_keeping_needs_a_reason_and_loses_nothing_typed(cast: Cast, suspicious: Edition) -> None:
    li = enter(Client(), cast.li)
    row = found(suspicious, "mobile")[0]
    answer = li.post(page_of(suspicious), {"act": "keep", "finding": row.pk, "reason": " "})
    assert answer.status_code == 422
    assert "保留须写明理由" in answer.content.decode()
    li.post(page_of(suspicious), {"act": "keep", "finding": row.pk, "reason": "公务手机"})
    assert "公务手机" in li.get(page_of(suspicious)).content.decode()
    li.post(page_of(suspicious), {"act": "reopen", "finding": row.pk})
    row.refresh_from_db()
    assert row.is_open


def test_all_of_a_kind_are_masked_at_once(cast: Cast, suspicious: Edition) -> None:
    facts = {"act": "mask-all", "kind": "mobile", "part": "content"}
    enter(Client(), cast.li).post(page_of(suspicious), facts)
    suspicious.refresh_from_db()
    assert MOBILE not in suspicious.content
    assert "13987654321" not in suspicious.content


def test_what_was_found_never_reaches_the_log(cast: Cast, suspicious: Edition) -> None:
    li = enter(Client(), cast.li)
    for row in found(suspicious):
        li.post(page_of(suspicious), {"act": "keep", "finding": row.pk, "reason": "公务"})
    for event in Event.objects.all():
        assert MOBILE not in str(event.data)


def test_reviewers_read_decisions_beside_the_text(cast: Cast, suspicious: Edition) -> None:
    li = enter(Client(), cast.li)
    for row in found(suspicious):
        li.post(page_of(suspicious), {"act": "keep", "finding": row.pk, "reason": "公务联系"})
    sent(cast, suspicious)
    there = f"/desk/items/{suspicious.item.code}/1/review/first/"
    text = enter(Client(), cast.chen).get(there).content.decode()
    assert "公务联系" in text
    assert f"<mark>{MOBILE}</mark>" in text


def test_the_editor_says_how_the_looking_stands(cast: Cast, suspicious: Edition) -> None:
    li = enter(Client(), cast.li)
    state = li.get(f"{page_of(suspicious)}state/").content.decode()
    assert "疑点未处理" in state
    assert "hx-get" not in state
    fresh = draft(cast, title="关于另一件事的公告")
    waiting = li.get(f"{page_of(fresh)}state/").content.decode()
    assert "hx-trigger" in waiting
    looked(fresh)
    done = li.get(f"{page_of(fresh)}state/?whole=1")
    assert done["HX-Refresh"] == "true"


def test_files_that_are_read_later_are_told_beside_the_findings(cast: Cast) -> None:
    edition = draft(cast, content=TEXT)
    attach(edition, stream=BytesIO(b"plain"), filename="a.txt", by=cast.li, at=AT)
    reader = examination_reader(timezone.now)
    reader.handle([one for one in Event.objects.order_by("id") if reader.wants(one)])
    li = enter(Client(), cast.li)
    page = li.get(page_of(edition)).content.decode()
    assert "其余附件还在检查" in page
    assert MOBILE in page
    assert "其余附件还在检查" in li.get(f"{page_of(edition)}state/?rest=1").content.decode()
    looked(edition)
    assert "查看新的结果" in li.get(f"{page_of(edition)}state/?rest=1").content.decode()
    assert "其余附件还在检查" not in li.get(page_of(edition)).content.decode()


def test_a_clean_copy_is_asked_for_made_and_takes_the_place(cast: Cast) -> None:
    edition = draft(cast)
    content = f"办税联系人名单\n张小明，手机{MOBILE}\n".encode()
    former = attach(edition, stream=BytesIO(content), filename="名单.txt", by=cast.li, at=AT)
    looked(edition)
    li = enter(Client(), cast.li)
    row = found(edition, "mobile")[0]
    assert f'name="mask" value="{row.pk}"' in li.get(page_of(edition)).content.decode()
    facts = {"act": "clean", "file": former.code, "mask": [str(row.pk)]}
    assert li.post(page_of(edition), facts).status_code == 302
    assert "正在制作" in li.get(page_of(edition)).content.decode()
    use_clean_copy(make_now(Cleaning.objects.get(), AT), at=AT)
    standing = edition.attached.get().attachment
    with open_content(StoredFile.objects.get(sha256=standing.digest)) as clean:
        text = clean.read().decode()
    assert MOBILE not in text
    assert "138****5678" in text
    assert StoredFile.objects.get(sha256=former.digest).is_sealed
    told = li.get(page_of(edition)).content.decode()
    assert "“名单.txt”已换成净本" in told
    assert "遮盖了1处。" in told


def test_a_draft_given_up_leaves_no_text_behind(cast: Cast, suspicious: Edition) -> None:
    enter(Client(), cast.li).post(
        f"/desk/items/{suspicious.item.code}/{suspicious.number}/discard/", {"sure": "yes"}
    )
    suspicious.refresh_from_db()
    assert suspicious.state == "discarded"
    assert not Finding.objects.exclude(text="", excerpt="", suggestion="").exists()


def _picture(cast: Cast) -> tuple[Edition, str]:
    edition = draft(cast)
    stream = BytesIO()
    Image.new("RGB", (40, 20), "white").save(stream, "PNG")
    stream.seek(0)
    code = attach(edition, stream=stream, filename="现场.png", by=cast.li, at=AT).code
    return looked(edition), code


def _places(file: str, *, left: str) -> dict[str, object]:
    return {
        "act": "black-out",
        "file": file,
        "page": ["1", "1"],
        "left": [left, ""],
        "top": ["0", ""],
        "width": ["50", ""],
        "height": ["100", ""],
    }


def _there(edition: Edition, file: str) -> str:
    return f"{page_of(edition)}files/{file}/"


def test_a_place_blacked_out_is_gone_from_the_copy(cast: Cast) -> None:
    edition, file = _picture(cast)
    li = enter(Client(), cast.li)
    assert _there(edition, file) in li.get(page_of(edition)).content.decode()
    assert "From the left (%)" in li.get(f"/en{_there(edition, file)}").content.decode()
    assert li.post(_there(edition, file), _places(file, left="50")).status_code == 302
    use_clean_copy(make_now(Cleaning.objects.get(), AT), at=AT)
    standing = edition.attached.get().attachment
    with open_content(StoredFile.objects.get(sha256=standing.digest)) as content:
        copy = Image.open(content).convert("RGB")
    assert copy.getpixel((10, 10)) == (255, 255, 255)
    assert copy.getpixel((30, 10)) == (0, 0, 0)


@pytest.mark.parametrize("left", ["nan", "100", "-1", "x", ""])
def test_a_place_off_the_page_is_refused_and_nothing_typed_is_lost(cast: Cast, left: str) -> None:
    edition, file = _picture(cast)
    answer = enter(Client(), cast.li).post(_there(edition, file), _places(file, left=left))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "第1处涂黑的位置不在页面上" in text
    assert f'name="left" type="number" min="0" max="100" step="any" value="{left}"' in text
    assert 'name="height" type="number" min="0" max="100" step="any" value="100"' in text
    assert not Cleaning.objects.exists()


def test_uneven_rows_are_refused_and_turning_the_page_keeps_them(cast: Cast) -> None:
    edition, file = _picture(cast)
    li = enter(Client(), cast.li)
    uneven = {"act": "black-out", "page": ["1", "1"], "left": ["10", "20"], "top": ["5"]}
    answer = li.post(_there(edition, file), uneven)
    assert answer.status_code == 422
    assert not Cleaning.objects.exists()
    turned = li.post(_there(edition, file), {**_places(file, left="33.5"), "act": "", "show": "9"})
    assert turned.status_code == 200
    assert 'value="33.5"' in turned.content.decode()


def test_boxes_and_ticked_values_make_one_copy(cast: Cast) -> None:
    edition = draft(cast)
    page = pdf(say(f"Tel {MOBILE}", 50, 700), say("Name", 50, 600))
    code = attach(edition, stream=BytesIO(page), filename="名单.pdf", by=cast.li, at=AT).code
    looked(edition)
    row = found(edition, "mobile")[0]
    li = enter(Client(), cast.li)
    assert f'name="mask" value="{row.pk}" checked' in li.get(_there(edition, code)).content.decode()
    facts = {**_places(code, left="50"), "mask": [str(row.pk)]}
    assert li.post(_there(edition, code), facts).status_code == 302
    cleaning = Cleaning.objects.get()
    assert [one["text"] for one in cleaning.masks] == [MOBILE]
    assert len(cleaning.boxes) == 1


def test_a_page_is_drawn_by_the_worker_and_shown_to_its_writers_alone(cast: Cast) -> None:
    edition, file = _picture(cast)
    there = _there(edition, file)
    li = enter(Client(), cast.li)
    assert "hx-get" in li.get(f"{there}1/").content.decode()
    assert li.get(f"{there}1/page.png").status_code == 404
    drawer = Drawer()
    while not drawer.run(timezone.now()):
        pass
    assert "page.png" in li.get(f"{there}1/").content.decode()
    shown = li.get(f"{there}1/page.png")
    assert shown["Content-Type"] == "image/png"
    assert shown["Cache-Control"] == "private, no-store"
    assert Image.open(BytesIO(shown.content)).size == (40, 20)
    for person in (cast.zhao, cast.chen, cast.nobody, cast.sun):
        client = enter(Client(), person)
        for address in (there, f"{there}1/", f"{there}1/page.png"):
            assert client.get(address).status_code == 404
    assert li.get(f"{there}2/").status_code == 404


def test_a_drawn_page_is_gone_with_the_original_and_after_hours(cast: Cast) -> None:
    edition, file = _picture(cast)
    there, li = _there(edition, file), enter(Client(), cast.li)
    li.get(f"{there}1/")
    drawer = Drawer()
    while not drawer.run(timezone.now()):
        pass
    assert PagePicture.objects.exclude(png=None).count() == 1
    assert drawer.run(timezone.now() + KEPT_FOR + timedelta(minutes=1)) == 0
    assert not PagePicture.objects.exists()
    li.get(f"{there}1/")
    StoredFile.objects.update(is_sealed=True)
    assert li.get(f"{there}1/").status_code == 404
    drawer.run(timezone.now())
    assert not PagePicture.objects.exists()


def test_only_writers_black_out(cast: Cast) -> None:
    edition, file = _picture(cast)
    for person in (cast.zhao, cast.chen, cast.nobody):
        answer = enter(Client(), person).post(_there(edition, file), _places(file, left="50"))
        assert answer.status_code == 404
    assert not Cleaning.objects.exists()
