"""L1: whoever asked for alerts is shown what he confirms, and all he has, by a link in a mail."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from sunshine.alerts.actions import ask, ask_for_list, confirm, stop_listed
from sunshine.alerts.addresses import masked
from sunshine.alerts.models import Alert
from sunshine.alerts.reading import LIST_LASTS, list_token, listed_alerts
from sunshine.audit.models import Event
from sunshine.kit.errors import Refused
from sunshine.notices.models import Mail
from tests.build.release import AT, MINUTE
from tests.cast import Cast
from tests.flows.test_l1_alerts import token_in

ADDRESS = "reader@example.com"
pytestmark = pytest.mark.django_db


def asked(question: str, address: str = ADDRESS, **filters: str) -> str:
    """Ask for an alert now and return the token of its confirmation."""
    ask(address, question=question, filters=filters, period="week", at=timezone.now())
    return token_in(Mail.objects.latest("id").body, "confirm")


def begun(question: str, address: str = ADDRESS) -> Alert:
    return confirm(asked(question, address), at=timezone.now())


def test_the_button_stands_beside_what_it_confirms(cast: Cast, client: Client) -> None:
    body = cast.heping
    place = f"/alerts/confirm/{asked('延时服务', body=body.slug, year='2026')}/"
    for address in (place, f"/en{place}"):
        page = client.get(address).content.decode()
        for told in ("延时服务", "r***r@example.com", "2026"):
            assert told in page, told
        assert ADDRESS not in page
    page = client.get(place).content.decode()
    assert body.name in page
    assert "每周一封" in page
    assert "延时服务" in client.post(place).content.decode()
    assert "已经确认" in client.get(place).content.decode()
    assert client.get("/alerts/confirm/none/").status_code == 404


def test_the_list_comes_by_mail_and_each_can_be_stopped(cast: Cast, client: Client) -> None:
    first, second = begun("延时服务"), begun("社保费")
    other = begun("别人的", "other@example.com")
    answer = client.post("/alerts/mine/", {"address": ADDRESS.upper()})
    assert answer.headers["Location"] == "/alerts/mine/sent/"
    assert client.get("/alerts/mine/sent/").status_code == 200
    mail = Mail.objects.latest("id")
    assert mail.recipient == ADDRESS
    place = f"/alerts/mine/{mail.body.split('/alerts/mine/')[1].split('/')[0]}/"
    page = client.get(place).content.decode()
    assert "延时服务" in page
    assert "社保费" in page
    assert "别人的" not in page
    assert ADDRESS not in place + page
    assert "不在您的提醒里" in client.post(place, {"number": other.pk}).content.decode()
    assert client.post(place, {"number": first.pk}).status_code == 302
    assert list(Alert.objects.of(ADDRESS)) == [second]
    client.post(place, {"number": second.pk})
    assert "没有邮件提醒" in client.get(place).content.decode()
    assert ADDRESS not in {mail.recipient for mail in Mail.objects.all()}
    assert Alert.objects.get() == other


def test_the_answer_is_the_same_for_every_address_and_mails_are_few(
    cast: Cast, client: Client
) -> None:
    begun("延时服务")
    asked("未确认", "waiting@example.com")
    before = Mail.objects.count()
    answers = {
        client.post("/alerts/mine/", {"address": address}).headers["Location"]
        for address in (ADDRESS, ADDRESS, "waiting@example.com", "nobody@example.com")
    }
    assert answers == {"/alerts/mine/sent/"}
    assert Mail.objects.count() == before + 1
    assert ADDRESS not in str(list(Event.objects.values_list("subject", "data")))


def test_a_link_is_for_a_day_and_for_nobody_else(cast: Cast, client: Client) -> None:
    alert = begun("延时服务")
    token = list_token([alert], AT)
    assert listed_alerts(token, AT + LIST_LASTS) == [alert]
    assert listed_alerts(token, AT + LIST_LASTS + MINUTE) is None
    with pytest.raises(Refused):
        stop_listed(token, alert.pk, at=AT + timedelta(days=2))
    for forged in (f"x{token}", token[:-1], "1", "", "-:-", "税"):
        assert listed_alerts(forged, AT) is None
    for place in ("/alerts/mine/1-2:abc/", f"/en/alerts/mine/{token}/"):
        assert client.get(place).status_code == 404
        assert client.post(place, {"number": "1"}).status_code == 404


@pytest.mark.parametrize("address", ["", "nobody", "a@b.cn\nBcc: c@d.cn", "税@", "x" * 300])
def test_what_is_no_address_is_refused(cast: Cast, client: Client, address: str) -> None:
    assert client.post("/alerts/mine/", {"address": address}).status_code == 400
    with pytest.raises(Refused):
        ask_for_list(address, at=AT)
    assert not Mail.objects.exists()


def test_a_masked_address_is_known_to_its_owner_alone() -> None:
    assert masked("reader@example.com") == "r***r@example.com"
    assert masked("ab@example.com") == "a***@example.com"
