"""Reversal (红冲): who may take what back, and what follows for debts and promises."""

from __future__ import annotations

from shouhou.accounts.models import User
from shouhou.exchange.commands import debts
from shouhou.exchange.commands.debts import Closing
from shouhou.exchange.models import ExchangeLine, ReturnObligation, Settlement
from shouhou.flows import releasing
from shouhou.kernel.refusals import Conflict
from shouhou.shipping.models import ShipmentDocument
from shouhou.stock.commands import demands
from shouhou.stock.kinds import Kind
from shouhou.stock.models import Document

NEVER = {Kind.HANDOVER, Kind.JUDGEMENT}
"""A handover is undone before it is accepted, a judgement before it is posted, never later."""


def may_reverse(document: Document, *, by: User) -> None:
    """Refuse reversals of what has left the house, or was confirmed by two people."""
    original = _original(document)
    if original.kind in NEVER:
        raise Conflict("flows.never_reversed", where=original.number, kind=original.kind)
    if original.kind in {Kind.OUTBOUND, Kind.RETURN_AS_IS} and _handed_over(original):
        raise Conflict("flows.already_handed_over", where=original.number)
    if by.pk in {original.made_by_id, original.last_edited_by_id}:
        raise Conflict("accounts.own_work", where=original.number, duty="reversal", name=str(by))
    if original.kind == Kind.RELEASE:
        releasing.may_go_back(original, by=by)


def reversed_(document: Document, *, by: User) -> None:
    """After posting a reversal: its original's settlements and promises are taken back too."""
    original = _original(document)
    if original.kind == Kind.INBOUND:
        _forget_debts(original, document, by)
    elif original.kind == Kind.RELEASE:
        releasing.back_on_the_bench(original, document, by=by)
    elif original.kind in {Kind.OUTBOUND, Kind.RETURN_AS_IS}:
        _owe_again(original, document, by)
        _forget_obligations(original, document, by)
        demands.reopen(document)


def _original(document: Document) -> Document:
    assert document.reverses is not None
    return document.reverses


def _handed_over(document: Document) -> bool:
    travels = ShipmentDocument.objects.filter(document=document, freed_at=None)
    return travels.filter(shipment__manifest__isnull=False).exists()


def _owe_again(original: Document, reversal: Document, by: User) -> None:
    back = {line.line_no: line for line in reversal.lines.all()}
    settlements = Settlement.objects.filter(document_line__document=original)
    debts.settle(
        [
            Closing(
                settlement.line,
                Settlement.Kind.REVERSED,
                -settlement.quantity,
                document_line=back[settlement.document_line.line_no],
            )
            for settlement in settlements.select_related("line", "document_line").order_by("pk")
            if settlement.line is not None and settlement.document_line is not None
        ],
        by=by,
    )


def _forget_obligations(original: Document, reversal: Document, by: User) -> None:
    """What was issued in advance is in the house again: no old part is owed for it."""
    back = {line.line_no: line for line in reversal.lines.all()}
    issued = ReturnObligation.objects.filter(issued_by_line__document=original)
    debts.settle(
        [
            Closing(
                obligation,
                Settlement.Kind.TAKEN_BACK,
                obligation.quantity,
                document_line=back[obligation.issued_by_line.line_no],
            )
            for obligation in issued.select_related("issued_by_line").order_by("pk")
        ],
        by=by,
    )


def _forget_debts(original: Document, reversal: Document, by: User) -> None:
    back = {line.line_no: line for line in reversal.lines.all()}
    lines = ExchangeLine.objects.filter(inbound_line__document=original)
    debts.settle(
        [
            Closing(
                line,
                Settlement.Kind.RETURNED,
                line.quantity,
                document_line=back[line.inbound_line.line_no],
            )
            for line in lines.select_related("inbound_line").order_by("pk")
        ],
        by=by,
    )
