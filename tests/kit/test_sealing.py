"""What is sealed is opened only with its key, for its purpose, where it belongs."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sunshine.kit.sealing import (
    BrokenSeal,
    blind_index,
    key_for,
    seal,
    seal_text,
    unseal,
    unseal_text,
)

KEY = key_for("a secret of the tests", "tests")


@given(st.binary(max_size=300), st.text(max_size=40).filter(lambda s: s.isprintable()))
def test_what_was_sealed_comes_back(content: bytes, about: str) -> None:
    assert unseal(seal(content, key=KEY, about=about), key=KEY, about=about) == content


@given(st.text(max_size=200))
def test_texts_too_and_they_fit_a_column(text: str) -> None:
    sealed = seal_text(text, key=KEY, about="row:1")
    assert sealed.isascii()
    assert unseal_text(sealed, key=KEY, about="row:1") == text


def test_equal_contents_do_not_look_equal() -> None:
    seals = {seal(b"21010619800101001X", key=KEY, about="row:1") for _ in range(100)}
    assert len(seals) == 100
    assert not any(b"2101" in one for one in seals)


@given(st.data())
def test_a_changed_byte_breaks_it(data: st.DataObject) -> None:
    sealed = bytearray(seal(b"name", key=KEY, about="row:1"))
    place = data.draw(st.integers(0, len(sealed) - 1))
    sealed[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(BrokenSeal):
        unseal(bytes(sealed), key=KEY, about="row:1")


@pytest.mark.parametrize(
    ("key", "about"),
    [
        (KEY, "row:2"),
        (key_for("a secret of the tests", "tests2"), "row:1"),
        (key_for("another secret", "tests"), "row:1"),
    ],
)
def test_elsewhere_it_stays_shut(key: bytes, about: str) -> None:
    with pytest.raises(BrokenSeal):
        unseal_text(seal_text("张某某", key=KEY, about="row:1"), key=key, about=about)


@pytest.mark.parametrize(
    "sealed", ["", "x", "张某某", "AQ==", base64.b64encode(b"2" * 40).decode()]
)
def test_what_was_never_sealed_is_refused(sealed: str) -> None:
    with pytest.raises(BrokenSeal):
        unseal_text(sealed, key=KEY, about="row:1")


def test_the_index_finds_equals_and_keeps_purposes_apart() -> None:
    other = key_for("a secret of the tests", "tests index")
    assert blind_index("x", key=KEY) == blind_index("x", key=KEY)
    assert blind_index("x", key=KEY) != blind_index("y", key=KEY)
    assert blind_index("x", key=KEY) != blind_index("x", key=other)


@pytest.mark.parametrize(("secret", "purpose"), [("", "p"), ("s", "")])
def test_no_key_of_nothing(secret: str, purpose: str) -> None:
    with pytest.raises(ValueError, match="needs a secret"):
        key_for(secret, purpose)
