"""Evidence files: checked, re-encoded when they are pictures, stored under our own names."""

from __future__ import annotations

import hashlib
import io
import secrets
from pathlib import Path

from django.conf import settings
from django.core.files.base import File
from PIL import Image, ImageOps

from shouhou.accounts.models import Attachment, User
from shouhou.kernel.refusals import Invalid

LARGEST_BYTES = 10 * 1024 * 1024
LARGEST_SIDE_PIXELS = 2400
MOST_PIXELS = 60_000_000
PICTURES = {"JPEG", "PNG", "WEBP"}


def keep_photo(upload: File[bytes], *, by: User) -> Attachment:
    """Store a photo as a fresh JPEG: metadata and anything hidden in the original are gone.

    Refuses `attachment.too_large` and `attachment.not_a_picture`.
    """
    if (upload.size or 0) > LARGEST_BYTES:
        raise Invalid("attachment.too_large", where="photo", name=upload.name, most_mb=10)
    picture = _opened(upload.read(), upload.name or "")
    picture.thumbnail((LARGEST_SIDE_PIXELS, LARGEST_SIDE_PIXELS))
    encoded = io.BytesIO()
    picture.convert("RGB").save(encoded, "JPEG", quality=85)
    content = encoded.getvalue()
    stored_as = f"{secrets.token_hex(16)}.jpg"
    path = path_of(stored_as)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return Attachment.objects.create(
        name=Path(upload.name or "photo").name[:116],
        media_type="image/jpeg",
        size_bytes=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        stored_as=stored_as,
        brought_by=by,
    )


def path_of(stored_as: str) -> Path:
    """Where a stored file lies: two letters of its random name make the folder."""
    return Path(settings.MEDIA_ROOT) / stored_as[:2] / stored_as


def _opened(content: bytes, name: str) -> Image.Image:
    """The picture, turned the way it was held: what said so goes with the metadata."""
    try:
        picture = Image.open(io.BytesIO(content), formats=sorted(PICTURES))
        if picture.width * picture.height > MOST_PIXELS:
            raise Invalid("attachment.too_large", where="photo", name=name, most_mb=10)
        picture.load()
        return ImageOps.exif_transpose(picture)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as broken:
        raise Invalid("attachment.not_a_picture", where="photo", name=name) from broken
