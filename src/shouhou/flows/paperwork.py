"""What is done with a document before it is posted: inspect, submit, withdraw, correct, give up.

Documents that a process made go back to that process: their other half would be left behind.
"""

from __future__ import annotations

from collections.abc import Mapping

from shouhou.accounts.models import User
from shouhou.accounts.transactions import command
from shouhou.kernel.refusals import Conflict, Invalid
from shouhou.stock.commands import documents
from shouhou.stock.drafting import Wanted
from shouhou.stock.kinds import Kind
from shouhou.stock.lifecycle import DOCUMENT
from shouhou.stock.models import Document, Transfer
from shouhou.stock.spots import spot_of

BOUND: dict[str, frozenset[str]] = {
    Kind.INBOUND: frozenset({"submit", "withdraw", "void"}),
    Kind.HANDOVER: frozenset({"submit", "withdraw", "void", "reject"}),
    Kind.JUDGEMENT: frozenset({"void"}),
    Kind.TRANSFER_IN: frozenset({"void"}),
}
"""The verbs that only the process behind a document says to it."""

CORRECTED = frozenset({Kind.OPENING, Kind.RECEIPT, Kind.SCRAP, Kind.TRANSFER_IN})
"""Kinds whose lines a person may change; the lines of others follow from something else."""


def verbs_of(document: Document) -> tuple[str, ...]:
    """What the lifecycle allows a person to do with a document by itself."""
    bound = BOUND.get(document.kind, frozenset())
    return tuple(verb for verb in DOCUMENT.verbs(document.state) if verb not in bound)


@command
def submit(document_id: int, *, by: User) -> Document:
    """Hand a draft to whoever approves it."""
    _require_unbound(document_id, "submit")
    return documents.submit(document_id, by=by)


@command
def inspect(document_id: int, *, by: User) -> Document:
    """Say that the goods of a receipt are what it calls them, and hand it in: all is said now."""
    documents.inspect(document_id, by=by)
    return documents.submit(document_id, by=by)


@command
def withdraw(document_id: int, *, by: User) -> Document:
    """Take a submitted document back, to change it or to give it up."""
    _require_unbound(document_id, "withdraw")
    return documents.withdraw(document_id, by=by)


@command
def void(document_id: int, *, reason: str, by: User) -> Document:
    """Give up a document that was never posted; a transfer is given up at both its ends."""
    _require_unbound(document_id, "void")
    given_up = documents.void(document_id, reason=reason, by=by)
    transfer = Transfer.objects.filter(sent=given_up).first()
    if transfer is not None:
        documents.void(transfer.received_id, reason=reason, by=by)
    return given_up


@command
def correct(document_id: int, quantities: Mapping[int, int], *, by: User) -> Document:
    """Rewrite a draft with other quantities: `{line number: pieces}`, nothing for a line that goes.

    A receipt is inspected anew afterwards.
    """
    document = documents.locked(document_id)
    if document.kind not in CORRECTED:
        raise Conflict("paperwork.follows_its_process", where=document.number, kind=document.kind)
    lines = document.lines.select_related("source", "target", "unit").order_by("line_no")
    kept = [(line, quantities.get(line.line_no, line.quantity)) for line in lines]
    for line, quantity in kept:
        most = 1 if line.unit_id else None
        if quantity < 0 or (most is not None and quantity > most):
            raise Invalid("paperwork.quantity", where=f"#{line.line_no}")
    return documents.rewrite(
        document_id,
        [
            Wanted(spot_of(line.target), spot_of(line.source), quantity, line.unit)
            for line, quantity in kept
            if quantity
        ],
        by=by,
    )


def _require_unbound(document_id: int, verb: str) -> None:
    document = documents.found(document_id)
    if verb in BOUND.get(document.kind, frozenset()):
        raise Conflict(
            "paperwork.follows_its_process", where=document.number, kind=document.kind, verb=verb
        )
