"""What happened to a thing, out of the trail, in words a person reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model
from django.utils.translation import gettext as _

from shouhou.accounts.models import TrailEntry, User
from shouhou.kernel.refusals import Refused
from shouhou.staff.screens.trail_words import trail_word
from shouhou.web.refusal_texts import text_of

MOST_ENTRIES = 100


@dataclass(frozen=True)
class Act:
    """One line of a timeline, as `web/components/timeline.html` takes it."""

    at: datetime
    who: User
    what: str
    reason: str
    is_refused: bool = False


def timeline_of(subject: Model) -> list[Act]:
    """The latest acts on one row, newest first."""
    entries = TrailEntry.objects.filter(
        subject_kind=subject._meta.label_lower, subject_id=subject.pk
    )
    newest = entries.select_related("actor").order_by("-pk")[:MOST_ENTRIES]
    return [told(entry) for entry in newest]


def told(entry: TrailEntry) -> Act:
    """One entry of the trail in words."""
    if entry.outcome == TrailEntry.Outcome.REFUSED:
        refusal = Refused(entry.verb, where=entry.subject_label)
        refusal.facts = entry.after
        return Act(entry.at, entry.actor, _("Refused"), text_of(refusal), is_refused=True)
    return Act(entry.at, entry.actor, trail_word(entry.verb), entry.reason)
