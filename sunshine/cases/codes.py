"""The short code with which somebody follows a case: spoken on the telephone, kept as a digest."""

import hashlib
import hmac

from django.conf import settings

from sunshine.kit.opaque import ALPHABET, LENGTH

_PURPOSE = b"sunshine.cases.code:"


def code_for(token: str) -> str:
    """Return the code that belongs to ``token``, the secret under which a case was opened.

    The same token gives the same code, so that whoever sends a form twice reads the code again
    although only its digest is kept; without the key of the house nobody can reckon it.
    """
    number = int.from_bytes(_sealed(b"make:" + token.encode()), "big")
    letters = []
    for _place in range(LENGTH):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    return "".join(letters)


def code_digest(code: str) -> str:
    """Return what is kept of ``code``; spaces, hyphens and capitals make no difference."""
    return _sealed(b"keep:" + _plain(code).encode()).hex()


def is_code(code: str, digest: str) -> bool:
    """Return whether ``code`` is the one of ``digest``, in a time that tells nothing."""
    return hmac.compare_digest(code_digest(code), digest)


def spoken(code: str) -> str:
    """Return ``code`` in groups, as it is printed and read out: ``2345 6789 bc``."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def _plain(code: str) -> str:
    return "".join(letter for letter in code.lower() if letter.isalnum())


def _sealed(text: bytes) -> bytes:
    return hmac.new(settings.SECRET_KEY.encode(), _PURPOSE + text, hashlib.sha256).digest()
