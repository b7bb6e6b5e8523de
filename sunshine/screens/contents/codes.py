"""QR codes as short strings, drawn by the screen: ``29:`` and the bits of its rows in hex."""

from functools import lru_cache

import segno
from django.conf import settings


@lru_cache(maxsize=4096)
def code_of(path: str) -> str:
    """Return the code of the address of ``path`` on this site."""
    matrix = segno.make(f"{settings.SITE_URL}{path}", micro=False, error="m").matrix
    bits = "".join("1" if cell else "0" for row in matrix for cell in row)
    return f"{len(matrix)}:{int(bits, 2):0{-(-len(bits) // 4)}x}"
