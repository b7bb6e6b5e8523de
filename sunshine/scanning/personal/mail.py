"""E-mail addresses, also between Chinese characters and broken at a line's end."""

import re
from collections.abc import Iterator
from typing import Final

from sunshine.scanning import findings as kinds
from sunshine.scanning.personal.context import Context
from sunshine.scanning.personal.values import Found

_SIGN: Final = re.compile(r"[ \n\u200b]{0,2}(?:@|[\[(]\s?(?:at|AT)\s?[\])])[ \n\u200b]{0,2}")
_LOCAL: Final = re.compile(r"[A-Za-z0-9_%+\-][A-Za-z0-9._%+\-]{0,63}$")
_DOMAIN: Final = re.compile(
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9\-]{0,62})[ \n\u200b]?\.\n?[ \u200b]?){1,4}"
    r"(?:[A-Za-z]{2,12})(?![A-Za-z0-9\-])"
)
_LONGEST_LOCAL: Final = 64
_OFFICE: Final = re.compile(r"(?:^|\.)gov\.cn$", re.IGNORECASE)


def find_mail(context: Context) -> Iterator[Found]:
    """Yield every mailbox that is not an organ's own (``gov.cn``)."""
    for sign in _SIGN.finditer(context.text):
        before = context.text[max(0, sign.start() - _LONGEST_LOCAL) : sign.start()]
        if not before or not before[-1].isascii() or before[-1].isspace():
            continue
        domain = _DOMAIN.match(context.text, sign.end(), sign.end() + 255)
        local = _LOCAL.search(before) if domain else None
        if domain and local and not _OFFICE.search(re.sub(r"[\s\u200b]", "", domain.group())):
            yield Found(kinds.EMAIL, sign.start() - len(local.group()), domain.end())
