"""The four-code check: board, device label, box label and network mark of one unit, compared."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from shouhou.accounts.models import User
from shouhou.kernel import clock
from shouhou.stock.models import Unit


class FourCodeCheck(models.Model):
    """One comparison. A mismatch is kept too: it names which codes differ.

    Board and labels of a phone with two SIMs bear two IMEIs, written `first/second`. A paper
    network mark is kept by its number, an electronic one as `E_MARK`: the phone shows it.
    """

    E_MARK: ClassVar = "E"

    class Method(models.TextChoices):
        SCAN = "scan", _("Scanned")
        MANUAL = "manual", _("Typed")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="code_checks")
    board = models.CharField(max_length=40)
    device_label = models.CharField(max_length=40)
    box_label = models.CharField(max_length=40)
    nal_mark = models.CharField(max_length=40)
    matched = models.BooleanField()
    differing = models.CharField(max_length=60, blank=True)
    method = models.CharField(max_length=6, choices=Method.choices, default=Method.SCAN)
    checked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(matched=True, differing="") | (Q(matched=False) & ~Q(differing="")),
                name="a_mismatch_names_what_differs",
            ),
            models.CheckConstraint(
                condition=Q(matched=False)
                | (~Q(nal_mark="") & Q(device_label=F("board"), box_label=F("board"))),
                name="matched_labels_say_what_the_board_says",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["unit", "-id"], name="code_checks_of_a_unit"),
            models.Index(fields=["nal_mark"], name="code_checks_of_a_mark"),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {'=' if self.matched else self.differing}"
