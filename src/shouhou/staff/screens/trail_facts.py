"""What an act changed, out of the trail, as one line that a person reads."""

from __future__ import annotations

import json
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from shouhou.accounts.models import TrailEntry
from shouhou.staff.screens.trail_words import FACTS
from shouhou.web.formats import money
from shouhou.web.words import label

_COLUMNS = {"roles": "role"}
"""Facts whose codes the models know under another name."""


def changes(entry: TrailEntry) -> str:
    """What an act changed: `state: draft → submitted; lines: 3`."""
    names = [*entry.before, *(name for name in entry.after if name not in entry.before)]
    return "; ".join(f"{_word(entry, name)}: {_change(entry, name)}" for name in names)


def _word(entry: TrailEntry, name: str) -> str:
    """What a fact is called: by the trail's words, else by its column's, else as it is named."""
    if name in FACTS:
        return str(FACTS[name])
    try:
        column = apps.get_model(entry.subject_kind)._meta.get_field(name)
    except (LookupError, ValueError, FieldDoesNotExist):
        return name
    called = getattr(column, "verbose_name", name)
    return str(called) if isinstance(called, Promise) else name


def _change(entry: TrailEntry, name: str) -> str:
    noun = entry.subject_kind.rpartition(".")[2]
    states = (entry.before, entry.after)
    ends = [_plain(name, state[name], noun) for state in states if name in state]
    return " → ".join(ends)


def _plain(name: str, value: Any, noun: str) -> str:
    """A fact as people write it: codes by their words, money in yuan, nothing as a dash."""
    if value in (None, "", []):
        return "—"
    if isinstance(value, list):
        return ", ".join(_plain(name, one, noun) for one in value)
    if isinstance(value, str):
        return label(_COLUMNS.get(name, name), value, noun)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name.endswith("_fen") and isinstance(value, int):
        return money(value)
    return json.dumps(value, ensure_ascii=False)
