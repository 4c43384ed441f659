"""Filters for lists whose inputs all have labels."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from django_filters.widgets import DateRangeWidget

from shouhou.web.forms import DayInput


class DayRangeInput(DateRangeWidget):
    """Two day pickers, each with its own label."""

    template_name = "web/forms/day_range.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.widgets = [
            DayInput({"aria-label": _("from day")}),
            DayInput({"aria-label": _("to day")}),
        ]


class DayRangeFilter(django_filters.DateFromToRangeFilter):
    """From one calendar day to another, both included. For date columns."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, widget=DayRangeInput(), **kwargs)


class SearchFilter(django_filters.CharFilter):
    """One search box: what is typed goes to the `method` of the filter set."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        box = forms.TextInput({"type": "search", "autocomplete": "off", "spellcheck": "false"})
        super().__init__(*args, widget=box, **kwargs)


class YesNoFilter(django_filters.BooleanFilter):
    """Yes, no, or all."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        choices = [("", _("all")), ("true", _("yes")), ("false", _("no"))]
        super().__init__(*args, widget=forms.Select(choices=choices), **kwargs)
