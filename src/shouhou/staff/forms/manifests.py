"""What is kept of a manifest when its courier has signed it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from shouhou.staff.forms.photos import PhotosField


class SignedForm(forms.Form):
    """Pictures of the signed sheet."""

    photos = PhotosField(label=_("Signed sheet"), required=True)
