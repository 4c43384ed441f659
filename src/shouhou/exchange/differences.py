"""Which differences are of the count that stands: who counts again finds anew what differs."""

from __future__ import annotations

from django.db.models import OuterRef, QuerySet, Subquery

from shouhou.exchange.lifecycle import DiscrepancyState
from shouhou.exchange.models import Discrepancy, Scan


def of_last_count() -> QuerySet[Discrepancy]:
    """The differences of every box's last count, open or agreed.

    What an earlier count found was found before the last one was scanned; it stays as it was
    agreed, and has nothing to do with the box any more.
    """
    own = Scan.objects.filter(
        consignment=OuterRef("consignment"), round=OuterRef("consignment__round")
    )
    last = Subquery(own.order_by("-pk").values("scanned_at")[:1])
    standing = Discrepancy.objects.exclude(state=DiscrepancyState.RECOUNTED)
    return standing.filter(found_at__gte=last)
