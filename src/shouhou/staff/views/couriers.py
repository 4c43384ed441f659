"""Couriers: parcels handed over by manifest, counted and signed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from shouhou.partners.models import Carrier
from shouhou.shipping.commands import manifests
from shouhou.shipping.models import Manifest
from shouhou.shipping.queries import to_hand_over
from shouhou.staff.asked import whole_number, whole_numbers
from shouhou.staff.forms.manifests import SignedForm
from shouhou.staff.forms.photos import kept
from shouhou.staff.paper import shipping_paper
from shouhou.staff.paper.pdf import printed
from shouhou.staff.permits import permitted, who
from shouhou.staff.screens.timelines import timeline_of
from shouhou.web.actions import action
from shouhou.web.columns import Column, Kind, Link
from shouhou.web.lists import ListPage


class Manifests(ListPage):
    """Every manifest; above it, what waits for which carrier."""

    title = gettext_lazy("Manifests")
    sort = "-number"
    icon = "clipboard-check"
    template_name = "staff/manifests/list.html"
    empty_text = gettext_lazy("No courier has taken anything yet.")
    columns = (
        Column(gettext_lazy("Number"), "number", Kind.CODE, Link("manifest", "number"), "number"),
        Column(gettext_lazy("Carrier"), "carrier"),
        Column(gettext_lazy("Parcels"), "parcels", Kind.NUMBER),
        Column(gettext_lazy("Courier"), "courier_name"),
        Column(gettext_lazy("Handed over"), "handed_over_at", Kind.WHEN),
        Column(gettext_lazy("By"), "handed_over_by"),
    )

    def rows(self) -> QuerySet[Any]:
        """All of them: no courier belongs to one agent."""
        return Manifest.objects.select_related("carrier", "handed_over_by")

    def context(self) -> dict[str, Any]:
        """The carriers for whom something is booked."""
        waiting: dict[Carrier, int] = {}
        for shipment in to_hand_over():
            carrier = shipment.carrier
            assert carrier is not None
            waiting[carrier] = waiting.get(carrier, 0) + shipment.parcels
        return {"waiting": waiting.items()}


def hand_over(request: HttpRequest, code: str) -> HttpResponse:
    """The parcels booked with one carrier, to be counted with its courier."""
    carrier = get_object_or_404(Carrier, code=code)
    if request.method == "POST":
        return _signed(request, carrier_id=carrier.pk)
    return _booked(request, carrier)


@permitted("shipping.hand_over_parcels")
def _booked(request: HttpRequest, carrier: Carrier) -> HttpResponse:
    shipments = to_hand_over().filter(carrier=carrier)
    parcels = sum(shipment.parcels for shipment in shipments)
    context = {"carrier": carrier, "shipments": shipments, "parcels": parcels}
    return render(request, "staff/manifests/form.html", context)


@action
def _signed(request: HttpRequest, carrier_id: int) -> HttpResponse:
    carrier = get_object_or_404(Carrier, pk=carrier_id)
    receipt = manifests.Receipt(
        courier_name=request.POST.get("courier_name", ""),
        parcels=whole_number(request.POST, "parcels"),
    )
    chosen = whole_numbers(request.POST, "shipment")
    manifest = manifests.hand_over(carrier, chosen, receipt, by=who(request))
    messages.success(request, _("%(number)s: handed over.") % {"number": manifest.number})
    return redirect("manifest", manifest.number)


def show(request: HttpRequest, number: str) -> HttpResponse:
    """One manifest with its shipments and, once it is pictured, the signed sheet."""
    return _shown(request, number, SignedForm())


@action
def keep_signed(request: HttpRequest, number: str) -> HttpResponse:
    """Keep pictures of the sheet that the courier signed."""
    form = SignedForm(request.POST, request.FILES)
    if not form.is_valid():
        return _shown(request, number, form, status=422)
    pictures = kept(form.cleaned_data["photos"], by=who(request))
    manifests.keep_signed(_manifest(number).pk, pictures, by=who(request))
    messages.success(request, _("The signed sheet is kept."))
    return redirect("manifest", number)


@require_GET
def sheet(request: HttpRequest, number: str) -> HttpResponse:
    """The manifest on paper, for the courier's signature."""
    manifest = _manifest(number)
    paper = shipping_paper.manifest_sheet(manifest)
    return printed(paper, manifest.number, manifest, by=who(request))


def _manifest(number: str) -> Manifest:
    joined = Manifest.objects.select_related("carrier", "handed_over_by")
    return get_object_or_404(joined, number=number)


def _shown(request: HttpRequest, number: str, form: SignedForm, status: int = 200) -> HttpResponse:
    manifest = _manifest(number)
    context = {
        "manifest": manifest,
        "shipments": manifest.shipments.select_related("agent").order_by("number"),
        "photos": manifest.photos.select_related("attachment", "manifest").order_by("pk"),
        "form": form,
        "entries": timeline_of(manifest),
    }
    return render(request, "staff/manifests/show.html", context, status=status)
