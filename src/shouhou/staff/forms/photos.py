"""Photos as evidence: several at once, kept only when the form is right."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from shouhou.accounts.attachments import keep_photo
from shouhou.accounts.models import Attachment, User
from shouhou.web.forms import PhotoInput

MOST_PHOTOS = 8


class PhotosInput(PhotoInput):
    """A photo field that takes several."""

    allow_multiple_selected = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"multiple": True, **(attrs or {})})


class PhotosField(forms.FileField):
    """A few photos, none of them needed as far as the form knows."""

    widget = PhotosInput

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"required": False, "label": _("Photos"), **options})

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Every photo by itself."""
        uploads = data if isinstance(data, list | tuple) else [data]
        photos = [super(PhotosField, self).clean(one, initial) for one in uploads if one]
        if len(photos) > MOST_PHOTOS:
            raise forms.ValidationError(
                _("At most %(most)s photos at once."), params={"most": MOST_PHOTOS}
            )
        return photos


def kept(uploads: list[UploadedFile], *, by: User) -> tuple[Attachment, ...]:
    """The photos of a form that was right, stored as evidence."""
    return tuple(keep_photo(upload, by=by) for upload in uploads)
