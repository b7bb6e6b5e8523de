"""The guards see what they look for: each is shown the fault it exists for."""

import ast
from pathlib import Path

import pytest

from tests import catalogue
from tests.guards import test_actions, test_shape, test_templates


@pytest.mark.parametrize(
    "line",
    [
        '<p style="color: red">',
        "<script>go()</script>",
        '<a onclick="go()">',
        "<style>p {}</style>",
    ],
)
def test_inline_is_seen(line: str) -> None:
    assert test_templates.INLINE.search(line)


@pytest.mark.parametrize(
    "line", ['<script src="/a.js" defer></script>', '<script type="application/json">{}</script>']
)
def test_files_and_data_are_let_be(line: str) -> None:
    assert not test_templates.INLINE.search(line)


def test_chinese_past_the_catalogue_is_seen() -> None:
    template = (
        '{% translate "好" %}<b lang="zh-Hans">中</b>{# 注 #}'
        "{% blocktranslate %}有{% endblocktranslate %}"
    )
    assert test_templates.CHINESE.findall(test_templates.LANGUAGE.sub("", template)) == []
    assert test_templates.CHINESE.findall(test_templates.LANGUAGE.sub("", template + "漏")) == [
        "漏"
    ]


@pytest.mark.parametrize(
    ("code", "writes"),
    [
        ("Item.objects.filter(pk=1).update(a=1)", True),
        ("item.save()", True),
        ("Body.objects.create(slug='x')", True),
        ("context.update(a=1)", False),
        ("request.session.save()", False),
        ("publish(item, by=person, at=now)", False),
    ],
)
def test_writes_of_a_face_are_seen(code: str, writes: bool) -> None:
    call = ast.parse(code).body[0].value
    assert test_actions._writes(call) is writes


def test_bare_suppressions_are_seen() -> None:
    assert test_shape.BARE.search("x = 1  # no" + "qa")
    assert test_shape.BARE.search("x = 1  # type: " + "ignore")
    assert not test_shape.BARE.search("x = 1  # no" + "qa: E501")


def test_strings_of_templates_and_code_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogue, "PACKAGE", tmp_path)
    app = tmp_path / "app"
    (app / "templates").mkdir(parents=True)
    (app / "models.py").write_text(
        'A = _("甲")\nB = pgettext_lazy("动词", "乙")\nC = ngettext("丙", "丙们", 2)\n',
        encoding="utf-8",
    )
    (app / "templates" / "a.html").write_text(
        "<p>don't</p>{% translate '丁' %}{% include 'x' with label=_('戊') %}\n"
        "{% blocktranslate trimmed count n=n %}\n 己 {{ n }}\n"
        "{% plural %} 庚 {{ n }}\n{% endblocktranslate %}",
        encoding="utf-8",
    )
    found = {(f.context, f.text, f.plural) for f in catalogue.strings_of(app)}
    assert found == {
        ("", "甲", ""),
        ("动词", "乙", ""),
        ("", "丙", "丙们"),
        ("", "丁", ""),
        ("", "戊", ""),
        ("", "己 %(n)s", "庚 %(n)s"),
    }
