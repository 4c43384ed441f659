"""Transfers: two documents that belong together, with the pieces in transit between them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from shouhou.stock.models.documents import Document


class Transfer(models.Model):
    """One transfer: the document that sends the pieces off, and the one that receives them."""

    sent = models.OneToOneField(Document, models.PROTECT, related_name="transfer_begun")
    received = models.OneToOneField(Document, models.PROTECT, related_name="transfer_ended")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(sent=F("received")), name="a_transfer_is_two_documents"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sent} → {self.received}"
