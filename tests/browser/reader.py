"""Somebody in front of a browser, and everything the browser complains of meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, ConsoleMessage, Page, Response, sync_playwright

from tools.dev.project import ROOT
from tools.dev.testing import need_browser

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
# What a browser without a screen, run as root in a closed network, needs and does not need.
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


@dataclass(frozen=True, kw_only=True)
class Reader:
    """How a page is looked at: in which language, light or dark, how wide; as whom."""

    language: Literal["zh-hans", "en"] = "zh-hans"
    theme: Literal["light", "dark"] = "light"
    width: int = 1440
    height: int = 900
    cookies: dict[str, str] = field(default_factory=dict)


PHONE_WIDTH = 390
LOCALES = {"zh-hans": "zh-CN", "en": "en-GB"}
READERS = (
    Reader(),
    Reader(language="en", theme="dark"),
    Reader(theme="dark", width=PHONE_WIDTH, height=844),
    Reader(language="en", width=PHONE_WIDTH, height=844),
)
"""Each language, theme and width at least twice."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium, without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=need_browser(), args=list(FLAGS))
        yield browser
        browser.close()


@dataclass
class Desk:
    """Opens pages of one server and notes what goes wrong on any of them."""

    browser: Browser
    address: str
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str, reader: Reader | None = None) -> Page:
        """A page at `path` in a browser window of its own, listened to from the first byte."""
        reader = reader or Reader()
        context = self.browser.new_context(
            base_url=self.address,
            color_scheme=reader.theme,
            locale=LOCALES[reader.language],
            viewport={"width": reader.width, "height": reader.height},
        )
        cookies = {"django_language": reader.language, **reader.cookies}
        context.add_cookies(
            [{"name": name, "value": value, "url": self.address} for name, value in cookies.items()]
        )
        page = context.new_page()
        page.on("console", self._note_line)
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        page.on("request", lambda request: self._note_address(request.url))
        page.on("response", self._note_answer)
        answer = page.goto(path)
        assert answer is not None
        assert answer.status < 500, f"{path} answers {answer.status}"
        return page

    def close(self) -> None:
        """Close every window."""
        for context in self.browser.contexts:
            context.close()

    def _note_line(self, line: ConsoleMessage) -> None:
        # A refusal is an answer like any other; the browser prints its status all the same.
        if line.type in {"error", "warning"} and "Failed to load resource" not in line.text:
            self.complaints.append(f"console: {line.text}")

    def _note_address(self, url: str) -> None:
        if not url.startswith((f"{self.address}/", "data:", "blob:")):
            self.complaints.append(f"asked another host: {url}")

    def _note_answer(self, answer: Response) -> None:
        of_ours = "/static/" in answer.url
        if answer.status >= 500 or (of_ours and answer.status >= 400):
            self.complaints.append(f"{answer.status}: {answer.url}")


def axe(page: Page) -> list[str]:
    """What axe objects to on the page as it is now: each rule with the places that break it."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    # Most of the time goes into telling what is right, and nobody asks for that.
    found = page.evaluate(
        """axe.run(document, {resultTypes: ["violations"]}).then(({violations}) =>
            violations.flatMap(({id, nodes}) => nodes.map(({html}) => `${id}: ${html}`)))"""
    )
    return [str(line) for line in found]


def is_wider_than_its_window(page: Page) -> bool:
    """Whether a reader must scroll sideways."""
    width = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    return bool(page.evaluate(width))


def squeezes_its_cards(page: Page) -> bool:
    """Whether a row that stands as a card on a phone has a cell narrower than the card."""
    return bool(
        page.evaluate(
            """[...document.querySelectorAll(".table-cards td")].some((cell) => {
                const style = getComputedStyle(cell);
                const card = cell.parentElement.clientWidth;
                return style.display === "grid" && cell.offsetWidth < 0.8 * card;
            })"""
        )
    )


def shoot(page: Page, path: Path) -> None:
    """A picture of the whole page."""
    page.screenshot(path=path, full_page=True, animations="disabled")
