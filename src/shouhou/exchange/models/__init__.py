"""What comes in from agents, how it was counted, where it went, and what either side owes."""

from shouhou.exchange.models.books import DayClose, Tally, TurnoverClose
from shouhou.exchange.models.consignments import InboundConsignment, InboundNotice, Parcel
from shouhou.exchange.models.counts import Scan, ScannedNumber
from shouhou.exchange.models.debts import ExchangeLine, ExchangeOrder, Settlement
from shouhou.exchange.models.discrepancies import Contact, Discrepancy
from shouhou.exchange.models.handovers import Handover, HandoverLine
from shouhou.exchange.models.packing import PackingList, PackingListLine
from shouhou.exchange.models.photos import Photo
from shouhou.exchange.models.returns import AccountRequest, ReturnObligation, ReturnSettlement

__all__ = [
    "AccountRequest",
    "Contact",
    "DayClose",
    "Discrepancy",
    "ExchangeLine",
    "ExchangeOrder",
    "Handover",
    "HandoverLine",
    "InboundConsignment",
    "InboundNotice",
    "PackingList",
    "PackingListLine",
    "Parcel",
    "Photo",
    "ReturnObligation",
    "ReturnSettlement",
    "Scan",
    "ScannedNumber",
    "Settlement",
    "Tally",
    "TurnoverClose",
]
