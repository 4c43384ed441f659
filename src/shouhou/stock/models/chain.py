"""The hash chain over posted documents: what makes tampering with the books visible."""

from __future__ import annotations

from django.db import models

from shouhou.stock.models.documents import Document


class Seal(models.Model):
    """The place of one posted document in the chain: a number without gaps and a keyed hash."""

    document = models.OneToOneField(Document, models.PROTECT, related_name="seal")
    number = models.PositiveBigIntegerField(unique=True)
    mac = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.number} {self.mac[:12]}"


class ChainHead(models.Model):
    """The one row that every posting locks last: the newest seal, and how far months are closed."""

    number = models.PositiveBigIntegerField()
    mac = models.CharField(max_length=64)
    closed_until = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.number} {self.mac[:12]}"
