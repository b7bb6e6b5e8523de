"""A notice is said once, in the transaction of what it tells."""

import pytest
from django.db import transaction

from sunshine.audit.models import Event
from sunshine.kit.errors import Refused
from sunshine.notices.actions import mark_all_read, mark_read, why_not_mark_read
from sunshine.notices.models import Mail, Notice
from sunshine.notices.outbox import notify
from sunshine.notices.sentences import register_notices
from tests.build.events import NOON
from tests.cast import Cast

pytestmark = pytest.mark.django_db

TURN = {"tests.turn": "请审核：%(title)s"}
register_notices(TURN)
FACTS = {"title": "2025年度决算"}


def _tell(cast: Cast, key: str = "edition:1", **more: object) -> Notice:
    return notify(cast.li, kind="tests.turn", key=key, facts=FACTS, at=NOON, **more)  # type: ignore[arg-type]


def test_a_notice_reaches_inbox_and_outbox_once(cast: Cast) -> None:
    cast.li.email = "li@example.cn"
    first = _tell(cast, link="/desk/review/1/")
    again = _tell(cast)
    assert first.pk == again.pk
    assert first.text == "请审核：2025年度决算"
    mail = Mail.objects.get()
    assert (mail.to, mail.subject, mail.next_try) == ("li@example.cn", first.text, NOON)
    assert "李，您好：" in mail.body
    assert "/desk/review/1/" in mail.body


def test_nobody_without_an_address_gets_mail(cast: Cast) -> None:
    cast.li.email = ""
    _tell(cast)
    cast.li.email = "li@example.cn"
    _tell(cast, key="edition:2", mail=False)
    cast.li.is_active = False
    _tell(cast, key="edition:3")
    assert Mail.objects.count() == 0
    assert Notice.objects.to(cast.li).unread().count() == 3


def test_a_title_with_a_line_break_makes_a_subject_of_one_line(cast: Cast) -> None:
    cast.li.email = "li@example.cn"
    notify(cast.li, kind="tests.turn", key="a", facts={"title": "一\r\nBcc: x@y.cn"}, at=NOON)
    assert Mail.objects.get().subject == "请审核：一 Bcc: x@y.cn"


def test_an_undone_action_tells_nobody(cast: Cast) -> None:
    cast.li.email = "li@example.cn"
    with transaction.atomic():
        _tell(cast)
        transaction.set_rollback(True)
    assert (Notice.objects.count(), Mail.objects.count()) == (0, 0)


def test_an_unknown_kind_is_a_fault(cast: Cast) -> None:
    with pytest.raises(KeyError):
        notify(cast.li, kind="tests.unknown", key="a", at=NOON)
    with pytest.raises(ValueError, match="two sentences"):
        register_notices({"tests.turn": "别的话"})


def test_only_the_recipient_marks_a_notice_as_read(cast: Cast) -> None:
    notice = _tell(cast)
    assert why_not_mark_read(notice, by=cast.li) == []
    with pytest.raises(Refused):
        mark_read(notice, by=cast.zhao, at=NOON)
    mark_read(notice, by=cast.li, at=NOON)
    assert Notice.objects.to(cast.li).unread().count() == 0
    assert Event.objects.get().kind == "notices.read"


def test_marking_all_leaves_those_of_others(cast: Cast) -> None:
    _tell(cast)
    _tell(cast, key="edition:2")
    notify(cast.zhao, kind="tests.turn", key="edition:1", facts=FACTS, at=NOON)
    assert mark_all_read(by=cast.li, at=NOON) == 2
    assert Notice.objects.unread().get().recipient == cast.zhao
