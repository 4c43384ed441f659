"""Transfers: the way chosen, the pieces scanned, both documents made."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from shouhou.catalog.models import Part
from shouhou.flows import transferring
from shouhou.staff.forms.transfers import QuantityForm, WayForm
from shouhou.staff.permits import who
from shouhou.staff.screens.baskets import Basket
from shouhou.stock.models import Place, Unit
from shouhou.stock.places import Code
from shouhou.stock.replenishment import needs
from shouhou.web.actions import action, scan_action
from shouhou.web.scanning import Outcome, ScanAnswer, answer_scan

OUTCOMES = {
    "transfer.not_here": Outcome.FOREIGN,
    "stock.promised_elsewhere": Outcome.FOREIGN,
    "transfer.scanned_already": Outcome.DUPLICATE,
}


def new(request: HttpRequest) -> HttpResponse:
    """Where from, where to."""
    usual = {"source": Code.MAIN, "target": Code.TURNOVER}
    form = WayForm(request.GET) if request.GET else WayForm(initial=usual)
    if form.is_bound and form.is_valid():
        way = form.cleaned_data
        return redirect("transfer_load", way["source"].code, way["target"].code)
    return render(request, "staff/transfers/form.html", {"form": form})


def load(request: HttpRequest, source: str, target: str) -> HttpResponse:
    """The scan screen of one way."""
    context = {**_context(request, source, target), "form": QuantityForm()}
    asked = Part.objects.approved().numbered(request.GET.get("part", ""))
    wanted = needs(asked)[:1] if target == Code.TURNOVER else []
    return render(request, "staff/transfers/load.html", {**context, "wanted": wanted})


@scan_action(OUTCOMES)
def scan(request: HttpRequest, source: str, target: str) -> HttpResponse:
    """One piece, by its serial or its part number."""
    raw = request.POST.get("scan", "")
    basket = _basket(request, source, target)
    found = transferring.recognise(raw, basket.source)
    basket.add(found)
    detail = str(found.part) if isinstance(found, Unit) else str(found)
    answer = ScanAnswer(Outcome.OK, raw, detail, count=basket.count)
    return _scanned(request, answer, source, target)


@scan_action({})
def undo(request: HttpRequest, source: str, target: str) -> HttpResponse:
    """The last scan, taken back."""
    basket = _basket(request, source, target)
    answer = ScanAnswer(Outcome.UNDONE, basket.undo(), count=basket.count)
    return _scanned(request, answer, source, target)


@action
def add(request: HttpRequest, source: str, target: str) -> HttpResponse:
    """So many pieces of a part without serials."""
    form = QuantityForm(request.POST)
    if not form.is_valid():
        context = {**_context(request, source, target), "form": form}
        return render(request, "staff/transfers/load.html", context, status=422)
    _basket(request, source, target).add(form.cleaned_data["part"], form.cleaned_data["quantity"])
    return redirect("transfer_load", source, target)


@action
def drop(request: HttpRequest, source: str, target: str) -> HttpResponse:
    """Everything out of the basket again."""
    _basket(request, source, target).empty()
    return redirect("transfer_load", source, target)


@action
def send(request: HttpRequest, source: str, target: str) -> HttpResponse:
    """Both documents of the transfer."""
    basket = _basket(request, source, target)
    made = transferring.send(basket.source, basket.target, basket.load(), by=who(request))
    basket.empty()
    said = _("%(sent)s waits for the supervisor, %(received)s for the receiver.")
    messages.success(request, said % {"sent": made.sent, "received": made.received})
    return redirect("document", made.sent.number)


def _context(request: HttpRequest, source: str, target: str) -> dict[str, Any]:
    basket = _basket(request, source, target)
    return {
        "source": basket.source,
        "target": basket.target,
        "load": basket.load(),
        "count": basket.count,
    }


def _scanned(request: HttpRequest, answer: ScanAnswer, source: str, target: str) -> HttpResponse:
    context = _context(request, source, target)
    return answer_scan(request, answer, template="staff/transfers/scanned.html", context=context)


def _basket(request: HttpRequest, source: str, target: str) -> Basket:
    warehouses = Place.objects.filter(kind=Place.Kind.WAREHOUSE, code__in=[source, target])
    ends = {place.code: place for place in warehouses}
    if source == target or len(ends) != 2:
        raise Http404
    return Basket(request.session, ends[source], ends[target])
