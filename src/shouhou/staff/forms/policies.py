"""A version of a policy: its name, the day it begins, and its parameters."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shouhou.staff.forms.policy_fields import fields_for, values_from
from shouhou.web.forms import DayField


class PolicyForm(forms.Form):
    """The next version of a kind, filled with what is in force."""

    version = forms.CharField(label=_("Version"), max_length=20)
    effective_from = DayField(label=_("In force from"))

    def __init__(self, template: dict[str, Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.template = template
        self.fields.update(fields_for(template))

    def values(self) -> dict[str, Any]:
        """The parameters as the command takes them."""
        return values_from(self.template, self.cleaned_data)
