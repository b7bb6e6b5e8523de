"""Sealing what is about a person: kept encrypted, found again without being opened. Pure.

Sealed (密封): encrypted and authenticated (AES-256-GCM), bound to one purpose and to what it is
about, so that a row copied into another cannot be opened there. Law: 个人信息保护法 art. 51.
"""

import base64
import hashlib
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_VERSION = b"\x01"
_NONCE = 12


class BrokenSeal(Exception):
    """Sealed under another key, for another purpose, about something else, or changed since."""


def key_for(secret: str, purpose: str) -> bytes:
    """Return the key for one ``purpose``: 32 bytes, from which ``secret`` cannot be reckoned.

    Raises ValueError for an empty secret or purpose.
    """
    if not secret or not purpose:
        raise ValueError("a key needs a secret and a purpose")
    derived = HKDF(SHA256(), length=32, salt=None, info=f"sunshine:{purpose}".encode())
    return derived.derive(secret.encode())


def seal(content: bytes, *, key: bytes, about: str) -> bytes:
    """Return ``content`` sealed; twice the same content gives two different seals.

    ``about`` names the row it belongs to and is needed again to open it.
    """
    nonce = secrets.token_bytes(_NONCE)
    return _VERSION + nonce + AESGCM(key).encrypt(nonce, content, about.encode())


def unseal(sealed: bytes, *, key: bytes, about: str) -> bytes:
    """Return what was sealed; raises BrokenSeal if it is not exactly that."""
    if sealed[:1] != _VERSION:
        raise BrokenSeal("unknown form")
    nonce, rest = sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :]
    try:
        return AESGCM(key).decrypt(nonce, rest, about.encode())
    except (InvalidTag, ValueError) as fault:
        raise BrokenSeal("not what was sealed") from fault


def seal_text(text: str, *, key: bytes, about: str) -> str:
    """Return ``text`` sealed, as letters and figures that any column can hold."""
    return base64.urlsafe_b64encode(seal(text.encode(), key=key, about=about)).decode("ascii")


def unseal_text(sealed: str, *, key: bytes, about: str) -> str:
    """Return the text that was sealed; raises BrokenSeal if it is not exactly that."""
    try:
        content = base64.b64decode(sealed.encode("ascii"), altchars=b"-_", validate=True)
    except ValueError as fault:
        raise BrokenSeal("not a sealed text") from fault
    return unseal(content, key=key, about=about).decode()


def blind_index(text: str, *, key: bytes) -> str:
    """Return by what equal texts are found again: the same for the same text, says nothing else.

    Use a key of a purpose of its own. Who has the key could try every short text: no index for
    what has few values.
    """
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
