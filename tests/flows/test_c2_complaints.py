"""C2, A4: an applicant complains (arts 47, 51); the office above answers, never the one meant."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from sunshine.audit.models import Event
from sunshine.cases.models import Case
from sunshine.inforequests.actions import complaining
from sunshine.inforequests.hearing import hearer_of
from sunshine.inforequests.kinds import COMPLAINT
from sunshine.inforequests.models import Complaint
from sunshine.inforequests.staff_notices import tell
from sunshine.kit.days import beijing_day
from sunshine.kit.errors import Refused
from sunshine.notices.models import Notice
from sunshine.workdays.loader import official_calendar
from tests.build import inforequests as build
from tests.cast import Cast
from tests.entering import enter
from tests.following import follow, page

pytestmark = pytest.mark.django_db
TYPED = {"ground": "handling", "text": "到期没有答复，请督促。", "sure": "on"}


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, settings: Any) -> None:
    settings.FILES_DIR = tmp_path / "files"
    cache.clear()


def now() -> datetime:
    return timezone.now()


def complained(client: Client) -> Complaint:
    """Complain by the page, and return the complaint."""
    assert client.post("/follow/case/do/complain/", TYPED).status_code == 302
    return Complaint.objects.select_related("case", "request__case").latest("pk")


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {one.code for one in refused.value.reasons}


def test_who_complains_is_told_first_that_his_periods_run_on(cast: Cast) -> None:
    client = follow(build.served(cast, build.received(cast, at=now()), at=now()))
    shown = page(client)
    assert "提出投诉" in shown
    assert "它们照样计算" in shown
    assert cast.shenyang.name in shown
    bare = client.post("/follow/case/do/complain/", {**TYPED, "sure": ""})
    assert bare.status_code == 400
    assert "请先勾选" in bare.content.decode()
    assert TYPED["text"] in bare.content.decode()
    assert not Complaint.objects.exists()


def test_it_is_a_case_of_the_office_above_with_owner_and_last_day(cast: Cast) -> None:
    request = build.received(cast, at=now())
    one = complained(follow(request))
    assert (one.case.body, one.case.owner, one.case.kind) == (cast.shenyang, cast.ma, "complaint")
    assert one.case.due == official_calendar().add_workdays(beijing_day(now()), 20)
    assert set(one.case.may_not_own.all()) == {cast.wu}
    # Its own number; the request itself goes on as before.
    assert one.case.number.startswith("公开投诉-210100-")
    request.refresh_from_db()
    assert request.state == "handling"
    assert Event.objects.get(kind="inforequests.complained").subject == one.case.subject
    tell(list(Event.objects.filter(kind="inforequests.complained")))
    assert Notice.objects.get(kind="inforequests.complained").recipient == cast.ma


def test_the_desk_above_sees_and_answers_and_the_desk_below_learns_the_end(cast: Cast) -> None:
    request = build.served(cast, build.received(cast, at=now()), at=now())
    client = follow(request)
    one = complained(client)
    ma, wu = enter(Client(), cast.ma), enter(Client(), cast.wu)
    place = f"/desk/cases/{one.case_id}/"
    seen = ma.get(place).content.decode()
    assert TYPED["text"] in seen
    assert request.case.number in seen
    assert "张某某" not in seen
    letter = ma.get(f"/desk/requests/{one.case_id}/complained/")
    assert b"".join(letter).startswith(b"%PDF")  # type: ignore[arg-type]
    below = wu.get(f"/desk/cases/{request.case_id}/").content.decode()
    assert "上级正在办理" in below
    assert TYPED["text"] not in below
    answer = {"outcome": "founded", "measure": "", "answer": "已责令三日内答复。"}
    to = f"/desk/requests/{one.case_id}/complaint/"
    assert ma.post(to, answer).status_code == 422
    assert ma.post(to, {**answer, "measure": "rectify"}).status_code == 302
    shown = page(client)
    for words in ("查证属实", "督促整改"):
        assert words in shown
    below = wu.get(f"/desk/cases/{request.case_id}/").content.decode()
    assert "已责令三日内答复。" in below
    tell(list(Event.objects.filter(kind="inforequests.complaint_decided")))
    told = Notice.objects.filter(kind="inforequests.complaint_decided")
    assert set(told.values_list("recipient__username", "link")) == {
        ("wu", f"/desk/cases/{request.case_id}/"),
        ("he", f"/desk/cases/{request.case_id}/"),
    }
    assert ma.get(place).status_code == 200
    assert ma.post(to, {**answer, "measure": "rectify"}).status_code == 422


@pytest.mark.parametrize("name", ["wu", "he", "wang", "zhao", "sun", "nobody"])
def test_the_one_complained_of_and_strangers_find_nothing(cast: Cast, name: str) -> None:
    one = complained(follow(build.received(cast, at=now())))
    client = enter(Client(), getattr(cast, name))
    missing = one.case_id + 1000
    for path in (
        "/desk/cases/%s/",
        "/desk/requests/%s/complaint/",
        "/desk/requests/%s/complained/",
    ):
        got, none = client.get(path % one.case_id), client.get(path % missing)
        assert (got.status_code, none.status_code) in {(404, 404), (403, 403), (302, 302)}
    listed = client.get("/desk/cases/?tab=body")
    assert one.case.number not in listed.content.decode()
    with pytest.raises(Refused):
        complaining.decide_complaint(
            one, outcome="unfounded", measure="", answer="没有", by=getattr(cast, name), at=now()
        )


def test_one_is_open_at_a_time_and_can_be_taken_back(cast: Cast) -> None:
    client = follow(build.received(cast, at=now()))
    one = complained(client)
    assert "提交投诉" not in page(client)
    again = client.post("/follow/case/do/complain/", TYPED)
    assert again.status_code == 400
    assert "正在办理" in again.content.decode()
    assert client.post("/follow/case/do/drop/").status_code == 302
    assert "申请人撤回投诉" in page(client)
    assert not Case.objects.get(pk=one.case_id).is_open
    assert client.post("/follow/case/do/drop/").status_code == 400
    assert complained(client).pk != one.pk


def test_the_page_of_the_complaint_leads_back_and_nowhere_else(cast: Cast) -> None:
    request = build.received(cast, at=now())
    client = follow(request)
    one = complained(client)
    other = build.received(cast, token="other", at=now())
    assert client.post("/follow/case/open/", {"case": other.case_id}).status_code == 404
    assert client.post("/follow/case/open/", {"case": "x"}).status_code == 404
    assert follow(other, "other").post(
        "/follow/case/open/", {"case": one.case_id}
    ).status_code == 404  # fmt: skip
    assert client.post("/follow/case/open/", {"case": one.case_id}).status_code == 302
    for lang, words in (("", "被投诉的机关"), ("/en", "Body complained of")):
        shown = page(client, lang)
        assert words in shown
        assert TYPED["text"] in shown
    assert client.post("/follow/case/message/", {"text": "补充一点"}).status_code == 302
    assert one.case.messages.get().text == "补充一点"
    assert client.post("/follow/case/do/withdraw/", {"sure": "on"}).status_code == 302
    request.refresh_from_db()
    assert request.withdrawn_on is None
    again = follow(request)
    again.post("/follow/case/open/", {"case": one.case_id})
    assert again.post("/follow/case/open/", {"case": request.case_id}).status_code == 302
    assert request.case.number in page(again)
    assert Client().post("/follow/case/open/", {"case": one.case_id}).status_code == 302


def test_where_nobody_above_works_the_page_says_where_to_go(cast: Cast) -> None:
    request = build.received(cast, at=now())
    cast.shenyang.posts.update(roles=[])
    assert hearer_of(request, beijing_day(now())) is None
    client = follow(request)
    assert "提交投诉" not in page(client)
    with pytest.raises(Refused) as refused:
        complaining.complain(request, ground="rights", text="一", by=None, at=now())
    assert codes(refused) == {"complaint-without-office"}


def test_who_asked_cannot_hear_his_own_complaint(cast: Cast) -> None:
    request = build.received(cast, at=now())
    Case.objects.filter(pk=request.case_id).update(applicant=cast.ma)
    request.refresh_from_db()
    assert hearer_of(request, beijing_day(now())) is None


def test_every_fault_of_a_complaint_is_named(cast: Cast) -> None:
    request = build.received(cast, at=now())
    with pytest.raises(Refused) as refused:
        complaining.complain(request, ground="?", text=" ", by=cast.wu, at=now())
    assert codes(refused) == {"request-not-yours", "request-text-needed", "request-choice"}
    one = complaining.complain(request, ground="rights", text="一", by=None, at=now())
    with pytest.raises(Refused) as refused:
        complaining.decide_complaint(
            one, outcome="withdrawn", measure="jail", answer="", by=cast.ma, at=now()
        )
    assert codes(refused) == {"request-text-needed", "request-choice"}
    with pytest.raises(Refused) as refused:
        complaining.decide_complaint(
            one, outcome="unfounded", measure="rectify", answer="没有", by=cast.ma, at=now()
        )
    assert codes(refused) == {"complaint-measure"}
    assert COMPLAINT.slug == one.case.kind
