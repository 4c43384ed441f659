"""The paper of a shipment: what its rows say, as the forms of `paper` want it."""

from __future__ import annotations

from collections.abc import Iterable

from shouhou.kernel import clock
from shouhou.paper.forms.box_label import BoxLabel
from shouhou.paper.forms.manifest import Manifest as ManifestSheet
from shouhou.paper.forms.manifest import ManifestRow
from shouhou.paper.forms.packing_slip import Box, Freight, PackingSlip
from shouhou.paper.forms.stationery import ContentMark, PartRow, Party
from shouhou.shipping.models import Manifest, PackScan, Shipment
from shouhou.staff.paper.pdf import letterhead


def packing_slip(shipment: Shipment) -> PackingSlip:
    """What lies in which box, and how the boxes travel."""
    documents = shipment.carried.filter(freed_at=None).select_related("document")
    return PackingSlip(
        letterhead=letterhead(),
        number=shipment.number,
        day=clock.day_of(shipment.made_at),
        agent=_consignee(shipment),
        document=" ".join(travel.document.number for travel in documents),
        freight=_freight(shipment),
        boxes=tuple(_boxes(shipment)),
        packer=str(shipment.packed_by or ""),
        checker=str(shipment.checked_by or ""),
    )


def box_label(shipment: Shipment, box_no: int) -> BoxLabel:
    """The label on one box."""
    head = letterhead()
    return BoxLabel(
        sender=head.company,
        sender_phone=head.phone,
        number=shipment.number,
        box=box_no,
        boxes=max(1, shipment.parcels),
        agent=_consignee(shipment),
        carrier=str(shipment.carrier or ""),
        waybill=shipment.waybill_no,
        weight_grams=shipment.weight_g or 0,
        marks=_marks(shipment),
    )


def manifest_sheet(manifest: Manifest) -> ManifestSheet:
    """What one courier took, for his signature."""
    shipments = manifest.shipments.select_related("agent").order_by("number")
    return ManifestSheet(
        letterhead=letterhead(),
        number=manifest.number,
        day=manifest.day,
        carrier=str(manifest.carrier),
        monthly_account=manifest.carrier.monthly_account,
        clerk=str(manifest.handed_over_by),
        rows=tuple(
            ManifestRow(
                waybill=shipment.waybill_no,
                shipment=shipment.number,
                consignee=shipment.consignee_name,
                city=shipment.agent.city,
                boxes=shipment.parcels,
                weight_grams=shipment.weight_g or 0,
                declared_fen=shipment.declared_fen or 0,
                insured_fen=shipment.insured_fen or 0,
                premium_fen=shipment.premium_fen or 0,
                payer=shipment.get_payer_display(),
                marks=_marks(shipment),
            )
            for shipment in shipments
        ),
    )


def _consignee(shipment: Shipment) -> Party:
    return Party(
        name=shipment.consignee_name,
        code=shipment.agent.code,
        contact=shipment.consignee_contact,
        phone=shipment.consignee_phone,
        address=shipment.consignee_address,
    )


def _freight(shipment: Shipment) -> Freight:
    return Freight(
        carrier=str(shipment.carrier or ""),
        service=shipment.get_service_display(),
        waybill=shipment.waybill_no,
        payer=shipment.get_payer_display(),
        monthly_account=shipment.monthly_account,
        weight_grams=shipment.weight_g or 0,
        declared_fen=shipment.declared_fen or 0,
        insured_fen=shipment.insured_fen or 0,
        premium_fen=shipment.premium_fen or 0,
        marks=_marks(shipment),
    )


def _marks(shipment: Shipment) -> tuple[ContentMark, ...]:
    return ("lithium",) if shipment.contains_lithium else ()


def _boxes(shipment: Shipment) -> Iterable[Box]:
    boxes = shipment.boxes.order_by("box_no")
    for box in boxes:
        scans = PackScan.objects.filter(box=box, undone_at=None).select_related("part", "unit")
        yield Box(rows=tuple(_rows(scans)), weight_grams=box.weight_g or 0, seal_no=box.seal_no)


def _rows(scans: Iterable[PackScan]) -> Iterable[PartRow]:
    by_part: dict[str, list[PackScan]] = {}
    for scan in scans:
        by_part.setdefault(scan.part.part_no, []).append(scan)
    for part_no, group in sorted(by_part.items()):
        yield PartRow(
            part_no=part_no,
            name=group[0].part.name,
            quantity=sum(scan.quantity for scan in group),
            serials=tuple(scan.unit.label for scan in group if scan.unit),
        )
