"""The hand-over: a courier counts the parcels, signs for them, and they have left the house."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from shouhou.accounts import duties, trail
from shouhou.accounts.models import Attachment, User
from shouhou.accounts.transactions import command
from shouhou.kernel import clock
from shouhou.kernel.refusals import Conflict, Invalid
from shouhou.partners.models import Carrier
from shouhou.shipping import steps
from shouhou.shipping.lifecycle import SHIPMENT
from shouhou.shipping.models import Manifest, Photo, Shipment
from shouhou.shipping.queries import to_check
from shouhou.stock.numbers import next_number

HAND_OVER = "shipping.hand_over_parcels"


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What the courier says he took: his name and his count."""

    courier_name: str
    parcels: int


@command
def hand_over(
    carrier: Carrier, shipment_ids: Collection[int], receipt: Receipt, *, by: User
) -> Manifest:
    """Give booked shipments to their carrier's courier; from now on they are picked up (交运).

    Refuses shipments of another carrier, whose boxes do not hold what their documents send,
    that still wait for their check, and a courier who counts another number of parcels.
    """
    duties.require(by, HAND_OVER)
    if not receipt.courier_name.strip():
        raise Invalid("shipping.courier_missing", where="courier_name")
    if not shipment_ids:
        raise Invalid("shipping.nothing_to_hand_over", where="shipments")
    shipments = steps.all_locked(shipment_ids)
    _require_ready(shipments, carrier)
    _require_count(shipments, receipt)
    manifest = Manifest.objects.create(
        number=next_number("MF"),
        carrier=carrier,
        day=clock.today(),
        parcels=receipt.parcels,
        courier_name=receipt.courier_name.strip(),
        handed_over_by=by,
        handed_over_at=clock.now(),
    )
    for shipment in shipments:
        shipment.manifest = manifest
        after = {"manifest": manifest.number}
        steps.go(shipment, "hand_over", by=by, changed=("manifest",), after=after)
    trail.record(
        "shipping.hand_over",
        manifest,
        by=by,
        after={"shipments": len(shipments), "parcels": manifest.parcels},
    )
    return manifest


@command
def keep_signed(manifest_id: int, photos: Sequence[Attachment], *, by: User) -> Manifest:
    """Keep pictures of the sheet that the courier signed."""
    duties.require(by, HAND_OVER)
    manifest = Manifest.objects.get(pk=manifest_id)
    if not photos:
        raise Invalid("shipping.no_picture", where="photos")
    Photo.objects.bulk_create(Photo(manifest=manifest, attachment=photo) for photo in photos)
    trail.record("shipping.keep_signed", manifest, by=by, after={"photos": len(photos)})
    return manifest


def _require_ready(shipments: Sequence[Shipment], carrier: Carrier) -> None:
    for shipment in shipments:
        SHIPMENT.after(shipment.state, "hand_over", where=shipment.number)
        if shipment.carrier_id != carrier.pk:
            raise Conflict(
                "shipping.other_carrier",
                where=shipment.number,
                shipment=shipment.number,
                carrier=str(carrier),
            )
    for waiting in to_check().filter(pk__in=[shipment.pk for shipment in shipments]):
        raise Conflict("shipping.check_needed", where=waiting.number, shipment=waiting.number)
    steps.require_whole(shipments)


def _require_count(shipments: Sequence[Shipment], receipt: Receipt) -> None:
    booked = sum(shipment.parcels for shipment in shipments)
    if receipt.parcels != booked:
        raise Conflict(
            "shipping.parcels_differ", where="parcels", counted=receipt.parcels, booked=booked
        )
