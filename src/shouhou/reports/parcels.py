"""Parcels: what waits to be packed, how far a shipment's packing is, and its paper."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import count

from django.db.models import Sum

from shouhou.catalog.models import Part
from shouhou.partners.models import Agent
from shouhou.shipping.contents import lines_of
from shouhou.shipping.models import Box, PackScan, Photo, Shipment
from shouhou.shipping.queries import packing_queue
from shouhou.stock.models import Document, Line


@dataclass(frozen=True)
class Waiting:
    """One agent with the posted documents that wait to be packed."""

    agent: Agent
    documents: list[Document]
    pieces_of: dict[int, int]

    @property
    def pieces(self) -> int:
        """How many pieces stand on them."""
        return sum(self.pieces_of.values())


@dataclass
class PackingRow:
    """One part of a shipment: what its documents send, what lies in the boxes, and what is left."""

    part: Part
    wanted: int = 0
    packed: int = 0
    serials: tuple[str, ...] = ()
    left: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether all of it is packed."""
        return self.packed == self.wanted

    @property
    def missing(self) -> int:
        """How many pieces are still to be packed."""
        return self.wanted - self.packed


@dataclass
class Content:
    """One part in a box: how many pieces, and their serials when they have any."""

    part: Part
    quantity: int = 0
    serials: tuple[str, ...] = ()


@dataclass(frozen=True)
class Filled:
    """One box that holds something, with what is in it by part number."""

    box: Box
    contents: tuple[Content, ...]

    @property
    def pieces(self) -> int:
        """How many pieces lie in it."""
        return sum(content.quantity for content in self.contents)


def waiting() -> list[Waiting]:
    """The packing queue, one row an agent."""
    groups: dict[Agent, list[Document]] = defaultdict(list)
    for document in packing_queue():
        assert document.agent is not None
        groups[document.agent].append(document)
    ids = [document.pk for documents in groups.values() for document in documents]
    lines = Line.objects.filter(document__in=ids).order_by()
    pieces = dict(lines.values_list("document").annotate(pieces=Sum("quantity")))
    rows = [
        Waiting(agent, documents, {one.pk: pieces[one.pk] for one in documents})
        for agent, documents in groups.items()
    ]
    return sorted(rows, key=lambda row: row.agent.code)


def packing(shipment: Shipment) -> list[PackingRow]:
    """Part by part, what is packed and which serials are still missing. Two queries."""
    scans = PackScan.objects.filter(shipment=shipment, undone_at=None).select_related("unit")
    packed_units = {scan.unit_id for scan in scans if scan.unit_id}
    counted: dict[int, int] = defaultdict(int)
    for scan in scans:
        counted[scan.part_id] += scan.quantity
    rows: dict[int, PackingRow] = {}
    for line in lines_of([shipment.pk]).select_related("source__part", "unit"):
        part = line.source.part
        row = rows.setdefault(part.pk, PackingRow(part, packed=counted[part.pk]))
        row.wanted += line.quantity
        if line.unit is not None:
            row.serials += (line.unit.label,)
            if line.unit_id not in packed_units:
                row.left += (line.unit.label,)
    return sorted(rows.values(), key=lambda row: row.part.part_no)


def boxes(shipment: Shipment) -> list[Filled]:
    """Box by box, what lies in it; one that was emptied again is none. One query."""
    contents: dict[Box, dict[int, Content]] = defaultdict(dict)
    standing = PackScan.objects.standing().filter(shipment=shipment)
    for scan in standing.select_related("box", "part", "unit").order_by("box__box_no", "pk"):
        content = contents[scan.box].setdefault(scan.part_id, Content(scan.part))
        content.quantity += scan.quantity
        if scan.unit is not None:
            content.serials += (scan.unit.label,)
    return [
        Filled(box, tuple(sorted(parts.values(), key=lambda one: one.part.part_no)))
        for box, parts in contents.items()
    ]


def photos(shipment: Shipment) -> list[Photo]:
    """The pictures of its boxes, box by box."""
    taken = Photo.objects.filter(box__shipment=shipment)
    return list(taken.select_related("attachment", "box__shipment").order_by("box__box_no", "pk"))


def next_box_no(filled: list[Filled]) -> int:
    """The number of the box to begin next: the lowest that holds nothing, so that none is left."""
    numbers = {one.box.box_no for one in filled}
    return next(number for number in count(1) if number not in numbers)
