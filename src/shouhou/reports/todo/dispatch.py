"""Good pieces and parcels that wait to leave."""

from __future__ import annotations

from django.utils.translation import gettext as _

from shouhou.accounts.models import User
from shouhou.reports.ready import agents
from shouhou.reports.targets import Target
from shouhou.reports.todo.ledger import of_document
from shouhou.reports.todo.queue import SHOWN, Queue, Row, queue
from shouhou.shipping.models.shipments import Shipments
from shouhou.shipping.queries import packing_queue, to_book, to_check, to_hand_over


def ready(_user: User) -> Queue:
    """The agents for whom something lies ready, whoever waits longest first."""
    waiting = sorted(agents(), key=lambda row: row.since)
    rows = tuple(
        Row(
            str(row.agent),
            _("%(pieces)s good, %(returns)s go back")
            % {"pieces": row.pieces, "returns": row.returns},
            row.since,
            number=row.agent.code,
        )
        for row in waiting[:SHOWN]
    )
    return Queue("ready", "ready_agent", len(waiting), rows, Target.ACT)


def to_pack(_user: User) -> Queue:
    return queue("to_pack", "packing", packing_queue(), of_document)


def _shipments(key: str, rows: Shipments) -> Queue:
    return queue(
        key,
        "shipment",
        rows.select_related("agent"),
        lambda row: (row.number, str(row.agent), row.made_at),
    )


def to_check_parcels(user: User) -> Queue:
    return _shipments("to_check_parcels", to_check().exclude(packed_by=user))


def to_book_parcels(_user: User) -> Queue:
    return _shipments("to_book_parcels", to_book())


def to_give_away(_user: User) -> Queue:
    return _shipments("to_give_away", to_hand_over())
