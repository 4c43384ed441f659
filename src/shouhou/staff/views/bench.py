"""The bench: its queue, the scan that opens an order, and the page of one order."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _

from shouhou.kernel.refusals import Missing
from shouhou.repair import queries
from shouhou.repair.commands import inspection
from shouhou.repair.models import RepairOrder
from shouhou.staff.forms.bench import QUEUES, OrderFilter
from shouhou.staff.permits import who
from shouhou.staff.screens import bench_page
from shouhou.staff.templatetags.warranty import judgement_word
from shouhou.stock.scans import numbers_of, units_on
from shouhou.web.actions import scan_action
from shouhou.web.columns import Column, Kind, Link
from shouhou.web.forms import as_typed
from shouhou.web.lists import ListPage
from shouhou.web.scanning import Outcome, ScanAnswer, answer_scan

FIRST_JUDGEMENT = Coalesce("split_from__exchange_line__eligibility", "exchange_line__eligibility")

OUTCOMES = {"repair.other_unit": Outcome.FOREIGN}


def _reported(order: RepairOrder) -> str:
    """What the agent reports, and what was judged at receipt: one column, ten are wide enough."""
    judged = judgement_word(order.first_judgement)  # type: ignore[attr-defined]
    return " · ".join(filter(None, (order.reported, judged)))


class RepairOrders(ListPage):
    """The orders of the bench, the oldest first; those that are over only when asked for."""

    title = _("Bench")
    filter_set = OrderFilter
    sort = "number"
    template_name = "staff/repair_orders/list.html"
    empty_text = _("Nothing on the bench. Accept a handover, and its orders stand here.")
    columns = (
        Column(_("Number"), "number", Kind.CODE, Link("repair_order", "number"), "number"),
        Column(_("State"), "state", Kind.STATE),
        Column(_("Priority"), lambda row: row.priority or None, Kind.NUMBER),
        Column(_("Serial"), lambda row: row.unit or f"×{row.quantity}", Kind.CODE),
        Column(_("Part"), "part.part_no", Kind.CODE),
        Column(_("Agent"), "agent"),
        Column(_("Reported"), _reported),
        Column(_("Back after days"), "bounce_days", Kind.NUMBER),
        Column(_("Engineer"), "engineer"),
        Column(_("Received"), "received_at", Kind.WHEN),
    )

    def rows(self) -> QuerySet[Any]:
        """What this person may see; while no queue or state is chosen, what is in work."""
        mine = RepairOrder.objects.visible_to(who(self.request))
        related = mine.select_related("agent", "part", "unit", "engineer")
        related = related.annotate(first_judgement=FIRST_JUDGEMENT)
        chosen = self.request.GET.get("queue") or self.request.GET.get("state")
        return related if chosen else related.in_work()

    def context(self) -> dict[str, Any]:
        """The queues as links; above them, for the house alone, all the work by stage and age."""
        shown: dict[str, Any] = {"queues": {name: label for name, (label, _st) in QUEUES.items()}}
        if who(self.request).sees_every_agent:
            ages = [age for age in queries.by_age() if age.pieces]
            shown |= {"stages": queries.by_stage(), "ages": ages}
        return shown


def find(request: HttpRequest) -> HttpResponse:
    """Open the order of what was scanned: its number or tag, or the piece itself."""
    text = as_typed(request.GET.get("scan", ""))[:80]
    mine = RepairOrder.objects.visible_to(who(request))
    order = mine.filter(number__in=numbers_of(text)).first()
    if order is None:
        order = mine.filter(unit__in=units_on(text)).order_by("-pk").first()
    if order is None:
        raise Missing("repair.nothing_scanned", where="scan", scanned=text)
    return redirect("repair_order", order.number)


def show(request: HttpRequest, number: str) -> HttpResponse:
    """One order with the next thing to do."""
    order = order_of(request, number)
    context = bench_page.context(order, who(request))
    return render(request, "staff/repair_orders/show.html", context)


@scan_action(OUTCOMES)
def scan(request: HttpRequest, number: str) -> HttpResponse:
    """Hold the piece in hand against the order."""
    order = order_of(request, number)
    code = request.POST.get("scan", "")
    inspection.scan(order.pk, code, by=who(request))
    return answer_scan(request, ScanAnswer(Outcome.OK, code, str(order.part), count=1))


def order_of(request: HttpRequest, number: str) -> RepairOrder:
    """The order with this number, if this person may see it."""
    mine = RepairOrder.objects.visible_to(who(request)).select_related(
        "agent",
        "part__model",
        "unit",
        "engineer",
        "reported_code",
        "previous",
        "split_from",
        "judged_by",
        "second_by",
        "approved_by",
    )
    return get_object_or_404(mine, number=number)
