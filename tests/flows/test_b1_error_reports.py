"""A reader reports an error in a page, is told who answers by when, and follows it by a code."""

import re

import pytest
from django.core.cache import cache
from django.utils import timezone

from sunshine.orgs.models import CacheEntry, Post
from sunshine.public.baking.baker import baker_at
from sunshine.public.baking.keys import Key
from sunshine.public.views import error_report
from sunshine.publishing.actions.page_reports import answer_page_report
from sunshine.publishing.models import PageReport
from tests.asking import Answer, Visitor
from tests.cast import Cast
from tests.faces.public.conftest import DAY, Record

FORM = "/error-report/"
GOOD = {
    "path": "/b/ln-shenyang-heping/policies/",
    "kind": "wording",
    "text": "“税收”写成了“睡收”。",
}


@pytest.fixture
def visitor(cast: Cast, record: Record) -> Visitor:
    cache.clear()
    with baker_at(record.root) as baker:
        baker.bake([Key("error", "404")], on=DAY)
    return Visitor(record.root)


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the reader have taken his time."""
    monkeypatch.setattr(error_report, "LEAST_SECONDS", 0)


def send(visitor: Visitor, **fields: str) -> Answer:
    """Open the form and send it."""
    page = visitor.get(FORM).text
    began = re.search(r'name="began" value="([^"]+)"', page)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert began is not None
    assert token is not None
    given = {**GOOD, "began": began[1], "csrfmiddlewaretoken": token[1], **fields}
    return visitor.post(FORM, given)


def test_a_report_gets_a_code_a_post_and_a_day(visitor: Visitor, cast: Cast, patient: None) -> None:
    answer = send(visitor)
    report = PageReport.objects.get()
    assert answer.status == 302
    assert answer.headers["Location"] == f"/error-report/{report.code}/"
    page = visitor.get(answer.headers["Location"]).text
    assert report.code in page
    assert report.post.name in page
    assert "已经收到，谢谢您" in page
    followed = visitor.get(f"/error-report/follow/?code={report.code.upper()}")
    assert followed.headers["Location"] == f"/error-report/{report.code}/"
    answer_page_report(
        report, founded=True, answer="已经改正，谢谢。", by=cast.wu, at=timezone.now()
    )
    assert "已经改正，谢谢。" in visitor.get(f"/error-report/{report.code}/").text
    assert "You were right." in visitor.get(f"/en/error-report/{report.code}/").text


def test_an_unknown_code_is_told_at_the_field(visitor: Visitor) -> None:
    answer = visitor.get("/error-report/follow/?code=2222222222")
    assert answer.status == 404
    assert "没有这个编号的纠错" in answer.text
    assert 'value="2222222222"' in answer.text


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"kind": ""}, "kind"),
        ({"kind": "nonsense"}, "kind"),
        ({"text": ""}, "text"),
        ({"text": "短"}, "text"),
        ({"path": "not a path"}, "path"),
        ({"contact": "9" * 121}, "contact"),
        ({"text": "https://a.cn https://b.cn https://c.cn https://d.cn 看看"}, "text"),
    ],
)
def test_what_is_refused_comes_back_with_all_that_was_typed(
    visitor: Visitor, patient: None, fields: dict[str, str], field: str
) -> None:
    answer = send(visitor, **fields)
    assert answer.status == 400
    assert f'href="#id_{field}' in answer.text
    for typed in ({**GOOD, **fields}["path"], {**GOOD, **fields}["text"]):
        assert typed in answer.text
    assert not PageReport.objects.exists()


def test_programs_are_held_off(visitor: Visitor) -> None:
    assert "提交得太快了" in send(visitor).text
    assert "打开得太久了" in send(visitor, began="forged").text
    trapped = send(visitor, website="https://spam.example")
    assert trapped.status == 400
    assert not PageReport.objects.exists()


def test_a_sender_is_limited_and_nowhere_written_down(visitor: Visitor, patient: None) -> None:
    answers = [send(visitor, text=f"第{number}处文字写错了。") for number in range(11)]
    assert [answer.status for answer in answers] == [302] * 10 + [429]
    assert "第10处文字写错了。" in answers[-1].text
    kept = "".join(f"{row.cache_key}{row.value}" for row in CacheEntry.objects.all())
    assert "127.0.0.1" not in kept
    assert Post.objects.filter(page_reports__isnull=False).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/catalogue/", "/for-me/", FORM])
def test_an_installation_without_a_body_has_no_such_page_yet(record: Record, address: str) -> None:
    assert Visitor(record.root).get(address).status == 404
