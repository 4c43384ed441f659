"""The app that holds the bench."""

from typing import ClassVar

from django.apps import AppConfig

from shouhou.repair.checks import CHECKS
from shouhou.repair.guard_list import GUARDS
from shouhou.stock.checks import Check
from shouhou.stock.guard_list import Guard


class RepairConfig(AppConfig):
    name = "shouhou.repair"
    label = "repair"
    guards: ClassVar[tuple[Guard, ...]] = GUARDS
    checks: ClassVar[tuple[Check, ...]] = CHECKS
