"""Addresses of alerts: kept sealed, found again by a blind index, shown to their owner masked.

An address with what its owner looks for is personal information (个人信息保护法 art. 51).
"""

from django.conf import settings

from sunshine.kit.sealing import blind_index, key_for, seal_text, unseal_text


def sealed(address: str, *, about: str) -> str:
    """Return ``address`` sealed; ``about``: the digest that only its alert has."""
    return seal_text(address, key=_key("alerts.address"), about=about)


def opened(seal: str, *, about: str) -> str:
    """Return what was sealed. Raises BrokenSeal."""
    return unseal_text(seal, key=_key("alerts.address"), about=about)


def index_of(address: str) -> str:
    """Return by what the alerts of ``address`` are found again."""
    return blind_index(address.lower(), key=_key("alerts.address-index"))


def masked(address: str) -> str:
    """Return an address as its owner knows it again and nobody else learns it."""
    name, _at, domain = address.rpartition("@")
    return f"{name[:1]}{'*' * 3}{name[-1:] if len(name) > 3 else ''}@{domain}"


def _key(purpose: str) -> bytes:
    return key_for(settings.SEALING_KEY, purpose)
