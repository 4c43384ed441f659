"""Repair and inspection orders: one a unit; one a line and part for pieces without a number."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shouhou.accounts.models import User
from shouhou.catalog.models import FaultCode, Part
from shouhou.kernel import clock
from shouhou.partners.models import Agent
from shouhou.repair.lifecycle import OVER, State, Verdict
from shouhou.stock.models import Unit


class RepairOrders(models.QuerySet["RepairOrder"]):
    """Questions about orders."""

    def visible_to(self, user: User) -> RepairOrders:
        """All of them for the department; an agent sees its own."""
        return self if user.sees_every_agent else self.filter(agent__memberships__user=user)

    def in_work(self) -> RepairOrders:
        """Orders that nobody has finished with yet."""
        return self.exclude(state__in=OVER)


class RepairOrder(models.Model):
    """One piece on the bench, or `quantity` pieces of an untracked part judged together.

    Pieces of one quantity order that deserve different verdicts are split off into an order of
    their own (`split_from`), so that an order always has one verdict.
    """

    number = models.CharField(max_length=20, unique=True)
    agent = models.ForeignKey(Agent, models.PROTECT, related_name="repair_orders")
    part = models.ForeignKey(Part, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="repair_orders")
    quantity = models.PositiveIntegerField(default=1)
    consignment_no = models.CharField(max_length=20)
    received_at = models.DateTimeField()
    reported = models.CharField(_("reported fault"), max_length=200, blank=True)
    reported_code = models.ForeignKey(FaultCode, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=16, choices=State.choices, default=State.NEW)
    priority = models.PositiveSmallIntegerField(_("priority"), default=0)
    engineer = models.ForeignKey(User, models.PROTECT, null=True, related_name="repair_orders")
    opened_at = models.DateTimeField(default=clock.now)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    previous = models.ForeignKey("self", models.PROTECT, null=True, related_name="later")
    bounce_days = models.PositiveIntegerField(null=True)
    split_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="splits")
    round = models.PositiveSmallIntegerField(default=1)
    loop_count = models.PositiveSmallIntegerField(default=0)
    verdict = models.CharField(max_length=12, choices=Verdict.choices, blank=True)
    verdict_reason = models.CharField(max_length=400, blank=True)
    judged_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    judged_at = models.DateTimeField(null=True)
    second_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    second_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    tags_printed = models.PositiveSmallIntegerField(default=0)

    objects = RepairOrders.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(quantity__gt=0) & (Q(unit=None) | Q(quantity=1)),
                name="an_order_of_a_unit_is_one_piece",
            ),
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(unit__isnull=False)
                & ~Q(state__in=["stocked", "exchanged", "return_as_is"]),
                name="a_unit_has_one_open_order",
            ),
            models.CheckConstraint(
                condition=Q(second_by=None) | ~Q(second_by=F("judged_by")),
                name="a_second_opinion_is_anothers",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("judged_by")),
                name="nobody_approves_his_own_verdict",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "-priority", "received_at"], name="orders_by_state"),
            models.Index(fields=["engineer", "state"], name="orders_of_an_engineer"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def piece(self) -> Unit | Part:
        """What the order is about, as it is called: the unit, or the part of several pieces."""
        return self.unit or self.part


class Pause(models.Model):
    """A stretch in which the work on an order rested, and why."""

    class Reason(models.TextChoices):
        PARTS = "parts", _("Waiting for parts")
        SOFTWARE = "software", _("Waiting for software")
        CONFIRM = "confirm", _("Waiting for a confirmation")

    order = models.ForeignKey(RepairOrder, models.PROTECT, related_name="pauses")
    reason = models.CharField(max_length=8, choices=Reason.choices)
    begun_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["order"], condition=Q(ended_at=None), name="an_order_pauses_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order}: {self.get_reason_display()}"
