"""What is typed about a difference: its filters, a contact, the agreement."""

from __future__ import annotations

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from shouhou.accounts.models import Attachment
from shouhou.exchange.commands.discrepancies import Agreement, Talk
from shouhou.exchange.lifecycle import DiscrepancyState
from shouhou.exchange.models import Contact, Discrepancy
from shouhou.partners.models import Agent
from shouhou.staff.forms.photos import PhotosField


class DiscrepancyFilter(django_filters.FilterSet):
    """What the list of differences is filtered by."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=DiscrepancyState.choices)
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=Discrepancy.Kind.choices)
    agent = django_filters.ModelChoiceFilter(label=_("Agent"), queryset=Agent.objects.all())

    class Meta:
        model = Discrepancy
        fields = ("state", "kind", "agent")


class ContactForm(forms.Form):
    """One time that we spoke with the agent."""

    channel = forms.ChoiceField(label=_("By"), choices=Contact.Channel.choices)
    spoken_with = forms.CharField(label=_("Spoken with"), max_length=60)
    said = forms.CharField(
        label=_("What was said"), max_length=400, widget=forms.Textarea({"rows": 2})
    )

    def talk(self) -> Talk:
        """What the command takes."""
        typed = self.cleaned_data
        return Talk(typed["channel"], typed["spoken_with"], typed["said"])


class AgreeForm(forms.Form):
    """What was agreed, with whom, and the evidence."""

    handling = forms.ChoiceField(
        label=_("How it is handled"), choices=Discrepancy.Handling.choices, widget=forms.RadioSelect
    )
    agreed_with = forms.CharField(label=_("Agreed with"), max_length=60)
    evidence = forms.CharField(
        label=_("Evidence"),
        max_length=400,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Such as the words of the chat message, and its time."),
    )
    photos = PhotosField(label=_("Screenshots or photos"))

    def agreement(self, photos: tuple[Attachment, ...]) -> Agreement:
        """What the command takes."""
        typed = self.cleaned_data
        return Agreement(typed["handling"], typed["agreed_with"], typed["evidence"], photos)
