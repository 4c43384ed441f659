"""The hand-kept books: tallies against the day-book, and the closing of a day."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from shouhou.accounts.models import User
from shouhou.catalog.models import Part
from shouhou.kernel import clock
from shouhou.partners.models import Agent


class Tally(models.Model):
    """What was counted by hand for one agent, part and direction on one day (A7 D2)."""

    class Direction(models.TextChoices):
        IN = "in", "in"
        OUT = "out", "out"

    day = models.DateField()
    agent = models.ForeignKey(Agent, models.PROTECT, related_name="+")
    part = models.ForeignKey(Part, models.PROTECT, related_name="+")
    direction = models.CharField(max_length=3, choices=Direction.choices)
    quantity = models.PositiveIntegerField()
    tallied_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    tallied_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["day", "agent", "part", "direction"], name="a_tally_is_one_row"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.agent} {self.part} {self.direction}"


class DayClose(models.Model):
    """The supervisor closed the day's hand-kept book, with the head of the chain at that moment."""

    day = models.DateField(unique=True)
    chain_head = models.CharField(max_length=90)
    differences = models.PositiveIntegerField()
    note = models.CharField(max_length=400, blank=True)
    closed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.day}"


class TurnoverClose(models.Model):
    """The custodian closed the turnover warehouse's day (S3.4.6), with his count if he made one."""

    day = models.DateField()
    part = models.ForeignKey(Part, models.PROTECT, related_name="+")
    good_open = models.IntegerField()
    good_in = models.IntegerField()
    good_out = models.IntegerField()
    good_counted = models.PositiveIntegerField(null=True)
    bad_open = models.IntegerField()
    bad_in = models.IntegerField()
    bad_out = models.IntegerField()
    closed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["day", "part"], name="a_turnover_day_is_closed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.part}"

    @property
    def good_close(self) -> int:
        """Good pieces at the end of the day, by the books."""
        return self.good_open + self.good_in - self.good_out

    @property
    def bad_close(self) -> int:
        """The other pieces at the end of the day."""
        return self.bad_open + self.bad_in - self.bad_out
