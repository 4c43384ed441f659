"""What is thrown away by and by, and what is not."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.test import override_settings

from shouhou.accounts.attachments import path_of
from shouhou.accounts.models import Attachment, RequestKey
from shouhou.console import tidy
from shouhou.kernel import clock
from tests.world import World


@pytest.fixture(autouse=True)
def media(tmp_path: Path) -> Iterator[Path]:
    """A folder of the test's own."""
    with override_settings(MEDIA_ROOT=tmp_path):
        yield tmp_path


def file(stored_as: str, *, days_old: float) -> Path:
    """A photo's file that was written some days ago."""
    path = path_of(stored_as)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"jpeg")
    then = (datetime.now(UTC) - timedelta(days=days_old)).timestamp()
    os.utime(path, (then, then))
    return path


def test_files_go_that_no_row_names_once_they_are_a_day_old(w: World) -> None:
    named = Attachment.objects.create(
        name="a.jpg",
        media_type="image/jpeg",
        size_bytes=4,
        sha256="0",
        stored_as="aa11.jpg",
        brought_by=w.hejing,
    )
    kept = [file(named.stored_as, days_old=9), file("bb22.jpg", days_old=0.5)]
    orphan = file("cc33.jpg", days_old=2)

    assert tidy.run([]) == 0

    assert not orphan.exists()
    assert all(path.exists() for path in kept)


def test_keys_of_forms_go_after_thirty_days(w: World) -> None:
    for days in (1, 29, 31):
        at = clock.now() - timedelta(days=days)
        RequestKey.objects.create(key=uuid4(), user=w.hejing, path=str(days), at=at)

    tidy.run([])

    assert sorted(RequestKey.objects.values_list("path", flat=True)) == ["1", "29"]


def test_sessions_that_ended_go_and_others_stay(
    w: World, capsys: pytest.CaptureFixture[str]
) -> None:
    for age in (-10, 600):
        session = SessionStore()
        session.set_expiry(age)
        session.save()

    tidy.run([])

    assert Session.objects.count() == 1
    assert capsys.readouterr().out == "0 request keys, 1 sessions, 0 files\n"
