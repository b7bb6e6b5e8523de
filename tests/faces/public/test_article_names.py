"""Articles have names on the page, and the text stays as it is written."""

import pytest

from sunshine.public.clause_marks import ClauseMark, article_anchor, mark_clauses, name_articles


@pytest.mark.parametrize(
    ("label", "name"),
    [("第六十二条", "article-62"), ("第62条", "article-62"), ("第一百零五条之一", "article-105-1")],
)
def test_an_article_has_one_name_however_it_is_written(label: str, name: str) -> None:
    assert article_anchor(label) == name


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<p>第一条　甲。</p>", '<p id="article-1">第一条　甲。</p>'),
        ("<p>第一条规定的情形。</p>", "<p>第一条规定的情形。</p>"),
        (
            "<p>第一条　甲。<br>第二条　乙。</p>",
            '<p id="article-1">第一条　甲。<br><span id="article-2"></span>第二条　乙。</p>',
        ),
        (
            "<p>第一条　甲。</p><p>第一条　又一次。</p>",
            '<p id="article-1">第一条　甲。</p><p>第一条　又一次。</p>',
        ),
        ("<p>没有条文。</p>", "<p>没有条文。</p>"),
    ],
)
def test_names_stand_where_articles_begin(written: str, shown: str) -> None:
    assert name_articles(written) == shown


def test_a_marked_article_keeps_both_names() -> None:
    marks = {"第一条": ClauseMark(1, "repealed", "已废止")}
    page = name_articles(mark_clauses("<p>第一条　甲。</p>", marks, lang="zh-Hans"))
    assert 'id="clause-1"' in page
    assert '<span id="article-1"></span>' in page
