"""One piece and its whole life, by any number it wears or ever wore."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from shouhou.exchange.models import ExchangeLine
from shouhou.exchange.progress import state_of
from shouhou.repair.models import RepairOrder
from shouhou.reports import exchange_orders
from shouhou.staff.permits import who
from shouhou.staff.screens.timelines import timeline_of
from shouhou.stock import queries
from shouhou.stock.models import Unit


def show(request: HttpRequest, number: str) -> HttpResponse:
    """The piece that bears this number; when several did one after the other, which one."""
    found = list(queries.bearers(number).select_related("lot").order_by("pk"))
    if not found:
        raise Http404
    chosen = [unit for unit in found if str(unit.pk) == request.GET.get("piece")]
    if len(found) > 1 and not chosen:
        context = {"number": number, "units": found}
        return render(request, "staff/units/choose.html", context)
    return _life(request, (chosen or found)[0])


def _life(request: HttpRequest, unit: Unit) -> HttpResponse:
    user = who(request)
    orders = RepairOrder.objects.visible_to(user).filter(unit=unit)
    debts = ExchangeLine.objects.visible_to(user).filter(unit=unit)
    context = {
        "unit": unit,
        "serials": unit.serials.order_by("-live", "-worn_since", "pk"),
        "steps": queries.life_of(unit),
        "orders": orders.select_related("engineer").order_by("-pk"),
        "swaps": [(one, state_of(one)) for one in exchange_orders.of_unit(unit, user)],
        "debts": debts.select_related("agent", "consignment").order_by("-pk"),
        "past": timeline_of(unit),
    }
    return render(request, "staff/units/show.html", context)
