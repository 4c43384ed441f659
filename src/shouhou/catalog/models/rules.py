"""The calendar and the versioned policies that decisions are computed from."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class CalendarYear(models.Model):
    """One year whose holidays somebody entered; computations warn about any other year."""

    year = models.PositiveSmallIntegerField(_("year"), primary_key=True)
    maintained_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("calendar year")

    def __str__(self) -> str:
        return str(self.year)


class CalendarDay(models.Model):
    """One day that is not what its weekday says: a holiday, or a make-up working day."""

    class Kind(models.TextChoices):
        HOLIDAY = "holiday", _("Holiday")
        WORKDAY = "workday", _("Make-up working day")

    date = models.DateField(_("day"), primary_key=True)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    name = models.CharField(_("name"), max_length=30)

    class Meta:
        verbose_name = _("calendar day")
        ordering: ClassVar = ["date"]

    def __str__(self) -> str:
        return f"{self.date} {self.name}"


class PolicyVersions(models.QuerySet["PolicyVersion"]):
    """Questions about policies."""

    def in_force(self, kind: PolicyVersion.Kind, day: date) -> PolicyVersions:
        """The approved version of `kind` that holds on `day`: a query of one row, or none."""
        begun = self.filter(kind=kind, approved_by__isnull=False, effective_from__lte=day)
        return begun.order_by("-effective_from")[:1]


class PolicyVersion(models.Model):
    """One set of parameters of one kind, in force from a day until the next version begins.

    The end is the next version's beginning and is stored nowhere: versions cannot overlap.
    """

    class Kind(models.TextChoices):
        THREE_GUARANTEES = "three_guarantees", _("Three Guarantees")
        INSURANCE = "insurance", _("Insured value and premium")
        CONTACT = "contact", _("Contact clock")
        SHIPPING = "shipping", _("Packing and shipping")
        RETURNS = "returns", _("Return of defectives")
        DAY_BOOK = "day_book", _("Day-book")
        TARGETS = "targets", _("Targets")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    version = models.CharField(_("version"), max_length=20)
    effective_from = models.DateField(_("in force from"))
    values = models.JSONField(_("values"))
    last_edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)

    objects = PolicyVersions.as_manager()

    class Meta:
        verbose_name = _("policy version")
        ordering: ClassVar = ["kind", "-effective_from"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "version"], name="a_policy_version_is_named_once"
            ),
            models.UniqueConstraint(
                fields=["kind", "effective_from"], name="one_policy_version_begins_on_a_day"
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("last_edited_by")),
                name="nobody_approves_his_own_policy",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"
