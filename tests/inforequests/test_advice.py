"""What is offered before a request is sent: split in pieces, another service; never too much."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunshine.inforequests.advice import MOST_PIECES, Advice, advice_on, pieces_of


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (
            "申请公开以下信息：\n1. 2025年车辆购置费\n2、2025年公务接待费；\n3．三公经费决算说明。",
            ("2025年车辆购置费", "2025年公务接待费", "三公经费决算说明"),
        ),
        (
            "沈阳市和平区2025年的：（1）行政处罚总数；（2）行政复议总数。",
            ("沈阳市和平区2025年的：行政处罚总数", "沈阳市和平区2025年的：行政复议总数"),
        ),
        ("一、办公用房情况\n二、公务用车情况", ("办公用房情况", "公务用车情况")),
        ("①首违不罚清单；②裁量基准", ("首违不罚清单", "裁量基准")),
        ("《征管办法》全文\n《退税指引》全文", ("《征管办法》全文", "《退税指引》全文")),
    ],
)
def test_several_pieces_are_seen(text: str, pieces: tuple[str, ...]) -> None:
    assert pieces_of(text) == pieces


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2025年度研发费用加计扣除的户数和金额，按县区分列。",
        "辽税发〔2026〕12号文件及其附件1、附件2",
        "税率为1.5%、2.5%的应税行为统计",
        "1.2025年决算",
        "《征管办法》和它的解读",
    ],
)
def test_one_thing_stays_one(text: str) -> None:
    assert pieces_of(text) == ()


@given(st.lists(st.text("公开信息年度决算0123456789", min_size=4, max_size=9), max_size=14))
def test_what_was_numbered_comes_back_whole(things: list[str]) -> None:
    text = "\n".join(f"{number}、{thing}" for number, thing in enumerate(things, 1))
    wanted = tuple(things) if 2 <= len(things) <= MOST_PIECES else ()
    assert pieces_of(text) == wanted


@given(st.text(max_size=300))
def test_no_text_breaks_it(text: str) -> None:
    assert len(pieces_of(text)) <= MOST_PIECES
    advice_on(text)


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("本公司2025年的纳税申报记录", (Advice.OWN_DATA,)),
        ("我的完税证明", (Advice.OWN_DATA,)),
        ("请问小规模纳税人怎么申报", (Advice.QUESTION,)),
        ("我要举报某公司偷税", (Advice.COMPLAINT,)),
        ("2025年税收违法举报办法和举报数", ()),
        ("辽宁省2025年减税降费统计", ()),
        ("关于本公司所在园区的规划文件", ()),
    ],
)
def test_another_service_is_named_where_it_serves_better(
    text: str, advice: tuple[Advice, ...]
) -> None:
    assert advice_on(text) == advice
