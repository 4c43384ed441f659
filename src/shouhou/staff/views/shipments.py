"""Shipments: the list, one shipment with its next step, its logistics list and its paper."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from shouhou.reports import parcels
from shouhou.shipping.commands import booking
from shouhou.shipping.commands import shipments as papers
from shouhou.shipping.models import Shipment
from shouhou.shipping.queries import needs_check
from shouhou.staff.asked import reason_of, whole_number
from shouhou.staff.forms.shipments import LogisticsForm, ShipmentFilter
from shouhou.staff.paper import shipping_paper
from shouhou.staff.paper.pdf import printed
from shouhou.staff.permits import who
from shouhou.staff.screens import packing_screen
from shouhou.staff.screens.timelines import timeline_of
from shouhou.web.actions import action
from shouhou.web.columns import Column, Kind, Link
from shouhou.web.lists import ListPage


class Shipments(ListPage):
    """Every shipment, the newest first."""

    title = gettext_lazy("Shipments")
    filter_set = ShipmentFilter
    sort = "-number"
    icon = "truck"
    template_name = "staff/shipments/list.html"
    empty_text = gettext_lazy("No shipment yet. Make one from the documents to pack.")
    columns = (
        Column(gettext_lazy("Number"), "number", Kind.CODE, Link("shipment", "number"), "number"),
        Column(gettext_lazy("Agent"), "agent"),
        Column(gettext_lazy("State"), "state", Kind.STATE),
        Column(gettext_lazy("Parcels"), "parcels", Kind.NUMBER),
        Column(gettext_lazy("Carrier"), "carrier"),
        Column(gettext_lazy("Waybill"), "waybill_no", Kind.CODE),
        Column(gettext_lazy("Made"), "made_at", Kind.WHEN),
    )

    def rows(self) -> QuerySet[Any]:
        """What this person may see."""
        mine = Shipment.objects.visible_to(who(self.request))
        return mine.select_related("agent", "carrier")


def show(request: HttpRequest, number: str) -> HttpResponse:
    """One shipment, with the scan panel while it is packed."""
    shipment = _shipment(request, number)
    context = {
        "shipment": shipment,
        "needs_check": needs_check(shipment),
        "documents": [travel.document for travel in shipment.carried.select_related("document")],
        "form": LogisticsForm.suggesting(shipment),
        "photos": parcels.photos(shipment),
        "entries": timeline_of(shipment),
        **packing_screen.context(shipment, who(request)),
    }
    return render(request, "staff/shipments/show.html", context)


@action
def book(request: HttpRequest, number: str) -> HttpResponse:
    """Fill the logistics list: carrier, waybill, weight, insured value."""
    shipment = _shipment(request, number)
    form = LogisticsForm(request.POST)
    if not form.is_valid():
        context = {"shipment": shipment, "form": form}
        return render(request, "staff/shipments/book.html", context, status=422)
    booking.book(shipment.pk, form.listed(), confirmed=form.confirmed(), by=who(request))
    messages.success(request, _("%(number)s has its waybill.") % {"number": number})
    return redirect("shipment", number)


@action
def void(request: HttpRequest, number: str) -> HttpResponse:
    """Give the shipment up; its documents wait to be packed again."""
    reason = reason_of(request.POST)
    papers.void(_shipment(request, number).pk, reason=reason, by=who(request))
    return redirect("packing")


@require_GET
def slip(request: HttpRequest, number: str) -> HttpResponse:
    """The packing slip that lies in the box, with the logistics list."""
    shipment = _shipment(request, number)
    paper = shipping_paper.packing_slip(shipment)
    return printed(paper, shipment.number, shipment, by=who(request))


@require_GET
def labels(request: HttpRequest, number: str) -> HttpResponse:
    """The labels of all boxes, or of the one that `?box=` names."""
    shipment = _shipment(request, number)
    box_no = whole_number(request.GET, "box")
    name = f"{number}-{box_no:02}" if box_no else number
    paper = shipping_paper.box_labels(shipment, box_no)
    return printed(paper, name, shipment, by=who(request))


def _shipment(request: HttpRequest, number: str) -> Shipment:
    mine = Shipment.objects.visible_to(who(request)).select_related("agent", "carrier", "manifest")
    return get_object_or_404(mine, number=number)
