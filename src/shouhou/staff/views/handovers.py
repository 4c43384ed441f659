"""Handover slips: counted by their receiver, withdrawn by their giver, printed for both."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from shouhou.exchange.lifecycle import HandoverState
from shouhou.exchange.models import Handover, HandoverLine
from shouhou.flows import handing_over
from shouhou.staff.asked import reason_of
from shouhou.staff.forms.handovers import HandoverFilter, counted
from shouhou.staff.paper import workshop_paper
from shouhou.staff.paper.pdf import printed
from shouhou.staff.permits import who
from shouhou.staff.screens import workshop_offers
from shouhou.staff.screens.timelines import timeline_of
from shouhou.web.actions import action, scan_action
from shouhou.web.columns import Column, Kind, Link
from shouhou.web.lists import ListPage
from shouhou.web.scanning import Outcome, ScanAnswer, answer_scan

OUTCOMES = {
    "exchange.scanned_on_slip": Outcome.DUPLICATE,
    "exchange.not_on_slip": Outcome.FOREIGN,
}


class Handovers(ListPage):
    """Every handover, the newest first."""

    title = gettext_lazy("Handovers")
    filter_set = HandoverFilter
    sort = "-number"
    empty_text = gettext_lazy("No handover yet. Hand a booked consignment over from its page.")
    columns = (
        Column(gettext_lazy("Number"), "number", Kind.CODE, Link("handover", "number"), "number"),
        Column(gettext_lazy("State"), "state", Kind.STATE),
        Column(gettext_lazy("Agent"), "agent"),
        Column(gettext_lazy("Consignment"), "consignment.number", Kind.CODE),
        Column(gettext_lazy("To"), "target"),
        Column(gettext_lazy("Pieces"), "pieces", Kind.NUMBER),
        Column(gettext_lazy("Given by"), "given_by"),
        Column(gettext_lazy("Given"), "given_at", Kind.WHEN),
        Column(gettext_lazy("Accepted by"), "accepted_by"),
    )

    def rows(self) -> QuerySet[Any]:
        """What this person may see."""
        mine = Handover.objects.visible_to(who(self.request))
        related = mine.select_related("agent", "consignment", "target", "given_by", "accepted_by")
        return related.annotate(pieces=Sum("lines__quantity"))


def show(request: HttpRequest, number: str) -> HttpResponse:
    """One slip; for its receiver with the scan panel and the fields to count in."""
    handover = _handover(request, number)
    rows = _rows(handover)
    context = {
        "handover": handover,
        "rows": rows,
        "scanned": _scanned(rows),
        "offers": workshop_offers.of_handover(handover, who(request)),
        "entries": timeline_of(handover),
    }
    return render(request, "staff/handovers/show.html", context)


@scan_action(OUTCOMES)
def scan(request: HttpRequest, number: str) -> HttpResponse:
    """One piece in the receiver's hand."""
    handover = _handover(request, number)
    row = handing_over.scan(handover.pk, request.POST.get("scan", ""), by=who(request))
    piece, part = row.line.unit or row.line.part.part_no, row.line.part.name
    detail = part if row.line.unit else f"{part} {row.confirmed}/{row.quantity}"
    answer = ScanAnswer(Outcome.OK, str(piece), detail, count=_scanned(_rows(handover)))
    context = {"row": row, "offers": {"accept"}}
    return answer_scan(request, answer, template="staff/handovers/scanned.html", context=context)


@action
def accept(request: HttpRequest, number: str) -> HttpResponse:
    """The receiver signs for what he counted: all is there, or the slip is disputed."""
    handover = _handover(request, number)
    count = counted(_rows(handover), request.POST)
    accepted = handing_over.accept(handover.pk, count, by=who(request))
    if accepted.state == HandoverState.ACCEPTED:
        messages.success(request, _("%(number)s is accepted: all is there.") % {"number": number})
    else:
        told = {"number": number, "missing": accepted.dispute}
        messages.warning(request, _("%(number)s is disputed. Counted: %(missing)s") % told)
    return redirect("handover", number)


@action
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """The giver takes the slip back; its pieces stand at the front desk again."""
    reason = reason_of(request.POST)
    handing_over.withdraw(_handover(request, number).pk, reason=reason, by=who(request))
    messages.success(request, _("%(number)s is withdrawn.") % {"number": number})
    return redirect("handover", number)


@action
def part(request: HttpRequest, number: str) -> HttpResponse:
    """The giver parts a disputed slip: what was counted goes on, the rest is looked for."""
    found, rest = handing_over.part(_handover(request, number).pk, by=who(request))
    told = {"found": found.number, "rest": rest.number}
    messages.success(
        request, _("What was counted stands on %(found)s, what is missing on %(rest)s.") % told
    )
    return redirect("handover", found.number)


@require_GET
def slip(request: HttpRequest, number: str) -> HttpResponse:
    """The slip on paper, for both to sign."""
    handover, by = _handover(request, number), who(request)
    return printed(workshop_paper.handover_slip(handover, by=by), number, handover, by=by)


def _handover(request: HttpRequest, number: str) -> Handover:
    mine = Handover.objects.visible_to(who(request))
    related = mine.select_related("agent", "consignment", "target", "given_by", "accepted_by")
    return get_object_or_404(related, number=number)


def _rows(handover: Handover) -> list[HandoverLine]:
    rows = handover.lines.select_related("handover", "line__part", "line__unit")
    return list(rows.order_by("line__part__part_no", "pk"))


def _scanned(rows: list[HandoverLine]) -> int:
    return sum(row.confirmed or 0 for row in rows)
