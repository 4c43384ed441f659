"""The rows of shipping: what travels, in which boxes, and on which manifest it left."""

from shouhou.shipping.models.manifests import Manifest
from shouhou.shipping.models.packing import Box, PackScan
from shouhou.shipping.models.photos import Photo
from shouhou.shipping.models.shipments import (
    TRAVELLING,
    Payer,
    Service,
    Shipment,
    ShipmentDocument,
)

__all__ = [
    "TRAVELLING",
    "Box",
    "Manifest",
    "PackScan",
    "Payer",
    "Photo",
    "Service",
    "Shipment",
    "ShipmentDocument",
]
