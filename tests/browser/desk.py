"""Somebody at a desk with a keyboard and a scanner: no mouse, and what a screen says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, expect


@dataclass
class Seat:
    """One person's screen. What is scanned goes to wherever the cursor stands."""

    page: Page

    def log_in(self, username: str, password: str) -> None:
        """Type the user name and the password into the login."""
        self.page.keyboard.type(username)
        self.page.keyboard.press("Tab")
        self.page.keyboard.type(password)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.heads("To do")

    def scan(self, *codes: str) -> None:
        """Scan one code after the other into the field with the cursor, as fast as they come."""
        field = self.page.locator("[data-scan-field]:focus")
        expect(field).to_be_visible()
        for code in codes:
            self.page.keyboard.type(code)
            self.page.keyboard.press("Enter")

    def scan_on(self, code: str) -> None:
        """Scan into the field with the cursor what leads to the next page."""
        with self.page.expect_navigation():
            self.scan(code)

    def look_up(self, code: str) -> None:
        """Scan a number into the box on top of every page, which leads to its page."""
        self.page.locator("[data-scan-box]").focus()
        self.page.keyboard.type(code)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def hears(self, outcome: str, *, count: int | None = None) -> None:
        """The answer to the last scan, by its colour and sound, and the running count."""
        if count is not None:
            expect(self.page.locator("[data-scan-count]")).to_have_text(str(count))
        expect(self.page.locator("[data-scan-last] [data-outcome]")).to_have_attribute(
            "data-outcome", outcome
        )

    def go_home(self) -> None:
        """Back to the list of what waits."""
        self.page.goto("/")

    def follow(self, name: str | re.Pattern[str]) -> None:
        """Follow the first link of this name on the page, by keyboard."""
        link = self.page.get_by_role("main").get_by_role("link", name=name).first
        self._enter(link)

    def press(self, name: str) -> None:
        """Press a button by keyboard, which leads to the next page."""
        self._enter(self._button(name))

    def press_surely(self, name: str, *, reason: str = "") -> None:
        """Press a button that asks whether one is sure, give the reason, and say yes."""
        self._button(name).press("Enter")
        asked = self.page.locator("dialog[open]")
        if reason:
            asked.get_by_role("textbox").fill(reason)
        self._enter(asked.get_by_role("button", name=name, exact=True))

    def fill(self, label: str, text: str) -> None:
        """Type into the field of this label."""
        self.field(label).fill(text)

    def choose(self, label: str, option: str) -> None:
        """Choose an option of a list by typing how it begins."""
        field = self.field(label)
        field.press_sequentially(option)
        expect(field.locator("option:checked")).to_contain_text(option)

    def tick(self, label: str) -> None:
        """Choose one of several round buttons by keyboard."""
        self.page.get_by_role("radio", name=label).press("Space")

    def photograph(self, photos: list[Path]) -> None:
        """Give the photos that were taken to the page's photo field."""
        self.page.locator("input[type=file]").set_input_files(photos)

    def type_line(self, *entries: str) -> None:
        """Fill the line of a table with the cursor; Enter goes on, past the last field too."""
        line = self.page.locator("[data-line]:focus-within")
        number = line.locator("[data-line-number]").inner_text()
        left = line.locator("input:visible, select:visible").count() - len(entries)
        for entry in [*entries, *[""] * left]:
            self.page.keyboard.type(entry)
            self.page.keyboard.press("Enter")
        expect(line.locator("[data-line-number]")).to_have_text(str(int(number) + 1))

    def answer_checklist(self, *, symptom: str) -> None:
        """All is well but the last item, which has this symptom."""
        rows = self.page.locator("#checklist tbody tr")
        expect(rows).not_to_have_count(0)
        *well, bad = rows.all()
        for row in well:
            row.get_by_role("radio", name="OK").press("Space")
        bad.get_by_role("radio", name="NG").press("Space")
        bad.get_by_role("combobox").select_option(value=symptom)

    def field(self, label: str) -> Locator:
        """The first field of this label in the page's content."""
        return self.page.get_by_role("main").get_by_label(label).first

    def heads(self, heading: str) -> None:
        """The page says this on top."""
        expect(self.page.locator("h1")).to_contain_text(heading)

    def says(self, *words: str) -> None:
        """The page's content says all of this."""
        for word in words:
            expect(self.page.get_by_role("main")).to_contain_text(word)

    def keeps_quiet_about(self, *words: str) -> None:
        """The page's content says none of this."""
        for word in words:
            expect(self.page.get_by_role("main")).not_to_contain_text(word)

    def figures(self, of: str, *figures: str) -> None:
        """The first row about this has these numbers, from left to right."""
        row = self.page.get_by_role("main").locator("tr").filter(has_text=of).first
        expect(row.locator("td.number")).to_have_text(figures)

    def waits(self, for_what: str, count: int) -> None:
        """The home page lists so many things under this title."""
        queue = self.page.locator(".todo-queue").filter(has_text=for_what)
        expect(queue.locator(".todo-count")).to_have_text(str(count))

    def _button(self, name: str) -> Locator:
        main = self.page.get_by_role("main")
        return main.get_by_role("button", name=name, exact=True).first

    def _enter(self, control: Locator) -> None:
        with self.page.expect_navigation():
            control.press("Enter")
