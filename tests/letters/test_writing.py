"""Letters: words from facts and law, numbers without a gap, frozen when they go out."""

from datetime import UTC, date, datetime

import pypdfium2
import pytest
from django.db import transaction

from sunshine.kit.errors import Refused
from sunshine.kit.papers.paper import Table
from sunshine.letters.actions import edit_template
from sunshine.letters.filling import filled, why_not_text
from sunshine.letters.kinds import fields, kind_of, kinds, needed_by
from sunshine.letters.models import Letter, LetterPractice, LetterTemplate
from sunshine.letters.printing import is_whole, letter_docx, letter_pdf, paper_pdf
from sunshine.letters.remedies import comes_first, remedy_for, superior_of
from sunshine.letters.writing import paper_of, sample_facts, void_letter, write_letter
from sunshine.orgs.models import Body
from tests.cast import Cast

AT = datetime(2026, 3, 5, 2, 0, tzinfo=UTC)
REPLIES = [
    *("already_public", "grant", "partial", "deny_state_secret", "deny_law_forbidden"),
    *("deny_safety", "deny_third_party", "deny_internal", "deny_process", "deny_case_file"),
    *("query_matter", "not_held", "need_making", "still_unclear", "petition", "repeat"),
    *("publication", "massive", "confirm", "overdue_correction", "overdue_fee", "other"),
]


def body_of(slug: str) -> Body:
    return Body.objects.select_related("parent").get(slug=slug)


def letter(kind: str, body: Body) -> Letter:
    facts = sample_facts(kind_of(kind).text) | {"addressee": "张某某"}
    with transaction.atomic():
        return write_letter(kind, body=body, facts=facts, subject="case:1", by=None, at=AT)


def test_every_reply_of_the_law_has_its_letter() -> None:
    assert {f"reply_{code}" for code in REPLIES} <= set(kinds())
    assert all(kinds()[f"reply_{code}"].has_remedy for code in REPLIES)


@pytest.mark.parametrize("key", sorted(kinds()))
def test_every_kind_says_only_what_it_may_be_told(key: str) -> None:
    kind = kinds()[key]
    assert why_not_text(kind, kind.text) == []
    must, may = needed_by(kind.text)
    assert must | may <= set(fields())


@pytest.mark.parametrize("key", sorted(kinds()))
def test_every_kind_can_be_printed(cast: Cast, key: str) -> None:
    kind = kinds()[key]
    body = body_of("ln-shenyang")
    paper = paper_of(
        kind, None, body=body, facts=sample_facts(kind.text) | {"addressee": "甲"}, on=AT.date()
    )
    said = "".join(block if isinstance(block, str) else str(block.rows) for block in paper.body)
    assert "{" not in said
    assert paper_pdf(paper).startswith(b"%PDF")


def test_a_letter_is_numbered_in_its_series_and_frozen(cast: Cast) -> None:
    body = body_of("ln-shenyang")
    first, second = letter("reply_grant", body), letter("reply_partial", body)
    receipt = letter("receipt", body)
    assert (first.serial, second.serial, receipt.serial) == (1, 2, 1)
    assert first.number.endswith("公开答〔2026〕1号")
    assert is_whole(first)
    first.content["title"] = "另一份"
    assert not is_whole(first)
    with pytest.raises(Refused) as refused:
        letter_pdf(first)
    assert refused.value.reasons[0].code == "letter-changed"


def test_a_step_that_is_rolled_back_gives_its_number_back(cast: Cast) -> None:
    body = body_of("ln-shenyang")
    with transaction.atomic():
        letter("receipt", body)
        transaction.set_rollback(True)
    assert letter("receipt", body).serial == 1


def test_the_printed_letter_names_its_number_and_its_code(cast: Cast) -> None:
    written = letter("extension", body_of("ln-shenyang"))
    document = pypdfium2.PdfDocument(letter_pdf(written))
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert written.number in text.replace("\r\n", "")
    assert written.code in text
    assert letter_docx(written).startswith(b"PK")


def test_what_is_missing_is_named_all_at_once(cast: Cast) -> None:
    with pytest.raises(Refused) as refused, transaction.atomic():
        write_letter(
            "withdrawal",
            body=body_of("ln-shenyang"),
            facts={"applicant": "甲", "strange": "乙"},
            subject="case:1",
            by=None,
            at=AT,
        )
    codes = [reason.code for reason in refused.value.reasons]
    assert codes.count("letter-fact-missing") == 5
    assert codes.count("letter-fact-unknown") == 1
    assert Letter.objects.count() == 0


def test_an_optional_paragraph_falls_away_and_a_row_stays() -> None:
    text = "收到{received}。\n电话{note?}。\n| 日期 | {served_on?} |"
    blocks = filled(text, {"received": date(2026, 3, 5)}, remedy="")
    assert blocks == ("收到2026年3月5日。", Table(rows=(("日期", ""),)))
    assert "电话1。" in filled(text, {"received": "甲", "note": "1"}, remedy="")


@pytest.mark.parametrize(
    ("kind", "on", "first"),
    [
        ("reply_deny_internal", date(2023, 12, 31), False),
        ("reply_deny_internal", date(2024, 1, 1), True),
        ("reply_query_matter", date(2025, 5, 31), True),
        ("reply_query_matter", date(2025, 6, 1), False),
        ("reply_partial", date(2026, 3, 5), True),
        ("reply_grant", date(2026, 3, 5), False),
    ],
)
def test_reconsideration_comes_first_by_the_edition_of_the_day(
    cast: Cast, kind: str, on: date, first: bool
) -> None:
    assert comes_first(kind, on) is first
    said = remedy_for(kind, body=body_of("ln-shenyang"), on=on)
    assert ("应当先" in said) is first
    assert ("6个月" in said) is not first


def test_the_next_higher_authority_hears_a_reconsideration(cast: Cast) -> None:
    province = Body.objects.get(slug="ln")
    assert superior_of(province, AT.date()) == "国家税务总局"
    assert superior_of(body_of("ln-shenyang"), AT.date()) == province.name


def test_a_template_with_an_unknown_field_or_without_remedy_is_refused() -> None:
    codes = [reason.code for reason in why_not_text(kind_of("reply_grant"), "你好{whoever}{")]
    assert codes == ["template-field-unknown", "template-brace-open", "template-without-remedy"]


def test_the_officers_own_text_holds_from_its_day(cast: Cast) -> None:
    body = body_of("ln-shenyang")
    officer = cast.ma
    edit_template(
        "withdrawal",
        body=body,
        title="撤回确认",
        text="{applicant}：已经撤回。",
        valid_from=date(2026, 3, 6),
        by=officer,
        at=AT,
    )
    assert letter("withdrawal", body).template is None
    later = datetime(2026, 3, 6, 2, 0, tzinfo=UTC)
    with transaction.atomic():
        written = write_letter(
            "withdrawal", body=body, facts={"applicant": "甲"}, subject="case:2", by=None, at=later
        )
    assert written.content["title"] == "撤回确认"
    assert LetterTemplate.objects.get().edition == 1


def test_a_void_letter_keeps_its_number(cast: Cast) -> None:
    written = letter("receipt", body_of("ln-shenyang"))
    void_letter(written, reason="收件人有误", at=AT)
    with pytest.raises(Refused):
        void_letter(written, reason="再次", at=AT)
    assert letter("receipt", body_of("ln-shenyang")).serial == 2


def test_a_body_with_its_own_word_uses_it(cast: Cast) -> None:
    body = body_of("ln-shenyang")
    LetterPractice.objects.create(body=body, word="沈税")
    assert letter("receipt", body).number == "沈税公开登〔2026〕1号"


@pytest.mark.parametrize("key", sorted(kinds()))
def test_what_was_received_under_the_old_edition_is_answered_by_its_articles(
    cast: Cast, key: str
) -> None:
    old = kind_of(key).as_received(date(2019, 5, 14))
    assert kind_of(key).as_received(date(2019, 5, 15)) == kind_of(key)
    must, may = needed_by(old.text)
    new_must, new_may = needed_by(kind_of(key).text)
    assert must | may <= new_must | new_may | {"answer_by", "asked"}
    assert old.has_remedy == kind_of(key).has_remedy
    if old != kind_of(key):
        for article in ("第三十条", "第三十六条", "第三十九条"):
            assert article not in old.text


@pytest.mark.parametrize(
    ("received", "article"),
    [
        (date(2019, 5, 10), "第492号）第二十一条第一项"),
        (date(2019, 5, 20), "《中华人民共和国政府信息公开条例》第三十六条第二项"),
    ],
)
def test_the_letter_cites_the_edition_of_its_receipt(
    cast: Cast, received: date, article: str
) -> None:
    own = "依照老规定，{how}。\n{remedy}"
    given = {"title": "答复", "text": own, "valid_from": AT.date(), "by": cast.wu, "at": AT}
    facts = sample_facts(kind_of("reply_grant").text) | {"received": received, "addressee": "甲"}
    with transaction.atomic():
        sent = write_letter(
            "reply_grant", body=cast.heping, facts=facts, subject="case:1", by=None, at=AT
        )
        assert article in str(sent.content)
    edit_template("reply_grant", body=cast.heping, **given)
    with transaction.atomic():
        again = write_letter(
            "reply_grant", body=cast.heping, facts=facts, subject="case:1", by=None, at=AT
        )
    assert ("老规定" in str(again.content)) == (received.day == 20)
