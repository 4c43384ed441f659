"""The places of the house: what stands in each, and who keeps it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, Sum

from shouhou.accounts.models import User
from shouhou.stock.models import Condition, Custody, Holding, Place


@dataclass(frozen=True)
class Row:
    """One place with its pieces by condition."""

    place: Place
    custodian: User | None
    pieces: dict[str, int]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """The pieces of every condition, in the order of the conditions."""
        return [(condition, self.pieces.get(condition, 0)) for condition in Condition.values]


def inside() -> list[Row]:
    """Every place inside the house, in the order they were set up."""
    pieces: dict[int, dict[str, int]] = {}
    held = Holding.objects.filter(outside=False, balance__gt=0).order_by()
    for place_id, condition, total in held.values_list("place", "condition").annotate(
        Sum("balance")
    ):
        pieces.setdefault(place_id, {})[condition] = total
    custodians = {
        custody.place_id: custody.custodian
        for custody in Custody.objects.filter(until=None).select_related("custodian")
    }
    places = Place.objects.filter(outside=False).select_related("warehouse").order_by("pk")
    return [Row(place, custodians.get(place.pk), pieces.get(place.pk, {})) for place in places]


def kept() -> list[tuple[Place, list[Custody]]]:
    """The warehouses with everybody who kept them, the present custodian first."""
    warehouses = Place.objects.filter(Q(kind=Place.Kind.WAREHOUSE)).order_by("pk")
    history: dict[int, list[Custody]] = {}
    for custody in Custody.objects.select_related("custodian", "assigned_by").order_by("-pk"):
        history.setdefault(custody.place_id, []).append(custody)
    return [(place, history.get(place.pk, [])) for place in warehouses]
