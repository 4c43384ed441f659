"""`./dev shots`: pictures of the main screens of a small demo department.

By default the few that the README shows; with `--all` every screen in both languages, light and
dark, on a desk and on a phone.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from tests.browser.department import Small, small_department
from tests.browser.reader import PHONE_WIDTH, Desk, Reader, chromium
from tools.dev.project import ROOT, say

COLOURS = 128
LARGEST = 150_000
DESK = Reader()
DARK = Reader(theme="dark")
ENGLISH = Reader(language="en")
PHONE = Reader(width=PHONE_WIDTH, height=844)


@dataclass(frozen=True)
class Screen:
    """A page by the way to it: whose, where it begins, and the links to follow from there."""

    name: str
    username: str
    path: str
    links: tuple[str, ...] = ()

    def show(self, page: Page) -> None:
        """Go there, and wait until nothing moves."""
        for link in self.links:
            with page.expect_navigation():
                page.locator(link).first.press("Enter")
        page.wait_for_load_state("networkidle")


ROW = "tbody a"
SCREENS = {
    screen.name: screen
    for screen in (
        Screen("home-supervisor", "linlan", "/"),
        Screen("home-front-desk", "hejing", "/"),
        Screen("home-engineer", "zhouqi", "/"),
        Screen("sign", "hejing", "/sign/"),
        Screen("consignment", "hejing", "/consignments/?state=discrepant", (ROW,)),
        Screen("count", "hejing", "/consignments/?state=counting", (ROW, "a[href$='/count/']")),
        Screen("difference", "hejing", "/discrepancies/?state=open", (ROW,)),
        Screen("handover", "qinyong", "/handovers/?state=given", (ROW,)),
        Screen("benches", "zhouqi", "/repair-orders/"),
        Screen("bench", "zhouqi", "/repair-orders/?queue=mine&state=inspecting", (ROW,)),
        Screen("turnover", "qinyong", "/turnover/"),
        Screen("replenishment", "tangxiao", "/turnover/low/"),
        Screen("exchanges", "linlan", "/exchanges/"),
        Screen("exchange", "linlan", "/exchanges/", (ROW,)),
        Screen("shortages", "linlan", "/shortages/"),
        Screen("posting-queue", "linlan", "/posting/"),
        Screen("document", "linlan", "/posting/", (ROW,)),
        Screen("ready", "hejing", "/ready/", (ROW,)),
        Screen("packing", "suwen", "/shipments/?state=draft", (ROW,)),
        Screen("shipments", "dinghang", "/shipments/"),
        Screen("account", "linlan", "/agents/DL-11-01/"),
        Screen("stock", "hejun", "/stock/"),
        Screen("bin-card", "hejun", "/stock/", (ROW,)),
        Screen("day-book", "linlan", "/day-book/"),
        Screen("turnover-register", "qinyong", "/turnover-register/"),
        Screen("turnover-sums", "linlan", "/turnover-register/sums/"),
        Screen("models", "tangxiao", "/models/"),
        Screen("model", "tangxiao", "/models/", (ROW,)),
        Screen("months", "linlan", "/months/"),
        Screen("month", "linlan", "/months/", (ROW,)),
        Screen("parts", "tangxiao", "/parts/"),
        Screen("trail", "mgmt1", "/trail/"),
    )
}

SHOWN: tuple[tuple[str, str, Reader], ...] = (
    ("home-supervisor", "home-supervisor", DESK),
    ("count", "count", DESK),
    ("bench", "bench", DESK),
    ("posting-queue", "posting-queue", DESK),
    ("stock", "stock", DESK),
    ("account", "account", DESK),
    ("day-book", "day-book", DESK),
    ("dark-consignment", "consignment", DARK),
    ("dark-ready", "ready", DARK),
    ("phone-count", "count", PHONE),
    ("phone-home", "home-front-desk", PHONE),
    ("home-en", "home-supervisor", ENGLISH),
)
"""What the README shows: the file's name, the screen, who looks at it how."""


def everything() -> Iterator[tuple[str, str, Reader]]:
    """Every screen in both languages, light and dark, desk and phone."""
    widths = (DESK, PHONE)
    for name, size, language, theme in product(
        SCREENS, widths, ("zh-hans", "en"), ("light", "dark")
    ):
        reader = replace(size, language=language, theme=theme)
        width = "phone" if size is PHONE else "desk"
        yield f"{name}-{language[:2]}-{theme}-{width}", name, reader


def main(arguments: list[str]) -> int:
    """Take the pictures; answers 1 when a page gave the browser a reason to complain."""
    parser = argparse.ArgumentParser(prog="./dev shots")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "shots")
    parser.add_argument("--all", action="store_true", help="every screen in every appearance")
    parser.add_argument("--only", nargs="*", default=[], help="just the pictures of these names")
    options = parser.parse_args(arguments)
    wanted = [
        shot
        for shot in (everything() if options.all else SHOWN)
        if not options.only or shot[0] in options.only
    ]
    options.out.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="shouhou-shots-") as home,
        small_department(Path(home) / "demo", settings="shouhou.settings") as small,
    ):
        complaints = take(small, wanted, options.out)
    for complaint in complaints:
        say(complaint)
    return 1 if complaints else 0


def take(small: Small, wanted: Iterable[tuple[str, str, Reader]], out: Path) -> list[str]:
    """One picture after the other; answers what the browser complained of."""
    sessions: dict[str, dict[str, str]] = {}
    with chromium() as browser:
        desk = Desk(browser, small.address)
        for name, screen_name, reader in wanted:
            screen = SCREENS[screen_name]
            if screen.username not in sessions:
                sessions[screen.username] = small.session(desk, screen.username)
            page = desk.open(screen.path, replace(reader, cookies=sessions[screen.username]))
            screen.show(page)
            path = out / f"{name}.png"
            page.screenshot(path=path, animations="disabled")
            shrink(path)
            say(f"  {name}.png  {path.stat().st_size // 1000} kB")
            page.context.close()
    return desk.complaints


def shrink(path: Path) -> None:
    """A picture of few colours, small enough for a repository."""
    with Image.open(path) as picture:
        small = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(path, optimize=True)
    assert path.stat().st_size <= LARGEST, f"{path.name} is too large"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
