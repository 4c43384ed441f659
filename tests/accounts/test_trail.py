"""The trail: one entry an act, with who, from where, before and after; never rewritten."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from shouhou.accounts import trail
from shouhou.accounts.models import TrailEntry
from shouhou.kernel.refusals import Forbidden
from tests.stock.books import as_they_stand
from tests.world import World


@pytest.mark.req("R-AUD")
def test_an_act_says_who_what_before_after_why_and_from_where(w: World) -> None:
    with trail.arriving_from(address="10.0.0.1", request_id="abc"):
        trail.record(
            "test.act", w.hejing, by=w.admin, before={"a": 1}, after={"a": 2}, reason="因为"
        )

    entry = TrailEntry.objects.get(verb="test.act")
    assert (entry.actor, entry.outcome) == (w.admin, "done")
    assert (entry.subject_kind, entry.subject_id) == ("accounts.user", w.hejing.pk)
    assert (entry.before, entry.after, entry.reason) == ({"a": 1}, {"a": 2}, "因为")
    assert (entry.address, entry.request_id) == ("10.0.0.1", "abc")


@pytest.mark.req("R-AUD")
def test_a_refused_attempt_says_by_which_rule(w: World) -> None:
    trail.record_refusal(w.hejing, Forbidden("accounts.own_work", where="SO1", name="x"), "/post")

    entry = TrailEntry.objects.get(outcome="refused")
    assert (entry.verb, entry.subject_label) == ("accounts.own_work", "SO1")
    assert entry.after == {"path": "/post", "name": "x"}


def test_where_a_change_comes_from_is_forgotten_when_its_request_is_over(w: World) -> None:
    with trail.arriving_from(address="10.0.0.1", request_id="abc"):
        pass

    trail.record("test.act", w.hejing, by=w.admin)

    assert TrailEntry.objects.get(verb="test.act").address == ""


def test_what_is_too_long_for_its_column_is_cut_and_never_refused(w: World) -> None:
    w.hejing.name = "长" * 200

    trail.record("test.act", w.hejing, by=w.admin, reason="长" * 1000)

    entry = TrailEntry.objects.get(verb="test.act")
    assert (len(entry.subject_label), len(entry.reason)) == (80, 400)


@pytest.mark.parametrize("forged", ["a\r\n2026 root accounts.login", "\x1b[2J", '"}, {"x": "'])
def test_a_forged_line_stays_inside_its_own_entry(w: World, forged: str) -> None:
    trail.record("test.act", w.hejing, by=w.admin, before={"x": forged}, reason=forged)

    entry = TrailEntry.objects.get(verb="test.act")
    assert (entry.before, entry.reason) == ({"x": forged}, forged)
    assert TrailEntry.objects.count() == 1


@pytest.mark.req("R-AUD")
@pytest.mark.parametrize("meddle", ["save", "update", "delete", "bulk_delete", "bulk_update"])
def test_nobody_rewrites_the_trail_by_the_orm_either(w: World, meddle: str) -> None:
    trail.record("test.act", w.hejing, by=w.admin)
    entry = TrailEntry.objects.get(verb="test.act")
    entry.reason = "never"
    before = as_they_stand()
    acts = {
        "save": entry.save,
        "update": lambda: TrailEntry.objects.update(reason="never"),
        "delete": entry.delete,
        "bulk_delete": lambda: TrailEntry.objects.all().delete(),
        "bulk_update": lambda: TrailEntry.objects.bulk_update([entry], ["reason"]),
    }

    with pytest.raises(DatabaseError, match="trail entries are never"), transaction.atomic():
        acts[meddle]()

    assert as_they_stand() == before
