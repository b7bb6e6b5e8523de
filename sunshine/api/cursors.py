"""Places in a list, signed: whoever changes one, or uses it for another question, is told so."""

import hashlib
import json
from collections.abc import Mapping
from urllib.parse import urlencode

from django.conf import settings
from django.core import signing

from sunshine.api.problems import Problem

_SALT = "sunshine.api.cursor"
LONGEST = 1000


def write(place: list[str], asked: Mapping[str, object], path: str) -> str:
    """Return the cursor of ``place`` in the answer to ``asked`` at ``path``."""
    return signing.dumps([_question(asked, path), *place], salt=_SALT, compress=True)


def read(cursor: str, asked: Mapping[str, object], path: str, *, parts: int) -> list[str]:
    """Return the place that ``write`` was given; raise Problem for anything else."""
    try:
        question, *place = signing.loads(cursor[:LONGEST], salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise Problem("bad-cursor") from error
    if question != _question(asked, path) or len(place) != parts:
        raise Problem("bad-cursor")
    return [str(part) for part in place]


def address(path: str, asked: Mapping[str, object], cursor: str) -> str:
    """Return the full address of the next page."""
    kept = {name: _text(value) for name, value in asked.items() if value not in (None, "", False)}
    query = urlencode({**kept, "cursor": cursor})
    return f"{settings.SITE_URL.rstrip('/')}{path}?{query}"


def _text(value: object) -> str:
    return "true" if value is True else str(value)


def _question(asked: Mapping[str, object], path: str) -> str:
    known = {name: str(value) for name, value in asked.items() if name != "limit"}
    text = json.dumps([path, known], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:12]
