"""A value is masked where it stands in the HTML, and nothing around it changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunshine.publishing.content import clean, plain_text
from sunshine.publishing.masking import mask_html, mask_line

PHONE = "13912345678"
MASKED = "139****5678"


def masked(content: str, value: str = PHONE, start: int | None = None) -> str | None:
    place = plain_text(content).find(value) if start is None else start
    return mask_html(content, value, place, MASKED)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"<p>电话{PHONE}。</p>", f"<p>电话{MASKED}。</p>"),
        ("<p>电话139<strong>1234</strong>5678。</p>", f"<p>电话{MASKED}<strong></strong>。</p>"),
        (f"<p>甲&amp;乙</p><p>{PHONE}</p>", f"<p>甲&amp;乙</p><p>{MASKED}</p>"),
    ],
)
def test_the_value_goes_and_the_rest_stays(before: str, after: str) -> None:
    assert masked(before) == after


def test_a_value_over_two_cells_goes_from_both() -> None:
    row = "<table><tr><td>李 139</td><td>12345678</td><td>存</td></tr></table>"
    text = plain_text(row)
    result = mask_html(row, "139\t12345678", text.index("139"), MASKED)
    assert result is not None
    assert plain_text(result) == f"李 {MASKED}\t\t存"


def test_of_two_alike_the_one_meant_is_masked() -> None:
    twice = f"<p>{PHONE}</p><p>{PHONE}</p>"
    assert masked(twice, start=12) == f"<p>{PHONE}</p><p>{MASKED}</p>"


def test_what_is_not_there_is_not_masked() -> None:
    assert masked("<p>没有电话</p>", start=2) is None
    assert mask_line("没有电话", PHONE, 0, MASKED) is None


WORDS = st.text("甲乙丙 &<>13", max_size=8)
INLINE = st.sampled_from(
    ["{}", "<strong>{}</strong>", "<em>{}</em>", '<a href="https://a.cn">{}</a>']
)
BLOCK = st.sampled_from(
    ["<p>{}</p>", "<h2>{}</h2>", "<ul><li>{}</li></ul>", "<table><tr><td>{}</td></tr></table>"]
)


@given(
    blocks=st.lists(st.tuples(BLOCK, INLINE, WORDS), min_size=1, max_size=5),
    cut=st.integers(1, len(PHONE) - 1),
    where=st.integers(0, 4),
)
def test_any_text_keeps_all_but_the_value(
    blocks: list[tuple[str, str, str]], cut: int, where: int
) -> None:
    """Split over an inline element anywhere: the text is as before, the value aside."""
    where %= len(blocks)
    split = f"{PHONE[:cut]}<em>{PHONE[cut:]}</em>"
    html = "".join(
        block.format(
            inline.format(text.replace("&", "&amp;").replace("<", "&lt;"))
            + (split if number == where else "")
        )
        for number, (block, inline, text) in enumerate(blocks)
    )
    content = clean(html)
    before = plain_text(content)
    result = mask_html(content, PHONE, before.index(PHONE), MASKED)
    assert result is not None
    assert plain_text(result) == before.replace(PHONE, MASKED, 1)
