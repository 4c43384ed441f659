"""What is thrown away by and by: answered forms, ended sessions, files that belong to nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session

from shouhou.accounts.models import Attachment, RequestKey
from shouhou.kernel import clock

KEYS_FOR = timedelta(days=30)
"""A form submitted again after this would be taken for a new one; nobody keeps a page that long."""
FILES_FOR = timedelta(days=1)
"""A file younger than this may be of a request that is still being answered."""


@dataclass(frozen=True)
class Tidied:
    """How many were thrown away of each."""

    request_keys: int
    sessions: int
    files: int


def tidy() -> Tidied:
    """Throw away what nobody asks for any more. May be run at any time, also while people work."""
    keys, _by_model = RequestKey.objects.filter(at__lt=clock.now() - KEYS_FOR).delete()
    sessions, _by_model = Session.objects.filter(expire_date__lt=clock.now()).delete()
    files = 0
    for path in _of_nothing():
        path.unlink(missing_ok=True)
        files += 1
    return Tidied(keys, sessions, files)


def _of_nothing() -> Iterator[Path]:
    """Files of photos whose act was refused after they were written: no row names them."""
    before = clock.now() - FILES_FOR
    old = [
        path
        for path in Path(settings.MEDIA_ROOT).glob("??/*.jpg")
        if datetime.fromtimestamp(path.stat().st_mtime, UTC) < before
    ]
    named = set(Attachment.objects.values_list("stored_as", flat=True))
    yield from (path for path in old if path.name not in named)
