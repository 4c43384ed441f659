"""The app that holds the ledger and keeps the guards of every room in the database."""

from typing import ClassVar

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate, pre_migrate

from shouhou.stock import guards, system_checks
from shouhou.stock.checks import CHECKS, Check
from shouhou.stock.guard_list import GUARDS, Guard


class StockConfig(AppConfig):
    """A room declares its `guards` and `checks` on its app; this one installs and asks them all."""

    name = "shouhou.stock"
    label = "stock"
    guards: ClassVar[tuple[Guard, ...]] = GUARDS
    checks: ClassVar[tuple[Check, ...]] = CHECKS

    def ready(self) -> None:
        """Lift the guards where a migrate needs it, and put them all back after it."""
        pre_migrate.connect(guards.before_migrate, sender=self)
        post_migrate.connect(guards.after_migrate, sender=self)
        register(system_checks.sqlite_is_new_enough, Tags.database)
