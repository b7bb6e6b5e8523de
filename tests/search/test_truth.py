"""What is found is what a plain comparison of characters finds, and as often."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import pytest

from sunshine.search.engine import Filters, find, lead_to, suggest
from sunshine.search.entries import Entry
from sunshine.search.folding import fold
from sunshine.search.store import IndexUnusable
from sunshine.search.writing import change, let_go, rebuild

TITLES = ("增值税专用发票管理公告", "纳税信用评价办法", "办税服务厅延时服务通告", "税收征收管理法")
SENTENCES = (
    "纳税人应当按照规定开具发票，并如实申报。",
    "税务机关应当公开办税指南，接受社会监督。",
    "个体工商户可以在办税服务厅办理税务登记。",
    "依照本办法第三条的规定，不予公开的应当说明理由。",
    "TAX（２０２６）年度汇算清缴自3月1日开始。",
    "稅務總局發佈的公告，繁體字也能找到。",
)


def entry(number: int, **facts: object) -> Entry:
    """Return an entry that is the same for the same number."""
    picked = Random(number)  # noqa: S311 - no secret
    text = "\n".join(picked.choice(SENTENCES) for _ in range(6))
    given: dict[str, object] = {
        "code": f"c{number}",
        "title": picked.choice(TITLES),
        "text": text,
        "day": date(2010 + number % 10, 3, 1),
        "tokens": frozenset({"public"}),
        "body": f"b{number % 3}",
        "above": ("ln", f"b{number % 3}"),
        "section": f"s{number % 4}",
        "validity": "repealed" if number % 5 == 0 else "valid",
        "document_number": f"辽税发〔{2010 + number % 10}〕{number}号",
    }
    return Entry(**given | facts)  # type: ignore[arg-type]


def truth(asked: str, entries: list[Entry]) -> int:
    """Return how many entries hold what is asked, compared as text."""
    wanted = fold(asked)
    lines = (fold("\n".join((one.title, one.document_number, one.text))) for one in entries)
    return sum(wanted in line for line in lines)


@pytest.fixture
def entries() -> list[Entry]:
    return [entry(number) for number in range(300)]


@pytest.fixture
def root(tmp_path: Path, entries: list[Entry]) -> Iterator[Path]:
    rebuild(tmp_path, entries)
    yield tmp_path
    let_go(tmp_path)


@pytest.mark.parametrize("length", [1, 2, 3, 4, 8])
def test_counts_are_those_of_plain_comparison(
    root: Path, entries: list[Entry], length: int
) -> None:
    picked = Random(length)  # noqa: S311 - no secret
    for _ in range(40):
        text = picked.choice(SENTENCES)
        start = picked.randrange(len(text) - length)
        asked = text[start : start + length]
        if any(one.isalnum() for one in asked):
            assert find(asked, root=root, limit=1).total == truth(asked, entries), asked


@pytest.mark.parametrize(
    "asked", ["税务总局发布的公告", "稅務總局發佈的公告", "tax", "ＴＡＸ", "(2026)年度", "2026"]
)
def test_width_case_and_traditional_characters_make_no_difference(
    root: Path, entries: list[Entry], asked: str
) -> None:
    assert find(asked, root=root).total == truth(asked, entries) > 0


def test_every_page_shows_other_finds_until_all_are_shown(root: Path) -> None:
    seen: list[str] = []
    after = 0
    while True:
        results = find("应当", root=root, limit=20, after=after)
        seen += [hit.entry.code for hit in results.hits]
        if not (after := results.after):
            break
    assert len(seen) == len(set(seen)) == results.total


@pytest.mark.parametrize("typed", ["辽税发〔2018〕38号", "[2018]38号", "2018 38", "2018年第38号"])
def test_a_document_number_is_found_however_it_is_typed(root: Path, typed: str) -> None:
    assert find(typed, root=root).hits[0].entry.code == "c38"


def test_filters_count_truly_and_each_without_itself(root: Path, entries: list[Entry]) -> None:
    filters = Filters(body="b1", section="s2")
    results = find("应当", root=root, filters=filters, with_facets=True)
    held = [one for one in entries if "应当" in one.text]
    assert results.total == sum(one.body == "b1" and one.section == "s2" for one in held)
    assert results.facets["body"]["b0"] == sum(
        one.body == "b0" and one.section == "s2" for one in held
    )
    assert results.facets["validity"]["repealed"] == sum(
        one.body == "b1" and one.section == "s2" and one.validity == "repealed" for one in held
    )


def test_what_others_may_not_see_is_in_no_answer(root: Path) -> None:
    hidden = entry(900, title="内部绝密清单", text="绝密清单的内容", tokens=frozenset({"staff:1/"}))
    change(root, [hidden], [])
    for asked in ("绝密清单", "绝", "juemi", "jmqd", "内部绝密清单"):
        results = find(asked, root=root, with_facets=True)
        assert "c900" not in {hit.entry.code for hit in (*results.hits, *results.also)}
        assert all("绝密" not in offer.text for offer in results.offers)
        assert suggest(asked, root=root) == ()
    own = find("绝密清单", root=root, tokens=frozenset({"public", "staff:1/"}))
    assert [hit.entry.code for hit in own.hits] == ["c900"]


def test_a_change_is_found_at_once_and_what_is_gone_is_not(root: Path) -> None:
    assert find("崭新的词句", root=root).total == 0
    change(root, [entry(7, text="崭新的词句")], [])
    assert [hit.entry.code for hit in find("崭新的词句", root=root).hits] == ["c7"]
    change(root, [], ["c7"])
    assert find("崭新的词句", root=root).total == 0


@pytest.mark.parametrize(
    "asked",
    [
        *("", "。，！", "\x00\x07", "😀", '"', "-", "--", "“未完", "title:税 AND *", "[* TO *]"),
        *("税" * 10_000, "a" * 10_000, "第" * 50 + "条", "-发票", "\\", "第九九九九九条", "^~()"),
    ],
)
def test_no_question_breaks_it(root: Path, asked: str) -> None:
    assert find(asked, root=root, with_facets=True).total >= 0
    assert len(suggest(asked, root=root)) >= 0
    assert lead_to(asked, root=root) is None


def test_minus_leaves_out_and_quotes_hold_together(root: Path, entries: list[Entry]) -> None:
    both = sum("发票" in o.text + o.title and "指南" not in o.text for o in entries)
    assert find("发票 -指南", root=root).total == both
    assert find('"开具发票，并如实"', root=root).total == truth("开具发票，并如实", entries)


def test_sound_slip_and_short_form_lead_to_the_title(root: Path) -> None:
    assert find("zengzhishui", root=root).hits[0].entry.title == TITLES[0]
    assert find("nsxypj", root=root).hits[0].entry.title == TITLES[1]
    assert "增值税" in {offer.text for offer in find("曾值税", root=root).offers}
    assert find("征管法", root=root).hits[0].entry.title == TITLES[3]


def test_an_article_leads_into_its_law(root: Path) -> None:
    law = "第六十一条 前一条。\n第六十二条 纳税人未按照规定的期限办理纳税申报的。"
    change(root, [entry(901, title="中华人民共和国税收征收管理法", text=law)], [])
    lead = lead_to("征管法第62条", root=root)
    assert lead is not None
    assert (lead.entry.code, lead.text[:5]) == ("c901", "第六十二条")


def test_a_snippet_marks_the_find_in_the_words_of_the_text(root: Path) -> None:
    hit = find("税务总局发布", root=root, limit=1).hits[0]
    assert "稅務總局發佈" in [piece.text for piece in hit.snippet if piece.is_find]


def test_damage_is_said_and_mended(root: Path, entries: list[Entry]) -> None:
    let_go(root)
    generation = root / (root / "current").read_text(encoding="ascii")
    (generation / "open" / "meta.json").write_text("{", encoding="ascii")
    with pytest.raises(IndexUnusable):
        find("发票", root=root)
    rebuild(root, entries)
    assert find("发票", root=root).total == truth("发票", entries)
