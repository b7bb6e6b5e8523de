"""Row K1: photographs reach the bulletin small, without their EXIF, and only while they may."""

import io
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import ExifTags, Image

from sunshine.campaigns.actions import activities, bulletins, photographs
from sunshine.campaigns.layout import page_of, paper_of
from sunshine.campaigns.lines import Sheet, stored_sheet
from sunshine.campaigns.models import Activity, Bulletin, Photograph
from sunshine.campaigns.shown_pictures import Preparer, pictures_of, prepare_now
from sunshine.files.store import open_content
from sunshine.kit.papers.apart import docx_apart
from sunshine.kit.papers.typesetting import pdf_of
from sunshine.publishing.models import Item
from tests.asking import Visitor
from tests.build.campaigns import (
    AT,
    Province,
    an_activity,
    deployed,
    part_of,
    province_of,
    release_item,
    reported,
)
from tests.build.publishing import a_section
from tests.cast import Cast
from tests.entering import enter
from tests.faces.desk.working import done
from tests.faces.public.conftest import DAY, Record

THEN = AT + timedelta(days=2)
SECRET = b"canary-camera"


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path / "files"


def a_photograph(colour: tuple[int, int, int]) -> bytes:
    """Return a large JPEG, lying on its side, that says with what and where it was taken."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = SECRET.decode()
    exif[ExifTags.Base.Orientation] = 6
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    drawn = io.BytesIO()
    Image.new("RGB", (2400, 1600), colour).save(drawn, "JPEG", exif=exif)
    return drawn.getvalue()


def held(cast: Cast, province: Province) -> Activity:
    """Return an activity of Shenyang that was held, of a campaign on which it has reported."""
    campaign = deployed(cast, province)
    activity = an_activity(part_of(campaign, cast.heping), cast.li)
    activities.record_held(activity, by=cast.li, at=THEN, attendance=60)
    reported(campaign, cast.heping, cast.li, at=THEN)
    return activity


def uploaded(activity: Activity, cast: Cast) -> list[Photograph]:
    """Return the photographs of one form that carried two, and a text that is none."""
    colours = ((200, 40, 40), (40, 40, 200))
    files = [
        SimpleUploadedFile(f"{number}.jpg", a_photograph(colour), "image/jpeg")
        for number, colour in enumerate(colours)
    ]
    files.append(SimpleUploadedFile("notes.txt", "不是照片".encode(), "text/plain"))
    address = f"/desk/campaigns/activity/{activity.code}/photograph/"
    given = {"file": files, "caption": "咨询现场"}
    answer = enter(Client(), cast.li).post(address, given, follow=True)
    assert "“notes.txt”不是照片" in answer.content.decode()
    return list(activity.photographs.all())


def sheet_of(activity: Activity, province: Province) -> Sheet:
    """Return the bulletin, compiled now."""
    bulletins.compile_now(activity.part.campaign, by=province.editor, at=THEN)
    return stored_sheet(Bulletin.objects.get(), day=DAY)


def test_a_small_copy_without_exif_is_made_by_the_worker(cast: Cast) -> None:
    activity = held(cast, province_of(cast))
    first, other = uploaded(activity, cast)
    preparer = Preparer()
    assert preparer.run(THEN) == 0
    assert not Photograph.objects.filter(shown__isnull=False).exists()
    photographs.record_consent(first, consent="无可辨认的人", by=cast.li, at=THEN)
    prepare_now(first, THEN)
    assert first.shown is not None
    with open_content(first.shown) as content:
        made = content.read()
    assert SECRET in a_photograph((200, 40, 40))
    assert SECRET not in made
    with Image.open(io.BytesIO(made)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (667, 1000))  # upright
        assert not picture.getexif()
    other.refresh_from_db()
    assert other.shown is None
    photographs.keep_internal(first, by=cast.li, at=THEN)
    assert first.shown is None


def test_a_picture_that_cannot_be_decoded_is_told_to_the_officer(cast: Cast) -> None:
    activity = held(cast, province_of(cast))
    cut = io.BytesIO(a_photograph((9, 9, 9))[:3000])
    one = photographs.add_photograph(activity, stream=cut, filename="c.jpg", by=cast.li, at=THEN)
    photographs.record_consent(one, consent="无可辨认的人", by=cast.li, at=THEN)
    prepare_now(one, THEN)
    assert (one.state, one.shown, bool(one.trouble)) == ("undecided", None, True)


def test_the_bulletin_shows_them_in_every_form(cast: Cast) -> None:
    province = province_of(cast)
    activity = held(cast, province)
    for one in uploaded(activity, cast):
        photographs.record_consent(one, consent="无可辨认的人", by=cast.li, at=THEN)
    assert not any(line.picture for line in sheet_of(activity, province).lines)
    for one in activity.photographs.all():
        prepare_now(one, THEN)
    sheet = sheet_of(activity, province)
    pictures = pictures_of(sheet)
    assert len(pictures) == 2
    assert page_of(sheet, pictures).count('<img src="data:image/jpeg;base64,') == 2
    paper = paper_of(sheet, pictures)
    pdf = pypdfium2.PdfDocument(pdf_of(paper))
    kinds = [thing.type for page in pdf for thing in page.get_objects()]
    assert kinds.count(pypdfium2.raw.FPDF_PAGEOBJ_IMAGE) == 2
    with zipfile.ZipFile(io.BytesIO(docx_apart(paper))) as docx:
        document = ElementTree.fromstring(docx.read("word/document.xml"))  # noqa: S314 - our own
        media = {docx.read(name) for name in docx.namelist() if name.startswith("word/media/")}
    told = [one.get("descr") for one in document.iter() if one.tag.endswith("}docPr")]
    assert told == ["咨询现场", "咨询现场"]
    assert media == set(pictures.values())
    photographs.keep_internal(activity.photographs.all()[0], by=cast.li, at=THEN)
    assert len(pictures_of(sheet)) == 1
    assert paper_of(sheet, pictures_of(sheet)).pictures == tuple(pictures_of(sheet).values())


def test_a_reader_of_the_record_sees_them_in_their_place(cast: Cast, record: Record) -> None:
    province = province_of(cast)
    activity = held(cast, province)
    section = a_section("topics")
    for one in uploaded(activity, cast):
        photographs.record_consent(one, consent="无可辨认的人", by=cast.li, at=THEN)
        prepare_now(one, THEN)
    sheet_of(activity, province)
    bulletins.approve_bulletin(Bulletin.objects.get(), by=province.head, at=THEN)
    desk = enter(Client(), province.editor)
    address = f"/desk/campaigns/{activity.part.campaign.code}/bulletin/record/"
    done(desk, address, section=section.pk, summary="活动情况。")
    item = Item.objects.get()
    assert item.attachments.count() == 4
    release_item(item, province, at=THEN)
    record.bake_all()
    page = Visitor(record.root).get(f"/i/{item.code}/").text
    assert page.count("<figcaption>咨询现场</figcaption>") == 2
    source = page.partition('<img src="')[2].partition('"')[0]
    picture = Visitor(record.root).get(source)
    assert picture.headers["Content-Type"] == "image/jpeg"
    assert SECRET not in picture.body
    # In the list of files: the bulletin itself, and not what the text shows already.
    assert page.count("/f/") == 2 + 2
