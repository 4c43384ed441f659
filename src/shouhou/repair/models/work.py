"""What was done to a piece, and who checked it: rows that are only ever added."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from shouhou.accounts.models import User
from shouhou.catalog.models import FaultCode
from shouhou.kernel import clock
from shouhou.repair.models.orders import RepairOrder


class RepairAction(models.Model):
    """One thing that was done: the measure, the section, the cause, the parts it took."""

    order = models.ForeignKey(RepairOrder, models.PROTECT, related_name="actions")
    action = models.ForeignKey(FaultCode, models.PROTECT, related_name="+")
    section = models.ForeignKey(FaultCode, models.PROTECT, null=True, related_name="+")
    defect = models.ForeignKey(FaultCode, models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=200, blank=True)
    done_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    done_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.order}: {self.action}"


class QualityCheck(models.Model):
    """One check after inspection or repair, by somebody who did not repair the piece.

    `of_action` is the last repair that the checker found done: what is done later, no check has
    seen, whatever the clocks say.
    """

    order = models.ForeignKey(RepairOrder, models.PROTECT, related_name="quality_checks")
    of_action = models.ForeignKey(RepairAction, models.PROTECT, null=True, related_name="+")
    passed = models.BooleanField()
    reason = models.CharField(max_length=200, blank=True)
    checked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(passed=True) | ~Q(reason=""), name="a_failed_check_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order}: {'pass' if self.passed else 'fail'}"
