"""Tracking a part otherwise (S2.5.R1): only while the house has none of it."""

from __future__ import annotations

from shouhou.accounts import duties
from shouhou.accounts.models import User
from shouhou.accounts.transactions import command
from shouhou.catalog.commands import parts
from shouhou.catalog.models import Part
from shouhou.kernel.refusals import Conflict
from shouhou.stock.models import Document, Holding


@command
def retrack(part_id: int, *, tracking: str, wears: str, lot_tracked: bool, by: User) -> Part:
    """Keep a part by piece or by quantity from now on, which takes its approval away.

    Refuses while a piece is in the house or on a document under way: the ledger could not follow.
    """
    duties.require(by, parts.MAINTAIN)
    standing = Holding.objects.filter(part=part_id, outside=False).exclude(balance=0)
    under_way = Document.objects.filter(
        state__in=["draft", "submitted", "approved"], lines__source__part=part_id
    )
    if standing.exists() or under_way.exists():
        part_no = Part.objects.get(pk=part_id).part_no
        raise Conflict("paperwork.part_in_stock", where=part_no, part_no=part_no)
    return parts.retrack(part_id, tracking=tracking, wears=wears, lot_tracked=lot_tracked, by=by)
