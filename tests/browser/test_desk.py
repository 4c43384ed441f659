"""The browser's complaints reach the test, and a page that gives no reason has none."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.reader import READERS, Desk, Reader, axe, is_wider_than_its_window

LOGIN = "/accounts/login/"


@pytest.mark.parametrize("reader", READERS, ids=str)
def test_the_login_pleases_everybody(open_page: Callable[..., Page], reader: Reader) -> None:
    page = open_page(LOGIN, reader=reader)

    assert (page.locator("html").get_attribute("lang") or "").lower() == reader.language
    assert axe(page) == []
    assert not is_wider_than_its_window(page)


def complaints_after(desk: Desk, script: str) -> str:
    page = desk.open(LOGIN)
    page.evaluate(script)
    page.wait_for_timeout(200)
    noted = " ".join(desk.complaints)
    desk.complaints.clear()
    return noted


def test_an_inline_script_is_noted(desk: Desk) -> None:
    script = "document.body.append(Object.assign(document.createElement('script'), {text: '1'}))"

    assert "Content Security Policy" in complaints_after(desk, script)


def test_an_error_in_a_script_is_noted(desk: Desk) -> None:
    assert "gone" in complaints_after(desk, "setTimeout(() => { throw new Error('gone') })")


def test_another_host_is_noted(desk: Desk) -> None:
    script = "fetch('http://127.0.0.1:9/').catch(() => 0)"

    assert "127.0.0.1:9" in complaints_after(desk, script)


def test_a_missing_file_of_ours_is_noted(desk: Desk) -> None:
    assert "404" in complaints_after(desk, "fetch('/static/web/nothing.js').then(a => a.status)")


def test_axe_finds_what_is_wrong(desk: Desk) -> None:
    page = desk.open(LOGIN)
    page.evaluate("document.body.append(document.createElement('button'))")

    assert any(line.startswith("button-name") for line in axe(page))
