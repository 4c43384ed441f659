"""One form with every kind of field, and lines."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from shouhou.accounts.models import TrailEntry, User
from shouhou.web.filters import DayRangeFilter, SearchFilter
from shouhou.web.forms import (
    DayField,
    MoneyField,
    PhotoInput,
    PickField,
    ScanField,
    UploadInput,
)


class RequisitionForm(forms.Form):
    serial = ScanField(label=_("Serial number"), help_text=_("Scan the label on the board."))
    asked_by = PickField(
        User.objects.order_by("username"), by="username", suggestions="people", label=_("Asked by")
    )
    needed_on = DayField(label=_("Needed on"))
    amount = MoneyField(label=_("Amount"), required=False)
    warehouse = forms.ChoiceField(
        label=_("Warehouse"), choices=[("", "—"), ("main", "主仓"), ("turnover", "周转仓")]
    )
    urgency = forms.ChoiceField(
        label=_("Urgency"),
        widget=forms.RadioSelect,
        choices=[("normal", _("Normal")), ("urgent", _("Urgent"))],
        initial="normal",
    )
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea({"rows": 3}))
    is_whole = forms.BooleanField(label=_("Deliver everything at once"), required=False)
    photo = forms.FileField(label=_("Photo"), widget=PhotoInput, required=False)
    proof = forms.FileField(label=_("Attachment"), widget=UploadInput, required=False)


class LineForm(forms.Form):
    part_no = forms.CharField(label=_("Part number"))
    quantity = forms.IntegerField(label=_("Quantity"), min_value=1)
    note = forms.CharField(label=_("Note"), required=False)


Lines = forms.formset_factory(LineForm, extra=2, can_delete=True)


class ActFilter(django_filters.FilterSet):
    q = SearchFilter(label=_("Search"), method="search")
    outcome = django_filters.ChoiceFilter(
        label=_("Outcome"), choices=TrailEntry.Outcome.choices, empty_label=_("all")
    )
    at = DayRangeFilter(label=_("Day"))

    class Meta:
        model = TrailEntry
        fields = ()

    def search(self, rows, _name, typed):
        """Acts whose verb or subject contains what was typed."""
        return rows.filter(verb__contains=typed) | rows.filter(subject_label__contains=typed)
