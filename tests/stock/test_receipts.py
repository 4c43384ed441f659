"""Receipts: inspected by somebody else before they are submitted; nothing turns good otherwise."""

from __future__ import annotations

import pytest

from shouhou.accounts.models import User
from shouhou.stock.commands import documents
from shouhou.stock.drafting import Wanted
from shouhou.stock.kinds import Kind
from shouhou.stock.lifecycle import State
from shouhou.stock.models import Condition, Document
from shouhou.stock.places import Code, place
from shouhou.stock.spots import spot, spot_of
from tests.stock.books import refused_and_unchanged
from tests.world import World


@pytest.fixture
def receipt(w: World) -> Document:
    """The clerk's draft of three batteries from a supplier, good when inspected."""
    part = w.part("BAT-S5").pk
    bought = spot(place(Code.SUPPLIER), part, Condition.PENDING)
    shelf = spot(place(Code.MAIN), part, Condition.GOOD)
    lines = [Wanted(source=bought, target=shelf, quantity=3)]
    return documents.draft(Kind.RECEIPT, lines, by=w.tangxiao, reason="采购入库")


def test_a_receipt_is_submitted_after_somebody_else_inspected_it(
    w: World, receipt: Document
) -> None:
    with refused_and_unchanged("stock.not_inspected"):
        documents.submit(receipt.pk, by=w.tangxiao)
    with refused_and_unchanged("accounts.own_work"):
        documents.inspect(receipt.pk, by=w.tangxiao)
    with refused_and_unchanged("accounts.not_your_role"):
        documents.inspect(receipt.pk, by=w.hejing)

    documents.inspect(receipt.pk, by=w.qa1)

    assert documents.submit(receipt.pk, by=w.tangxiao).state == State.SUBMITTED


def test_a_rewritten_receipt_is_inspected_anew(w: World, receipt: Document) -> None:
    documents.inspect(receipt.pk, by=w.qinyong)
    (line,) = receipt.lines.select_related("source", "target")
    nine = Wanted(source=spot_of(line.source), target=spot_of(line.target), quantity=9)

    documents.rewrite(receipt.pk, [nine], by=w.qinyong)

    with refused_and_unchanged("stock.not_inspected"):
        documents.submit(receipt.pk, by=w.qinyong)
    with refused_and_unchanged("accounts.own_work"):
        documents.inspect(receipt.pk, by=w.qinyong)


@pytest.mark.parametrize("state", [State.SUBMITTED, State.VOID])
def test_only_a_draft_is_inspected(w: World, receipt: Document, state: State) -> None:
    if state == State.SUBMITTED:
        documents.inspect(receipt.pk, by=w.qa1)
        documents.submit(receipt.pk, by=w.tangxiao)
    else:
        documents.void(receipt.pk, reason="退货", by=w.tangxiao)

    with refused_and_unchanged("stock.not_a_draft"):
        documents.inspect(receipt.pk, by=w.qinyong)


def rising(w: World, kind: Kind, by: User) -> Document:
    """A draft that makes a battery good which nobody inspected."""
    part = w.part("BAT-S5").pk
    bought = spot(place(Code.SUPPLIER), part, Condition.PENDING)
    pending = spot(place(Code.MAIN), part, Condition.PENDING)
    arrived = [Wanted(source=bought, target=pending)]
    w.post(w.submitted(Kind.RECEIPT, arrived, by=w.tangxiao), by=w.linlan)
    code = Code.TRANSIT if kind == Kind.TRANSFER_OUT else Code.MAIN
    good = spot(place(code), part, Condition.GOOD)
    return documents.draft(kind, [Wanted(source=pending, target=good)], by=by)


def test_nothing_becomes_good_without_what_clears_it(w: World) -> None:
    release = rising(w, Kind.RELEASE, w.zhouqi)

    with refused_and_unchanged("stock.not_cleared") as caught:
        documents.submit(release.pk, by=w.zhouqi)
    assert caught.value.where == f"{release.number} #1"
    with refused_and_unchanged("stock.not_inspected_whole"):
        documents.inspect(release.pk, by=w.tangxiao)
