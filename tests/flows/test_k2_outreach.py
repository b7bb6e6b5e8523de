"""Row K2: outreach into the ten kinds of places: planned, signed up for, held, counted."""

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from PIL import Image

from sunshine.audit.models import Event
from sunshine.campaigns.actions import activities, attending, bulletins, photographs
from sunshine.campaigns.models import Activity, CheckIn, Photograph, PlaceKind, SignUp
from sunshine.campaigns.models.activities import TEN_PLACES
from sunshine.campaigns.periodic import forget_visitors, use_boxed_pictures
from sunshine.campaigns.shown_pictures import prepare_now
from sunshine.gate.clean_making import make_now
from sunshine.gate.models import Cleaning
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Refused
from sunshine.scanning.clean_copies import Box
from tests.build.campaigns import AT, HOUR, an_activity, deployed, part_of, province_of, reported
from tests.cast import Cast

DAY = timedelta(days=1)


def announced(cast: Cast, **facts: Any) -> Activity:
    """Return an activity of Heping tomorrow, by the clock of this machine, open to everybody."""
    now = timezone.now()
    days = {"begins": beijing_day(now), "ends": beijing_day(now + 20 * DAY)}
    province = province_of(cast)
    campaign = deployed(cast, province, **days, report_by=beijing_day(now + 30 * DAY))
    times = {"begins_at": now + DAY, "ends_at": now + DAY + 2 * HOUR}
    activity = an_activity(part_of(campaign, cast.heping), cast.li, **times | facts)
    return activities.announce(activity, by=cast.li, at=now)


def test_a_visitor_finds_keeps_gives_back_and_comes(cast: Cast) -> None:
    activity = announced(cast, seats=3, access="轮椅坡道")
    visitor = Client()
    page = visitor.get("/activities/?city=ln-shenyang").content.decode()
    assert activity.title in page
    assert activity.title not in visitor.get("/activities/?city=ln-dalian").content.decode()
    file = visitor.get("/activities.ics").content.decode()
    assert f"UID:{activity.code}@sunshine" in file
    assert "\r\nLOCATION:滨河社区广场\r\n" in file
    home = f"/activities/{activity.code}/"
    assert "轮椅坡道" in visitor.get(home).content.decode()
    answer = visitor.post(home, {"people": "2"}, follow=True)
    seats = answer.redirect_chain[-1][0]
    assert "留了 2 个名额" in answer.content.decode()
    refused = visitor.post(home, {"people": "2"})
    assert refused.status_code == 400
    assert "现在还剩1个" in refused.content.decode()
    assert visitor.post(home, {"people": "x"}).status_code == 400
    assert SignUp.objects.count() == 1
    visitor.get(seats)
    assert SignUp.objects.count() == 1  # opening the link gives nothing back
    assert "名额已退回" in Client(enforce_csrf_checks=True).post(seats).content.decode()
    activity.refresh_from_db()
    assert (activity.taken, SignUp.objects.count()) == (0, 0)
    assert visitor.get(seats).status_code == 404
    assert visitor.get(f"{home}in/{'0' * 32}/").status_code == 404


def test_checking_in_counts_each_browser_once(cast: Cast) -> None:
    activity = announced(cast)
    Activity.objects.filter(pk=activity.pk).update(begins_at=timezone.now())
    address = f"/activities/{activity.code}/in/{activity.check_in_key}/"
    one, other = Client(), Client()
    assert "已签到" in one.post(address, {"people": "2"}).content.decode()
    assert "已签到" in one.post(address, {"people": "2"}).content.decode()
    assert "已签到" in other.post(address, {"people": "1"}).content.decode()
    assert (activity.came, CheckIn.objects.count()) == (3, 2)
    told = Event.objects.filter(kind="campaigns.checked_in")
    assert {event.actor for event in told} == {None}
    later = timezone.now() + 10 * DAY
    assert forget_visitors(later) == 1
    activity.refresh_from_db()
    assert (activity.attendance, CheckIn.objects.count()) == (3, 0)


def test_ten_places_questions_visits_and_figures(cast: Cast) -> None:
    province = province_of(cast)
    campaign = deployed(cast, province)
    part = part_of(campaign, cast.heping)
    after = AT + 2 * DAY
    assert [one.label for one in TEN_PLACES[:3]] == ["政府机关", "工业园区", "校园"]
    for number, kind in enumerate(TEN_PLACES, 1):
        one = an_activity(part, cast.li, place_kind=kind.value, partners=["市地税局"])
        activities.record_held(
            one, attendance=number, volunteers=2, materials={"指南": 5}, by=cast.li, at=after
        )
    first = part.activities.get(place_kind=PlaceKind.OFFICES)
    spot = {"asked": "怎样开票？", "answer": "网上可以开。"}
    activities.note_question(first, **spot, by=cast.li, at=after)
    later = activities.note_question(first, asked="优惠到何时？", by=cast.li, at=after)
    activities.answer_question(later, answer="到年底。", by=cast.lin, at=after + DAY)
    with pytest.raises(Refused) as refused:
        activities.note_visit(first, post="副市长刘某某", asked="问", by=cast.li, at=after)
    assert refused.value.reasons[0].code == "post-not-name"
    activities.note_visit(first, post="常务副市长", asked="公开了什么", by=cast.li, at=after)
    with pytest.raises(Refused) as refused:
        reported(campaign, cast.heping, cast.li, activities=10, people=54, at=after)
    assert refused.value.reasons[0].code == "figure-below-recorded"
    reported(campaign, cast.heping, cast.li, activities=10, people=55, at=after)
    bulletin = bulletins.compile_now(campaign, by=province.editor, at=after)
    held = bulletin.paragraphs.get(key__endswith=":activities").text
    assert "举办活动10场" in held
    assert all(f"{one.label}1场" in held for one in TEN_PLACES)
    assert "参加55人次" in held
    assert "收到提问2个，已答复2个" in held


def a_photograph(colour: str) -> io.BytesIO:
    """Return a PNG of one colour."""
    stream = io.BytesIO()
    Image.new("RGB", (120, 80), colour).save(stream, "PNG")
    stream.seek(0)
    return stream


def test_a_photograph_needs_consent_or_boxes(cast: Cast, tmp_path: Path, settings: Any) -> None:
    settings.FILES_DIR = tmp_path / "files"
    province = province_of(cast)
    campaign = deployed(cast, province)
    activity = an_activity(part_of(campaign, cast.heping), cast.li)
    how: dict[str, Any] = {"by": cast.li, "at": AT + 2 * DAY}
    activities.record_held(activity, attendance=1, **how)
    red, blue = (
        photographs.add_photograph(activity, stream=a_photograph(one), filename=f"{one}.png", **how)
        for one in ("red", "blue")
    )
    with pytest.raises(Refused):
        photographs.add_photograph(activity, stream=a_photograph("red"), filename="red.png", **how)
    with pytest.raises(Refused):
        photographs.add_photograph(activity, stream=io.BytesIO(b"text"), filename="a.txt", **how)
    reported(campaign, cast.heping, cast.li, at=AT + 2 * DAY)
    compiled = bulletins.compile_now(campaign, by=province.editor, at=AT + 2 * DAY)
    assert not compiled.paragraphs.filter(kind="picture").exists()
    photographs.record_consent(blue, consent="书面同意存办公室", **how)
    original = red.file
    photographs.box(red, [Box(1, 0.0, 0.0, 0.5, 0.5)], **how)
    make_now(Cleaning.objects.get(), AT + 2 * DAY)
    assert use_boxed_pictures(AT + 2 * DAY) == 1
    red.refresh_from_db()
    assert (red.state, red.was_boxed) == (Photograph.State.CLEARED, True)
    with Image.open(
        tmp_path / "files" / red.file.sha256[:2] / red.file.sha256[2:4] / red.file.sha256
    ) as made:
        assert made.convert("RGB").getpixel((10, 10)) == (0, 0, 0)
        assert made.convert("RGB").getpixel((110, 70)) == (255, 0, 0)
    original.refresh_from_db()
    assert original.is_sealed
    for one in (red, blue):
        prepare_now(one, AT + 2 * DAY)
    compiled = bulletins.compile_now(campaign, by=province.editor, at=AT + 2 * DAY)
    keys = compiled.paragraphs.filter(kind="picture").values_list("key", flat=True)
    assert {key.rsplit(":", 1)[1] for key in keys} == {red.code, blue.code}
    photographs.keep_internal(blue, **how)
    compiled = bulletins.compile_now(campaign, by=province.editor, at=AT + 2 * DAY)
    assert compiled.paragraphs.filter(kind="picture").count() == 1


def test_drafts_and_dropped_activities_exist_for_nobody(cast: Cast) -> None:
    activity = announced(cast, seats=5)
    hidden = an_activity(
        activity.part,
        cast.li,
        title="没有公布的活动",
        begins_at=activity.begins_at,
        ends_at=activity.ends_at,
    )
    visitor = Client()
    for address in ("/activities/", "/activities.ics", "/en/activities/"):
        assert "没有公布的活动" not in visitor.get(address).content.decode()
    unknown = visitor.get("/activities/aaaaaaaaaa/")
    assert visitor.get(f"/activities/{hidden.code}/").status_code == unknown.status_code == 404
    with pytest.raises(Refused):
        attending.sign_up(hidden, people=1, at=timezone.now())
    token = attending.sign_up(activity, people=2, at=timezone.now())
    activities.drop_activity(activity, reason="天气不好", by=cast.li, at=timezone.now())
    assert "天气不好" in visitor.get(f"/activities/seats/{token}/").content.decode()
    assert activity.title not in visitor.get("/activities/").content.decode()
