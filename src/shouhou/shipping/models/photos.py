"""Photos as evidence of what left: a box as it was closed, the sheet a courier signed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from shouhou.accounts.models import Attachment
from shouhou.shipping.models.manifests import Manifest
from shouhou.shipping.models.packing import Box


class Photo(models.Model):
    """One photo, of a box or of a signed manifest."""

    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="+")
    box = models.ForeignKey(Box, models.PROTECT, null=True, related_name="photos")
    manifest = models.ForeignKey(Manifest, models.PROTECT, null=True, related_name="photos")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(box=None, manifest__isnull=False) | Q(box__isnull=False, manifest=None),
                name="a_shipping_photo_is_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return str(self.attachment)

    @property
    def of_what(self) -> str:
        """The number of what it shows."""
        return str(self.box or self.manifest)
