"""Policies as forms: a field for every parameter, built from the values a version has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shouhou.web.formats import money
from shouhou.web.forms import MoneyField

Values = Mapping[str, Any]
FEN = "_fen"

LABELS: dict[str, str | Promise] = {
    "periods_months": _("Guarantee period in months"),
    "return_days": _("Days to return"),
    "exchange_days": _("Days to exchange"),
    "roll_weekend": _("A period that ends on a holiday ends the day after"),
    "two_repairs": _("Repairs after which a phone is exchanged"),
    "loaner_days": _("Days until a loaner is due"),
    "repairer_days": _("Days a repair may take"),
    "parts_days": _("Days parts may be missing"),
    "repair_guarantee_days": _("Days a repair is guaranteed"),
    "depreciation_per_day": _("Depreciation a day, as a share of the price"),
    "no_proof_offset_days": _("Days from making to sale without proof"),
    "accessory_exchange_limit": _("Exchanges of an accessory"),
    "evidence_burden_months": _("Months in which we prove user damage"),
    "insured_percent": _("Insured value, percent of the standard cost"),
    "bands": _("Premium bands by carrier (JSON)"),
    "first_contact_hours": _("Working hours to the first contact"),
    "opening_hours": _("Opening hours (JSON)"),
    "second_check_fen": _("Second check from this value on"),
    "code_match_hours": _("Hours a code match holds"),
    "silence_hours": _("Hours without a tracking event"),
    "confirm_days": _("Days to confirm receipt"),
    "due_days": _("Days until a defective is due"),
    "overdue_limit_fen": _("Overdue value that blocks an agent"),
    "act_days": _("Working days to deal with what waits"),
    "count_hours": _("Working hours from the signature to the count"),
    "book_days": _("Working days from the count to the booking"),
    "swap_days": _("Working days for an accessory"),
    "repair_days": _("Calendar days for a repair or a shortage"),
    "force_tally": _("The tally must agree before the day-book is closed"),
}


def label_of(name: str) -> str:
    """What a parameter is called; one of several of its kind with its own key behind."""
    kind, _dot, key = name.partition(".")
    said = str(LABELS.get(kind, kind))
    return f"{said}: {key}" if key else said


def fields_for(values: Values) -> Iterator[tuple[str, forms.Field]]:
    """A field a parameter, filled with the value; what is nested deeper is typed as JSON."""
    for name, value in values.items():
        if _is_table(value):
            for key, one in value.items():
                yield f"{name}.{key}", _field(f"{name}.{key}", one)
        else:
            yield name, _field(name, value)


def values_from(template: Values, cleaned: Values) -> dict[str, Any]:
    """What was typed, in the shape of `template`."""
    return {
        name: {key: cleaned[f"{name}.{key}"] for key in value}
        if _is_table(value)
        else cleaned[name]
        for name, value in template.items()
    }


def shown(values: Values) -> list[tuple[str, Any]]:
    """The parameters with their labels, for reading."""
    return [
        (label_of(name), money(field.initial) if name.endswith(FEN) else field.initial)
        for name, field in fields_for(values)
    ]


def _is_table(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(one, int) for one in value.values())


def _field(name: str, value: Any) -> forms.Field:
    shown: dict[str, Any] = {"label": label_of(name), "initial": value}
    if isinstance(value, bool):
        return forms.BooleanField(required=False, **shown)
    if name.endswith(FEN):
        return MoneyField(**shown)
    if isinstance(value, int):
        return forms.IntegerField(min_value=0, **shown)
    if isinstance(value, str):
        return forms.CharField(max_length=40, **shown)
    return forms.JSONField(widget=forms.Textarea({"rows": 6, "class": "code"}), **shown)
