"""The first judgement and the agent's claim: written at the desk, read by whoever decides."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils.translation import override

from shouhou.exchange.commands import counting, discrepancies, finishing, packing
from shouhou.exchange.commands.discrepancies import Agreement
from shouhou.exchange.commands.packing import Declared, Source
from shouhou.exchange.models import Handover, InboundConsignment
from shouhou.exchange.models.counts import Eligibility
from shouhou.flows import booking, handing_over, posting
from shouhou.repair.models import RepairOrder
from shouhou.staff.paper import workshop_paper
from shouhou.staff.templatetags.warranty import claim_word
from shouhou.stock.models import Document
from tests.flows import story
from tests.staff.receiving_scene import CHARGER, LCD
from tests.staff.workshop_scene import Browser
from tests.world import World

BOARD = "SUB-S5-01B"
FLAGGED, FINE = "User damage suspected", "Out of warranty"


def counted(w: World) -> InboundConsignment:
    """A display of a claimed guarantee that looks dropped, and two boards out of warranty."""
    board = w.part(BOARD, material_class="electronic", repairable=True)
    declared = [
        Declared(w.part(LCD), 1, "PANEL1", "花屏", date(2026, 3, 2), "no_proof"),
        Declared(board, 1, fault="不充电", sold_on=date(2026, 4, 5)),
        Declared(board, 1, fault="尾插松动"),
    ]
    box = story.signed(w, w.agent())
    packing.keep(box.pk, Source("hand"), declared, by=w.hejing)
    counting.start(box.pk, by=w.hejing)
    panel = counting.scan(box.pk, "PANEL1", by=w.hejing, part=w.part(LCD)).scan
    boards = counting.tally(box.pk, board, 2, by=w.hejing).scan
    for scan, judged in ((panel, "user_damage"), (boards, "out_of_warranty")):
        counting.remark(scan.pk, damaged="", eligibility=judged, photos=(), by=w.hejing)
    return finishing.finish(box.pk, by=w.hejing)


def booked(w: World) -> InboundConsignment:
    """The same, booked in."""
    box = counted(w)
    story.booked(w, box)
    box.refresh_from_db()
    return box


def orders(w: World) -> tuple[RepairOrder, RepairOrder]:
    """The orders of the display and of the boards."""
    box = booked(w)
    story.taken_over(w, box)
    panel, boards = (line.repair_order for line in box.lines.order_by("pk"))
    return panel, boards


@pytest.mark.req("S3.3.5")
@pytest.mark.req("S2.2.1b")
def test_the_engineer_sees_what_was_judged_claimed_and_sold(w: World) -> None:
    order, _boards = orders(w)

    page = Browser(w.zhouqi).page(f"/repair-orders/{order.number}/")

    assert f'<span class="chip chip-bad">{FLAGGED}</span>' in page
    assert "No proof of purchase" in page
    assert "2026-03-02" in page


@pytest.mark.req("S3.3.5")
def test_the_bench_list_and_the_slip_say_what_was_judged_at_receipt(w: World) -> None:
    order, _boards = orders(w)

    rows = Browser(w.zhouqi).page("/repair-orders/")
    slips = [
        workshop_paper.handover_slip(slip, by=w.hejing)
        for slip in Handover.objects.filter(consignment__number=order.consignment_no)
    ]

    assert FLAGGED in rows
    assert FINE in rows
    with override("zh-hans"):
        said = {
            f"{Eligibility('user_damage').label} ×1",
            f"{Eligibility('out_of_warranty').label} ×2",
        }
    assert {row.part.remark for slip in slips for row in slip.rows} == said


@pytest.mark.req("S2.2.1b")
def test_pieces_without_a_number_keep_the_fault_that_was_declared_of_them(w: World) -> None:
    _panel, order = orders(w)

    page = Browser(w.zhouqi).page(f"/repair-orders/{order.number}/")

    assert order.reported == "不充电; 尾插松动"
    assert f'<span class="chip chip-bad">{FINE}</span>' in page
    assert "2026-04-05" in page


@pytest.mark.req("S3.3.5")
@pytest.mark.req("S4.2")
def test_the_printed_order_has_the_sale_the_claim_and_the_first_judgement(w: World) -> None:
    order, _boards = orders(w)

    paper = workshop_paper.repair_order(order, by=w.zhouqi)

    assert paper.product.sold_on == date(2026, 3, 2)
    with override("zh-hans"):
        basis = f"代理商申报 {claim_word('no_proof')}; 收货初判 {Eligibility('user_damage').label}"
    assert paper.product.warranty_basis == basis


@pytest.mark.req("S3.3.5")
def test_nobodys_judgement_shows_no_badge(w: World) -> None:
    line = story.came(w, LCD, "PANEL2")

    page = Browser(w.zhouqi).page(f"/repair-orders/{line.repair_order.number}/")

    assert "Not judged yet" not in page
    assert line.eligibility == "unchecked"


@pytest.mark.req("S3.3.5")
def test_the_box_the_slip_and_the_document_are_flagged(w: World) -> None:
    box = booked(w)
    slip, *_more = handing_over.hand_over(box.pk, by=w.hejing)
    addresses = (f"consignments/{box.number}", f"handovers/{slip.number}")

    pages = [Browser(w.linlan).page(f"/{address}/") for address in addresses]
    document = Browser(w.linlan).page(f"/documents/{box.document.number}/")

    assert all(FLAGGED in page and FINE in page for page in (*pages, document))


@pytest.mark.req("S2.2.1b")
def test_the_box_shows_what_was_claimed_line_by_line(w: World) -> None:
    page = Browser(w.hejing).page(f"/consignments/{counted(w).number}/")

    assert all(said in page for said in ("No proof of purchase", "2026-03-02", "2026-04-05"))


@pytest.mark.req("S3.3.5")
@pytest.mark.req("S2.1.9")
def test_the_supervisor_sees_before_posting_what_is_flagged_and_what_goes_back(w: World) -> None:
    box = story.counted(w, w.agent(), [Declared(w.part(CHARGER), 3)], [(CHARGER, "5")])
    over = box.discrepancies.get()
    discrepancies.agree(over.pk, Agreement("return", "王经理", "微信"), by=w.hejing)
    charged = booking.submit(box.pk, by=w.hejing)
    displayed = booking.submit(counted(w).pk, by=w.hejing)
    supervisor = Browser(w.linlan)

    back = supervisor.page(f"/documents/{charged.number}/")
    flagged = supervisor.page(f"/documents/{displayed.number}/")

    assert "Goes back as it came" in back
    assert f'href="/discrepancies/{over.number}/"' in back
    assert FLAGGED in flagged
    assert FINE in flagged


@pytest.mark.req("S3.3.5")
def test_a_rejected_document_is_not_read_by_the_next_count(w: World) -> None:
    document = booking.submit(counted(w).pk, by=w.hejing)
    posting.reject(document.pk, reason="重数", by=w.linlan)

    page = Browser(w.linlan).page(f"/documents/{document.number}/")

    assert Document.objects.get(pk=document.pk).state == "draft"
    assert FLAGGED not in page
