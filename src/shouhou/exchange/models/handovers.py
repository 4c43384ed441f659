"""Handover slips: from the front desk to the bench or the turnover warehouse, both sides signed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from shouhou.accounts.models import User
from shouhou.exchange.lifecycle import HandoverState
from shouhou.exchange.models.consignments import InboundConsignment
from shouhou.exchange.models.debts import ExchangeLine
from shouhou.exchange.models.scope import AgentRows
from shouhou.kernel import clock
from shouhou.partners.models import Agent
from shouhou.stock.models import Document, Place


class Handover(models.Model):
    """One slip: these pieces of one consignment go to one place; its document moves them."""

    number = models.CharField(max_length=20, unique=True)
    consignment = models.ForeignKey(InboundConsignment, models.PROTECT, related_name="handovers")
    agent = models.ForeignKey(Agent, models.PROTECT, related_name="+")
    target = models.ForeignKey(Place, models.PROTECT, related_name="+")
    document = models.OneToOneField(Document, models.PROTECT, related_name="handover")
    state = models.CharField(
        max_length=9, choices=HandoverState.choices, default=HandoverState.GIVEN
    )
    override_reason = models.CharField(max_length=200, blank=True)
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=clock.now)
    accepted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    dispute = models.CharField(max_length=400, blank=True)

    objects = AgentRows["Handover"].as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(accepted_by=None) | ~Q(accepted_by=F("given_by")),
                name="nobody_hands_over_to_himself",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class HandoverLine(models.Model):
    """One exchange line on the slip, with what the receiver counted."""

    handover = models.ForeignKey(Handover, models.PROTECT, related_name="lines")
    line = models.ForeignKey(ExchangeLine, models.PROTECT, related_name="handover_lines")
    quantity = models.PositiveIntegerField()
    confirmed = models.PositiveIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(confirmed=None) | Q(confirmed__lte=F("quantity")),
                name="no_more_is_confirmed_than_handed_over",
            ),
            models.UniqueConstraint(
                fields=["handover", "line"], name="a_line_stands_once_on_a_slip"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.handover}: {self.line}"
