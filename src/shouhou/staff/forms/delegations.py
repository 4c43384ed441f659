"""Asking that somebody else may post for a range of days, and naming a custodian."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from shouhou.accounts.models import User
from shouhou.stock.models import Place
from shouhou.web.forms import DayField, PickField


class DelegationForm(forms.Form):
    """Who stands in, from when to when, and why."""

    delegate = PickField(
        User.objects.filter(is_active=True),
        by="username",
        suggestions="suggest_people",
        label=_("Who stands in"),
    )
    first_day = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"))
    reason = forms.CharField(label=_("Reason"), max_length=200)


class CustodyForm(forms.Form):
    """Who keeps which warehouse from now on."""

    place = forms.ModelChoiceField(
        Place.objects.filter(kind=Place.Kind.WAREHOUSE).order_by("pk"),
        to_field_name="code",
        label=_("Warehouse"),
        empty_label=None,
    )
    custodian = PickField(
        User.objects.filter(is_active=True),
        by="username",
        suggestions="suggest_people",
        label=_("Custodian"),
    )
