"""Templates parse, hold no inline script or style, and no Chinese past the catalogue."""

import re

from django.template.loader import get_template

from tests.guards.source import PACKAGE, at, none_of

TEMPLATES = sorted(PACKAGE.glob("*/templates/**/*.html"))
INLINE = re.compile(
    r"""<style|<script(?![^>]*\b(?:src=|type="application/(?:ld\+)?json"))|\sstyle\s*="""
    r"""|\son[a-z]+\s*=\s*["']|javascript:""",
    re.IGNORECASE,
)
LANGUAGE = re.compile(
    r"{#.*?#}|{%\s*comment\b.*?{%\s*endcomment\s*%}|<!--.*?-->"
    r"|{%\s*block(?:translate|trans)\b.*?{%\s*endblock(?:translate|trans)\s*%}"
    r"|{%.*?%}|{{.*?}}|<(\w+)[^>]*\blang=\"zh[^>]*>.*?</\1>",
    re.DOTALL,
)
CHINESE = re.compile(r"[\u4e00-\u9fff]+")


def test_there_are_templates() -> None:
    assert TEMPLATES


def test_templates_parse() -> None:
    for path in TEMPLATES:
        get_template(path.relative_to(PACKAGE).as_posix().split("/templates/", 1)[1])


def test_no_inline_script_or_style() -> None:
    found = [
        f"{at(path, number)} {line.strip()[:80]}"
        for path in TEMPLATES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if INLINE.search(line)
    ]
    none_of(found)


def test_no_words_past_the_catalogue() -> None:
    found = [
        f"{at(path)} {words}"
        for path in TEMPLATES
        for words in CHINESE.findall(LANGUAGE.sub(" ", path.read_text(encoding="utf-8")))
    ]
    none_of(found)
