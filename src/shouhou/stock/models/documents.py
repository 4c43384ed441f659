"""Documents: the reason for every movement, with the lines they are made of."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from shouhou.accounts.models import User
from shouhou.kernel import clock
from shouhou.partners.models import Agent
from shouhou.stock.kinds import Kind
from shouhou.stock.lifecycle import State
from shouhou.stock.models.holdings import Holding
from shouhou.stock.models.units import Unit


class NumberSeries(models.Model):
    """The last number given out for one prefix on one Shanghai day."""

    prefix = models.CharField(max_length=4)
    day = models.DateField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["prefix", "day"], name="a_series_is_one_row"),
        ]

    def __str__(self) -> str:
        return f"{self.prefix}{self.day:%Y%m%d}{self.last:04d}"


class DocumentQuerySet(models.QuerySet["Document"]):
    """Questions about documents."""

    def visible_to(self, user: User) -> DocumentQuerySet:
        """All of them for the department; an agent sees its own."""
        if user.sees_every_agent:
            return self
        return self.filter(agent__memberships__user=user)

    def waiting(self) -> DocumentQuerySet:
        """Submitted, oldest first: the queue of whoever approves."""
        return self.filter(state__in=[State.SUBMITTED, State.APPROVED]).order_by("submitted_at")


class Document(models.Model):
    """One paper that moves things, once it is posted. Its policy stands in `kinds`."""

    number = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=14, choices=Kind.choices)
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    agent = models.ForeignKey(Agent, models.PROTECT, null=True, related_name="documents")
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField(default=clock.now)
    last_edited_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    submitted_at = models.DateTimeField(null=True)
    lines_digest = models.CharField(max_length=64, blank=True)
    inspected_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", db_index=False
    )
    approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", db_index=False
    )
    approved_at = models.DateTimeField(null=True)
    posted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    posted_at = models.DateTimeField(null=True)
    book_date = models.DateField(_("book date"), null=True)
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversed_by")
    rejected_because = models.CharField(max_length=400, blank=True)
    reason = models.CharField(max_length=400, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(approved_by=None)
                | (~Q(approved_by=F("made_by")) & ~Q(approved_by=F("last_edited_by"))),
                name="nobody_approves_his_own_document",
            ),
            models.CheckConstraint(
                condition=Q(posted_by=None)
                | (~Q(posted_by=F("made_by")) & ~Q(posted_by=F("last_edited_by"))),
                name="nobody_posts_his_own_document",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.POSTED)
                | Q(
                    approved_by__isnull=False,
                    posted_by__isnull=False,
                    posted_at__isnull=False,
                    book_date__isnull=False,
                ),
                name="a_posted_document_names_who_and_when",
            ),
            models.CheckConstraint(
                condition=(Q(kind=Kind.REVERSAL, reverses__isnull=False) & ~Q(state=State.VOID))
                | (Q(reverses=None) & (~Q(kind=Kind.REVERSAL) | Q(state=State.VOID))),
                name="a_reversal_names_what_it_reverses",
            ),
            models.CheckConstraint(
                condition=Q(inspected_by=None)
                | (~Q(inspected_by=F("made_by")) & ~Q(inspected_by=F("last_edited_by"))),
                name="nobody_inspects_his_own_receipt",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "submitted_at"], name="documents_waiting"),
            models.Index(fields=["book_date", "kind"], name="documents_of_a_day"),
        ]

    def __str__(self) -> str:
        return self.number


class Line(models.Model):
    """One line: so many pieces of a part, or one unit, from one holding to another."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="lines", db_index=False)
    line_no = models.PositiveIntegerField()
    source = models.ForeignKey(Holding, models.PROTECT, related_name="+", db_index=False)
    target = models.ForeignKey(Holding, models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="lines")
    quantity = models.PositiveIntegerField()
    reservation = models.ForeignKey(
        "stock.Reservation", models.PROTECT, null=True, related_name="lines"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "line_no"], name="a_line_has_its_number"),
            models.UniqueConstraint(
                fields=["document", "unit"],
                condition=Q(unit__isnull=False),
                name="a_unit_stands_on_one_line",
            ),
            models.CheckConstraint(
                condition=Q(quantity__gt=0, quantity__lte=1_000_000), name="a_line_moves_something"
            ),
            models.CheckConstraint(
                condition=Q(quantity=Cast("quantity", models.IntegerField())),
                name="a_line_moves_whole_pieces",
            ),
            models.CheckConstraint(
                condition=Q(unit=None) | Q(quantity=1), name="a_line_of_a_unit_is_one_piece"
            ),
            models.CheckConstraint(condition=~Q(source=F("target")), name="a_line_has_two_ends"),
        ]

    def __str__(self) -> str:
        return f"{self.document} #{self.line_no}"


class Clearance(models.Model):
    """Why the pieces of one line may become good: who inspected, who repaired, who checked it.

    The gate that nobody overrides stands here as constraints: what was repaired was checked by
    a second person, after the last repair.
    """

    line = models.OneToOneField(Line, models.PROTECT, related_name="clearance")
    grounds = models.CharField(max_length=20)
    inspected_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    inspected_at = models.DateTimeField()
    repaired_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", db_index=False
    )
    repaired_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", db_index=False
    )
    checked_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(repaired_by=None)
                | (
                    Q(repaired_at__isnull=False, checked_by__isnull=False)
                    & Q(checked_at__gte=F("repaired_at"))
                    & ~Q(checked_by=F("repaired_by"))
                ),
                name="a_repair_is_checked_by_another",
            ),
        ]

    def __str__(self) -> str:
        return self.grounds
