"""Asking for clean copies in this process, and looking for what should be gone."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from pathlib import Path

import pytest

from sunshine.scanning.clean_copies import Box, CleanReport, Mask, Uncleanable
from sunshine.scanning.cleaning.copies import make_copy


def mask(text: str, suggestion: str = "", *, kind: str = "person", page: int | None = None) -> Mask:
    """Return the mask of a value."""
    return Mask(kind, text, page, suggestion)


def cleaned(
    folder: Path,
    content: bytes,
    media_type: str,
    *,
    masks: Sequence[Mask] = (),
    boxes: Sequence[Box] = (),
    strip: Collection[str] | None = None,
) -> tuple[Path, CleanReport]:
    """Return the clean copy of ``content`` and its report."""
    source, target = folder / "source", folder / "target"
    source.write_bytes(content)
    job = {
        "path": str(source),
        "target": str(target),
        "media_type": media_type,
        "strip": None if strip is None else list(strip),
        "masks": [asdict(one) for one in masks],
        "boxes": [asdict(one) for one in boxes],
    }
    report = CleanReport.from_data(make_copy(job))
    assert source.read_bytes() == content
    return target, report


def uncleanable(code: str) -> pytest.RaisesExc[Uncleanable]:
    """Return the expectation of Uncleanable with ``code``, whose sentence can be said."""
    return pytest.raises(Uncleanable, check=lambda error: error.code == code and bool(str(error)))
