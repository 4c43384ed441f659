"""What a maker may still do with his document before it is posted."""

import pytest

from shouhou.exchange.commands.packing import Declared
from shouhou.flows import booking, paperwork, posting, receiving_stock
from shouhou.flows.receiving_stock import Delivered
from shouhou.stock.commands import documents
from shouhou.stock.kinds import Kind
from shouhou.stock.places import Code
from tests.flows import story
from tests.world import World, refused

pytestmark = pytest.mark.django_db


def inspected(w: World):
    """An opening document of two lines, inspected and submitted."""
    lines = [Delivered(w.part("CHG-S5-01B"), 40), Delivered(w.part("CBL-S5-01B"), 7)]
    document = receiving_stock.receive(Kind.OPENING, Code.MAIN, lines, by=w.tangxiao)
    documents.inspect(document.pk, by=w.hejun)
    return paperwork.submit(document.pk, by=w.tangxiao)


def test_a_rejected_receipt_is_corrected_and_inspected_anew():
    w = World()
    document = inspected(w)
    posting.reject(document.pk, reason="数量不对", by=w.linlan)

    paperwork.correct(document.pk, {1: 41, 2: 0}, by=w.tangxiao)
    with refused("stock.not_inspected"):
        paperwork.submit(document.pk, by=w.tangxiao)
    documents.inspect(document.pk, by=w.hejun)
    paperwork.submit(document.pk, by=w.tangxiao)
    posting.post(document.pk, by=w.linlan)

    assert w.balance(Code.MAIN, w.part("CHG-S5-01B")) == 41
    assert w.balance(Code.MAIN, w.part("CBL-S5-01B")) == 0


def test_a_submitted_document_comes_back_only_by_withdrawing():
    w = World()
    document = inspected(w)

    with refused("stock.not_a_draft"):
        paperwork.correct(document.pk, {1: 41}, by=w.tangxiao)
    back = paperwork.withdraw(document.pk, by=w.tangxiao)

    assert back.state == "draft"
    assert document.lines.get(line_no=1).quantity == 40


def test_a_booking_goes_back_through_its_consignment_alone():
    w = World()
    w.facts()
    charger = w.part("CHG-S5-01B")
    box = story.counted(w, w.agent(), [Declared(charger, 4)], [(charger.part_no, "4")])
    document = booking.submit(box.pk, by=w.hejing)

    for verb in (paperwork.submit, paperwork.withdraw):
        with refused("paperwork.follows_its_process"):
            verb(document.pk, by=w.hejing)
    with refused("paperwork.follows_its_process"):
        paperwork.void(document.pk, reason="x", by=w.hejing)
    document.refresh_from_db()

    assert document.state == "submitted"
    assert paperwork.verbs_of(document) == ("approve", "reject")
