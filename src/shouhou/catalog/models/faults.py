"""The five-part fault coding that makes repairs comparable: one table for every kind of code."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class FaultCodes(models.QuerySet["FaultCode"]):
    """Questions about fault codes."""

    def of(self, kind: FaultCode.Kind) -> FaultCodes:
        """The active codes of one kind, in the order of the code."""
        return self.filter(kind=kind, active=True).order_by("code")


class FaultCode(models.Model):
    """One code of one kind, as engineers choose it and reports count it.

    A symptom names the performance fault of the Three Guarantees that it proves, if any.
    """

    class Kind(models.TextChoices):
        PERFORMANCE = "performance", _("Listed performance fault")
        CONDITION = "condition", _("Condition")
        SYMPTOM = "symptom", _("Symptom")
        SECTION = "section", _("Section")
        DEFECT = "defect", _("Defect")
        REPAIR = "repair", _("Repair")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    code = models.CharField(_("code"), max_length=10)
    zh = models.CharField(_("Chinese"), max_length=60)
    en = models.CharField(_("English"), max_length=80)
    group = models.CharField(_("group"), max_length=30, blank=True)
    performance_fault = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        related_name="symptoms",
        verbose_name=_("listed performance fault"),
    )
    repair_level = models.PositiveSmallIntegerField(_("repair level"), null=True)
    counts_as_repair = models.BooleanField(_("counts towards two repairs"), default=False)
    iris_map = models.CharField(_("IRIS code"), max_length=10, blank=True)
    active = models.BooleanField(_("active"), default=True)

    objects = FaultCodes.as_manager()

    class Meta:
        verbose_name = _("fault code")
        ordering: ClassVar = ["kind", "code"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "code"], name="a_fault_code_stands_once_in_its_kind"
            ),
            models.CheckConstraint(
                condition=Q(performance_fault=None) | Q(kind="symptom"),
                name="only_symptoms_prove_a_performance_fault",
            ),
            models.CheckConstraint(
                condition=Q(repair_level=None) | Q(kind="repair", repair_level__lte=3),
                name="only_repairs_have_a_level_up_to_three",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.zh}"
