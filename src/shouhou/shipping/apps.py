"""The app that holds shipments, their boxes and the couriers' manifests."""

from typing import ClassVar

from django.apps import AppConfig

from shouhou.shipping.checks import CHECKS
from shouhou.shipping.guard_list import GUARDS
from shouhou.stock.checks import Check
from shouhou.stock.guard_list import Guard


class ShippingConfig(AppConfig):
    name = "shouhou.shipping"
    label = "shipping"
    guards: ClassVar[tuple[Guard, ...]] = GUARDS
    checks: ClassVar[tuple[Check, ...]] = CHECKS
