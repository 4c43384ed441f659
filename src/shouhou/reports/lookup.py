"""The scan box: what any scanned or typed text names, whatever kind of number it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
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
    ReturnSettlement,
)
from shouhou.kernel import identifiers, waybills
from shouhou.kernel.refusals import Refused
from shouhou.partners.models import Agent
from shouhou.repair.models import RepairOrder
from shouhou.shipping.models import Manifest, Shipment
from shouhou.stock.models import Demand, Document, Place
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
    "MF": ("manifest", Manifest, "number"),
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
        or _box(text, user)
        or _old_part(number, user)
        or _book(number, user)
        or _seal(text, user)
        or _units(text)
        or _parcels(text, user)
        or _part(text)
        or _place(text, user)
        or _by_words(text.strip(), user)
    )


def _numbered(number: str, user: User) -> list[Found]:
    entry = _NUMBERED.get(number[:2])
    if entry is None:
        return []
    noun, model, column = entry
    row = model.objects.visible_to(user).filter(**{column: number}).first()
    return [Found(noun, number, str(row))] if row else []


def _box(text: str, user: User) -> list[Found]:
    """The shipment of a box by the box's label, as in SH202611230004-02."""
    number, _hyphen, box_no = waybills.normalise(text).rpartition("-")
    return _numbered(number, user) if number.startswith("SH") and box_no.isdecimal() else []


def _old_part(number: str, user: User) -> list[Found]:
    """The document that took an old part, by the number of the taking, as in RT202611230001."""
    taken = ReturnSettlement.objects.visible_to(user).filter(number=number)
    return [
        Found("document", one.document.number, f"{one} {one.document}")
        for one in taken.select_related("document")
    ]


def _book(number: str, user: User) -> list[Found]:
    """The day-book of a day by the number on its paper, as in DB20261123."""
    if not number.startswith("DB") or not user.sees_every_agent:
        return []
    try:
        day = datetime.strptime(number, "DB%Y%m%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return []
    return [Found("day_book", f"{day}", number)]


def _seal(text: str, user: User) -> list[Found]:
    """The document under a seal, by the code that the day-book prints of it: number and hash."""
    number, _blank, mac = text.strip().partition(" ")
    if not mac or not (number.isascii() and number.isdecimal() and len(number) < len(str(2**63))):
        return []
    sealed = Document.objects.visible_to(user).filter(seal__number=number, seal__mac=mac.lower())
    return [Found("document", one.number, str(one)) for one in sealed]


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


def _place(text: str, user: User) -> list[Found]:
    """A place of the house by its code; what stands in an agent's place is on his account."""
    if not user.sees_every_agent:
        return []
    place = Place.objects.filter(outside=False, code=waybills.normalise(text)).first()
    return [Found("place", place.code, f"{place.code} {place}")] if place else []


def _by_words(words: str, user: User) -> list[Found]:
    """Names and pinyin: the agents and parts that match, a handful of each."""
    agents = Agent.objects.visible_to(user).matching(words)[:8]
    parts = Part.objects.matching(words)[:8]
    return [
        *(Found("agent", agent.code, str(agent)) for agent in agents),
        *(Found("part", part.part_no, f"{part.part_no} {part.name}") for part in parts),
    ]
