"""Real Chromium: opening pages, axe, pictures of what was seen."""

from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
PICTURES = Path(__file__).resolve().parent.parent / "test-output"

_AXE_OPTIONS = {
    "resultTypes": ["violations"],
    "rules": {"target-size": {"enabled": True}},
}


def violations(page: Page, *, exclude: list[str] | None = None) -> list[str]:
    """Return what axe objects to on the page, target sizes included, one line for each element."""
    context: dict[str, Any] | None = {"exclude": [[part] for part in exclude]} if exclude else None
    found = Axe().run(page, context=context, options=_AXE_OPTIONS).response["violations"]
    return [
        f"{fault['id']}: {node['target']} {node['failureSummary']}"
        for fault in found
        for node in fault["nodes"]
    ]


def overflow(page: Page) -> int:
    """Return by how many pixels the page is wider than its window; 0 is right."""
    return int(
        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    )


def picture(page: Page, name: str, *, full: bool = True) -> Path:
    """Keep a picture of the page in ``test-output/`` and return its file."""
    PICTURES.mkdir(exist_ok=True)
    file = PICTURES / f"{name}.png"
    page.screenshot(path=file, full_page=full)
    return file
