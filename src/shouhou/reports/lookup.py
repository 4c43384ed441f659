"""The scan box: what any scanned or typed text names, whatever kind of number it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from shouhou.accounts.models import User
from shouhou.catalog.models import Part
from shouhou.exchange.models import (
    AccountRequest,
    Discrepancy,
    ExchangeOrder,
    Handover,
    InboundConsignment,
    InboundNotice,
    Parcel,
)
from shouhou.kernel import identifiers, waybills
from shouhou.kernel.refusals import Refused
from shouhou.partners.models import Agent
from shouhou.repair.models import RepairOrder
from shouhou.shipping.models import Shipment
from shouhou.stock.models import Demand, Document
from shouhou.stock.queries import bearers

# Longer prefixes first would matter if one began another; none does.
_NUMBERED: dict[str, tuple[str, Any, str]] = {
    "IC": ("consignment", InboundConsignment, "number"),
    "RN": ("notice", InboundNotice, "number"),
    "DF": ("discrepancy", Discrepancy, "number"),
    "HO": ("handover", Handover, "number"),
    "RO": ("repair_order", RepairOrder, "number"),
    "AR": ("account_request", AccountRequest, "number"),
    "SH": ("shipment", Shipment, "number"),
    "EX": ("exchange", ExchangeOrder, "number"),
    "SS": ("shortage", Demand, "shortage_no"),
    "SI": ("document", Document, "number"),
    "SO": ("document", Document, "number"),
    "ST": ("document", Document, "number"),
    "SA": ("document", Document, "number"),
    "SR": ("document", Document, "number"),
}


@dataclass(frozen=True)
class Found:
    """One thing that the text names: its noun, the number its page goes by, and what it is."""

    noun: str
    number: str
    label: str


def lookup(text: str, user: User) -> list[Found]:
    """Everything the text names that this person may see; one thing, when it is a full number."""
    number = identifiers.normalise(text)
    if not number:
        return []
    return (
        _numbered(number, user)
        or _units(text)
        or _parcels(text, user)
        or _part(text)
        or _by_words(text.strip(), user)
    )


def _numbered(number: str, user: User) -> list[Found]:
    entry = _NUMBERED.get(number[:2])
    if entry is None:
        return []
    noun, model, column = entry
    row = model.objects.visible_to(user).filter(**{column: number}).first()
    return [Found(noun, number, str(row))] if row else []


def _units(text: str) -> list[Found]:
    try:
        numbers = identifiers.parse_scan(text).numbers
    except Refused:
        return []
    units = {unit.pk: unit for number in numbers for unit in bearers(number)}
    return [Found("unit", unit.label, f"{unit.label} {unit.part}") for unit in units.values()]


def _parcels(text: str, user: User) -> list[Found]:
    waybill = waybills.normalise(text)
    inbound = Parcel.objects.filter(
        waybill=waybill, consignment__in=InboundConsignment.objects.visible_to(user)
    ).select_related("consignment")
    outbound = Shipment.objects.visible_to(user).filter(waybill_no=waybill)
    return [
        *(
            Found("consignment", p.consignment.number, f"{waybill} {p.consignment}")
            for p in inbound
        ),
        *(Found("shipment", s.number, f"{waybill} {s.number}") for s in outbound),
    ]


def _part(text: str) -> list[Found]:
    part = Part.objects.numbered(waybills.normalise(text)).first()
    return [Found("part", part.part_no, str(part))] if part else []


def _by_words(words: str, user: User) -> list[Found]:
    """Names and pinyin: the agents and parts that match, a handful of each."""
    agents = Agent.objects.visible_to(user).matching(words)[:8]
    parts = Part.objects.matching(words)[:8]
    return [
        *(Found("agent", agent.code, str(agent)) for agent in agents),
        *(Found("part", part.part_no, f"{part.part_no} {part.name}") for part in parts),
    ]
