"""Every component in a real browser: axe, no sideways scrolling, no broken policy, targets."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browsing import DESKTOP, PHONE, overflow, violations
from tests.guards.source import none_of
from tests.ui.conftest import LivingPage

SAMPLES = ("desk", "entry", "form", "home", "item", "review", "section")
VIEWS = [
    "zh-hans plain light 390",
    "zh-hans plain light 1280",
    "zh-hans plain dark 390",
    "zh-hans plain dark 1280",
    "zh-hans elder light 390",
    "zh-hans elder dark 1280",
    "en plain light 390",
    "en elder light 1280",
]

SMALL_TARGETS = """() => [...document.querySelectorAll(
  'a, button, summary, input:not([type=hidden]), select, textarea')]
  .filter(e => e.checkVisibility() && !e.closest('p, dd, h1, h2, h3, td, th, blockquote, .skip')
    && !e.matches('.skip, .visually-hidden, [type=checkbox], [type=radio]'))
  .map(e => [e.outerHTML.slice(0, 90), e.getBoundingClientRect()])
  .filter(([, box]) => box.height < 31.5 || (box.height < 43.5 && box.width < 43.5))
  .map(([html, box]) => `${Math.round(box.width)}x${Math.round(box.height)} ${html}`)"""


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("view", VIEWS)
def test_every_component_is_usable(chromium: Browser, living: LivingPage, view: str) -> None:
    lang, variant, scheme, width = view.split()
    size = PHONE if width == "390" else DESKTOP
    context = chromium.new_context(viewport=size, color_scheme=scheme)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    faults = []
    for sample in SAMPLES:
        page.goto(f"{living.address}/{sample}-{lang}-{variant}.html")
        unfold_all(page)
        faults += [f"{sample}: {fault}" for fault in violations(page)]
        faults += [f"{sample}: {wide} px too wide" for wide in [overflow(page)] if wide]
        faults += [f"{sample}: small {part}" for part in page.evaluate(SMALL_TARGETS)]
    context.close()
    none_of(faults)
    assert said == []


def unfold_all(page: Page) -> None:
    """Open every folded part, so that axe sees it."""
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")


@pytest.mark.browser
def test_forced_colours_keep_the_words(chromium: Browser, living: LivingPage) -> None:
    context = chromium.new_context(forced_colors="active", viewport=PHONE)
    page = context.new_page()
    page.goto(f"{living.address}/item-zh-hans-plain.html")
    borders = page.eval_on_selector_all(
        ".badge, .notice", "found => found.map(e => getComputedStyle(e).borderTopWidth)"
    )
    assert borders
    assert set(borders) == {"1px"}
    context.close()


@pytest.mark.browser
def test_paper_shows_what_is_folded(chromium: Browser, living: LivingPage) -> None:
    context = chromium.new_context(viewport=DESKTOP)
    page = context.new_page()
    page.goto(f"{living.address}/item-zh-hans-plain.html")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".days").is_visible()
    assert not page.locator(".search").is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("document.querySelectorAll('details[open]').length") == 0
    context.close()
