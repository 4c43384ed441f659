"""The checklist of a category, and what was found on a piece, item by item, with photos."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shouhou.accounts.models import Attachment, User
from shouhou.catalog.models import FaultCode, Part
from shouhou.kernel import clock
from shouhou.repair.models.orders import RepairOrder


class InspectionItem(models.Model):
    """One item of the checklist for a category of parts (empty category: for every part).

    A fault that the eye sees (`photo_required`) is proved by a photo of it.
    """

    class Section(models.TextChoices):
        APPEARANCE = "appearance", _("Appearance")
        FUNCTION = "function", _("Function")

    category = models.CharField(max_length=6, choices=Part.Category.choices, blank=True)
    section = models.CharField(max_length=10, choices=Section.choices)
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60)
    method = models.CharField(max_length=120, blank=True)
    standard = models.CharField(max_length=120, blank=True)
    mandatory = models.BooleanField(default=True)
    photo_required = models.BooleanField(default=False)
    active = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["section", "position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["category", "section", "name"], name="an_item_is_on_a_list_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Finding(models.Model):
    """The answer to one item in one round of inspection. NG needs a symptom."""

    class Result(models.TextChoices):
        OK = "ok", _("OK")
        NG = "ng", _("NG")
        NA = "na", _("N/A")

    order = models.ForeignKey(RepairOrder, models.PROTECT, related_name="findings")
    round = models.PositiveSmallIntegerField()
    item = models.ForeignKey(InspectionItem, models.PROTECT, related_name="+")
    result = models.CharField(max_length=2, choices=Result.choices)
    measured = models.CharField(max_length=60, blank=True)
    symptom = models.ForeignKey(FaultCode, models.PROTECT, null=True, related_name="+")
    found_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    found_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["order", "round", "item"], name="an_item_is_answered_once_a_round"
            ),
            models.CheckConstraint(
                condition=~Q(result="ng") | Q(symptom__isnull=False), name="a_fault_has_a_symptom"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.result}"


class Evidence(models.Model):
    """A photo of a piece on the bench, or of one thing that was found on it."""

    order = models.ForeignKey(RepairOrder, models.PROTECT, related_name="evidence")
    finding = models.ForeignKey(Finding, models.PROTECT, null=True, related_name="evidence")
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return str(self.attachment)
