"""What the custodian enters: the quick test and the swap, what goes back, what is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from shouhou.catalog.models import Part
from shouhou.exchange.models import ExchangeLine, ExchangeOrder, ReturnObligation
from shouhou.exchange.obligations import fitting
from shouhou.exchange.whereabouts import free_to_judge
from shouhou.flows.judging import Test
from shouhou.staff.forms.photos import PhotosField
from shouhou.stock.replenishment import Need
from shouhou.web import formats

Grounds = ExchangeOrder.Grounds
MOST_PIECES = 100_000


class TestForm(forms.Form):
    """The quick test of so many pieces of one line."""

    quantity = forms.IntegerField(label=_("Pieces"), min_value=1, max_value=MOST_PIECES)
    grounds = forms.ChoiceField(
        label=_("Found"),
        choices=[
            (Grounds.DEFECTIVE, Grounds.DEFECTIVE.label),
            (Grounds.SWOLLEN, Grounds.SWOLLEN.label),
        ],
    )
    measured = forms.CharField(label=_("Measured"), max_length=200)

    def test(self) -> Test:
        """What the command takes."""
        typed = self.cleaned_data
        return Test(Grounds(typed["grounds"]), typed["measured"])


class SwapForm(TestForm):
    """The test, and what goes for the tested pieces."""

    substitute = forms.ModelChoiceField(
        Part.objects.approved(), label=_("Substitute"), to_field_name="part_no", required=False
    )


class ObligationField(forms.ModelChoiceField):
    """One of the old parts an agent owes, by what it was issued for and when it is due."""

    def label_from_instance(self, obj: ReturnObligation) -> str:
        """The issuing document, the last day, and how many are outstanding."""
        told = {
            "document": obj.issued_by_line.document,
            "day": formats.day(obj.due_on),
            "count": obj.outstanding,
        }
        return _("%(document)s, due %(day)s, %(count)s outstanding") % told


class OldPartForm(TestForm):
    """The test, and which old parts the tested pieces are."""

    obligation = ObligationField(ReturnObligation.objects.none(), label=_("Old part of"))

    def __init__(self, *args: Any, line: ExchangeLine, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owed = fitting(line)
        if owed:
            first, lacks = owed[0]
            self.initial = {"obligation": first, "quantity": min(free_to_judge(line), lacks)}
        rows = ReturnObligation.objects.filter(pk__in=[one.pk for one, _count in owed])
        self.fields["obligation"].queryset = rows.select_related(  # type: ignore[attr-defined]
            "issued_by_line__document"
        ).order_by("due_on", "pk")


class SendBackForm(forms.Form):
    """Pieces that go back as they came, with the evidence."""

    quantity = forms.IntegerField(label=_("Pieces"), min_value=1, max_value=MOST_PIECES)
    reason = forms.CharField(label=_("Why it goes back"), max_length=200)
    photos = PhotosField(help_text=_("At least one, of the mark, the label or the damage."))


class ReplenishForm(forms.Form):
    """So many pieces of each part that is low; what has serials is scanned for its transfer."""

    def __init__(self, needs: Sequence[Need], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.needs = needs
        for need in needs:
            if need.suggested and need.part.tracking == Part.Tracking.QUANTITY:
                self.fields[str(need.part.pk)] = _pieces_of(need)

    def lines(self) -> list[tuple[Need, BoundField | None]]:
        """What can be filled up now, each part with its field unless it is scanned."""
        return [
            (need, self[name] if (name := str(need.part.pk)) in self.fields else None)
            for need in self.needs
            if need.suggested
        ]

    def others(self) -> list[Need]:
        """What the main warehouse has none of, or what is on its way already."""
        return [need for need in self.needs if not need.suggested]

    def chosen(self) -> dict[int, int]:
        """The pieces by part; nothing for a part that was left empty."""
        return {int(name): count for name, count in self.cleaned_data.items() if count}


def _pieces_of(need: Need) -> forms.IntegerField:
    attributes = {
        "class": "form-control pieces",
        "inputmode": "numeric",
        "aria-label": str(need.part),
    }
    return forms.IntegerField(
        label=str(need.part),
        min_value=0,
        max_value=MOST_PIECES,
        required=False,
        initial=need.suggested,
        widget=forms.NumberInput(attributes),
    )
