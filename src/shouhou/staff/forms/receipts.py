"""What is typed when stock is received: the head, the lines by hand, the sheet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from shouhou.catalog.models import Part
from shouhou.catalog.queries import parts_numbered
from shouhou.flows.receiving_stock import Delivered
from shouhou.stock.kinds import Kind
from shouhou.stock.places import Code
from shouhou.web.forms import PickField, ScanField, UploadInput, as_typed

SALT = "shouhou.receipt.2"


class HeadForm(forms.Form):
    """What kind of receipt it is, where the pieces go, and why they come."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[(Kind.RECEIPT, Kind.RECEIPT.label), (Kind.OPENING, Kind.OPENING.label)],
    )
    shelf = forms.ChoiceField(
        label=_("Warehouse"),
        choices=[(Code.MAIN, _("Main warehouse")), (Code.TURNOVER, _("Turnover warehouse"))],
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=400, help_text=_("The delivery note, or why there is none.")
    )

    def head(self) -> dict[str, Any]:
        """The arguments of the command."""
        head = self.cleaned_data
        return {
            "kind": Kind(head["kind"]),
            "shelf": Code(head["shelf"]),
            "reason": head["reason"],
        }


class SheetForm(HeadForm):
    """The same head for a sheet."""

    upload = forms.FileField(label=_("Excel sheet"), widget=UploadInput({"accept": ".xlsx,.csv"}))


class LineForm(forms.Form):
    """One line: a part with a quantity, or with the serials of its pieces."""

    part = PickField(
        Part.objects.approved(), by="part_no", suggestions="suggest_parts", label=_("Part")
    )
    quantity = forms.IntegerField(label=_("Quantity"), min_value=1, required=False)
    serials = forms.CharField(
        label=_("Serials, one a line"),
        required=False,
        widget=forms.Textarea({"rows": 2, "spellcheck": "false", "class": "code"}),
    )
    lot = ScanField(label=_("Lot"), max_length=40, required=False)

    def clean(self) -> dict[str, Any]:
        """As many serials as pieces, or a quantity alone."""
        cleaned: dict[str, Any] = super().clean() or {}
        serials = as_typed(cleaned.get("serials") or "").split()
        quantity = cleaned.get("quantity")
        if not serials and quantity is None and not self.errors:
            self.add_error("quantity", _("Enter a quantity, or scan the serials."))
        if serials and quantity not in (None, len(serials)):
            self.add_error("quantity", _("This is not the number of serials."))
        return {**cleaned, "serials": serials}

    def delivered(self, number: int) -> list[Delivered]:
        """What the line brings; refusals name it by its number."""
        line = self.cleaned_data
        bare = Delivered(line["part"], line["quantity"] or 0, lot=line["lot"], where=f"#{number}")
        if not line["serials"]:
            return [bare]
        return [
            Delivered(bare.part, serial=serial, lot=bare.lot, where=bare.where)
            for serial in line["serials"]
        ]


Lines = forms.formset_factory(LineForm, extra=1, min_num=1, validate_min=True, can_delete=True)


def delivered_by(lines: Any) -> list[Delivered]:
    """What all filled lines of a valid formset bring."""
    filled = [form for form in lines if form.has_changed() and not form.cleaned_data.get("DELETE")]
    return [one for number, form in enumerate(filled, 1) for one in form.delivered(number)]


def carried(delivered: Iterable[Delivered]) -> str:
    """Previewed lines on their way through the browser: signed, so that nobody edits them."""
    rows = [
        [one.part.part_no, one.quantity, one.serial, one.lot, one.where, one.also]
        for one in delivered
    ]
    return signing.dumps(rows, salt=SALT, compress=True)


def brought_back(text: str) -> list[Delivered]:
    """The previewed lines again; `signing.BadSignature` when they are not what was shown."""
    rows = signing.loads(text, salt=SALT)
    parts = parts_numbered(row[0] for row in rows)
    return [
        Delivered(parts[part_no], quantity, serial, lot, where, tuple(also))
        for part_no, quantity, serial, lot, where, also in rows
    ]


class TakeForm(HeadForm):
    """A previewed sheet, to be taken as it was shown."""

    lines = forms.CharField(widget=forms.HiddenInput)

    def clean_lines(self) -> list[Delivered]:
        """The lines that were previewed."""
        try:
            return brought_back(self.cleaned_data["lines"])
        except signing.BadSignature:
            raise forms.ValidationError(_("Upload the sheet once more.")) from None
