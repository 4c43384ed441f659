"""What the custodian enters: the quick test and the swap, or what goes back and why."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shouhou.catalog.models import Part
from shouhou.exchange.models import ExchangeLine, ExchangeOrder, ReturnObligation
from shouhou.exchange.obligations import fitting
from shouhou.exchange.whereabouts import free_to_judge
from shouhou.flows.judging import Test
from shouhou.staff.forms.photos import PhotosField
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
    photos = PhotosField(help_text=_("Of the mark, the label or the damage."))
