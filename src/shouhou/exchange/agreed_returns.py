"""Which counted pieces go back as they came, because that was agreed with their agent (S2.2.1c)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet, prefetch_related_objects

from shouhou.exchange.differences import of_last_count
from shouhou.exchange.lifecycle import DiscrepancyState
from shouhou.exchange.models import Discrepancy, InboundConsignment, PackingListLine, Scan


@dataclass(frozen=True)
class Portion:
    """Pieces of one scan: those that go back name the difference they go back for."""

    scan: Scan
    quantity: int
    goes_back_for: str = ""


def portions(consignment: InboundConsignment, scans: Sequence[Scan]) -> list[Portion]:
    """The counted pieces in the order of the count, those that stay apart from those that go back.

    A difference with a serial is about that piece. Of the others the ones counted last go back,
    and of tracked pieces none that the list names.
    """
    agreed = list(_agreed(consignment).order_by("pk"))
    back = [one for one in agreed if one.handling == Discrepancy.Handling.RETURN]
    if not back:
        return [Portion(scan, scan.quantity) for scan in scans]
    prefetch_related_objects(scans, "further")
    marks = _named(back, scans)
    expected = _declared(consignment) | {d.counted_serial for d in agreed if d.declared_serial}
    _mark_unnamed(back, marks, scans, expected)
    return [portion for scan in scans for portion in _split(scan, marks[scan.pk])]


def _agreed(consignment: InboundConsignment) -> QuerySet[Discrepancy]:
    return of_last_count().filter(consignment=consignment, state=DiscrepancyState.AGREED)


def _declared(consignment: InboundConsignment) -> set[str]:
    lines = PackingListLine.objects.filter(packing_list__consignment=consignment)
    return {number for line in lines for number in line.numbers}


Marks = defaultdict[int, Counter[str]]
"""By scan: how many of its pieces go back for which difference."""


def _named(back: Sequence[Discrepancy], scans: Sequence[Scan]) -> Marks:
    by_serial = {scan.serial: scan.pk for scan in scans if scan.serial}
    marks: Marks = defaultdict(Counter)
    for difference in back:
        pk = by_serial.get(difference.counted_serial)
        if pk is not None and not marks[pk]:
            marks[pk][difference.number] = 1
    return marks


def _mark_unnamed(
    back: Sequence[Discrepancy], marks: Marks, scans: Sequence[Scan], expected: set[str]
) -> None:
    """Mark for the differences that name a part alone. A piece too many may be marked by name."""
    named = {pk for pk, mark in marks.items() if mark}
    free = {scan.pk: scan.quantity for scan in scans}
    damaged_first = sorted(back, key=lambda one: one.kind != Discrepancy.Kind.DAMAGED)
    for difference in damaged_first:
        if difference.counted_serial:
            continue
        left = difference.quantity
        for scan in _candidates(difference, scans, named, expected):
            taken = min(left, free[scan.pk])
            free[scan.pk] -= taken
            left -= taken
            if taken and scan.pk not in named:
                marks[scan.pk][difference.number] += taken


def _candidates(
    difference: Discrepancy,
    scans: Sequence[Scan],
    named: Collection[int],
    expected: set[str],
) -> list[Scan]:
    """The scans a difference may be about, the likeliest first. Without a list it is about all."""
    about = [
        scan
        for scan in scans
        if difference.part_id in {None, scan.part_id} and expected.isdisjoint(scan.numbers)
    ]
    return sorted(
        about,
        key=lambda scan: (scan.pk not in named, scan.damaged != difference.note, -scan.pk),
    )


def _split(scan: Scan, mark: Counter[str]) -> list[Portion]:
    going = [Portion(scan, count, number) for number, count in mark.items()]
    staying = scan.quantity - mark.total()
    return [Portion(scan, staying), *going] if staying else going
