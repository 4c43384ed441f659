"""A transfer on the screen: scanned piece by piece, kept through reloads, sent as two documents."""

from __future__ import annotations

import pytest

from shouhou.stock.models import Transfer
from shouhou.stock.places import Code
from tests.staff.workshop_scene import Browser
from tests.world import World

WAY = "/transfers/MAIN/TURNOVER/"


def stocked(w: World) -> Browser:
    """A keeper at a main warehouse with two panels and forty chargers."""
    w.good_units(w.part("LCD-S5-01B"), ["PANEL1", "PANEL2"], at=Code.MAIN)
    w.good_units(w.part("LCD-S5-01B"), ["PANEL3"], at=Code.TURNOVER)
    w.good_stock(w.part("CHG-S5-01B"), 40, at=Code.MAIN)
    return Browser(w.hejun)


def scan(browser: Browser, code: str) -> str:
    """The answer to a scan."""
    return browser.post(f"{WAY}scan/", {"scan": code}).content.decode()


def test_the_usual_way_is_one_click(w: World) -> None:
    browser = Browser(w.hejun)

    page = browser.page("/transfers/new/")
    answer = browser.get("/transfers/new/", {"source": "MAIN", "target": "TURNOVER"})
    nowhere = browser.page("/transfers/new/?source=MAIN&target=MAIN")

    assert 'value="MAIN" selected' in page
    assert answer.headers["Location"] == WAY
    assert "Choose another warehouse" in nowhere


@pytest.mark.parametrize(
    ("code", "outcome"),
    [
        ("PANEL1", "ok"),
        (" panel1\r\n", "ok"),
        ("CHG-S5-01B", "ok"),
        ("NOBODY1", "unknown"),
        ("PANEL3", "foreign"),
        ("LCD-S5-01B", "error"),
    ],
)
def test_each_scan_has_its_own_answer(w: World, code: str, outcome: str) -> None:
    browser = stocked(w)

    assert f'data-outcome="{outcome}"' in scan(browser, code)


def test_a_whole_label_names_its_piece_and_one_of_two_pieces_neither(w: World) -> None:
    board = w.part("MB-S5-01A")
    w.good_units(board, ["001010010000014", "001010010000022"], at=Code.MAIN)
    browser = Browser(w.hejun)

    assert 'data-outcome="ok"' in scan(browser, "IMEI1:001010010000014;SN:MB12AB34CD56")
    both = scan(browser, "IMEI1:001010010000014;IMEI2:001010010000022")
    assert 'data-outcome="error"' in both
    assert "001010010000022" in both


def test_a_piece_is_scanned_once_and_taken_back_with_undo(w: World) -> None:
    browser = stocked(w)
    scan(browser, "PANEL1")

    again = scan(browser, "PANEL1")
    undone = browser.post(f"{WAY}undo/").content.decode()
    once_more = scan(browser, "PANEL1")

    assert 'data-outcome="duplicate"' in again
    assert 'data-outcome="undone" data-count="0"' in undone
    assert 'data-outcome="ok" data-count="1"' in once_more


@pytest.mark.req("S2.5.R2")
def test_what_was_scanned_survives_a_reload_and_goes_by_two_documents(w: World) -> None:
    browser = stocked(w)
    scan(browser, "PANEL1")
    browser.press(f"{WAY}add/", part="CHG-S5-01B", quantity="30")

    page = browser.page(WAY)
    browser.press(f"{WAY}send/")

    transfer = Transfer.objects.get()
    assert "PANEL1" in page
    assert ">31<" in page
    assert [document.state for document in (transfer.sent, transfer.received)] == ["submitted"] * 2
    assert "Nothing scanned yet" in browser.page(WAY)


def test_more_than_is_free_is_refused_and_the_basket_stays(w: World) -> None:
    browser = stocked(w)
    browser.press(f"{WAY}add/", part="CHG-S5-01B", quantity="41")

    answer = browser.press(f"{WAY}send/")

    assert answer.status_code == 409
    assert "only 40 are free" in answer.content.decode()
    assert not Transfer.objects.exists()
    assert ">41<" in browser.page(WAY)


def test_a_basket_is_emptied_and_wrong_quantities_are_shown(w: World) -> None:
    browser = stocked(w)
    scan(browser, "PANEL1")

    wrong = browser.press(f"{WAY}add/", part="CHG-S5-01B", quantity="0")
    browser.press(f"{WAY}drop/")

    assert wrong.status_code == 422
    assert "Nothing scanned yet" in browser.page(WAY)


def test_there_is_no_way_from_a_desk_or_to_itself(w: World) -> None:
    browser = Browser(w.hejun)

    assert browser.get("/transfers/FRONT/TURNOVER/").status_code == 404
    assert browser.get("/transfers/MAIN/MAIN/").status_code == 404
