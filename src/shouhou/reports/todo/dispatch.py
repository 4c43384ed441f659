"""Good pieces and parcels that wait to leave."""

from __future__ import annotations

from shouhou.accounts.models import User
from shouhou.reports.todo.ledger import of_document
from shouhou.reports.todo.queue import Queue, queue
from shouhou.shipping.models.shipments import Shipments
from shouhou.shipping.queries import packing_queue, to_book, to_check, to_hand_over
from shouhou.stock.models import Reservation


def ready(_user: User) -> Queue:
    promises = Reservation.objects.free().select_related("demand__agent", "holding__part")
    return queue(
        "ready",
        "ready",
        promises.order_by("made_at", "pk"),
        lambda row: (f"{row.holding.part} ×{row.open}", str(row.demand.agent), row.made_at),
    )


def to_pack(_user: User) -> Queue:
    return queue("to_pack", "packing", packing_queue(), of_document)


def _shipments(key: str, rows: Shipments) -> Queue:
    return queue(
        key,
        "shipment",
        rows.select_related("agent"),
        lambda row: (row.number, str(row.agent), row.made_at),
    )


def to_check_parcels(_user: User) -> Queue:
    return _shipments("to_check_parcels", to_check())


def to_book_parcels(_user: User) -> Queue:
    return _shipments("to_book_parcels", to_book())


def to_give_away(_user: User) -> Queue:
    return _shipments("to_give_away", to_hand_over())
