"""Where a transfer goes, and how many pieces of an untracked part."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shouhou.catalog.models import Part
from shouhou.stock.models import Place
from shouhou.web.forms import PickField


class WayForm(forms.Form):
    """From one warehouse to another."""

    source = forms.ModelChoiceField(
        Place.objects.filter(kind=Place.Kind.WAREHOUSE).order_by("pk"),
        to_field_name="code",
        label=_("From warehouse"),
        empty_label=None,
    )
    target = forms.ModelChoiceField(
        Place.objects.filter(kind=Place.Kind.WAREHOUSE).order_by("pk"),
        to_field_name="code",
        label=_("To warehouse"),
        empty_label=None,
    )

    def clean(self) -> dict[str, Any]:
        """Two different warehouses."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("source") and cleaned.get("source") == cleaned.get("target"):
            self.add_error("target", _("Choose another warehouse than the one it comes from."))
        return cleaned


class QuantityForm(forms.Form):
    """So many pieces of a part without serials."""

    part = PickField(
        Part.objects.approved().filter(tracking=Part.Tracking.QUANTITY),
        by="part_no",
        suggestions="suggest_parts",
        label=_("Part without serials"),
    )
    quantity = forms.IntegerField(label=_("Quantity"), min_value=1, max_value=1_000_000)
