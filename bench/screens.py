"""Screens of a hall: a thousand of them asking, a change until it shows, a tap, a bundle's size.

1,000 kept-alive connections ask for the state of a hall every 3 seconds with the digest they
have; the cost is the processor time of one web process (one thread) while they ask. A change is
a message set at the desk; to the time until the state says it come the 3 seconds a screen may
have just asked. Taps are made in Chromium on a hall whose bodies fill their budgets.
"""

import asyncio
import os
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from bench.houses import furnish, granian
from bench.measuring import Figure, middle, percentile
from tests.browsing import CHROMIUM, FLAGS
from tests.house import House, Site

SCREENS, EVERY_SECONDS, FOR_SECONDS = 1_000, 3, 21
CHANGES, TAPS = 15, 60
_TICKS = os.sysconf("SC_CLK_TCK")
# As in tests.build.screens, which only a process with the settings can load.
HALL = "heping-hall"
_ADDRESS = f"/screens/halls/{HALL}/state.json"


def run(home: Path) -> list[Figure]:
    """Measure all four."""
    house = furnish(home)
    size = house.call("bench.inside_screens:fill")
    figures = [Figure("bundle of one hall", size / 1e6, "MB", 1.5, at_least=False)]
    with granian(house, "sunshine.config.wsgi:application") as port:
        figures.append(_cost(port))
    site = house.serve()
    try:
        figures += [_change(house, site), _tap(site)]
    finally:
        house.close()
    return figures


def _cost(port: int) -> Figure:
    before = _processor_seconds(port)
    started = time.monotonic()
    answered = asyncio.run(_ask_all(port))
    wall = time.monotonic() - started
    share = (_processor_seconds(port) - before) / wall * 100
    rate = answered / wall
    note = f"{answered} questions, {rate:.0f} a second, {share * 10 / rate:.3f} ms each"
    return Figure("1,000 screens, of one core", share, "%", 10, at_least=False, note=note)


def _processor_seconds(port: int) -> float:
    """Return the processor time that the server's processes have used so far."""
    spent = 0
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            words = (entry / "cmdline").read_bytes().split(b"\0")
            if b"granian" in words and str(port).encode() in words:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
                spent += int(fields[11]) + int(fields[12])
        except OSError:
            continue
    return spent / _TICKS


async def _ask_all(port: int) -> int:
    """Let every screen ask in its turn; return how many answers came."""
    return sum(await asyncio.gather(*(_one_screen(port, number) for number in range(SCREENS))))


async def _one_screen(port: int, number: int) -> int:
    await asyncio.sleep(number / SCREENS * EVERY_SECONDS)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    code = "".join("23456789bc"[int(digit)] for digit in f"{number:010}")
    tag, count = "", 0
    for _ in range(FOR_SECONDS // EVERY_SECONDS):
        begun = time.monotonic()
        known = f"If-None-Match: {tag}\r\n" if tag else ""
        question = f"GET {_ADDRESS}?s={code}&c=1&v=bench HTTP/1.1\r\nHost: localhost\r\n{known}\r\n"
        writer.write(question.encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        fields = dict(line.split(": ", 1) for line in head.split("\r\n")[1:] if ": " in line)
        if " 200 " in head:
            await reader.readexactly(int(fields["content-length"]))
        elif " 304 " not in head:
            raise RuntimeError(head)
        tag, count = fields["etag"], count + 1
        await asyncio.sleep(max(0.0, EVERY_SECONDS - (time.monotonic() - begun)))
    writer.close()
    return count


def _change(house: House, site: Site) -> Figure:
    taken = house.call("bench.inside_screens:seconds_until_changed", count=CHANGES, port=site.port)
    longest = percentile(taken, 0.95) + EVERY_SECONDS
    note = f"in the state after {middle(taken):.2f} s (middle), {max(taken):.2f} s (slowest)"
    name = "desk → connected screen, p95"
    return Figure(name, longest, "s", 5, at_least=False, note=note)


def _tap(site: Site) -> Figure:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1080, "height": 1920})
        page.goto(f"{site.url}/kiosk/{HALL}/")
        page.locator(".tile").first.wait_for()
        taken: list[Any] = page.evaluate(_TAPPING, TAPS)
        browser.close()
    note = f"middle {middle(taken):.0f} ms, slowest {max(taken):.0f} ms, {len(taken)} taps"
    name = "tap → next screen, p95"
    return Figure(name, percentile(taken, 0.95), "ms", 100, at_least=False, note=note)


# From the touch until the second frame after it: what was made has then been painted.
_TAPPING = """async (count) => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const taken = [];
  const way = [".tile-policies", ".page .row", ".bar-btn:nth-child(2)", ".tile-search", ".key",
    ".bar-btn:nth-child(2)", ".tile-news", ".bar-btn:nth-child(2)", ".tile-map",
    ".bar-btn:nth-child(2)"];
  for (let step = 0; step < count; step += 1) {
    const target = document.querySelector(way[step % way.length]);
    const begun = performance.now();
    target.click();
    await frame(); await frame();
    taken.push(performance.now() - begun);
  }
  return taken;
}"""
