"""The components: what they show, what they leave out, what they escape."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from sunshine.ui.charts import Bar, BarChart, Series, StackedChart, StackedRow, TrendChart
from sunshine.ui.dates import day_words, moment_iso, moment_words
from sunshine.ui.parts import pager
from tests.ui.living import LINES, ReportForm


def render(source: str, lang: str = "zh-hans", **context: object) -> str:
    with translation.override(lang):
        return Template("{% load sunshine %}" + source).render(Context(context))


def address(number: int) -> str:
    return f"/p/{number}/"


def test_a_day_is_judged_in_beijing() -> None:
    late = datetime(2026, 11, 22, 16, 30, tzinfo=UTC)
    with translation.override("zh-hans"):
        assert day_words(late) == "2026年11月23日"
        assert moment_words(late) == "2026年11月23日 00:30"
    with translation.override("en"):
        assert day_words(date(2026, 11, 3)) == "3 November 2026"
    assert moment_iso(late) == "2026-11-23T00:30+08:00"


def test_a_moment_without_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        day_words(datetime(2026, 1, 1))  # noqa: DTZ001


def test_an_unknown_day_says_so() -> None:
    assert render("{% day None %}") == "<span>日期不详</span>"
    assert render("{% day None %}", "en") == "<span>Date unknown</span>"
    assert '<time datetime="2026-11-23">' in render("{% day d %}", d=date(2026, 11, 23))


def test_what_people_wrote_is_escaped() -> None:
    evil = '<script>alert("x")</script>'
    for part in (
        '{% badge "good" evil %}',
        "{% facts rows %}",
        '{% notice "warn" evil %}{{ evil }}{% endnotice %}',
        "{% unfold evil %}{{ evil }}{% endunfold %}",
        "{% empty_state evil %}{{ evil }}{% endempty_state %}",
        "{% share evil evil %}",
        '{% qr "/x/" evil %}',
    ):
        shown = render(part, evil=evil, rows=[(evil, evil)])
        assert "<script>" not in shown
        assert "&lt;script&gt;" in shown


def test_facts_without_a_value_stay_out() -> None:
    shown = render("{% facts rows %}", rows=[("文号", ""), ("年度", 0), ("主题", None)])
    assert "年度" in shown
    assert "文号" not in shown
    assert "主题" not in shown


def test_a_reckoning_counts_only_what_counts() -> None:
    shown = render("{% reckoning '期限' due lines '第二十六条' %}", due=LINES[-1].date, lines=LINES)
    assert "共 5 个工作日" in shown
    assert shown.count("不计入") == 7
    assert "第二十六条" in shown


def test_an_error_names_its_question_and_leads_to_it() -> None:
    form = ReportForm({"title": ""})
    assert '<a href="#id_title">标题：' in render("{% error_summary form %}", form=form)
    assert render("{% error_summary form %}", form=ReportForm()).strip() == ""


def test_a_field_ties_help_and_error_to_its_input() -> None:
    shown = render("{{ form }}", form=ReportForm({"title": "", "text": "已写"}))
    assert 'aria-describedby="id_title_helptext id_title_error"' in shown
    assert 'id="id_title_error"' in shown
    assert "已写" in shown


@given(last=st.integers(1, 200), data=st.data())
def test_a_pager_leads_to_its_neighbours(last: int, data: st.DataObject) -> None:
    current = data.draw(st.integers(1, last))
    found = pager(current, last, address)
    numbers = [link.number for link in found.links if link.url]
    assert numbers == sorted(set(numbers))
    assert {1, last, current} <= set(numbers)
    assert [link.number for link in found.links if link.is_current] == [current]
    assert found.back_url == (address(current - 1) if current > 1 else "")
    assert found.onward_url == (address(current + 1) if current < last else "")


def test_lists_numbered_from_the_oldest_go_on_downward() -> None:
    found = pager(7, 7, address, newest_last=True)
    assert found.back_url == ""
    assert found.onward_url == "/p/6/"
    assert [link.number for link in found.links] == [7, 6, 5, 1]
    assert [link.url for link in found.links][2] == ""


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=5))
def test_segments_fill_the_bar(values: list[float]) -> None:
    chart = StackedChart("k", "t", "d", ["p"] * len(values), [StackedRow("r", values)])
    segments = chart.drawn[0]["segments"]
    assert isinstance(segments, list)
    widths = [float(segment["width"].rstrip("%")) for segment in segments]
    assert all(0 <= width <= 100 for width in widths)
    assert sum(widths) == pytest.approx(100 if sum(values) else 0, abs=0.05)


def test_bars_keep_their_proportion() -> None:
    chart = BarChart("k", "t", "d", [Bar("a", 10), Bar("b", 5), Bar("c", 0)])
    assert [row["width"] for row in chart.rows] == ["100.00%", "50.00%", "0.00%"]
    assert [row["shown"] for row in chart.rows] == ["10", "5", "0"]


def test_a_line_breaks_where_nothing_was_counted() -> None:
    chart = TrendChart("k", "t", "d", ["1", "2", "3", "4"], [Series("s", [1, None, 3, 4])])
    drawn = chart.drawn[0]
    assert len(drawn["segments"]) == 1  # type: ignore[arg-type]
    assert len(drawn["dots"]) == 3  # type: ignore[arg-type]
    assert chart.table[1] == ("2", ["—"])
    assert chart.most == 5


def test_no_component_has_a_style_attribute() -> None:
    chart = BarChart("k", "t", "d", [Bar("a", 10)])
    shown = render(
        "{% bar_chart c %}{% qr 'http://localhost/i/x/' 'y' %}{% icon 'print' %}", c=chart
    )
    assert "style" not in shown
    assert '<title id="k-t">t</title><desc id="k-d">d</desc>' in shown
    assert '<svg role="img" aria-label="二维码" ' in shown
