"""Writing the trail: every command calls `record` inside its own transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from shouhou.accounts.models import TrailEntry, User
from shouhou.kernel import clock
from shouhou.kernel.refusals import Refused


@dataclass(frozen=True)
class Origin:
    """Where a change comes from: a network address and the request that carried it."""

    address: str = ""
    request_id: str = ""


_origin: ContextVar[Origin] = ContextVar("origin", default=Origin())  # noqa: B039 - frozen


@contextmanager
def arriving_from(*, address: str, request_id: str) -> Iterator[None]:
    """Name the origin of every change inside the block; the doors do this once a request."""
    token = _origin.set(Origin(address, request_id))
    try:
        yield
    finally:
        _origin.reset(token)


def record(
    verb: str,
    subject: Model,
    *,
    by: User,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
) -> None:
    """Append one act to the trail. `verb` is `room.verb`; `before` and `after` are plain values."""
    entry = _on(subject, by, verb, reason)
    entry.before, entry.after = dict(before or {}), dict(after or {})
    entry.save()


def record_each(verb: str, subjects: Iterable[Model], *, by: User, reason: str = "") -> None:
    """Append the same act once for each of several rows, in one statement."""
    TrailEntry.objects.bulk_create(_on(subject, by, verb, reason) for subject in subjects)


def record_refusal(user: User, refusal: Refused, path: str) -> None:
    """Append a refused attempt. Called after the rollback, by whoever answers the refusal."""
    facts = {name: str(value) for name, value in refusal.facts.items()}
    entry = _entry(
        user,
        refusal.code,
        outcome=TrailEntry.Outcome.REFUSED,
        subject_label=refusal.where[:80],
        after={"path": path, **facts},
    )
    entry.save()


def _on(subject: Model, by: User, verb: str, reason: str) -> TrailEntry:
    return _entry(
        by,
        verb,
        subject_kind=subject._meta.label_lower,
        subject_id=subject.pk,
        subject_label=str(subject)[:80],
        reason=reason[:400],
    )


def _entry(actor: User, verb: str, **columns: Any) -> TrailEntry:
    origin = _origin.get()
    return TrailEntry(
        at=clock.now(),
        actor=actor,
        verb=verb,
        address=origin.address,
        request_id=origin.request_id,
        **columns,
    )
