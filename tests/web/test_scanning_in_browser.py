"""The scan panel in a real browser: no scan is lost, reordered or counted twice."""

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
