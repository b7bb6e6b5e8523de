"""What a document says of itself is found; what it does not say stays unknown."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunshine.imports import days, metadata, organs
from sunshine.imports.known import Known
from sunshine.imports.recognising import law_key, recognise, validity_of
from sunshine.kit.numerals import DIGITS, to_chinese
from tests.build.imports import LAW_2019, LAW_2023, NOTICE
from tests.imports.labelled import LABELLED

ON = date(2026, 3, 2)
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))


def chinese(day: date) -> str:
    """Return the day as official papers once wrote it: 二〇一九年四月三日."""
    year = "".join(DIGITS[int(digit)] for digit in str(day.year)).replace("零", "〇")
    return f"{year}年{to_chinese(day.month)}月{to_chinese(day.day)}日"


@given(DAYS)
def test_every_day_is_read_in_every_way_of_writing(day: date) -> None:
    full = str(day.year).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    for text in (
        chinese(day),
        chinese(day).replace("〇", "○"),
        f"{day.year}年{day.month}月{day.day}日",
        f"{full}年{day.month:02}月{day.day:02}日",
        f"{day.year} 年 {day.month} 月 {day.day} 日",
        day.isoformat(),
        f"{day.year}/{day.month}/{day.day}",
        f"{day.isoformat()} 10:20:30",
        f"{day:%Y%m%d}",
    ):
        assert days.read(text) == day, text


@given(st.text(max_size=200))
def test_no_text_is_too_odd(text: str) -> None:
    known = recognise(text, name=text[:50], heading=text[50:90], on=ON)
    assert Known.from_data(known.as_data()) == known
    for found in days.days_in(text):
        assert 0 <= found.start < found.end <= len(text)


@given(DAYS, st.sampled_from(["第492号", "第5号"]))
def test_places_of_days_are_those_of_the_text(day: date, number: str) -> None:
    text = f"（{chinese(day)}国务院令{number}公布）"
    [found] = days.days_in(text)
    assert text[found.start : found.end] == chinese(day)


def test_days_that_do_not_exist_are_not_found() -> None:
    assert list(days.days_in("2023年2月30日、2023年13月1日、二〇二三年二月三十一日")) == []
    assert days.read("去年三月") is None
    assert days.read("2023-02-29") is None


@pytest.mark.parametrize("case", LABELLED, ids=lambda case: case.what)
def test_labelled_documents(case) -> None:
    known = recognise(case.text, name=case.name, heading=case.heading, on=ON)
    told = {name: getattr(known, name) for name in case.known}
    assert told == case.known


def test_two_versions_are_told_apart_by_their_head() -> None:
    old, new = (recognise(text.replace("# ", ""), on=ON) for text in (LAW_2019, LAW_2023))
    assert (old.version_on, new.version_on) == (date(2019, 3, 2), date(2023, 7, 20))
    assert law_key(old.title) == law_key(new.title) == "票据管理办法"
    # In force "from its proclaiming" was said of the text of 1993, not of this one.
    assert old.in_force_on is None


def test_a_notice_of_the_body_itself() -> None:
    known = recognise(NOTICE, on=ON)
    assert known.document_number == "沈和税发〔2025〕12号"
    assert known.issuers == ("国家税务总局沈阳市和平区税务局",)
    assert (known.made_on, known.in_force_on) == (date(2025, 3, 20), date(2025, 4, 1))
    assert known.summary == "为了方便纳税人，办税服务厅周六上午照常办公。"
    assert law_key(known.title) == ""


def test_validity_is_taken_only_where_it_is_said() -> None:
    said = {
        "现行有效": "valid",
        "全文废止": "repealed",
        "部分条款失效": "partly",
        "失效": "expired",
    }
    assert {words: validity_of(words) for words in said} == said
    assert validity_of("尚未生效") == validity_of("") == validity_of("见附件") == ""
    # That another document is repealed says nothing of this one.
    text = "关于征收管理的公告\n各单位：\n本公告自2020年1月1日起施行，《旧办法》同时废止。"
    assert recognise(text, on=ON).validity == ""


def test_metadata_prevail_and_fill_what_they_say_alone() -> None:
    given_facts = metadata.known_of(
        metadata.by_field(
            {"标题": "甲办法", "成文日期": "二〇二〇年五月六日", "文号": "甲〔2020〕 3号"}
        )
    )
    seen = Known(title="乙办法", made_on=date(2019, 1, 1), summary="概述")
    merged = given_facts.or_else(seen)
    assert (merged.title, merged.made_on) == ("甲办法", date(2020, 5, 6))
    assert (merged.document_number, merged.summary) == ("甲〔2020〕3号", "概述")


def test_an_unreadable_day_of_a_table_is_unknown_and_remarked() -> None:
    known = metadata.known_of(metadata.by_field({"title": "甲", "written_date": "改革初期"}))
    assert known.made_on is None
    assert known.remarks == ("import-day-unreadable",)
    assert metadata.known_of({"made_on": "None"} | {"title": "甲"}).made_on is None


def test_organs() -> None:
    joint = "财政部 国家税务总局 海关总署关于增值税的公告"
    assert organs.organs_of_title(joint) == ("财政部", "国家税务总局", "海关总署")
    assert organs.organs_of_title("最高人民法院、最高人民检察院关于办理案件的解释") == (
        "最高人民法院",
        "最高人民检察院",
    )
    assert organs.organs_of_title("关于开展检查的通知") == ()
    assert organs.number_alone("国办发[2019]2号") == "国办发〔2019〕2号"
    assert organs.number_alone("国家税务总局公告2019年第14号") == "国家税务总局公告2019年第14号"
    assert organs.number_alone("根据国办发〔2019〕2号的要求，现通知如下") == ""
