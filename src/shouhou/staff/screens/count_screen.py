"""The counting table: the part in hand, the answers to scans, and what is counted so far.

Nothing here reads the packing list: who counts must not know what was declared.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from shouhou.catalog.models import Part
from shouhou.exchange.commands import counting
from shouhou.exchange.models import InboundConsignment, Scan
from shouhou.kernel import waybills
from shouhou.kernel.refusals import Conflict
from shouhou.staff.permits import who
from shouhou.web.refusal_texts import text_of
from shouhou.web.scanning import Outcome, ScanAnswer, answer_scan

LAST_SCANS = 12
IN_HAND = "counting.part"
"""Where the session keeps the part in hand, by consignment: each counter has his own."""

OUTCOMES = {
    "count.duplicate": Outcome.DUPLICATE,
    "count.in_house": Outcome.HERE,
    "count.in_another_box": Outcome.HERE,
    "count.unknown": Outcome.UNKNOWN,
    "count.wrong_model": Outcome.FOREIGN,
    "count.scrapped": Outcome.FOREIGN,
    "count.two_pieces": Outcome.ERROR,
    "count.malformed": Outcome.ERROR,
}


class Chosen(ScanAnswer):
    """The answer to a part number whose pieces are now to be scanned one by one."""

    @property
    def word(self) -> str:
        """Nothing was counted, so it does not say so."""
        return _("Now scan its serials")


@dataclass(frozen=True)
class Foreign:
    """A piece of another agent that may be counted anyway."""

    scanned: str
    said: str


def part_in_hand(request: HttpRequest, consignment: InboundConsignment) -> Part | None:
    """The part this person counts now."""
    part_id = request.session.get(IN_HAND, {}).get(str(consignment.pk))
    return Part.objects.filter(pk=part_id).first() if part_id else None


def take_in_hand(session: SessionBase, consignment: InboundConsignment, part: Part) -> None:
    """Remember the part for the serials that follow."""
    if session.get(IN_HAND) != {str(consignment.pk): part.pk}:
        session[IN_HAND] = {str(consignment.pk): part.pk}


def answered(request: HttpRequest, consignment: InboundConsignment, raw: str) -> HttpResponse:
    """One scan: a part number chooses or counts its part, anything else is a piece's serial."""
    named = Part.objects.approved().numbered(waybills.normalise(raw)).first()
    if named is not None:
        take_in_hand(request.session, consignment, named)
    if named is not None and named.tracking == Part.Tracking.SERIAL:
        return show(request, consignment, Chosen(Outcome.OK, named.part_no, named.name), named)
    part = named or part_in_hand(request, consignment)
    wearing = part if part is not None and part.tracking == Part.Tracking.SERIAL else None
    try:
        with transaction.atomic():
            counted = counting.scan(consignment.pk, raw, by=who(request), part=wearing)
    except Conflict as refusal:
        if refusal.code != "count.of_another_agent":
            raise
        foreign = Foreign(raw, text_of(refusal))
        answer = ScanAnswer(Outcome.FOREIGN, raw[:80], foreign.said)
        return show(request, consignment, answer, part, foreign=foreign)
    return show(request, consignment, _counted(counted), part)


def show(
    request: HttpRequest,
    consignment: InboundConsignment,
    answer: ScanAnswer,
    part: Part | None,
    *,
    foreign: Foreign | None = None,
) -> HttpResponse:
    """The answer with everything on the page that it changes."""
    context = {"consignment": consignment, "part": part, "foreign": foreign, "live": True}
    return answer_scan(
        request,
        answer,
        template="staff/counting/answer.html",
        context={**context, **so_far(consignment)},
    )


def so_far(consignment: InboundConsignment) -> dict[str, Any]:
    """What everybody counted in this round: by part, and the last scans."""
    scans = Scan.objects.filter(consignment=consignment, round=consignment.round, undone_at=None)
    by_part = scans.values("part__part_no", "part__name").annotate(pieces=Sum("quantity"))
    totals = list(by_part.order_by("part__part_no"))
    last = scans.select_related("part", "scanned_by").order_by("-pk")[:LAST_SCANS]
    in_all = sum(total["pieces"] for total in totals)
    return {"totals": totals, "scans": list(last), "in_all": in_all}


def _counted(counted: counting.Counted) -> ScanAnswer:
    scan = counted.scan
    said = f"{scan.part.part_no} {scan.part.name} · {counted.of_part}"
    if counted.first_time_seen:
        said = f"{said} · {_('never seen before')}"
    scanned = scan.serial or scan.part.part_no
    return ScanAnswer(Outcome.OK, scanned, said, count=counted.in_all)
