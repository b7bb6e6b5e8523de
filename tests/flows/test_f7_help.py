"""Row F7: “please help me” calls the guide on duty; asked, seen, answered and measured."""

import json
from datetime import timedelta

import pytest
from django.test import Client

from sunshine.kit.errors import Refused
from sunshine.notices.models import Notice
from sunshine.places.actions import calls, register
from sunshine.places.models import HelpCall
from sunshine.places.queries import call_figures
from tests.build.release import AT
from tests.build.screens import HALL, Furnished, furnished
from tests.cast import Cast

MINUTE = timedelta(minutes=1)


@pytest.fixture
def hall(cast: Cast) -> Furnished:
    return furnished(cast)


def test_a_call_comes_to_who_is_on_duty(hall: Furnished, cast: Cast) -> None:
    calls.take_duty(hall.hall, by=cast.li, at=AT)
    calls.take_duty(hall.hall, by=cast.lin, at=AT)
    calls.leave_duty(hall.hall, by=cast.lin, at=AT + MINUTE)
    screen = hall.kiosk.screen
    call = calls.call_guide(screen, topic="find", page="查找", at=AT + 2 * MINUTE)
    told = Notice.objects.filter(kind="places.guide_called").values_list("recipient", flat=True)
    assert list(told) == [cast.li.pk]
    with pytest.raises(Refused) as refused:
        calls.call_guide(screen, topic="find", at=AT + 3 * MINUTE)
    assert refused.value.reasons[0].code == "call-open"
    calls.see(call, by=cast.li, at=AT + 4 * MINUTE)
    with pytest.raises(Refused) as refused:
        calls.see(call, by=cast.wu, at=AT + 4 * MINUTE)
    assert refused.value.reasons[0].code == "call-seen"
    calls.end(call, ending="helped", answer="找到发票领用", by=cast.li, at=AT + 9 * MINUTE)
    calls.call_guide(screen, topic="screen", at=AT + 10 * MINUTE)
    figures = call_figures(HelpCall.objects.all())
    assert (figures.total, figures.waiting) == (2, 1)
    assert (figures.middle_seconds, figures.within_two_minutes) == (120, 1)


def test_strangers_neither_guide_nor_answer(hall: Furnished, cast: Cast) -> None:
    call = calls.call_guide(hall.kiosk.screen, topic="walk", at=AT)
    for act in (
        lambda: calls.take_duty(hall.hall, by=cast.zhao, at=AT),
        lambda: calls.see(call, by=cast.zhao, at=AT),
        lambda: calls.end(call, ending="helped", by=cast.nobody, at=AT),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.reasons[0].code == "not-of-the-hall"


def test_a_forgotten_call_bars_nobody(hall: Furnished) -> None:
    screen = hall.kiosk.screen
    first = calls.call_guide(screen, topic="other", at=AT)
    calls.call_guide(screen, topic="other", at=AT + 31 * MINUTE)
    first.refresh_from_db()
    assert first.ending == "gone"
    reasons = calls.why_not_call(None, at=AT)
    assert [reason.code for reason in reasons] == ["screen-unknown"]


def test_the_button_of_the_kiosk(hall: Furnished, cast: Cast, client: Client) -> None:
    said = {"screen": hall.kiosk.screen.code, "topic": "form", "page": "首页"}
    address = f"/kiosk/{HALL}/help"

    def send(content: object, **headers: str) -> tuple[int, dict[str, str]]:
        answer = client.post(address, json.dumps(content), "application/json", headers=headers)
        is_json = answer["Content-Type"].startswith("application/json")
        return answer.status_code, answer.json() if is_json else {}

    status, told = send(said)
    assert status == 201
    follow = f"{address}/{told['token']}"
    assert client.get(follow).json() == {"state": "sent"}
    assert send(said) == (409, {"refused": "call-open"})
    call = HelpCall.objects.get()
    calls.see(call, by=cast.li, at=call.asked_at)
    assert client.get(follow).json() == {"state": "seen"}
    calls.end(call, ending="helped", by=cast.li, at=call.asked_at)
    assert client.get(follow).json() == {"state": "over"}
    assert send({**said, "topic": "nonsense"}) == (409, {"refused": "call-topic-unknown"})
    for odd in ({**said, "screen": "2222222222"}, [], {"screen": 7}, {"page": "长" * 5000}):
        assert send(odd)[0] == 404
    assert send(said, **{"Sec-Fetch-Site": "cross-site"})[0] == 404
    assert client.get(f"/kiosk/elsewhere/help/{told['token']}").status_code == 404
    assert client.get(address).status_code == 405


def test_a_screen_that_was_given_up_calls_nobody(hall: Furnished, cast: Cast) -> None:
    register.close_place(hall.kiosk, on=AT.date(), by=cast.li, at=AT)
    with pytest.raises(Refused) as refused:
        calls.call_guide(hall.kiosk.screen, topic="find", at=AT)
    assert refused.value.reasons[0].code == "screen-unknown"
