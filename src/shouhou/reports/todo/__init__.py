"""What waits for a person: the queues of his roles, the late ones first."""

from __future__ import annotations

from collections.abc import Callable

from shouhou.accounts.models import User
from shouhou.reports.targets import limits
from shouhou.reports.todo import (
    accounts,
    approvals,
    dispatch,
    ledger,
    receiving,
    turnover,
    workshop,
)
from shouhou.reports.todo.queue import Queue, Row

Source = Callable[[User], Queue]

SOURCES: tuple[tuple[str, Source], ...] = (
    ("stock.post_document", ledger.documents),
    ("repair.approve_verdict", workshop.verdicts),
    ("exchange.decide_account", accounts.requests),
    ("exchange.charge_agent", accounts.charges),
    ("exchange.settle_old_part", accounts.overdue),
    ("exchange.sign_parcel", receiving.unmatched),
    ("exchange.resolve_discrepancy", receiving.differences),
    ("exchange.count_consignment", receiving.to_count),
    ("exchange.submit_booking", receiving.to_book),
    ("exchange.hand_over", receiving.to_hand_over),
    ("exchange.view_handover", receiving.disputes),
    ("exchange.accept_handover", workshop.handovers),
    ("repair.inspect_unit", workshop.mine),
    ("repair.inspect_unit", workshop.new_orders),
    ("repair.inspect_unit", workshop.second_opinions),
    ("repair.qc_unit", workshop.quality),
    ("repair.release_unit", workshop.to_release),
    ("exchange.swap_piece", turnover.to_swap),
    ("exchange.swap_piece", turnover.staying),
    ("stock.make_transfer", turnover.to_replenish),
    ("stock.confirm_transfer", turnover.to_receive),
    ("stock.make_outbound", dispatch.ready),
    ("shipping.pack_shipment", dispatch.to_pack),
    ("shipping.check_packing", dispatch.to_check_parcels),
    ("shipping.fill_logistics", dispatch.to_book_parcels),
    ("shipping.hand_over_parcels", dispatch.to_give_away),
    ("stock.inspect_receipt", ledger.to_inspect),
    ("stock.view_document", ledger.rejected),
    ("stock.make_receipt", ledger.to_submit),
    ("stock.register_shortage", ledger.shortages),
    ("accounts.approve_delegation", ledger.delegations),
    ("catalog.approve_part", approvals.models),
    ("catalog.approve_part", approvals.parts),
    ("catalog.approve_part", approvals.substitutes),
    ("catalog.approve_policy", approvals.policies),
    ("partners.approve_partner", approvals.agents),
    ("partners.approve_partner", approvals.suppliers),
    ("partners.approve_partner", approvals.carriers),
    ("stock.close_period", ledger.month),
)
"""Each queue with the permission whose holders it waits for."""


def queues_of(user: User) -> list[Queue]:
    """The queues of this person's roles that have something in them."""
    found = [source(user) for permission, source in SOURCES if user.has_perm(permission)]
    by_now = limits()
    waiting = [queue.marked(by_now) for queue in found if queue.count]
    return sorted(waiting, key=lambda queue: not any(row.overdue for row in queue.rows))


__all__ = ["SOURCES", "Queue", "Row", "queues_of"]
