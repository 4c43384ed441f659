"""The trail: who did what, when, from where, with the state before and after. There is no other."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from shouhou.accounts.models.people import User
from shouhou.kernel import clock


class TrailEntry(models.Model):
    """One act, or one refused attempt, of one person. Never changed, never deleted."""

    class Outcome(models.TextChoices):
        DONE = "done"
        REFUSED = "refused"

    at = models.DateTimeField(default=clock.now)
    actor = models.ForeignKey(User, models.PROTECT, related_name="+")
    verb = models.CharField(max_length=60)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, default=Outcome.DONE)
    subject_kind = models.CharField(max_length=40, blank=True)
    subject_id = models.BigIntegerField(null=True)
    subject_label = models.CharField(max_length=80, blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = models.CharField(max_length=400, blank=True)
    address = models.CharField(max_length=45, blank=True)
    request_id = models.CharField(max_length=36, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["subject_kind", "subject_id", "id"], name="trail_of_a_subject"),
            models.Index(fields=["actor", "id"], name="trail_of_a_person"),
            models.Index(fields=["outcome", "id"], name="trail_of_refusals"),
            # The lock-out counts the last quarter of an hour before every login.
            models.Index(
                fields=["verb", "at"], condition=Q(outcome="refused"), name="refusals_lately"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%F %T} {self.actor} {self.verb} {self.subject_label}"
