"""Drafts: opened by their token alone, never in clear, gone when their time is over."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from sunshine.drafts.keeping import (
    LIFE,
    LONGEST,
    MOST_FILES,
    content_of,
    files_of,
    forget,
    is_token,
    keep,
    keep_file,
    new_token,
    opened,
    remove_file,
    replace,
)
from sunshine.drafts.models import Draft, DraftFile
from sunshine.drafts.periodic import forget_old
from sunshine.kit.errors import Refused

AT = datetime(2026, 3, 5, 2, 0, tzinfo=UTC)
NAME = "王小明"


def with_file(token: str, *, at: datetime = AT, content: bytes = b"%PDF-1.7 id") -> None:
    keep(token, {"name": NAME}, at=at)
    keep_file(
        token, "identity", name="证件.pdf", media_type="application/pdf", content=content, at=at
    )


class Kept(TestCase):
    @given(st.dictionaries(st.text(max_size=12), st.text(max_size=40), max_size=6))
    def test_what_was_typed_comes_back(self, values: dict[str, str]) -> None:
        token = new_token()
        keep(token, values, at=AT)
        assert opened(token, at=AT) == values


@pytest.mark.django_db
def test_nothing_lies_in_clear_and_no_other_token_opens_it() -> None:
    token = new_token()
    with_file(token)
    [draft], [file] = Draft.objects.all(), DraftFile.objects.all()
    for sealed in (draft.sealed, file.facts, file.sealed):
        assert not any(word in bytes(sealed) for word in (NAME.encode(), b"%PDF", b"identity"))
    assert token not in draft.digest
    other = new_token()
    assert opened(other, at=AT) is None
    assert files_of(other, at=AT) == []
    with pytest.raises(DraftFile.DoesNotExist):
        content_of(other, file.pk)
    remove_file(other, file.pk)
    assert content_of(token, file.pk) == b"%PDF-1.7 id"


@pytest.mark.django_db
@pytest.mark.parametrize("word", ["", "x", "a" * 43 + "é", "../" * 15, "a b" * 14])
def test_what_is_no_token_opens_nothing(word: str) -> None:
    assert not is_token(word)
    assert opened(word, at=AT) is None


@pytest.mark.django_db
def test_two_pages_of_one_form_lose_nothing_of_each_other() -> None:
    token = new_token()
    keep(token, {"what": "一", "who": "二"}, at=AT)
    assert keep(token, {"who": "三"}, at=AT) == {"what": "一", "who": "三"}


@pytest.mark.django_db
def test_a_draft_lives_as_long_as_is_said_and_not_longer() -> None:
    token = new_token()
    with_file(token)
    last = AT + LIFE - timedelta(seconds=1)
    assert opened(token, at=last) == {"name": NAME}
    assert opened(token, at=AT + LIFE) is None
    assert files_of(token, at=AT + LIFE) == []
    # Typing on after the end begins anew: old words and files do not come back.
    assert keep(token, {"what": "新"}, at=AT + LIFE) == {"what": "新"}
    assert DraftFile.objects.count() == 0
    assert forget_old(AT + LIFE) == 0
    assert forget_old(AT + 2 * LIFE) == 1
    assert Draft.objects.count() == 0


@pytest.mark.django_db
def test_another_key_of_the_house_opens_nothing(settings) -> None:
    token = new_token()
    with_file(token)
    settings.SEALING_KEY = "another"
    assert opened(token, at=AT) is None
    assert keep(token, {"what": "新"}, at=AT) == {"what": "新"}
    assert files_of(token, at=AT) == []


@pytest.mark.django_db
def test_too_much_is_refused_and_what_was_there_stays() -> None:
    token = new_token()
    keep(token, {"what": "一"}, at=AT)
    with pytest.raises(Refused, match="太多"):
        keep(token, {"what": "长" * LONGEST}, at=AT)
    for _ in range(MOST_FILES):
        with_file(token)
    with pytest.raises(Refused, match=str(MOST_FILES)):
        with_file(token)
    assert len(files_of(token, at=AT)) == MOST_FILES
    assert opened(token, at=AT) == {"what": "一", "name": NAME}


@pytest.mark.django_db
def test_after_sending_only_what_is_needed_is_left() -> None:
    token = new_token()
    with_file(token)
    replace(token, {"sent": "1"}, at=AT)
    assert opened(token, at=AT) == {"sent": "1"}
    assert DraftFile.objects.count() == 0
    forget(token)
    assert opened(token, at=AT) is None
