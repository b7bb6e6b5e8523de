"""Whatever bytes come: a copy in which nothing hides, or a clear code; the original untouched."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sunshine.scanning import sniffing
from sunshine.scanning.clean_copies import UNCLEANABLE, Box, Uncleanable
from sunshine.scanning.cleaning.copies import CLEANERS, WITH_BOXES
from sunshine.scanning.hidden import HIDDEN
from sunshine.scanning.reading.files import read
from sunshine.scanning.readings import UNREADABLE, Unreadable
from tests.scanning.cleaning.asking import cleaned, mask
from tests.scanning.reading.test_fuzz import EDITS, FILES, changed, changed_within

KINDS = {"文.docx", "表.xlsx", "片.pptx", "公文.ofd", "告.pdf", "图.png"}
WORD = "正文"
FEW = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


def hold(folder: Path, name: str, content: bytes, *, boxed: bool) -> None:
    """Ask for a copy of ``content`` and hold what comes to its promise."""
    seen = folder / name
    seen.write_bytes(content)
    masks = [] if boxed else [mask(WORD, "××")]
    try:
        media_type = sniffing.media_type_of(seen)
        boxes = [Box(1, 0.1, 0.1, 0.5, 0.2)] if boxed and media_type in WITH_BOXES else []
        copy, _report = cleaned(folder, content, media_type, masks=masks, boxes=boxes)
    except (Uncleanable, Unreadable) as why:
        is_told(why)
        return
    assert media_type in CLEANERS
    found = read(copy, media_type)
    assert not [one for one in found.hidden if one.kind.removeprefix("hidden:") in _GOING]
    assert boxed or WORD not in found.text


def is_told(why: Uncleanable | Unreadable) -> None:
    """Hold a refusal to a code that has its sentence."""
    assert why.code in {**UNCLEANABLE, **UNREADABLE}
    assert str(why)


# What a person has to look at cannot be cleaned away.
_GOING = set(HIDDEN) - {"no_text", "unreadable"}


@pytest.mark.parametrize("name", sorted(KINDS))
@FEW
@given(edits=EDITS, cut=st.floats(0.1, 1), boxed=st.booleans())
@example(edits=[], cut=1.0, boxed=False)
@example(edits=[], cut=1.0, boxed=True)
def test_changed_bytes(
    tmp_path: Path, name: str, edits: list[tuple[float, bytes, int]], cut: float, boxed: bool
) -> None:
    content = FILES[name]
    changed_content = changed(content[: int(cut * len(content))], edits)
    hold(tmp_path, name, changed_content, boxed=boxed)


@pytest.mark.parametrize("name", sorted(name for name in KINDS if FILES[name][:2] == b"PK"))
@FEW
@given(which=st.floats(0, 1), edits=EDITS)
def test_changed_parts(
    tmp_path: Path, name: str, which: float, edits: list[tuple[float, bytes, int]]
) -> None:
    hold(tmp_path, name, changed_within(FILES[name], which, edits), boxed=False)
