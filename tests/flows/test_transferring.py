"""Transfers: out of one warehouse, through transit, into another, by two documents."""

import pytest

from shouhou.flows import paperwork, posting, transferring
from shouhou.flows.transferring import Load
from shouhou.stock.models import Document, Transfer, Unit
from shouhou.stock.places import Code, place
from tests.world import World, books_are_clean, refused

pytestmark = pytest.mark.django_db


def loaded(w: World) -> Load:
    """Two panels and thirty chargers, standing in the main warehouse."""
    panel, charger = w.part("LCD-S5-01B"), w.part("CHG-S5-01B")
    w.good_units(panel, ["PANEL1", "PANEL2"], at=Code.MAIN)
    w.good_stock(charger, 40, at=Code.MAIN)
    units = Unit.objects.select_related("holding__place").filter(part=panel)
    return Load(units=list(units), quantities={charger: 30})


def sent(w: World) -> Transfer:
    """That load on its way to the turnover warehouse, not posted yet."""
    return transferring.send(place(Code.MAIN), place(Code.TURNOVER), loaded(w), by=w.tangxiao)


@pytest.mark.req("S2.5.R2")
def test_a_transfer_stands_in_transit_until_the_receiver_confirms_it():
    w = World()
    transfer = sent(w)
    panel, charger = w.part("LCD-S5-01B"), w.part("CHG-S5-01B")

    posting.post(transfer.sent_id, by=w.linlan)
    under_way = (w.balance(Code.TRANSIT, panel), w.balance(Code.TRANSIT, charger))
    posting.post(transfer.received_id, by=w.qinyong)

    assert under_way == (2, 30)
    assert (w.balance(Code.TURNOVER, panel), w.balance(Code.TURNOVER, charger)) == (2, 30)
    assert w.balance(Code.MAIN, charger) == 10
    books_are_clean()


def test_nothing_arrives_that_was_not_sent():
    w = World()
    transfer = sent(w)

    with refused("transfer.not_sent"):
        posting.post(transfer.received_id, by=w.qinyong)

    assert w.balance(Code.TURNOVER, w.part("CHG-S5-01B")) == 0


def test_the_sender_does_not_confirm_the_arrival():
    w = World()
    transfer = transferring.send(place(Code.MAIN), place(Code.TURNOVER), loaded(w), by=w.hejun)
    posting.post(transfer.sent_id, by=w.linlan)

    with refused("accounts.own_work"):
        posting.post(transfer.received_id, by=w.hejun)

    assert w.balance(Code.TRANSIT, w.part("CHG-S5-01B")) == 30


def test_pieces_elsewhere_promised_or_too_many_are_not_sent():
    w = World()
    load = loaded(w)
    charger = w.part("CHG-S5-01B")
    before = Document.objects.count()

    with refused("transfer.not_here"):
        transferring.send(place(Code.TURNOVER), place(Code.MAIN), load, by=w.tangxiao)
    with refused("transfer.short") as caught:
        transferring.send(
            place(Code.MAIN), place(Code.TURNOVER), Load(quantities={charger: 41}), by=w.tangxiao
        )
    with refused("transfer.same_place"):
        transferring.send(place(Code.MAIN), place(Code.MAIN), load, by=w.tangxiao)
    with refused("transfer.scan_each_piece"):
        transferring.send(
            place(Code.MAIN),
            place(Code.TURNOVER),
            Load(quantities={w.part("LCD-S5-01B"): 1}),
            by=w.tangxiao,
        )

    assert caught.value.facts["available"] == 40
    assert Document.objects.count() == before


def test_a_transfer_is_given_up_at_both_ends():
    w = World()
    transfer = sent(w)

    with refused("paperwork.follows_its_process"):
        paperwork.void(transfer.received_id, reason="不发了", by=w.tangxiao)
    paperwork.void(transfer.sent_id, reason="不发了", by=w.tangxiao)

    states = Document.objects.filter(pk__in=[transfer.sent_id, transfer.received_id])
    assert list(states.values_list("state", flat=True)) == ["void", "void"]


def test_what_arrived_short_is_corrected_and_the_rest_stays_in_transit():
    w = World()
    transfer = sent(w)
    charger = w.part("CHG-S5-01B")
    posting.post(transfer.sent_id, by=w.linlan)
    posting.reject(transfer.received_id, reason="少一个充电器", by=w.qinyong)
    line = transfer.received.lines.get(unit=None)

    paperwork.correct(transfer.received_id, {line.line_no: 29}, by=w.tangxiao)
    paperwork.submit(transfer.received_id, by=w.tangxiao)
    posting.post(transfer.received_id, by=w.qinyong)

    assert (w.balance(Code.TURNOVER, charger), w.balance(Code.TRANSIT, charger)) == (29, 1)
    books_are_clean()
