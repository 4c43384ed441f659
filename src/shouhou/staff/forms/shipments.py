"""What is typed about a shipment: its filters and its logistics list."""

from __future__ import annotations

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from shouhou.partners.models import Agent, Carrier
from shouhou.shipping.commands.booking import LogisticsList
from shouhou.shipping.lifecycle import State
from shouhou.shipping.models import Payer, Service, Shipment
from shouhou.shipping.queries import suggested_cover
from shouhou.staff.forms.photos import PhotosField
from shouhou.web.forms import MoneyField, ScanField

ODD_WAYBILL = ("waybill.unusual", "waybill.check_digit")


class ShipmentFilter(django_filters.FilterSet):
    """What the list of shipments is filtered by."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=State.choices)
    agent = django_filters.ModelChoiceFilter(label=_("Agent"), queryset=Agent.objects.all())
    carrier = django_filters.ModelChoiceFilter(label=_("Carrier"), queryset=Carrier.objects.all())

    class Meta:
        model = Shipment
        fields = ("state", "agent", "carrier")


class LogisticsForm(forms.Form):
    """The logistics list as the clerk fills it."""

    carrier = forms.ModelChoiceField(Carrier.objects.filter(active=True), label=_("Carrier"))
    waybill = ScanField(label=_("Waybill"), max_length=32)
    odd = forms.BooleanField(label=_("The waybill looks odd, but it is right"), required=False)
    service = forms.ChoiceField(label=_("Service"), choices=Service.choices)
    payer = forms.ChoiceField(label=_("Payer"), choices=Payer.choices)
    monthly_account = forms.CharField(label=_("Monthly account"), max_length=30, required=False)
    weight_g = forms.IntegerField(label=_("Weight in grams"), min_value=1, max_value=1_000_000)
    declared_fen = MoneyField(label=_("Declared value"))
    insured_fen = MoneyField(label=_("Insured value"))

    @classmethod
    def suggesting(cls, shipment: Shipment) -> LogisticsForm:
        """The form with what the policy suggests, or with what was filled in before."""
        carrier = shipment.carrier or Carrier.objects.filter(active=True).order_by("pk").first()
        if carrier is None:
            return cls()
        cover = suggested_cover(shipment, carrier)
        return cls(
            initial={
                "carrier": carrier.pk,
                "waybill": shipment.waybill_no,
                "service": shipment.service or Service.ROAD,
                "payer": shipment.payer or Payer.MONTHLY,
                "monthly_account": shipment.monthly_account or carrier.monthly_account,
                "weight_g": shipment.weight_g or _weighed_g(shipment),
                "declared_fen": cover.declared_fen,
                "insured_fen": cover.insured_fen,
            }
        )

    def listed(self) -> LogisticsList:
        """What the command takes."""
        typed = self.cleaned_data
        return LogisticsList(
            carrier=typed["carrier"],
            service=Service(typed["service"]),
            waybill=typed["waybill"],
            payer=Payer(typed["payer"]),
            monthly_account=typed["monthly_account"],
            weight_g=typed["weight_g"],
            declared_fen=typed["declared_fen"],
            insured_fen=typed["insured_fen"],
        )

    def confirmed(self) -> tuple[str, ...]:
        """The warnings that the clerk said are all right."""
        return ODD_WAYBILL if self.cleaned_data["odd"] else ()


def _weighed_g(shipment: Shipment) -> int | None:
    """What the boxes weigh together, when each of them was weighed."""
    weights = list(shipment.boxes.filled().values_list("weight_g", flat=True))
    known = [weight for weight in weights if weight]
    return sum(known) if known and len(known) == len(weights) else None


class SealForm(forms.Form):
    """What is noted about a box when it is closed."""

    box_no = forms.IntegerField(label=_("Box"), min_value=1, max_value=999)
    weight_g = forms.IntegerField(
        label=_("Gross weight in grams"), min_value=1, max_value=1_000_000
    )
    seal_no = forms.CharField(label=_("Seal number"), max_length=30, required=False)
    photos = PhotosField(help_text=_("The open box with everything in it."))


class TakeOutForm(forms.Form):
    """A piece that lies in the wrong box, or was packed by mistake."""

    box_no = forms.IntegerField(label=_("Box"), min_value=1, max_value=999)
    piece = ScanField(label=_("Serial or part number"), max_length=80)
