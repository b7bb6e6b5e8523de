"""Addresses of this site that are kept without a language."""

from django.utils.translation import get_language

from sunshine.ui.shell import ENGLISH


def local(path: str) -> str:
    """Return ``path`` of this site in the language of the reader."""
    return f"/en{path}" if get_language() == ENGLISH and not path.startswith("/en/") else path
