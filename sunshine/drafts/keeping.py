"""Keeping, opening and forgetting drafts: sealed under a key of the token and of the house."""

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

import sunshine.drafts.reasons  # noqa: F401 - registers the sentences
from sunshine.drafts.models import Draft, DraftFile
from sunshine.kit.errors import Refused
from sunshine.kit.sealing import BrokenSeal, key_for, seal, unseal

LIFE = timedelta(hours=24)
MOST_FILES = 8
LONGEST = 200_000
_PURPOSE = "drafts"
# What a seal is about: none of the three can be put in the place of another.
_WORDS, _FACTS, _CONTENT = "words", "facts", "content"


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file of a draft: ``slot`` says what it is for; ``size`` in bytes."""

    number: int
    slot: str
    name: str
    media_type: str
    size: int


def new_token() -> str:
    """Return the token of a new draft; it belongs into a cookie and nowhere else."""
    return secrets.token_urlsafe(32)


def is_token(text: str) -> bool:
    """Return whether ``text`` could be a token at all."""
    letters = text.replace("-", "").replace("_", "")
    return 40 <= len(text) <= 50 and letters.isascii() and letters.isalnum()


def keep(token: str, values: Mapping[str, Any], *, at: datetime) -> dict[str, Any]:
    """Put ``values`` over what the draft holds, and return all of it; it lives from now on anew.

    Raises Refused("draft-too-large"). Two pages of one form at once lose nothing of each other.
    """
    for _try in range(2):
        try:
            with transaction.atomic():
                return _kept(token, values, at)
        except IntegrityError:
            # Another page of the same form made the draft a moment ago: now there is one.
            continue
    raise RuntimeError("a draft can neither be made nor found")


def opened(token: str, *, at: datetime) -> dict[str, Any] | None:
    """Return what the draft holds; None if there is none, its time is over, or no key fits."""
    draft = _draft(token, at) if is_token(token) else None
    return None if draft is None else _read(token, draft.sealed)


def held(token: str, *, at: datetime) -> tuple[dict[str, Any], list[KeptFile]] | None:
    """Return what the draft holds with its files, None as ``opened`` does; one query."""
    if not is_token(token):
        return None
    drafts = Draft.objects.filter(digest=_digest(token), until__gt=at).order_by("files__pk")
    rows = list(drafts.values_list("sealed", "files__pk", "files__facts", "files__size"))
    values = _read(token, rows[0][0]) if rows else None
    if values is None:
        return None
    return values, [_kept_file(token, *row[1:]) for row in rows if row[1] is not None]


def keep_file(
    token: str, slot: str, *, name: str, media_type: str, content: bytes, at: datetime
) -> None:
    """Add a file to the draft; Refused("draft-too-many-files"), or RuntimeError without a draft."""
    draft = _draft(token, at)
    if draft is None:
        raise RuntimeError("a file needs its draft")
    if draft.files.count() >= MOST_FILES:
        raise Refused("draft-too-many-files", field="files", most=MOST_FILES)
    facts = json.dumps({"slot": slot, "name": name, "media_type": media_type}).encode()
    DraftFile.objects.create(
        draft=draft,
        facts=_seal(token, facts, _FACTS),
        sealed=_seal(token, content, _CONTENT),
        size=len(content),
    )


def files_of(token: str, *, at: datetime) -> list[KeptFile]:
    """Return the files of the draft in the order they came, without their contents."""
    draft = _draft(token, at) if is_token(token) else None
    return [] if draft is None else _files(token, draft)


def content_of(token: str, number: int) -> bytes:
    """Return the content of a file of the draft; raise DraftFile.DoesNotExist."""
    file = DraftFile.objects.get(pk=number, draft__digest=_digest(token))
    return _open(token, bytes(file.sealed), _CONTENT)


def remove_file(token: str, number: int) -> None:
    """Forget one file of the draft, if it is there."""
    DraftFile.objects.filter(pk=number, draft__digest=_digest(token)).delete()


def replace(token: str, values: Mapping[str, Any], *, at: datetime) -> None:
    """Let the draft hold ``values`` and nothing else: neither former words nor files."""
    words, digest = _sealed_words(token, values), _digest(token)
    # Whoever calls from within a transaction lets all of it fail with this.
    with transaction.atomic(savepoint=False):
        DraftFile.objects.filter(draft__digest=digest).delete()
        if not Draft.objects.filter(digest=digest).update(sealed=words, until=at + LIFE):
            Draft.objects.create(digest=digest, sealed=words, until=at + LIFE)


def forget(token: str) -> None:
    """Forget the draft with its files, if there is one."""
    Draft.objects.filter(digest=_digest(token)).delete()


def _kept(token: str, values: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    draft = Draft.objects.select_for_update().filter(digest=_digest(token)).first()
    former = _read(token, draft.sealed) if draft is not None and draft.until > at else None
    if draft is not None and former is None:
        # Its time is over, or the key of the house is another: what it held is lost by rule.
        draft.files.all().delete()
    whole = {**(former or {}), **values}
    draft = draft or Draft(digest=_digest(token))
    draft.sealed, draft.until = _sealed_words(token, whole), at + LIFE
    draft.save()
    return whole


def _sealed_words(token: str, values: Mapping[str, Any]) -> bytes:
    text = json.dumps(values, ensure_ascii=False).encode()
    if len(text) > LONGEST:
        raise Refused("draft-too-large")
    return _seal(token, text, _WORDS)


def _files(token: str, draft: Draft) -> list[KeptFile]:
    rows = draft.files.values_list("pk", "facts", "size")
    return [_kept_file(token, *row) for row in rows]


def _kept_file(token: str, number: int, facts: bytes | memoryview, size: int) -> KeptFile:
    return KeptFile(number, size=size, **json.loads(_open(token, bytes(facts), _FACTS)))


def _draft(token: str, at: datetime) -> Draft | None:
    return Draft.objects.filter(digest=_digest(token), until__gt=at).first()


def _read(token: str, sealed: bytes | memoryview) -> dict[str, Any] | None:
    try:
        values: dict[str, Any] = json.loads(_open(token, bytes(sealed), _WORDS))
    except BrokenSeal:
        return None
    return values


def _digest(token: str) -> str:
    return hashlib.sha256(f"{_PURPOSE}:{token}".encode()).hexdigest()


def _seal(token: str, content: bytes, about: str) -> bytes:
    return seal(content, key=_key(token), about=about)


def _open(token: str, sealed: bytes, about: str) -> bytes:
    return unseal(sealed, key=_key(token), about=about)


def _key(token: str) -> bytes:
    return key_for(f"{settings.SEALING_KEY}:{token}", _PURPOSE)
