"""Exchange orders: the list, and one order with what came, what goes for it and why."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from shouhou.exchange.progress import state_of
from shouhou.reports import exchange_orders
from shouhou.staff.forms.exchanges import ExchangeFilter
from shouhou.staff.permits import who
from shouhou.staff.screens.timelines import timeline_of
from shouhou.web.columns import Column, Kind, Link
from shouhou.web.lists import ListPage


class Exchanges(ListPage):
    """Every exchange order, the newest first."""

    title = _("Exchange orders")
    filter_set = ExchangeFilter
    sort = "-number"
    empty_text = _("No exchange order yet. Swapping or exchanging a piece writes one by itself.")
    columns = (
        Column(_("Number"), "number", Kind.CODE, Link("exchange", "number"), "number"),
        Column(_("State"), state_of, Kind.STATE),
        Column(_("Agent"), "agent"),
        Column(_("Grounds"), lambda row: row.get_grounds_display()),
        Column(_("Came"), lambda row: str(row.line.unit or row.line.part.part_no), Kind.CODE),
        Column(_("Goes for it"), "part.part_no", Kind.CODE),
        Column(_("Pieces"), "quantity", Kind.NUMBER),
        Column(_("In shortage"), lambda row: row.demand.missing or None, Kind.NUMBER),
        Column(_("Written"), "made_at", Kind.WHEN, sort="made_at"),
    )

    def rows(self) -> QuerySet[Any]:
        """What this person may see."""
        return exchange_orders.seen_by(who(self.request))


def show(request: HttpRequest, number: str) -> HttpResponse:
    """One order, with everything below it that says how far it has come."""
    mine = exchange_orders.seen_by(who(request)).select_related("judgement", "demand__place")
    order = get_object_or_404(mine, number=number)
    context = {
        "order": order,
        "state": state_of(order),
        "way": exchange_orders.way_of(order),
        "going": exchange_orders.going(order),
        "slips": exchange_orders.slips_of(order),
        "bench_order": exchange_orders.bench_order_of(order),
        "entries": timeline_of(order),
    }
    return render(request, "staff/exchanges/show.html", context)
