"""Opaque codes: say nothing, cannot be guessed, can be spoken."""

import secrets

# No vowels (no words by chance), nothing that is misread: 0 o, 1 i l.
ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
LENGTH = 10


def opaque_code() -> str:
    """Return ten characters drawn at random (some 47 bits)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
