"""Names that people see and download can neither lie nor leave their folder."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunshine.files.kinds import BY_MEDIA_TYPE
from sunshine.files.names import LONGEST, safe_name


@pytest.mark.parametrize(
    ("given_name", "media_type", "expected"),
    [
        ("辽税发〔2026〕12号.pdf", "application/pdf", "辽税发〔2026〕12号.pdf"),
        ("..\\..\\etc/passwd", "text/plain", "passwd.txt"),
        ("C:\\用户\\报告.PDF", "application/pdf", "报告.pdf"),
        ("报告\u202efdp.exe", "application/pdf", "报告fdp.exe.pdf"),
        ("a\tb\nc.pdf", "application/pdf", "a b c.pdf"),
        ("", "application/pdf", "附件.pdf"),
        (".pdf", "application/pdf", "pdf.pdf"),
        ("图.jpeg", "image/jpeg", "图.jpeg"),
        ("a?b#c%2e.pdf", "application/pdf", "a_b_c_2e.pdf"),
    ],
)
def test_names_made_safe(given_name: str, media_type: str, expected: str) -> None:
    assert safe_name(given_name, media_type) == expected


@given(st.text(max_size=300), st.sampled_from(sorted(BY_MEDIA_TYPE)))
def test_every_name_is_safe_and_stays_as_it_is(name: str, media_type: str) -> None:
    safe = safe_name(name, media_type)
    assert len(safe) <= LONGEST
    assert not set(safe) & set('/\\<>:"|?*%#;&')
    assert not any(unicodedata.category(char)[0] == "C" for char in safe)
    assert safe.rpartition(".")[2] in BY_MEDIA_TYPE[media_type].extensions
    assert not safe.startswith(".")
    assert safe_name(safe, media_type) == safe
