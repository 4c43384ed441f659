"""Attached files: photos and proofs, stored under names that the server made."""

from __future__ import annotations

from django.db import models

from shouhou.accounts.models.people import User
from shouhou.kernel import clock


class Attachment(models.Model):
    """One file that somebody brought as evidence; other rows point at it."""

    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=80)
    size_bytes = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=80, unique=True)
    brought_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    brought_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.name
