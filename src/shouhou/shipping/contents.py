"""What a shipment should hold by its documents, and what its boxes hold by the scans."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet, Sum

from shouhou.shipping.models import PackScan
from shouhou.stock.models import Line


@dataclass(frozen=True)
class Piece:
    """One unit, or one part kept by quantity, of one shipment."""

    shipment_id: int
    part_no: str
    serial: str
    part_id: int
    unit_id: int | None


@dataclass(frozen=True)
class Packing:
    """How many of a piece the documents send and how many lie in the boxes."""

    piece: Piece
    wanted: int
    packed: int

    @property
    def even(self) -> bool:
        """Whether exactly what should be in the boxes is there."""
        return self.wanted == self.packed


def lines_of(shipment_ids: Collection[int]) -> QuerySet[Line]:
    """The lines of the documents that travel in these shipments."""
    return Line.objects.filter(
        document__travels__shipment__in=shipment_ids, document__travels__freed_at=None
    )


def packing_of(shipment_ids: Collection[int]) -> list[Packing]:
    """Every piece of these shipments, wanted or packed, by shipment, part number and serial."""
    wanted = _sums(
        lines_of(shipment_ids),
        "document__travels__shipment",
        "source__part__part_no",
        "unit__label",
        "source__part",
        "unit",
    )
    packed = _sums(
        PackScan.objects.standing().filter(shipment__in=shipment_ids),
        "shipment",
        "part__part_no",
        "unit__label",
        "part",
        "unit",
    )
    pieces = sorted(
        wanted.keys() | packed.keys(), key=lambda p: (p.shipment_id, p.part_no, p.serial)
    )
    return [Packing(piece, wanted.get(piece, 0), packed.get(piece, 0)) for piece in pieces]


def _sums(rows: QuerySet[Line] | QuerySet[PackScan], *columns: str) -> dict[Piece, int]:
    """The quantities of `rows` by piece; `columns` are where its five facts stand."""
    summed = rows.order_by().values_list(*columns).annotate(Sum("quantity"))
    return {
        Piece(shipment_id, part_no, serial or "", part_id, unit_id): quantity
        for shipment_id, part_no, serial, part_id, unit_id, quantity in summed
    }
