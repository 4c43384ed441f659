"""What happened to a thing, out of the trail, in words a person reads."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Model
from django.utils.translation import gettext as _

from shouhou.accounts.models import TrailEntry, User
from shouhou.kernel.refusals import Refused
from shouhou.staff.screens.trail_facts import changes
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
    change: str = ""


def timeline_of(subject: Model, *, with_changes: bool = False) -> list[Act]:
    """The latest acts on one row, newest first; with what each changed, if somebody judges that."""
    entries = TrailEntry.objects.filter(
        subject_kind=subject._meta.label_lower, subject_id=subject.pk
    )
    newest = entries.select_related("actor").order_by("-pk")[:MOST_ENTRIES]
    acts = [told(entry) for entry in newest]
    if with_changes:
        pairs = zip(acts, newest, strict=True)
        acts = [act if act.is_refused else replace(act, change=changes(e)) for act, e in pairs]
    return acts


def told(entry: TrailEntry) -> Act:
    """One entry of the trail in words."""
    if entry.outcome == TrailEntry.Outcome.REFUSED:
        refusal = Refused(entry.verb, where=entry.subject_label)
        refusal.facts = entry.after
        return Act(entry.at, entry.actor, _("Refused"), text_of(refusal), is_refused=True)
    return Act(entry.at, entry.actor, trail_word(entry.verb), entry.reason)
