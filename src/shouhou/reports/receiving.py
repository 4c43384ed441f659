"""What the receiving screens show of many consignments at once."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from shouhou.accounts.models import User
from shouhou.catalog import calendar
from shouhou.exchange.lifecycle import DiscrepancyState
from shouhou.exchange.models import (
    Contact,
    Discrepancy,
    InboundConsignment,
    PackingList,
    Parcel,
    Scan,
)
from shouhou.kernel import clock

NEVER_DUE = datetime(9999, 1, 1, tzinfo=UTC)


def signed_today(user: User) -> list[Parcel]:
    """The parcels signed for since midnight in Shanghai, the latest first."""
    midnight = datetime.combine(clock.today(), time(), tzinfo=clock.SHANGHAI)
    mine = InboundConsignment.objects.taken().visible_to(user)
    parcels = Parcel.objects.filter(signed_at__gte=midnight, consignment__in=mine)
    return list(parcels.select_related("carrier", "consignment__agent").order_by("-pk"))


def kept_elsewhere(sha256: str, consignment: InboundConsignment) -> PackingList | None:
    """The list of another consignment that was read from the very same file, the latest."""
    alike = PackingList.objects.filter(sha256=sha256).exclude(consignment=consignment)
    return alike.select_related("consignment").order_by("-pk").first()


def last_carrier() -> int | None:
    """The carrier that brought the parcel signed for last, by its id: a fair guess for the next."""
    return Parcel.objects.order_by("-pk").values_list("carrier", flat=True).first()


def consignments(user: User) -> QuerySet[InboundConsignment]:
    """Every consignment with its pieces counted, its boxes and its open differences."""
    counted = (
        Scan.objects.filter(consignment=OuterRef("pk"), undone_at=None)
        .filter(round=OuterRef("round"))
        .order_by()
    )
    return (
        InboundConsignment.objects.visible_to(user)
        .select_related("agent", "dealer")
        .annotate(
            pieces=_sum(counted.values("consignment"), "quantity"),
            boxes=_sum(
                Parcel.objects.filter(consignment=OuterRef("pk")).order_by().values("consignment"),
                "boxes",
            ),
            open_differences=Count(
                "discrepancies", filter=Q(discrepancies__state=DiscrepancyState.OPEN)
            ),
        )
    )


def _sum(rows: QuerySet[Any], column: str) -> Coalesce:
    """The sum of a column over the rows of one consignment."""
    sums = rows.annotate(total=Sum(column)).values("total")
    return Coalesce(Subquery(sums, output_field=IntegerField()), 0)


def discrepancies(user: User) -> QuerySet[Discrepancy]:
    """Every difference with its `urgency` (closed ones last) and whether it is `late`.

    Late is an open one whose agent nobody called until the time was over.
    """
    is_open = Q(state=DiscrepancyState.OPEN)
    called = Exists(Contact.objects.filter(discrepancy=OuterRef("pk")))
    return (
        Discrepancy.objects.visible_to(user)
        .select_related("agent", "part", "consignment")
        .annotate(
            urgency=Case(When(is_open, then=F("contact_due_at")), default=Value(NEVER_DUE)),
            late=ExpressionWrapper(
                is_open & Q(contact_due_at__lt=clock.now()) & ~Q(called),
                output_field=BooleanField(),
            ),
        )
    )


def unknown_years(discrepancy: Discrepancy) -> tuple[int, ...]:
    """The years whose holidays its contact clock was reckoned without."""
    found, due = clock.day_of(discrepancy.found_at), clock.day_of(discrepancy.contact_due_at)
    return calendar.missing_years(found, due)


def next_open(consignment_id: int) -> Discrepancy | None:
    """The open difference of a box to be dealt with next."""
    open_ones = Discrepancy.objects.filter(consignment=consignment_id, state=DiscrepancyState.OPEN)
    return open_ones.order_by("contact_due_at", "pk").first()
