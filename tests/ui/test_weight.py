"""Fast is part of the look, and so is contrast: both are counted."""

import re
from pathlib import Path

import pytest

from tests.ui.conftest import LivingPage

STATIC = Path(__file__).resolve().parents[2] / "sunshine/ui/static/ui"
TEXTS = ("ink", "ink-2", "blue", "red", "amber", "green")
PAIRS = [
    *((text, ground) for text in TEXTS for ground in ("paper", "ground")),
    ("ink", "sunk"), ("ink-2", "sunk"),
    ("blue", "blue-wash"), ("red", "red-wash"), ("amber", "amber-wash"), ("green", "green-wash"),
    ("ink", "blue-wash"), ("ink", "amber-wash"), ("ink", "mark"), ("on-blue", "blue"),
    ("on-dark", "band"), ("on-dark", "bar"), ("on-dark-2", "bar"), ("on-dark-2", "foot"),
    ("gold", "band"), ("c1", "paper"), ("c2", "paper"), ("c3", "paper"), ("c4", "paper"),
]  # fmt: skip
AAA = [*((text, "paper") for text in TEXTS), ("on-blue", "blue"), ("on-dark", "band")]


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def tokens() -> dict[str, dict[str, str]]:
    """Return the colours of each look: light, dark, and elder in both."""
    css = (STATIC / "sunshine.css").read_text(encoding="utf-8")
    blocks = re.findall(r"(?::root|\[data-variant=elder\]) \{([^}]*--blue:[^}]*)\}", css)
    light, dark, elder, elder_dark = (
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block)) for block in blocks[:4]
    )
    dark = light | dark
    return {
        "light": light,
        "dark": dark,
        "elder": light | elder,
        "elder-dark": dark | elder | elder_dark,
    }


def test_black_on_white_is_twenty_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("look", ["light", "dark", "elder", "elder-dark"])
def test_contrast_is_enough(look: str) -> None:
    colours = tokens()[look]
    least = [(pair, 4.5) for pair in PAIRS]
    least += [(("edge", ground), 3.0) for ground in ("paper", "ground")]
    least += [(pair, 7.0) for pair in AAA if look.startswith("elder")]
    faint = {
        pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2)
        for pair, wanted in least
        if contrast(colours[pair[0]], colours[pair[1]]) < wanted
    }
    assert faint == {}


def test_the_first_visit_is_light(living: LivingPage) -> None:
    styles, script = (STATIC / "sunshine.css", STATIC / "sunshine.js")
    assert styles.stat().st_size <= 25 * 1024
    assert script.stat().st_size <= 6 * 1024
    for page in living.pages:
        html = (living.folder / page[1:]).stat().st_size
        assert html + styles.stat().st_size + script.stat().st_size < 60_000


def test_static_files_are_named_by_their_content(living: LivingPage) -> None:
    html = (living.folder / "home-zh-hans-plain.html").read_text(encoding="utf-8")
    names = re.findall(r'(?:href|src)="(/static/[^"]+)"', html)
    assert len(names) >= 3
    for name in names:
        assert re.search(r"\.[0-9a-f]{12}\.\w+$", name)
        assert (living.folder / name[1:]).exists()
