"""The paper of a shipment: what its rows say, as the forms of `paper` want it."""

from __future__ import annotations

from collections.abc import Iterable

from shouhou.kernel import clock
from shouhou.kernel.refusals import Missing
from shouhou.paper.forms.box_label import BoxLabel, BoxLabels
from shouhou.paper.forms.manifest import Manifest as ManifestSheet
from shouhou.paper.forms.manifest import ManifestRow
from shouhou.paper.forms.packing_slip import Box, Freight, PackingSlip
from shouhou.paper.forms.stationery import ContentMark, PartRow, Party
from shouhou.reports import parcels
from shouhou.shipping.models import Manifest, Shipment
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


def box_labels(shipment: Shipment, box_no: int = 0) -> BoxLabels:
    """A label for every box, in their order, or for that one alone.

    While nothing is packed there is the first box. Refuses `shipping.no_such_box`.
    """
    filled = {one.box.box_no: one for one in parcels.boxes(shipment)}
    weights = {number: one.box.weight_g or 0 for number, one in filled.items()}
    numbers = list(filled) or [1]
    if box_no and box_no not in numbers:
        raise Missing("shipping.no_such_box", where="box", box_no=box_no)
    head, marks, consignee = letterhead(), _marks(shipment), _consignee(shipment)
    return BoxLabels(
        number=shipment.number,
        labels=tuple(
            BoxLabel(
                sender=head.company,
                sender_phone=head.phone,
                number=shipment.number,
                box=number,
                boxes=len(numbers),
                agent=consignee,
                carrier=str(shipment.carrier or ""),
                waybill=shipment.waybill_no,
                weight_grams=weights.get(number, 0),
                contents=_in_short(filled[number].contents) if filled else "",
                marks=marks,
            )
            for number in ([box_no] if box_no else numbers)
        ),
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


def _in_short(contents: Iterable[parcels.Content]) -> str:
    """What is in a box, as its label says it: names and how many."""
    return "，".join(f"{content.part.name} {content.quantity}" for content in contents)


def _boxes(shipment: Shipment) -> Iterable[Box]:
    for filled in parcels.boxes(shipment):
        rows = tuple(
            PartRow(
                part_no=content.part.part_no,
                name=content.part.name,
                quantity=content.quantity,
                serials=content.serials,
            )
            for content in filled.contents
        )
        yield Box(rows=rows, weight_grams=filled.box.weight_g or 0, seal_no=filled.box.seal_no)
