"""What is typed about people: name, roles, the agent somebody acts for."""

from __future__ import annotations

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from shouhou.accounts.models import User
from shouhou.accounts.roles import Role
from shouhou.partners.models import Agent
from shouhou.web.filters import SearchFilter, YesNoFilter
from shouhou.web.forms import PickField


class PersonFilter(django_filters.FilterSet):
    """By name, role and standing."""

    q = SearchFilter(label=_("Name"), method="search")
    role = django_filters.ChoiceFilter(
        label=_("Role"), field_name="role_assignments__role", choices=Role.choices
    )
    is_active = YesNoFilter(label=_("Active"))

    class Meta:
        model = User
        fields = ()

    def search(self, rows: QuerySet[User], _name: str, typed: str) -> QuerySet[User]:
        """People whose user name or name holds what was typed."""
        return rows.filter(Q(username__icontains=typed) | Q(name__icontains=typed))


class RolesForm(forms.Form):
    """The roles somebody holds."""

    roles = forms.TypedMultipleChoiceField(
        label=_("Roles"),
        choices=Role.choices,
        coerce=Role,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def chosen(self) -> frozenset[Role]:
        """The roles as the command takes them; none is refused there."""
        return frozenset(self.cleaned_data["roles"])


class PersonForm(RolesForm):
    """Somebody new."""

    username = forms.RegexField(
        r"^[a-z][a-z0-9_.-]{1,39}$",
        label=_("User name"),
        help_text=_("Small letters and digits, such as hejing."),
    )
    name = forms.CharField(label=_("Name"), max_length=60)
    field_order = ("username", "name", "roles")


class ActingForm(forms.Form):
    """The agent that a user of the agents' portal acts for."""

    agent = PickField(
        Agent.objects.active(), by="code", suggestions="suggest_agents", label=_("Agent")
    )
