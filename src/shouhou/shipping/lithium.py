"""Lithium batteries on the road: which may travel, how, and with whom (B9.5)."""

from __future__ import annotations

from shouhou.catalog.models import Part
from shouhou.kernel.refusals import Conflict
from shouhou.partners.models import Carrier
from shouhou.shipping.contents import lines_of
from shouhou.shipping.models import Service, Shipment

Hazard = Part.Hazard


def contains_lithium(shipment: Shipment) -> bool:
    """Whether a lithium battery is inside, in equipment or loose: the parcel must say so."""
    return bool(_hazards(shipment))


def refuse_defective(shipment: Shipment) -> None:
    """Refuse (`shipping.hazard`) defective batteries: no courier takes them, by any service."""
    _refuse(shipment, Hazard.LI_DEFECTIVE, where="documents")


def refuse_unfit(shipment: Shipment, carrier: Carrier, service: Service) -> None:
    """Refuse (`shipping.hazard`) what this carrier may not bring by this service.

    Loose batteries go by road alone, with a carrier that takes them.
    """
    refuse_defective(shipment)
    if service != Service.ROAD:
        _refuse(shipment, Hazard.LI_LOOSE, where="service")
    if not carrier.takes_loose_batteries:
        _refuse(shipment, Hazard.LI_LOOSE, where="carrier")


def _refuse(shipment: Shipment, hazard: str, *, where: str) -> None:
    if (part := _hazards(shipment).get(hazard)) is not None:
        raise Conflict("shipping.hazard", where=where, part=str(part), hazard=Hazard(hazard))


def _hazards(shipment: Shipment) -> dict[str, Part]:
    """The first part of each hazard inside."""
    inside = Part.objects.filter(pk__in=lines_of([shipment.pk]).values("source__part"))
    hazardous = inside.exclude(hazard=Hazard.NONE).order_by("-part_no")
    return {part.hazard: part for part in hazardous}
