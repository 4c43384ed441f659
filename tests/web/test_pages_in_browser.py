"""Every page of the kit in a real browser: nothing for axe to find, nothing typed is lost."""

import re

import pytest
from playwright.sync_api import expect

from shouhou.accounts import trail
from tests.web.browsing import AXE, findings
from tests.web.test_actions import newcomers

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = {
    "/": 200,
    "/requisition/": 200,
    "/acts/": 200,
    "/count/": 200,
    "/paper/": 200,
    "/refuse/rows/": 422,
    "/refuse/broken/": 500,
    "/nowhere/": 404,
    "/accounts/password/change/": 200,
}
READERS = [
    ("zh-hans", "light", 1440, 900),
    ("en", "dark", 1440, 900),
    ("zh-hans", "dark", 390, 844),
    ("en", "light", 390, 844),
]


@pytest.mark.parametrize(("language", "theme", "width", "height"), READERS)
def test_axe_finds_nothing_on_any_page(open_page, language, theme, width, height):
    page = open_page("/", language=language, theme=theme, width=width, height=height)
    for path, status in PAGES.items():
        answer = page.goto(path)

        assert answer.status == status
        assert findings(page) == [], path
        wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wider) == 0, f"{path} is wider than the screen"


def test_axe_finds_nothing_on_the_login(chromium, live_server):
    page = chromium.new_page(base_url=live_server.url)
    page.add_init_script(AXE.read_text())
    page.goto("/accounts/login/")

    assert findings(page) == []
    page.close()


def fill(page, **more):
    """A requisition as it should be."""
    filled = {"serial": "SN1", "asked_by": "chenjing", "needed_on": "2026-12-01", "reason": "x"}
    for name, value in {**filled, **more}.items():
        page.fill(f"[name={name}]", value)
    page.select_option("[name=warehouse]", "main")


def test_a_refused_form_keeps_what_was_typed_and_shows_the_field(open_page):
    page = open_page("/requisition/")
    fill(page, serial="GONE")
    page.click("text=Submit")

    expect(page.locator("#messages [role=alert]")).to_contain_text("Somebody else is working")
    expect(page.locator("[name=serial]")).to_be_focused()
    expect(page.locator("[name=serial]")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("[name=reason]")).to_have_value("x")


def test_a_form_with_errors_leads_to_the_first_and_keeps_chosen_files(open_page):
    page = open_page("/requisition/")
    page.set_input_files(
        "[name=proof]", {"name": "a.txt", "mimeType": "text/plain", "buffer": b"1"}
    )
    page.click("text=Submit")

    expect(page.locator("[name=serial]")).to_be_focused()
    expect(page.locator("[data-upload-list]").last).to_contain_text("a.txt")
    assert page.evaluate("document.querySelector('[name=proof]').files.length") == 1
    assert findings(page) == []


def test_a_form_that_succeeds_leads_on_and_says_so(open_page):
    page = open_page("/requisition/")
    fill(page)
    page.click("text=Submit")

    expect(page.locator(".message-success")).to_contain_text("The requisition is submitted")
    assert page.url.endswith("/")


def test_lines_are_added_by_keyboard_and_taken_away(open_page):
    page = open_page("/requisition/")
    page.locator("[name=lines-1-note]").press("Enter")
    expect(page.locator("[name=lines-2-part_no]")).to_be_focused()

    page.locator("[data-line]").first.locator("[data-line-remove]").click()

    expect(page.locator("[data-line]:visible")).to_have_count(2)
    assert page.locator("[data-line-number]:visible").all_text_contents() == ["1", "2"]
    assert page.input_value("[name=lines-TOTAL_FORMS]") == "3"


def test_a_destructive_verb_can_be_thought_over(open_page):
    page = open_page("/")
    page.click("text=Make void")
    dialog = page.locator("dialog[open]")
    expect(dialog).to_contain_text("Its 12 lines are released")
    assert findings(page) == []

    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.locator(".message")).to_have_count(0)
    page.click("text=Make void")
    dialog.locator(".btn-danger").dblclick()

    expect(page.locator(".message-success")).to_have_count(1)
    assert newcomers() == 0


def test_a_verb_that_demands_a_reason_is_not_sent_without(open_page):
    page = open_page("/")
    page.click(".page-tools >> text=Reject")
    page.locator("dialog[open] .btn").last.click()

    expect(page.locator("dialog[open] textarea")).to_be_focused()


def test_a_refused_verb_says_why_in_the_page(open_page):
    page = open_page("/")
    page.click("text=红冲")

    expect(page.locator("#messages")).to_contain_text("is not possible while this is")
    assert page.url.endswith("/")


def test_letters_move_about_until_they_are_switched_off(open_page, chen):
    trail.record("stock.post", chen, by=chen)
    page = open_page("/acts/?sort=id")
    page.keyboard.press("/")
    expect(page.locator("#scan-box")).to_be_focused()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    expect(page.locator("#list tbody a").first).to_be_focused()

    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.locator("[data-keys-switch]").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("/")
    page.wait_for_timeout(200)

    expect(page.locator("#scan-box")).not_to_be_focused()


def test_filters_apply_as_they_change_and_stay_in_a_short_address(open_page):
    page = open_page("/acts/")
    page.select_option("[name=outcome]", "refused")

    expect(page.locator("#list")).to_contain_text("No row fits these filters")
    assert re.search(r"/acts/\?outcome=refused$", page.url)
    page.click("text=Clear the filters")
    assert page.url.endswith("/acts/")


def test_the_chosen_colours_are_there_before_the_page_is_painted(open_page):
    page = open_page("/", theme="light")
    page.click("[data-theme-switch]")
    page.click("[data-theme-switch]")
    page.add_init_script(
        "new MutationObserver(() => { window.first ??= document.documentElement.dataset.bsTheme })"
        ".observe(document, {childList: true, subtree: true})"
    )
    page.reload()

    assert page.get_attribute("html", "data-bs-theme") == "dark"
    expect(page.locator("[data-theme-switch]")).to_have_attribute("aria-label", "Colours: dark")


def test_a_chart_is_drawn_in_the_colours_of_the_page(open_page):
    page = open_page("/", theme="dark")

    expect(page.locator("[data-chart] canvas")).to_be_visible()


def test_the_navigation_of_a_phone_opens_and_closes(open_page):
    page = open_page("/", width=390, height=844)
    expect(page.locator("#navigation")).not_to_be_visible()
    page.click("[data-bs-toggle=offcanvas]")
    expect(page.locator("#navigation.show")).to_be_visible()
    page.wait_for_timeout(400)
    assert findings(page) == []

    page.keyboard.press("Escape")

    expect(page.locator("#navigation")).not_to_be_visible()
