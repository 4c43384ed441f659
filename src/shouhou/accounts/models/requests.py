"""Request keys: what makes a double click, a retry or a lost answer have one effect."""

from __future__ import annotations

from django.db import models

from shouhou.accounts.models.people import User
from shouhou.kernel import clock


class RequestKey(models.Model):
    """One submitted form: claimed in the transaction of its effect, with the answer it got."""

    key = models.UUIDField(unique=True)
    user = models.ForeignKey(User, models.PROTECT)
    path = models.CharField(max_length=200)
    answered_with = models.TextField(default="")
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return str(self.key)
