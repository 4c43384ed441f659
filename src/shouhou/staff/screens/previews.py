"""Uploaded lists between their preview and their keeping: files of one person, soon gone."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core import signing
from django.core.files.uploadedfile import UploadedFile

from shouhou.accounts.models import User
from shouhou.kernel import clock
from shouhou.kernel.refusals import Missing
from shouhou.sheets.gate import LARGEST_FILE

LONGEST_SECONDS = 2 * 3600
SALT = "shouhou.previews"


@dataclass(frozen=True)
class Upload:
    """One uploaded file, read back."""

    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        """Its digest, by which it is known again."""
        return hashlib.sha256(self.content).hexdigest()


def keep(upload: UploadedFile, *, purpose: str, by: User) -> tuple[Upload, str]:
    """Put the bytes aside under a random name; the token leads back to them.

    The token is signed and names the person and the purpose, so nobody else can use it, nor for
    anything else. A file that is too large is cut where the reader will refuse it.
    """
    _forget_the_old()
    read = Upload((upload.name or "")[:120], upload.read(LARGEST_FILE + 1))
    stored_as = secrets.token_hex(16)
    path = _path(stored_as)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(read.content)
    said = {"file": stored_as, "name": read.name, "user": by.pk, "for": purpose}
    return read, signing.dumps(said, salt=SALT)


def read_back(token: str, *, purpose: str, by: User) -> Upload:
    """The file behind a token; refuses (`upload.gone`) a foreign, old or made-up one."""
    try:
        said = signing.loads(token, salt=SALT, max_age=LONGEST_SECONDS)
        if (said["user"], said["for"]) != (by.pk, purpose):
            raise Missing("upload.gone")
        return Upload(said["name"], _path(said["file"]).read_bytes())
    except (signing.BadSignature, FileNotFoundError) as gone:
        raise Missing("upload.gone") from gone


def _path(stored_as: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "previews" / stored_as


def _forget_the_old() -> None:
    """Whoever uploads clears away what nobody kept."""
    oldest = clock.now().timestamp() - LONGEST_SECONDS
    for path in _path("").glob("*"):
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)
