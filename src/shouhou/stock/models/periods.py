"""Closed months: what the books said when the supervisor closed them, for good."""

from __future__ import annotations

from django.db import models

from shouhou.accounts.models import User
from shouhou.kernel import clock


class PeriodClose(models.Model):
    """One month was closed, up to its `last_day`, when the chain had the seal it names.

    `open_points` is what the checklist still had open then (`{point: how many}`), which the
    `reason` answers for.
    """

    last_day = models.DateField(unique=True)
    seal_number = models.PositiveBigIntegerField()
    seal_mac = models.CharField(max_length=64)
    open_points = models.JSONField(default=dict)
    reason = models.CharField(max_length=400, blank=True)
    closed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.last_day:%Y-%m}"

    @property
    def anchor(self) -> str:
        """The head of the chain at the close, as `verify-ledger --anchor` takes it."""
        return f"{self.seal_number}:{self.seal_mac}"
