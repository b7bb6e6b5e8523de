"""The page of the open interface in a real browser: axe, width, both languages, large type."""

from playwright.sync_api import Page

from tests.browsing import overflow, picture, violations
from tests.house import House


def test_the_description_is_open_to_everybody(house: House, page: Page) -> None:
    house.call("tests.build.public_site:furnished")
    site = house.serve()
    width = page.viewport_size["width"] if page.viewport_size else 0
    for variant in ("plain", "elder"):
        for address in ("/api/", "/en/api/"):
            page.goto(f"{site.url}/variant/?to={variant}&next={address}")
            picture(page, f"interface-{variant}{address.replace('/', '-')}-{width}")
            assert violations(page) == [], (variant, address)
            assert overflow(page) == 0, (variant, address)
            assert page.locator("h1").count() == 1
