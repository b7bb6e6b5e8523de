"""The frame of a page: addresses in both languages, doors, switches, meta tags."""

import pytest
from django.utils import translation

from sunshine.ui.shell import Door, PageMeta, Shell, build_shell, without_language
from tests.ui.living import CITY, ROOT


def shell(lang: str = "zh-hans", path: str = "/b/ln-shenyang-tiexi/policies/") -> Shell:
    return build_shell(
        lang=lang, path=path, body=CITY, root_body=ROOT, site_url="http://localhost:8000"
    )


def test_chinese_stands_at_the_root_and_english_below_en() -> None:
    assert shell().catalogue_url == "/catalogue/"
    assert shell("en").catalogue_url == "/en/catalogue/"
    assert shell("en").html_lang == "en"
    assert shell().html_lang == "zh-Hans"


def test_the_language_link_leads_to_the_same_page() -> None:
    assert shell().language_url == "/en/b/ln-shenyang-tiexi/policies/"
    assert shell("en", "/en/b/ln/").language_url == "/b/ln/"


def test_the_query_is_kept_by_both_switches() -> None:
    found = build_shell(
        lang="en", path="/catalogue/", body=CITY, root_body=ROOT, site_url="", query="q=a&p=2"
    )
    assert found.language_url == "/catalogue/?q=a&p=2"
    assert found.elder_url == "/variant/?to=elder&next=/en/catalogue/%3Fq%3Da%26p%3D2"


@pytest.mark.parametrize(
    ("given", "kept"),
    [("/en", "/"), ("/en/", "/"), ("/en/b/ln/", "/b/ln/"), ("/entry/", "/entry/"), ("/", "/")],
)
def test_without_language(given: str, kept: str) -> None:
    assert without_language(given) == kept


def test_the_root_body_lives_at_the_root() -> None:
    root = build_shell(lang="en", path="/", body=ROOT, root_body=ROOT, site_url="")
    assert root.body_url == "/en/"
    assert shell().body_url == "/b/ln-shenyang-tiexi/"


def test_only_doors_that_exist_are_shown() -> None:
    with translation.override("zh-hans"):
        assert [str(door.label) for door in shell().doors] == ["公开", "办事", "我的"]
    more = build_shell(
        lang="en",
        path="/",
        body=CITY,
        root_body=ROOT,
        site_url="",
        doors=[Door("talk", "互动", "/x/")],
    )
    assert [door.url for door in more.doors] == ["/x/"]


def test_an_error_report_names_the_page() -> None:
    assert shell("en").error_url == "/en/error-report/?page=/en/b/ln-shenyang-tiexi/policies/"


def test_the_share_address_is_whole() -> None:
    assert shell().page_url == "http://localhost:8000/b/ln-shenyang-tiexi/policies/"
    assert shell().site_domain == "localhost:8000"


def test_empty_meta_tags_stay_out() -> None:
    meta = PageMeta(article_title="通告", pub_date="2026-11-23 09:30", content_source="铁西区局")
    assert meta.tags() == [
        ("ArticleTitle", "通告"),
        ("PubDate", "2026-11-23 09:30"),
        ("ContentSource", "铁西区局"),
    ]
