"""The scan panel in a real browser: no scan is lost, reordered or counted twice."""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from shouhou.kernel import clock
from tests.web.browsing import findings, scan

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def logged(page):
    """The answers in the log, oldest first."""
    return page.locator(".scan-logged .scan-code").all_text_contents()[::-1]


@pytest.mark.req("R-SCAN")
def test_thirty_scans_without_a_pause_are_all_counted_in_order(open_page):
    page = open_page("/count/")
    codes = [f"35391806{number:07}" for number in range(30)]

    scan(page, *codes)

    expect(page.locator("[data-scan-count]")).to_have_text("30", timeout=10_000)
    assert logged(page) == codes[-8:]
    expect(page.locator("[data-scan-field]")).to_be_focused()
    expect(page.locator("[data-scan-field]")).to_have_value("")


def test_each_answer_has_its_own_look(open_page):
    page = open_page("/count/")
    looks = {}
    for code in ("A1", "A1", "U1", "F1", "H1", "E1"):
        scan(page, code)
        answer = page.locator("[data-scan-last] [data-outcome]")
        expect(answer).to_be_visible()
        page.wait_for_function(
            "length => document.querySelectorAll('.scan-logged').length === length",
            arg=len(looks) + 1,
        )
        outcome = answer.get_attribute("data-outcome")
        looks[outcome] = answer.evaluate("one => getComputedStyle(one).backgroundColor")
        assert findings(page) == []

    assert list(looks) == ["ok", "duplicate", "unknown", "foreign", "here", "error"]
    assert len(set(looks.values())) == 6


def test_a_reload_loses_no_scan_that_waits(open_page):
    page = open_page("/count/")
    page.route("**/count/scan/", lambda _route: None)
    scan(page, "A1", "A2", "A3")
    expect(page.locator("[data-scan-waiting]")).to_contain_text("3")

    page.unroute("**/count/scan/")
    page.reload()

    expect(page.locator("[data-scan-count]")).to_have_text("3")
    expect(page.locator("[data-scan-last]")).to_contain_text("A3")
    (session,) = Session.objects.all()
    assert session.get_decoded()["scanned"] == ["A1", "A2", "A3"]


def test_a_lost_network_keeps_the_scans_and_says_so(open_page):
    page = open_page("/count/")
    page.context.set_offline(True)
    scan(page, "A1", "A2")
    expect(page.locator("[data-scan-waiting]")).to_contain_text("No connection")

    page.context.set_offline(False)

    expect(page.locator("[data-scan-count]")).to_have_text("2", timeout=10_000)
    expect(page.locator("[data-scan-waiting]")).to_have_text("")


def test_a_lost_answer_is_asked_for_again_and_is_no_duplicate(open_page):
    page = open_page("/count/")
    lost = []

    def lose_the_first(route):
        if lost:
            route.continue_()
            return
        lost.append(route.fetch())
        route.abort()

    page.route("**/count/scan/", lose_the_first)
    scan(page, "A1")

    expect(page.locator("[data-scan-last] [data-outcome=ok]")).to_be_visible(timeout=10_000)
    expect(page.locator("[data-scan-count]")).to_have_text("1")


def test_f9_takes_the_last_scan_back(open_page):
    page = open_page("/count/")
    scan(page, "A1", "A2")
    page.keyboard.press("F9")

    expect(page.locator("[data-outcome=undone]")).to_contain_text("A2")
    expect(page.locator("[data-scan-count]")).to_have_text("1")


def test_a_scan_with_the_cursor_nowhere_still_goes_into_the_field(open_page):
    page = open_page("/count/")
    page.evaluate("document.activeElement.blur()")

    scan(page, "A1")

    expect(page.locator("[data-scan-last]")).to_contain_text("A1")


def test_a_scan_while_nothing_has_the_cursor_goes_to_the_scan_box_of_the_page(open_page):
    page = open_page("/acts/")
    page.evaluate("document.activeElement.blur()")
    page.clock.install()  # a scanner is faster than a busy machine that plays one
    page.clock.pause_at(clock.now() + timedelta(hours=1))

    scan(page, "jk/SO202611230004")

    page.wait_for_url("**/find/?q=jk%2FSO202611230004")


@pytest.mark.req("S2.2.3f")
def test_what_stands_beside_travels_with_the_scan_that_was_taken_then(open_page):
    page = open_page("/count/?beside")
    sent = heard(page)
    page.context.set_offline(True)
    scan(page, "A1", "SH202611230004-02", "A2")
    beside(page, "quantity").fill("40")
    page.keyboard.press("Enter")
    scan(page, "A3", "A4")
    beside(page, "box_no").fill("9")

    page.context.set_offline(False)

    expect(page.locator("[data-scan-count]")).to_have_text("4", timeout=10_000)
    assert sent[-4:] == [("A1", "1", "1"), ("A2", "2", "1"), ("A3", "2", "40"), ("A4", "2", "1")]


def test_a_new_box_follows_those_that_scans_still_waiting_have_begun(open_page):
    page = open_page("/count/?beside")
    page.context.set_offline(True)

    page.keyboard.press("F8")
    scan(page, "A1")
    page.get_by_role("button", name="New box").click()

    expect(beside(page, "box_no")).to_have_value("3")
    expect(page.locator("[data-scan-last]")).to_contain_text("Into box 3")
    expect(page.locator("[data-scan-field]")).to_be_focused()
    page.context.set_offline(False)
    expect(page.locator("[data-scan-count]")).to_have_text("1", timeout=10_000)


def test_the_chosen_box_outlives_a_reload_and_a_quantity_does_not(open_page):
    page = open_page("/count/?beside")
    beside(page, "quantity").fill("40")
    beside(page, "box_no").fill("2")
    page.keyboard.press("Enter")

    page.reload()

    expect(beside(page, "box_no")).to_have_value("2")
    expect(beside(page, "quantity")).to_have_value("1")


@pytest.mark.parametrize("end", ["Enter", "Tab"])
def test_a_scan_into_a_field_beside_is_a_scan(open_page, end):
    page = open_page("/count/?beside")
    sent = heard(page)
    beside(page, "quantity").focus()

    page.keyboard.type("A-1 LONG")
    page.keyboard.press(end)

    expect(page.locator("[data-scan-count]")).to_have_text("1")
    assert sent == [("A-1 LONG", "1", "1")]
    expect(beside(page, "quantity")).to_have_value("1")
    expect(page.locator("[data-scan-field]")).to_be_focused()


def beside(page, name):
    """A field beside the scan field."""
    return page.locator(f"input[name={name}]")


def heard(page):
    """What the server hears of each scan that reaches it: the code, the box, how many."""
    sent = []

    def hear(route):
        said = route.request.post_data
        found = [
            re.search(rf'name="{name}"\s+(.*)', said) for name in ("scan", "box_no", "quantity")
        ]
        sent.append(tuple(one[1].strip() for one in found))
        route.continue_()

    page.route("**/count/scan/", hear)
    return sent
