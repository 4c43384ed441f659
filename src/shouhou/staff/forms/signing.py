"""What is scanned and typed when a courier delivers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shouhou.accounts.models import Attachment
from shouhou.exchange.commands.signing import Arrived, signed_already
from shouhou.exchange.lifecycle import ConsignmentState
from shouhou.exchange.models import InboundConsignment, Parcel
from shouhou.kernel.refusals import Invalid, Refused
from shouhou.kernel.waybills import Waybill
from shouhou.partners.models import Agent, Carrier
from shouhou.staff.forms.notice_choice import NoticeField, refuse_notice_of_another
from shouhou.staff.forms.photos import PhotosField
from shouhou.web.forms import PickField, ScanField
from shouhou.web.refusal_texts import text_of

MOST_BOXES = 500
HEAVIEST_KG = 1000


class SignForm(forms.Form):
    """One waybill. The carrier stays; the waybill is what is scanned."""

    carrier = forms.ModelChoiceField(
        Carrier.objects.filter(active=True), label=gettext_lazy("Carrier"), empty_label=None
    )
    waybill = ScanField(label=gettext_lazy("Waybill"), max_length=60)
    odd_waybill_confirmed = forms.BooleanField(
        label=gettext_lazy("The waybill is right"), required=False, widget=forms.HiddenInput
    )
    another_parcel_confirmed = forms.BooleanField(
        label=gettext_lazy("It is another parcel"), required=False, widget=forms.HiddenInput
    )
    boxes = forms.IntegerField(
        label=gettext_lazy("Boxes"), min_value=1, max_value=MOST_BOXES, initial=1
    )
    weight_kg = forms.DecimalField(
        label=gettext_lazy("Weight in kg"),
        min_value=0,
        max_value=HEAVIEST_KG,
        decimal_places=3,
        required=False,
    )
    agent = PickField(
        Agent.objects.active(),
        by="code",
        suggestions="suggest_agents",
        label=gettext_lazy("Agent"),
        required=False,
        help_text=gettext_lazy(
            "Only when no notice names the waybill; blank when nobody knows yet."
        ),
    )
    notice = NoticeField(
        help_text=gettext_lazy("When the waybill is not the one that the agent told us.")
    )
    courier_name = forms.CharField(label=gettext_lazy("Courier"), max_length=40, required=False)
    condition = forms.ChoiceField(
        label=gettext_lazy("Condition"),
        choices=Parcel.Condition.choices,
        initial=Parcel.Condition.SOUND,
        widget=forms.RadioSelect,
    )
    photos = PhotosField(help_text=gettext_lazy("Needed when the parcel is damaged."))
    refused_because = forms.CharField(
        label=gettext_lazy("Refused at the door, because"),
        max_length=200,
        required=False,
        help_text=gettext_lazy(
            "Only when the courier takes it back. It stands on record and is not signed for."
        ),
    )
    joins = forms.ModelChoiceField(
        InboundConsignment.objects.filter(state=ConsignmentState.SIGNED),
        to_field_name="number",
        required=False,
        widget=forms.HiddenInput,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        # A scan belongs here, wherever the cursor stands.
        self.fields["waybill"].widget.attrs |= {"autofocus": True, "data-scan-field": True}

    def clean(self) -> dict[str, Any]:
        """Name the earlier record of a waybill, and ask before an odd one."""
        typed = super().clean() or self.cleaned_data
        refuse_notice_of_another(self)
        carrier, waybill = typed.get("carrier"), typed.get("waybill")
        if not carrier or not waybill:
            return typed
        try:
            read = Waybill.parse(
                waybill, strict=carrier.strict_pattern, lenient=carrier.lenient_pattern
            )
        except Refused as malformed:
            self.add_error("waybill", text_of(malformed))
            return typed
        self._name_the_earlier(carrier, read.number)
        if read.warnings:
            self._ask_about_the_odd(carrier, read.number)
        return typed

    def _ask_about_the_odd(self, carrier: Carrier, waybill: str) -> None:
        doubt = Invalid("exchange.odd_waybill", waybill=waybill, carrier=str(carrier))
        self._ask("odd_waybill_confirmed", text_of(doubt))

    def _ask(self, box: str, doubt: str) -> None:
        """Show the box to tick; until it is ticked the form is not right."""
        self.fields[box].widget = forms.CheckboxInput()
        if not self.cleaned_data.get(box):
            self.add_error(box, forms.ValidationError(doubt))

    def _name_the_earlier(self, carrier: Carrier, waybill: str) -> None:
        earlier = signed_already(carrier, waybill)
        if earlier is None:
            return
        known = {"name": earlier.signed_by, "carrier": earlier.carrier}
        if earlier.carrier_id == carrier.pk:
            told = _linked(_("Signed for already, by %(name)s:") % known, earlier)
            self.add_error("waybill", forms.ValidationError(told))
            return
        doubt = _(
            "This number was signed for already as one of %(carrier)s, by %(name)s. Is the carrier "
            "right? If this is another parcel, tick the box and sign again. The first:"
        )
        self._ask("another_parcel_confirmed", _linked(doubt % known, earlier))

    def arrived(self, photos: tuple[Attachment, ...]) -> Arrived:
        """What the command takes."""
        typed = self.cleaned_data
        weight = typed["weight_kg"]
        return Arrived(
            carrier=typed["carrier"],
            waybill=typed["waybill"],
            boxes=typed["boxes"],
            weight_g=int(weight * 1000) if weight else None,
            condition=typed["condition"],
            courier_name=typed["courier_name"],
            odd_waybill_confirmed=typed["odd_waybill_confirmed"],
            another_parcel_confirmed=typed["another_parcel_confirmed"],
            photos=photos,
        )


def _linked(told: str, earlier: Parcel) -> str:
    """What is told, and the consignment of the earlier parcel to look at."""
    number = earlier.consignment.number
    return format_html(
        '{} <a href="{}">{}</a>', told, reverse("consignment", args=[number]), number
    )
