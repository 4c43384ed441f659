"""The blind count behind its screen."""

from __future__ import annotations

import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shouhou.exchange.commands import finishing
from shouhou.exchange.models import InboundConsignment, Scan
from shouhou.stock.commands.units import Piece, make_known
from shouhou.stock.models import Serial
from shouhou.stock.places import Code, of_agent, place
from tests.staff.receiving_scene import (
    CHARGER,
    DECLARED_CHARGERS,
    LCD,
    open_box,
    outcome,
    scan,
    signed_box,
)
from tests.staff.test_signing import picture
from tests.staff.workshop_scene import Browser
from tests.world import World

MOST_STATEMENTS = 34
"""What one scan may ask the database, the savepoints and the session included."""


def at(box: InboundConsignment) -> str:
    """Its counting table."""
    return f"/consignments/{box.number}/count/"


@pytest.mark.req("S2.2.1b", "S3.3.3")
def test_the_counter_never_sees_what_was_declared(w: World) -> None:
    desk, box = Browser(w.hejing), open_box(w)

    texts = [
        desk.page(at(box)),
        scan(desk, box, CHARGER),
        scan(desk, box, LCD),
        scan(desk, box, "PANEL1"),
        desk.page(f"/consignments/{box.number}/"),
    ]

    for text in texts:
        assert str(DECLARED_CHARGERS) not in text
        assert f"{DECLARED_CHARGERS:,}" not in text
    finishing.finish(box.pk, by=w.hejing)
    assert f"{DECLARED_CHARGERS:,}" in desk.page(f"/consignments/{box.number}/")


@pytest.mark.req("S2.2.1b")
def test_a_part_number_takes_the_part_in_hand_for_the_serials_that_follow(w: World) -> None:
    desk, box = Browser(w.hejing), open_box(w)

    assert outcome(scan(desk, box, "NEVERSEEN1")) == "unknown"
    chosen = scan(desk, box, LCD)
    assert not Scan.objects.exists()
    counted = scan(desk, box, "NEVERSEEN1")

    assert "Now scan its serials" in chosen
    assert outcome(counted) == "ok"
    assert "never seen before" in counted
    assert Scan.objects.get().serial == "NEVERSEEN1"
    assert LCD in desk.page(at(box))


@pytest.mark.req("S2.2.1b")
def test_every_wrong_scan_has_its_own_answer(w: World) -> None:
    desk, box, elsewhere = Browser(w.hejing), open_box(w), open_box(w)
    w.good_units(w.part(LCD), ["ONSHELF1"])
    scan(desk, elsewhere, LCD)
    scan(desk, elsewhere, "ELSEWHERE1")
    scan(desk, box, LCD)
    scan(desk, box, "PANEL1")

    answers = {code: scan(desk, box, code) for code in ("PANEL1", "ONSHELF1", "ELSEWHERE1", "??")}

    assert {code: outcome(answer) for code, answer in answers.items()} == {
        "PANEL1": "duplicate",
        "ONSHELF1": "here",
        "ELSEWHERE1": "here",
        "??": "error",
    }
    assert box.scans.count() == 1


@pytest.mark.req("S2.2.1b")
def test_a_piece_that_was_scrapped_is_set_aside(w: World) -> None:
    desk, box = Browser(w.hejing), open_box(w)
    make_known([Piece(w.part(LCD), "GONE1")], outside=place(Code.SCRAP))

    answer = scan(desk, box, "GONE1")

    assert outcome(answer) == "foreign"
    assert "was scrapped and must not come back" in answer
    assert not box.scans.exists()


@pytest.mark.req("S2.2.1b", "INV-3")
def test_the_other_barcode_of_a_phone_in_the_box_is_answered_as_a_duplicate(w: World) -> None:
    desk, box = Browser(w.hejing), open_box(w)
    w.part("MB-S5-01A")
    scan(desk, box, "MB-S5-01A")

    label = scan(desk, box, "IMEI1:001010010000014;IMEI2:001010020000012")
    other = scan(desk, box, "001010020000012")

    assert (outcome(label), outcome(other)) == ("ok", "duplicate")
    assert box.scans.count() == 1


@pytest.mark.req("S2.2.1b")
def test_a_label_whose_numbers_two_pieces_wear_is_an_error(w: World) -> None:
    desk, box = Browser(w.hejing), open_box(w)
    imeis = ("001010010000014", "001010020000012")
    pieces = [Piece(w.part("MB-S5-01A"), imei, Serial.Kind.IMEI1) for imei in imeis]
    make_known(pieces, outside=of_agent(w.agent()))

    answer = scan(desk, box, f"IMEI1:{imeis[0]};IMEI2:{imeis[1]}")

    assert outcome(answer) == "error"
    assert "are on different pieces: 001010" in answer
    assert not box.scans.exists()


@pytest.mark.req("S2.2.1b")
def test_a_piece_of_another_agent_is_counted_anyway_when_confirmed(w: World) -> None:
    desk, box = Browser(w.hejing), open_box(w)
    theirs = of_agent(w.agent("DL-11-01"))
    make_known([Piece(w.part(LCD), "THEIRS1")], outside=theirs)

    asked = scan(desk, box, "THEIRS1")
    assert outcome(asked) == "foreign"
    assert "Count it anyway" in asked
    assert not box.scans.exists()
    desk.press(f"{at(box)}anyway/", scan="THEIRS1")

    assert "DL-11-01" in box.scans.get().foreign


@pytest.mark.req("S2.2.1b")
def test_untracked_parts_are_counted_by_scans_and_by_quantity(w: World) -> None:
    desk, box = Browser(w.hejing), open_box(w)

    scan(desk, box, CHARGER)
    desk.press(f"{at(box)}part/", part=CHARGER, quantity=12)

    assert sum(box.scans.values_list("quantity", flat=True)) == 13
    assert re.search(r"data-scan-count[^>]*>13<", desk.page(at(box)))


def test_a_serial_tracked_part_is_not_counted_by_quantity(w: World) -> None:
    desk, box = Browser(w.hejing), open_box(w)

    answer = desk.press(f"{at(box)}part/", part=LCD, quantity=5)

    assert answer.status_code == 422
    assert not box.scans.exists()


@pytest.mark.req("S2.2.1b")
def test_two_people_count_one_box_and_each_takes_back_his_own(w: World) -> None:
    box, hejing, luomin = open_box(w), Browser(w.hejing), Browser(w.luomin)
    for browser, code in ((hejing, LCD), (hejing, "PANEL1"), (luomin, LCD), (luomin, "PANEL2")):
        scan(browser, box, code)

    undone = hejing.press(f"{at(box)}undo/").content.decode()

    assert outcome(undone) == "undone"
    assert 'data-count="1"' in undone
    assert [one.serial for one in box.scans.filter(undone_at=None)] == ["PANEL2"]


def test_a_scan_sent_twice_counts_once_and_is_answered_alike(w: World) -> None:
    desk, box = Browser(w.hejing), open_box(w)
    sent = {"scan": CHARGER, "request_key": str(uuid.uuid4())}

    answers = [desk.post(f"{at(box)}scan/", sent).content.decode() for _ in range(2)]

    assert [outcome(answer) for answer in answers] == ["ok", "ok"]
    assert box.scans.count() == 1


@pytest.mark.req("S3.3.5")
def test_a_counted_piece_gets_its_remark_with_a_photo(w: World) -> None:
    desk, box = Browser(w.hejing), open_box(w)
    scan(desk, box, LCD)
    scan(desk, box, "PANEL1")
    one = box.scans.get()
    assert "Warranty at first sight" in desk.page(f"{at(box)}{one.pk}/")

    desk.press(
        f"{at(box)}{one.pk}/keep/", eligibility="user_damage", damaged="屏碎", photos=[picture()]
    )

    one.refresh_from_db()
    assert (one.eligibility, one.damaged, one.photos.count()) == ("user_damage", "屏碎", 1)
    assert "屏碎" in desk.page(at(box))


@pytest.mark.req("S2.2.1b", "S3.3.4")
def test_a_box_is_counted_again_with_a_reason(w: World) -> None:
    desk, box = Browser(w.hejing), open_box(w)
    desk.press(f"{at(box)}finish/")
    assert box.discrepancies.filter(state="open").count() == 2

    assert desk.press(f"{at(box)}again/", reason="").status_code == 422
    desk.press(f"{at(box)}again/", reason="漏数一层")

    box.refresh_from_db()
    assert (box.state, box.round) == ("counting", 2)
    assert not box.discrepancies.filter(state="open").exists()


def test_a_count_without_a_list_is_not_finished(w: World) -> None:
    box = signed_box(w)
    desk = Browser(w.hejing)
    desk.press(f"{at(box)}start/")
    scan(desk, box, CHARGER)

    answer = desk.press(f"{at(box)}finish/")

    assert answer.status_code == 409
    box.refresh_from_db()
    assert box.state == "counting"


def test_an_engineer_does_not_count(w: World) -> None:
    box, engineer = open_box(w), Browser(w.zhouqi)

    assert engineer.get(at(box)).status_code == 403
    assert engineer.press(f"{at(box)}scan/", scan=CHARGER).status_code == 403
    assert not box.scans.exists()


def test_one_scan_asks_the_database_little(w: World) -> None:
    desk, box = Browser(w.hejing), open_box(w)
    scan(desk, box, LCD)
    scan(desk, box, "PANEL1")

    with CaptureQueriesContext(connection) as asked:
        scan(desk, box, "PANEL2")

    assert len(asked) <= MOST_STATEMENTS, [query["sql"][:90] for query in asked]
