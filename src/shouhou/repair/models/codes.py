"""The four-code check: board, device label, box label and network mark of one unit, compared."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from shouhou.accounts.models import User
from shouhou.kernel import clock
from shouhou.stock.models import Unit


class FourCodeCheck(models.Model):
    """One comparison. A mismatch is kept too: it names which codes differ."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="code_checks")
    board = models.CharField(max_length=40)
    device_label = models.CharField(max_length=40)
    box_label = models.CharField(max_length=40)
    nal_mark = models.CharField(max_length=40)
    matched = models.BooleanField()
    differing = models.CharField(max_length=60, blank=True)
    checked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["unit", "-id"], name="code_checks_of_a_unit")]

    def __str__(self) -> str:
        return f"{self.unit}: {'=' if self.matched else self.differing}"
