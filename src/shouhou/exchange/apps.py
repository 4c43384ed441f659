"""The app that holds consignments, differences, handovers and debts."""

from typing import ClassVar

from django.apps import AppConfig

from shouhou.exchange.checks import CHECKS
from shouhou.exchange.guard_list import GUARDS
from shouhou.stock.checks import Check
from shouhou.stock.guard_list import Guard


class ExchangeConfig(AppConfig):
    name = "shouhou.exchange"
    label = "exchange"
    guards: ClassVar[tuple[Guard, ...]] = GUARDS
    checks: ClassVar[tuple[Check, ...]] = CHECKS
