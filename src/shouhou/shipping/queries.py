"""The questions about shipping: what waits to be packed, checked, booked and handed over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import BigIntegerField, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Cast, Coalesce

from shouhou.catalog.models import Part
from shouhou.catalog.policies import Insurance, Shipping, in_force
from shouhou.kernel import clock
from shouhou.kernel.premium import insured_value_fen, premium_fen
from shouhou.partners.models import Carrier
from shouhou.shipping.contents import lines_of
from shouhou.shipping.lifecycle import State
from shouhou.shipping.models import TRAVELLING, Shipment, ShipmentDocument
from shouhou.shipping.models.shipments import Shipments
from shouhou.stock.lifecycle import State as DocumentState
from shouhou.stock.models import Document, Line, Unit
from shouhou.stock.models.documents import DocumentQuerySet

LINE_VALUE = F("quantity") * Cast("source__part__cost_fen", BigIntegerField())
"""The standard cost of a line; in 64 bits, for PostgreSQL multiplies in the narrower type."""

_BOARDS = Q(source__part__category=Part.Category.MB) | Q(source__part__four_codes=True)


def packing_queue() -> DocumentQuerySet:
    """The posted documents that no live shipment carries, by agent, oldest first (S2.6.R1)."""
    carried = ShipmentDocument.objects.filter(document=OuterRef("pk"), freed_at=None)
    posted = Document.objects.filter(kind__in=TRAVELLING, state=DocumentState.POSTED)
    standing = posted.filter(Q(reversed_by=None) | Q(reversed_by__state=DocumentState.VOID))
    queue = standing.exclude(Exists(carried)).select_related("agent")
    return queue.order_by("agent__code", "posted_at", "pk")


def to_check() -> Shipments:
    """Packed shipments that a second person must see before they leave, oldest first."""
    waiting = Shipment.objects.filter(state__in=[State.PACKED, State.BOOKED], checked_by=None)
    return _for_check(waiting, needed=True).order_by("packed_at", "pk")


def to_book() -> Shipments:
    """Shipments that are packed and checked as they need, and have no logistics list yet."""
    packed = _for_check(Shipment.objects.filter(state=State.PACKED), needed=False)
    ready = Shipment.objects.filter(Q(state=State.CHECKED) | Q(pk__in=packed.values("pk")))
    return ready.order_by("packed_at", "pk")


def to_hand_over() -> Shipments:
    """Booked shipments by carrier: what the courier takes when he comes."""
    booked = Shipment.objects.filter(state=State.BOOKED).select_related("carrier", "agent")
    return booked.order_by("carrier__code", "booked_at", "pk")


def valued(shipments: Shipments) -> Shipments:
    """`shipments` with their `value_fen`, at the standard cost of their lines."""
    sums = _lines_of_outer().values("document__travels__shipment").annotate(v=Sum(LINE_VALUE))
    return shipments.annotate(value_fen=Coalesce(Subquery(sums.values("v")), 0))


def value_fen(shipment: Shipment) -> int:
    """What a shipment is worth at the standard cost of its lines."""
    return sum(_line_values_fen(shipment))


def ships_boards(shipment: Shipment) -> bool:
    """Whether boards or phones are inside, whose serials were entered by hand."""
    return lines_of([shipment.pk]).filter(_BOARDS).exists()


def needs_check(shipment: Shipment) -> bool:
    """Whether a second person must check the boxes: above the policy's value, and for boards."""
    return _for_check(Shipment.objects.filter(pk=shipment.pk), needed=True).exists()


@dataclass(frozen=True)
class Cover:
    """What to declare and insure a shipment for with one carrier, and what that costs."""

    declared_fen: int
    insured_fen: int
    premium_fen: int


def suggested_cover(shipment: Shipment, carrier: Carrier) -> Cover:
    """The value of the lines by the policy's percent, capped by what the carrier insures (D10)."""
    policy = in_force(Insurance, clock.today())
    values = _line_values_fen(shipment)
    insured = insured_value_fen(
        values, percent=policy.insured_percent, cap_fen=highest_insurable_fen(carrier, policy)
    )
    return Cover(
        declared_fen=max(sum(values), insured),
        insured_fen=insured,
        premium_fen=premium_fen(insured, policy.bands.get(carrier.code, ())),
    )


def highest_insurable_fen(carrier: Carrier, policy: Insurance) -> int | None:
    """The most a carrier insures a parcel for, by its contract and its rates; None: no limit."""
    bands = policy.bands.get(carrier.code, ())
    limits = (carrier.max_insured_fen, bands[-1].up_to_fen if bands else 0)
    return min((limit for limit in limits if limit is not None), default=None)


def posted_not_handed_over(unit_ids: Iterable[int]) -> QuerySet[Unit]:
    """Which of these units an outbound or return brought to the agent on paper only.

    Until a courier has taken their shipment they are in the house, whatever the ledger says.
    """
    left = ShipmentDocument.objects.filter(
        document=OuterRef("last_document"), freed_at=None, shipment__manifest__isnull=False
    )
    on_paper = Unit.objects.filter(pk__in=unit_ids, last_document__kind__in=TRAVELLING)
    return on_paper.exclude(Exists(left))


def _line_values_fen(shipment: Shipment) -> list[int]:
    return list(lines_of([shipment.pk]).values_list(LINE_VALUE, flat=True))


def _lines_of_outer() -> QuerySet[Line]:
    return Line.objects.order_by().filter(
        document__travels__shipment=OuterRef("pk"), document__travels__freed_at=None
    )


def _for_check(shipments: Shipments, *, needed: bool) -> Shipments:
    limit = in_force(Shipping, clock.today()).second_check_fen
    needs = Q(value_fen__gt=limit) | Q(Exists(_lines_of_outer().filter(_BOARDS)))
    return valued(shipments).filter(needs if needed else ~needs)
