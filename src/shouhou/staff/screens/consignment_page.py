"""Everything the page of one consignment shows, gathered once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Sum

from shouhou.accounts.models import User
from shouhou.exchange.commands.signing import may_be_matched
from shouhou.exchange.lifecycle import ConsignmentState
from shouhou.exchange.models import InboundConsignment
from shouhou.reports import photos
from shouhou.reports.consignment import Whereabouts, whereabouts
from shouhou.staff import pages
from shouhou.staff.forms.consignments import MatchForm
from shouhou.staff.screens.consignment_steps import next_step, way_of
from shouhou.staff.screens.timelines import timeline_of

BLIND = (ConsignmentState.SIGNED, ConsignmentState.COUNTING)
"""Until the count is finished the page names no declared quantity: who counts must not know it."""


@dataclass(frozen=True)
class Shown:
    """One exchange line with the page its paper has."""

    at: Whereabouts
    url: str


def page_of(consignment: InboundConsignment, user: User) -> dict[str, Any]:
    """The context of `staff/consignments/show.html`."""
    packing_list = getattr(consignment, "packing_list", None)
    blind = consignment.state in BLIND
    return {
        "consignment": consignment,
        "way": way_of(consignment),
        "step": next_step(consignment, user),
        "parcels": list(consignment.parcels.select_related("carrier", "signed_by").order_by("pk")),
        "photos": photos.of_box(consignment),
        "packing_list": packing_list,
        "declared": [] if blind or packing_list is None else _declared(packing_list),
        "blind": blind,
        "counted": _counted(consignment),
        "discrepancies": list(consignment.discrepancies.select_related("part").order_by("pk")),
        "handovers": list(consignment.handovers.select_related("target").order_by("pk")),
        "lines": _lines(consignment),
        "match_form": MatchForm(consignment) if may_be_matched(consignment) else None,
        "entries": timeline_of(consignment),
    }


def _declared(packing_list: Any) -> list[Any]:
    return list(packing_list.lines.select_related("part").order_by("line_no"))


def _counted(consignment: InboundConsignment) -> list[Any]:
    """Pieces by part, of the round that counts."""
    scans = consignment.scans.filter(round=consignment.round, undone_at=None)
    by_part = scans.values("part__part_no", "part__name").annotate(pieces=Sum("quantity"))
    return list(by_part.order_by("part__part_no"))


def _lines(consignment: InboundConsignment) -> list[Shown]:
    if consignment.state != ConsignmentState.BOOKED:
        return []
    return [shown(at) for at in whereabouts(consignment.lines.order_by("pk"))]


def shown(at: Whereabouts) -> Shown:
    """A line with the page of the paper it waits for."""
    url = pages.url_of(at.stage.noun, at.stage.number) if at.stage.number else ""
    return Shown(at, url)
