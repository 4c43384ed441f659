"""Photos for the demo: drawn, not taken."""

from __future__ import annotations

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from shouhou.accounts.attachments import keep_photo
from shouhou.accounts.models import Attachment, User


def photo(of: str, *, by: User) -> Attachment:
    """A small picture that stands for a photo of something."""
    picture = Image.new("RGB", (320, 240), "#6b7280")
    ImageDraw.Draw(picture).line((40, 30, 150, 120, 170, 210), fill="#f3f4f6", width=3)
    file = io.BytesIO()
    picture.save(file, "PNG")
    return keep_photo(SimpleUploadedFile(f"{of}.png", file.getvalue()), by=by)
