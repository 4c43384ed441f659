"""The app that holds the ledger and keeps its guards in the database."""

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate

from shouhou.stock import guards, system_checks


class StockConfig(AppConfig):
    name = "shouhou.stock"
    label = "stock"

    def ready(self) -> None:
        """Put the guards back after every migrate: an AlterField on SQLite drops them silently."""
        post_migrate.connect(guards.after_migrate, sender=self)
        register(system_checks.sqlite_is_new_enough, Tags.database)
