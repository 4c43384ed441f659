"""What is typed at the counting table besides scans."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from shouhou.catalog.models import Part
from shouhou.exchange.commands.counting import MOST_AT_ONCE
from shouhou.exchange.models.counts import Eligibility
from shouhou.staff.forms.photos import PhotosField
from shouhou.web.forms import PickField


class PartForm(forms.Form):
    """The part that is being counted, and how many of it when it bears no serials."""

    part = PickField(
        Part.objects.approved(), by="part_no", suggestions="suggest_parts", label=_("Part")
    )
    quantity = forms.IntegerField(
        label=_("Pieces, when it has no serials"),
        min_value=1,
        max_value=MOST_AT_ONCE,
        required=False,
    )


class RemarkForm(forms.Form):
    """What is to be said about a counted piece."""

    eligibility = forms.ChoiceField(
        label=_("Warranty at first sight"), choices=Eligibility.choices, widget=forms.RadioSelect
    )
    damaged = forms.CharField(
        label=_("Damaged"),
        max_length=200,
        required=False,
        help_text=_("What is wrong with it; blank when it looks well. Damage is a difference."),
    )
    photos = PhotosField()
