"""Catalogues are compiled without gettext's tools, and only when they are stale."""

import gettext
import os
from pathlib import Path

import pytest
from django.core.management import call_command

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.fixture
def catalogue(tmp_path: Path, settings) -> Path:
    settings.PACKAGE = tmp_path
    po = tmp_path / "orgs" / "locale" / "en" / "LC_MESSAGES" / "django.po"
    po.parent.mkdir(parents=True)
    po.write_text(f'{HEAD}msgid "机关"\nmsgstr "body"\n', encoding="utf-8")
    return po


def test_what_is_compiled_can_be_read(catalogue: Path) -> None:
    call_command("compile_messages")
    with catalogue.with_suffix(".mo").open("rb") as compiled:
        assert gettext.GNUTranslations(compiled).gettext("机关") == "body"


def test_only_the_stale_is_compiled(catalogue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("compile_messages")
    made = catalogue.with_suffix(".mo")
    os.utime(catalogue, ns=(0, made.stat().st_mtime_ns - 1))
    capsys.readouterr()
    call_command("compile_messages")
    assert capsys.readouterr().out == ""
    os.utime(catalogue, ns=(0, made.stat().st_mtime_ns + 1))
    call_command("compile_messages")
    assert "1 catalogue" in capsys.readouterr().out
