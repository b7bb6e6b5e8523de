"""Cleaning keeps structure, drops rubbish and everything that could act."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunshine.publishing.content import clauses, clean, plain_text, size_bytes

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<style>p.MsoNormal{mso-style-unhide:no}</style><!--[if gte mso 9]><xml><w:View/></xml><![endif]-->
</head><body lang=ZH-CN><!--StartFragment-->
<p class=MsoTitle>关于加强政府信息公开的通知</p>
<h1><span style='font-family:黑体'>一、总体要求<o:p></o:p></span></h1>
<p class=MsoNormal style='text-indent:21.0pt'><span lang=EN-US><o:p>&nbsp;</o:p></span></p>
<p class=MsoNormal>　　坚持以公开为
常态、不公开为<b style='mso-bidi-font-weight:normal'>例</b><b>外</b>。<o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]>
<span style='mso-list:Ignore'>·<span style='font:7pt'>&nbsp;&nbsp;</span></span><![endif]>甲</p>
<p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><![if !supportLists]>
<span style='mso-list:Ignore'>o<span>&nbsp;</span></span><![endif]>甲之一</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span
style='mso-list:Ignore'>·<span>&nbsp;</span></span>乙</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span
style='mso-list:Ignore'>第三条<span>&nbsp;</span></span>本办法自发布之日起施行。</p>
<p class=MsoListParagraph style='mso-list:l2 level1 lfo3'><span
style='mso-list:Ignore'>3.<span>&nbsp;</span></span>第三项</p>
<table class=MsoTableGrid border=1 style='border-collapse:collapse'><tr style='height:1cm'>
<td width=99 colspan=2 rowspan=2 style='border:solid'><p class=MsoNormal>项目</p></td>
<td><p class=MsoNormal>一</p><p class=MsoNormal>二</p></td></tr></table>
</body></html>"""


def test_word_paste_keeps_structure_and_drops_rubbish() -> None:
    assert clean(WORD) == (
        "<h2>关于加强政府信息公开的通知</h2><h2>一、总体要求</h2>"
        "<p>坚持以公开为常态、不公开为<strong>例外</strong>。</p>"
        "<ul><li>甲<ul><li>甲之一</li></ul></li><li>乙</li></ul>"
        "<p>第三条　本办法自发布之日起施行。</p>"
        '<ol start="3"><li>第三项</li></ol>'
        '<table><tbody><tr><td colspan="2" rowspan="2">项目</td>'
        "<td><p>一</p><p>二</p></td></tr></tbody></table>"
    )


def test_a_label_of_the_law_is_never_counted_anew() -> None:
    label = "<p style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>{}</span>公开</p>"
    for marker in ("第三十条", "一、", "（一）", "〔2008〕"):
        assert clean(label.format(marker)) == f"<p>{marker}　公开</p>"
    assert clean(label.format("（2）")) == "<p>（2）　公开</p>"


@pytest.mark.parametrize(
    ("given_html", "kept"),
    [
        ("<script>alert(1)</script>文", "<p>文</p>"),
        ('<p onclick="x()" style="color:red">文</p>', "<p>文</p>"),
        ('<a href="javascript:alert(1)">文</a>', "<p>文</p>"),
        ('<a href="jAvA\tscript:alert(1)">文</a>', "<p>文</p>"),
        ('<a href="data:text/html,x">文</a>', "<p>文</p>"),
        ('<img src=x onerror="alert(1)">文', "<p>文</p>"),
        ("<svg><script>alert(1)</script></svg>文", "<p>文</p>"),
        ('<iframe src="//evil.example"></iframe>文', "<p>文</p>"),
        ('<a href="/b/ln/">省局</a>', '<p><a href="/b/ln/" rel="noopener">省局</a></p>'),
        ("<h1>甲</h1><h2>乙</h2><h5>丙</h5>", "<h2>甲</h2><h3>乙</h3><h4>丙</h4>"),
        ("<h2>甲</h2><h3>乙</h3>", "<h2>甲</h2><h3>乙</h3>"),
        ("甲 < 乙\r\n\r\n　　丙\n", "<p>甲 &lt; 乙</p><p>丙</p>"),
        ("甲<div>乙</div>丙", "<p>甲</p><p>乙</p><p>丙</p>"),
        ("<b style='font-weight:normal'><p>甲</p><p>乙</p></b>", "<p>甲</p><p>乙</p>"),
        ("<p><span style='font-weight:700'>甲</span></p>", "<p><strong>甲</strong></p>"),
        ("<p>H<span style='vertical-align:sub'>2</span>O</p>", "<p>H<sub>2</sub>O</p>"),
        ("<ul><li>甲</li><ul><li>乙</li></ul></ul>", "<ul><li>甲<ul><li>乙</li></ul></li></ul>"),
        ("<p></p><p>&nbsp;</p><p><br></p><table><tr><td></td></tr></table>", ""),
        (
            '<table><tr><th scope="col" colspan="0">甲</th></tr></table>',
            '<table><tbody><tr><th scope="col">甲</th></tr></tbody></table>',
        ),
    ],
)
def test_one_kind_after_another(given_html: str, kept: str) -> None:
    assert clean(given_html) == kept


TAGS = """<p>|</p>|<b>|</b>|<i>|</i>|<span style='font-weight:bold'>|</span>|<div>|</div>|<h1>|</h1>
|<h3>|</h3>|<ul>|</ul>|<ol start=3>|<li>|</li>|</ol>|<table>|<tr>|<td colspan=2>|<th>|</td>|</table>
|<caption>|<blockquote>|</blockquote>|<a href='javascript:alert(1)'>|<a href=/x>|</a>|<br>|<hr>
|<script>alert(1)</script>|<img/onerror=alert(1)>|<svg/onload=alert(1)>|<style>|</style>|<sup>|</sup>
|<u>|<strong>|</strong>|<em>|</em>|<!--|-->|<![endif]-->|<o:p>|&nbsp;|&lt;|&amp;|<math>|</math>
|<p style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>·</span>
|<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>2.</span>
|<template>|<textarea>|<plaintext>|<select>|第一条|公开|\u3000| |a|1|\"|'"""
FRAGMENTS = st.sampled_from(TAGS.split("|"))
ACTIVE = re.compile(r"<script|<style|<svg|<img|<iframe|\son\w+\s*=|style\s*=|javascript:", re.I)


@given(st.lists(FRAGMENTS | st.text(max_size=6), max_size=40).map("".join))
def test_cleaning_twice_changes_nothing_and_nothing_can_act(html: str) -> None:
    cleaned = clean(html)
    assert clean(cleaned) == cleaned
    tags = "".join(re.findall(r"<[^>]*>", cleaned))
    assert not ACTIVE.search(tags)


@given(st.text())
def test_any_text_is_kept_as_words(text: str) -> None:
    cleaned = clean(text.replace("<", "&lt;").replace("&l", "&amp;l"))
    assert "<" not in re.sub(r"</?(p|br)>", "", cleaned)


def test_nesting_without_end_neither_fails_nor_takes_long() -> None:
    started = time.monotonic()
    assert clean("<div>" * 20_000 + "文" + "</div>" * 20_000) == "<p>文</p>"
    assert clean("<p>" + "<b>税</b><i></i>" * 20_000 + "</p>").count("<strong>") == 1
    assert time.monotonic() - started < 10


def test_plain_text_has_a_line_per_block_and_parts_cells() -> None:
    content = clean("<h2>甲</h2><p>乙<br>丙</p><table><tr><td>丁</td><td>戊</td></tr></table>")
    assert plain_text(content) == "甲\n乙\n丙\n丁\t戊"
    assert size_bytes("税") == 3


def test_clauses_of_a_rule_are_found_in_its_text() -> None:
    content = clean("<p>办法</p><p>第一条　为了公开。</p><p>第二条　本办法自公布之日起施行。</p>")
    assert [(clause.label, clause.text) for clause in clauses(content)] == [
        *(("", "办法"), ("第一条", "为了公开。"), ("第二条", "本办法自公布之日起施行。")),
    ]
