"""What the custodian enters: the quick test and the swap, or what goes back and why."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from shouhou.catalog.models import Part
from shouhou.exchange.models import ExchangeOrder
from shouhou.flows.swapping import Test
from shouhou.staff.forms.photos import PhotosField

Grounds = ExchangeOrder.Grounds
MOST_PIECES = 100_000


class SwapForm(forms.Form):
    """The quick test of one line, and what goes for it."""

    quantity = forms.IntegerField(label=_("Pieces"), min_value=1, max_value=MOST_PIECES)
    grounds = forms.ChoiceField(
        label=_("Found"),
        choices=[
            (Grounds.DEFECTIVE, Grounds.DEFECTIVE.label),
            (Grounds.SWOLLEN, Grounds.SWOLLEN.label),
        ],
    )
    measured = forms.CharField(label=_("Measured"), max_length=200)
    substitute = forms.ModelChoiceField(
        Part.objects.approved(), label=_("Substitute"), to_field_name="part_no", required=False
    )

    def test(self) -> Test:
        """What the command takes."""
        typed = self.cleaned_data
        return Test(Grounds(typed["grounds"]), typed["measured"])


class SendBackForm(forms.Form):
    """Pieces that go back as they came, with the evidence."""

    quantity = forms.IntegerField(label=_("Pieces"), min_value=1, max_value=MOST_PIECES)
    reason = forms.CharField(label=_("Why it goes back"), max_length=200)
    photos = PhotosField(help_text=_("Of the mark, the label or the damage."))
