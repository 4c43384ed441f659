"""Manifests: what one courier took away at once, with his name under it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shouhou.accounts.models import User
from shouhou.kernel import clock
from shouhou.partners.models import Carrier


class Manifests(models.QuerySet["Manifest"]):
    """Questions about manifests."""

    def visible_to(self, user: User) -> Manifests:
        """All of them for the department, none for an agent: no courier belongs to one agent."""
        return self if user.sees_every_agent else self.none()


class Manifest(models.Model):
    """One hand-over to one carrier on one day (S2.6.R3); a courier who comes twice signs twice.

    Its number is of the series "MF", beside the shipments' own "SH". `parcels` is what the
    courier counted; his typed name stands for his signature until the signed sheet is pictured.
    """

    number = models.CharField(max_length=20, unique=True)
    carrier = models.ForeignKey(Carrier, models.PROTECT, related_name="manifests")
    day = models.DateField(_("day"))
    parcels = models.PositiveSmallIntegerField(_("parcels counted"))
    courier_name = models.CharField(_("courier"), max_length=40)
    handed_over_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    handed_over_at = models.DateTimeField(default=clock.now)

    objects = Manifests.as_manager()

    class Meta:
        verbose_name = _("manifest")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(parcels__gt=0), name="a_manifest_counts_its_parcels"
            ),
            models.CheckConstraint(condition=~Q(courier_name=""), name="a_courier_signs_by_name"),
        ]
        indexes: ClassVar = [models.Index(fields=["day", "carrier"], name="manifests_of_a_day")]

    def __str__(self) -> str:
        return self.number
