"""A packing list as a file, or typed line by line."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shouhou.catalog.models import Part
from shouhou.exchange.commands.packing import Declared
from shouhou.exchange.packing_lists.values import MOST_PIECES, WarrantyClaim
from shouhou.kernel import identifiers
from shouhou.web.forms import DayField, PickField, ScanField, UploadInput

MOST_LINES = 500
CLAIMS = (
    ("", "—"),
    (WarrantyClaim.IN_WARRANTY, _("In warranty")),
    (WarrantyClaim.OUT_OF_WARRANTY, _("Out of warranty")),
    (WarrantyClaim.USER_DAMAGE, _("User damage")),
    (WarrantyClaim.NO_PROOF, _("No proof of purchase")),
    (WarrantyClaim.DOA, _("Dead on arrival")),
)


class UploadForm(forms.Form):
    """The agent's list as he sent it."""

    file = forms.FileField(
        label=_("The agent's list (.xlsx or .csv)"),
        widget=UploadInput({"accept": ".xlsx,.csv"}),
        allow_empty_file=True,
    )


class LineForm(forms.Form):
    """One line of the list."""

    part = PickField(
        Part.objects.approved(), by="part_no", suggestions="suggest_parts", label=_("Part")
    )
    quantity = forms.IntegerField(
        label=_("Quantity"), min_value=1, max_value=MOST_PIECES, initial=1
    )
    serial = ScanField(label=_("Serial"), max_length=60, required=False)
    fault = forms.CharField(label=_("Fault"), max_length=200, required=False)
    sold_on = DayField(label=_("Sold on"), required=False)
    warranty_claim = forms.ChoiceField(label=_("Agent's claim"), choices=CLAIMS, required=False)

    def clean_serial(self) -> str:
        """The serial as it is stored."""
        return identifiers.normalise(self.cleaned_data["serial"])[:40]

    def clean(self) -> dict[str, Any]:
        """One serial is one piece."""
        typed = super().clean() or self.cleaned_data
        if typed.get("serial") and typed.get("quantity", 1) != 1:
            self.add_error("quantity", _("One serial is one piece."))
        return typed

    def declared(self) -> Declared:
        """What the command takes."""
        typed = self.cleaned_data
        return Declared(
            part=typed["part"],
            quantity=typed["quantity"],
            serial=typed["serial"],
            fault=typed["fault"],
            sold_on=typed["sold_on"],
            warranty_claim=typed["warranty_claim"],
        )


class _Lines(forms.BaseFormSet):
    """The lines; a serial stands once on a list."""

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        """The cursor begins in the first line."""
        super().add_fields(form, index)
        if index == 0:
            form.fields["part"].widget.attrs["autofocus"] = True

    def clean(self) -> None:
        """Refuse a serial typed twice."""
        seen: set[str] = set()
        for form in self.forms:
            serial = form.cleaned_data.get("serial") if form.is_valid() else ""
            if serial and serial in seen:
                form.add_error("serial", _("This serial stands on the list already."))
            seen.add(serial or "")


Lines = forms.formset_factory(
    LineForm,
    formset=_Lines,
    extra=0,
    min_num=1,
    max_num=MOST_LINES,
    absolute_max=MOST_LINES,
    can_delete=True,
    validate_max=True,
)


def declared_in(lines: forms.BaseFormSet) -> list[Declared]:
    """The lines that were filled in and not taken away."""
    kept = [form for form in lines.forms if form not in lines.deleted_forms]
    return [form.declared() for form in kept if form.has_changed()]
