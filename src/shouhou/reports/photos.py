"""The photos behind a box, a booking and a difference, each with the thing that it shows."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from shouhou.exchange.differences import of_last_count
from shouhou.exchange.models import Discrepancy, InboundConsignment, Photo, Scan


def of_box(consignment: InboundConsignment) -> list[Photo]:
    """Of its parcels and of everything that was scanned in it."""
    return _with_what_they_show(
        Q(parcel__consignment=consignment) | Q(scan__consignment=consignment)
    )


def of_booking(consignment: InboundConsignment) -> list[Photo]:
    """What a booking stands on: its parcels, the pieces that count, what was agreed of them."""
    return _with_what_they_show(
        Q(parcel__consignment=consignment)
        | Q(scan__in=consignment.scans.counting())
        | Q(discrepancy__in=of_last_count().filter(consignment=consignment))
    )


def of_difference(difference: Discrepancy) -> list[Photo]:
    """Those of its agreement and those of the counted piece that it is about."""
    return _with_what_they_show(Q(discrepancy=difference) | Q(scan__in=_scans_of(difference)))


def _scans_of(difference: Discrepancy) -> QuerySet[Scan]:
    scans = Scan.objects.filter(consignment=difference.consignment_id, undone_at=None)
    if difference.counted_serial:
        return scans.filter(serial=difference.counted_serial)
    if difference.kind == Discrepancy.Kind.DAMAGED:
        return scans.filter(part=difference.part_id, serial="", damaged=difference.note)
    return scans.none()


def _with_what_they_show(asked: Q) -> list[Photo]:
    shown = Photo.objects.filter(asked).select_related(
        "attachment", "parcel", "scan__part", "discrepancy", "line__part"
    )
    return list(shown.order_by("pk"))
