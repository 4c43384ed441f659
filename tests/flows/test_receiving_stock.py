"""Opening stock and other receipts: inspected by a second person, posted by a third."""

import pytest

from shouhou.accounts.models import TrailEntry
from shouhou.flows import paperwork, posting, receiving_stock
from shouhou.flows.receiving_stock import Delivered
from shouhou.kernel.identifiers import Imei
from shouhou.stock.commands import documents
from shouhou.stock.kinds import Kind
from shouhou.stock.models import Document, Holding, Lot, Unit
from shouhou.stock.places import Code
from tests.world import World, books_are_clean, refused

pytestmark = pytest.mark.django_db


@pytest.mark.req("S2.5.R2")
def test_opening_stock_enters_once_a_second_person_inspected_and_a_third_posted_it():
    w = World()
    board, charger = w.part("MB-S5-01B"), w.part("CHG-S5-01B")
    imei = str(Imei.of("86012304", 7))

    draft = receiving_stock.receive(
        Kind.OPENING,
        Code.MAIN,
        [Delivered(board, serial=imei, lot="L2601"), Delivered(charger, 40, lot="C7")],
        by=w.tangxiao,
    )
    handed_in = paperwork.inspect(draft.pk, by=w.qa1)
    posting.post(draft.pk, by=w.linlan)

    assert handed_in.state == "submitted"
    unit = Unit.objects.select_related("lot", "holding__place").get(label=imei)
    assert (unit.lot.code, unit.holding.place.code) == ("L2601", "MAIN")
    held = Holding.objects.get(part=charger, place__code="MAIN", lot__code="C7")
    assert (held.balance, held.condition) == (40, "good")
    books_are_clean()


@pytest.mark.req("S2.5.R2")
def test_the_maker_of_a_receipt_neither_inspects_nor_posts_it():
    w = World()
    charger = w.part("CHG-S5-01B")
    draft = receiving_stock.receive(
        Kind.RECEIPT, Code.TURNOVER, [Delivered(charger, 5)], by=w.tangxiao
    )

    with refused("accounts.own_work"):
        documents.inspect(draft.pk, by=w.tangxiao)
    with refused("stock.not_inspected"):
        documents.submit(draft.pk, by=w.tangxiao)
    documents.inspect(draft.pk, by=w.qa1)
    documents.submit(draft.pk, by=w.tangxiao)
    with refused("accounts.not_your_role"):
        posting.post(draft.pk, by=w.tangxiao)

    assert w.balance(Code.TURNOVER, charger) == 0


def test_every_line_at_fault_is_named_and_nothing_comes_in():
    w = World()
    board, charger = w.part("MB-S5-01B"), w.part("CHG-S5-01B")
    raw = w.part("CBL-S5-01B", approved_by=None, approved_at=None)
    panel = w.part("LCD-S5-01B")
    w.good_units(panel, ["PANEL1"])
    lines = [
        Delivered(board, where="A2"),
        Delivered(board, serial="860123040000070", where="A3"),
        Delivered(charger, 0, where="A4"),
        Delivered(charger, serial="X1234", where="A5"),
        Delivered(raw, 3, where="A6"),
        Delivered(panel, serial="PANEL1", where="A7"),
        Delivered(panel, serial="PANEL2", where="A8"),
        Delivered(panel, serial="PANEL2", where="A9"),
    ]
    before = (Document.objects.count(), TrailEntry.objects.count())

    with refused("receipt.lines") as caught:
        receiving_stock.receive(Kind.OPENING, Code.MAIN, lines, by=w.tangxiao)

    assert [(row.where, row.code) for row in caught.value.rows] == [
        ("A2", "receipt.serial_missing"),
        ("A3", "receipt.serial_malformed"),
        ("A4", "receipt.quantity"),
        ("A5", "receipt.serial_not_worn"),
        ("A6", "catalog.part_not_approved"),
        ("A9", "receipt.serial_twice"),
        ("A7", "receipt.serial_known"),
    ]
    assert (Document.objects.count(), TrailEntry.objects.count()) == before
    assert not Unit.objects.filter(label="PANEL2").exists()


def test_a_part_tracked_by_lot_needs_its_lot():
    w = World()
    battery = w.part("BAT-S5-01B", lot_tracked=True)

    with refused("receipt.lines") as caught:
        receiving_stock.receive(
            Kind.RECEIPT, Code.MAIN, [Delivered(battery, 5, where="#1")], by=w.tangxiao
        )

    assert [row.code for row in caught.value.rows] == ["receipt.lot_missing"]
    assert not Lot.objects.exclude(code=Lot.NONE).exists()


def test_the_fault_of_a_line_is_told_once_and_not_once_a_piece():
    w = World()
    panel = w.part("LCD-S5-01B", lot_tracked=True)
    pieces = [Delivered(panel, serial=f"PANEL{n}", where="#1") for n in range(20)]

    with refused("receipt.lines") as caught:
        receiving_stock.receive(Kind.RECEIPT, Code.MAIN, pieces, by=w.tangxiao)

    assert [row.code for row in caught.value.rows] == ["receipt.lot_missing"]


def test_pieces_of_a_receipt_that_was_given_up_can_be_entered_again():
    w = World()
    panel = w.part("LCD-S5-01B")
    first = receiving_stock.receive(
        Kind.OPENING, Code.MAIN, [Delivered(panel, serial="PANEL1")], by=w.tangxiao
    )
    documents.void(first.pk, reason="表填错", by=w.tangxiao)

    again = receiving_stock.receive(
        Kind.OPENING, Code.MAIN, [Delivered(panel, serial="PANEL1")], by=w.tangxiao
    )

    assert again.lines.get().unit.label == "PANEL1"
    assert Unit.objects.filter(label="PANEL1").count() == 1


def test_only_stock_shelves_take_a_receipt():
    w = World()

    with refused("receipt.not_a_shelf"):
        receiving_stock.receive(
            Kind.OPENING, Code.BENCH, [Delivered(w.part("CHG-S5-01B"), 1)], by=w.tangxiao
        )

    assert not Document.objects.exists()
