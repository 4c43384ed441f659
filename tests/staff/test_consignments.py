"""A consignment's page: its next step, its verbs, and where each of its pieces is."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shouhou.exchange.commands.packing import Declared
from shouhou.exchange.models import ExchangeLine, InboundConsignment
from shouhou.flows import booking, handing_over
from shouhou.reports.consignment import whereabouts
from tests.flows import story
from tests.staff.receiving_scene import CHARGER, LCD, open_box, scan, signed_box
from tests.staff.workshop_scene import Browser, box
from tests.world import World


def page(browser: Browser, consignment: InboundConsignment) -> str:
    """Its page."""
    return browser.page(f"/consignments/{consignment.number}/")


@pytest.mark.req("S2.2.1a", "S2.2.1b", "S2.2.1c", "S2.2.2a", "S3.3.6", "S3.3.7")
def test_the_desk_takes_a_box_from_the_signature_to_the_handover(w: World) -> None:
    desk, supervisor = Browser(w.hejing), Browser(w.linlan)
    consignment = open_box(w, chargers=2)
    at = f"/consignments/{consignment.number}"
    assert "Go on counting" in page(desk, consignment)
    scan(desk, consignment, LCD)
    scan(desk, consignment, "PANEL1")
    scan(desk, consignment, CHARGER)

    desk.press(f"{at}/count/finish/")
    difference = consignment.discrepancies.get()
    assert (difference.kind, difference.quantity) == ("short", 1)
    assert "Agree the differences" in page(desk, consignment)
    desk.press(
        f"/discrepancies/{difference.number}/agree/",
        handling="as_counted",
        agreed_with="王经理",
        evidence="微信截图",
    )
    desk.press(f"{at}/submit/")
    consignment.refresh_from_db()
    story.posting.post(consignment.document_id, by=w.linlan)
    assert "At the front desk" in page(desk, consignment)
    desk.press(f"{at}/hand-over/")

    assert "The receiver&#x27;s signature" in page(supervisor, consignment)
    assert {slip.target.code for slip in consignment.handovers.all()} == {"BENCH", "TURNOVER"}


@pytest.mark.req("S2.2.2a")
def test_a_box_with_open_differences_is_not_submitted(w: World) -> None:
    desk = Browser(w.hejing)
    lcd = w.part(LCD)
    consignment = story.counted(w, w.agent(), [Declared(lcd, 1, "PANEL1")], [])

    answer = desk.press(f"/consignments/{consignment.number}/submit/")

    assert answer.status_code == 409
    consignment.refresh_from_db()
    assert (consignment.state, consignment.document) == ("discrepant", None)


@pytest.mark.req("S2.2.2b", "S3.3.7")
def test_a_line_goes_another_way_with_a_reason(w: World) -> None:
    desk, consignment = Browser(w.hejing), box(w)
    charger = ExchangeLine.objects.get(part__part_no=CHARGER)
    at = f"/consignments/{consignment.number}/hand-over/otherwise/"
    assert "CHG-S5-01B" in desk.page(at)

    without = desk.press(f"{at}do/", lines=[charger.pk], route="bench", reason="")
    assert without.status_code == 422
    assert not consignment.handovers.exists()
    desk.press(f"{at}do/", lines=[charger.pk], route="bench", reason="鼓包")

    slip = consignment.handovers.get()
    assert (slip.target.code, slip.override_reason) == ("BENCH", "鼓包")


def test_the_supervisor_refuses_a_box_with_a_reason(w: World) -> None:
    consignment, supervisor = signed_box(w), Browser(w.linlan)
    at = f"/consignments/{consignment.number}/refuse/"

    assert supervisor.press(at, reason=" ").status_code == 422
    assert Browser(w.hejing).press(at, reason="空箱").status_code == 403
    consignment.refresh_from_db()
    assert consignment.state == "signed"
    supervisor.press(at, reason="空箱")

    consignment.refresh_from_db()
    assert consignment.state == "returned"


def test_the_list_filters_and_exports(w: World) -> None:
    first, desk = box(w), Browser(w.hejing)
    second = signed_box(w)

    booked = desk.page("/consignments/?state=booked")
    found = desk.page(f"/consignments/?search={second.parcels.get().waybill}")
    export = desk.get("/consignments/?export=xlsx")

    assert first.number in booked
    assert second.number not in booked
    assert second.number in found
    assert first.number not in found
    assert b"".join(export.streaming_content).startswith(b"PK")


@pytest.mark.req("S3.3.6")
def test_who_counted_does_not_find_the_button_to_post(w: World) -> None:
    lcd = w.part(LCD)
    consignment = story.counted(w, w.agent(), [Declared(lcd, 1, "PANEL1")], [(LCD, "PANEL1")])
    booking.submit(consignment.pk, by=w.hejing)

    assert "Look at it and post" not in page(Browser(w.hejing), consignment)
    assert "Look at it and post" in page(Browser(w.linlan), consignment)


def stages(consignment: InboundConsignment) -> dict[str, tuple[str, str]]:
    """Stage and blocker of each line, by part number."""
    return {
        at.line.part.part_no: (str(at.stage.said), str(at.stage.waits_for))
        for at in whereabouts(consignment.lines.order_by("pk"))
    }


def test_each_piece_says_where_it_is_and_what_it_waits_for(w: World) -> None:
    consignment = box(w, panels=1)
    assert stages(consignment)[LCD][0] == "At the front desk"

    slips = handing_over.hand_over(consignment.pk, by=w.hejing)
    assert stages(consignment)[CHARGER][0] == "Handed over"
    for slip in slips:
        receiver = w.zhouqi if slip.target.code == "BENCH" else w.qinyong
        counted = {row.pk: row.quantity for row in slip.lines.all()}
        handing_over.accept(slip.pk, counted, by=receiver)
    assert stages(consignment)[LCD][0] == "On the bench"
    assert stages(consignment)[CHARGER][1] == "Test and swap"

    story.swapped(w, ExchangeLine.objects.get(part__part_no=CHARGER).pk, 3)
    assert stages(consignment)[CHARGER][0] == "Shortage"


def test_the_page_of_a_large_box_takes_no_more_queries(w: World) -> None:
    desk = Browser(w.linlan)
    small = box(w, panels=1)
    page(desk, small)
    with CaptureQueriesContext(connection) as few:
        page(desk, small)
    lcd = w.part(LCD)
    serials = [f"MANY{number}" for number in range(12)]
    large = story.counted(
        w, w.agent(), [Declared(lcd, 1, s) for s in serials], [(LCD, s) for s in serials]
    )
    story.booked(w, large)

    with CaptureQueriesContext(connection) as many:
        page(desk, large)

    assert len(many) <= len(few)


@pytest.mark.parametrize("path", ["/consignments/", "/notices/", "/discrepancies/"])
def test_the_administrator_of_the_system_sees_no_goods(w: World, path: str) -> None:
    assert Browser(w.admin).get(path).status_code == 403
