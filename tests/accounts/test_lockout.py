"""The lock-out: so many tries a name and an address, counted where a restart forgets nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from shouhou.accounts import lockout, trail
from shouhou.accounts.models import TrailEntry
from shouhou.kernel import clock
from tests.world import World

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
HERE, THERE = "10.0.0.1", "10.0.0.2"


def fail(username: str, times: int = 1, address: str = HERE, at: datetime = NOON) -> None:
    """So many failed logins."""
    with clock.set_to(at), trail.arriving_from(address=address, request_id=""):
        for _ in range(times):
            lockout.note_failure(username, "/accounts/login/")


def closed(username: str, address: str = THERE, at: datetime = NOON) -> bool:
    with clock.set_to(at):
        return lockout.is_closed(username, address)


@pytest.mark.parametrize("username", ["hejing", "not-one-of-us"])
def test_ten_tries_close_a_name_whether_somebody_has_it_or_not(w: World, username: str) -> None:
    fail(username, lockout.TRIES_PER_NAME - 1)
    assert not closed(username)

    fail(username)

    assert closed(username)
    assert not closed("linlan")


def test_fifty_tries_close_an_address_whatever_the_names(w: World) -> None:
    for number in range(lockout.TRIES_PER_ADDRESS - 1):
        fail(f"name{number}")
    assert not closed("linlan", HERE)

    fail("hejing")

    assert closed("linlan", HERE)
    assert not closed("linlan", THERE)


def test_a_name_is_closed_from_every_address_and_open_again_a_quarter_of_an_hour_later(
    w: World,
) -> None:
    for number in range(lockout.TRIES_PER_NAME):
        fail("hejing", address=f"10.0.1.{number}", at=NOON + timedelta(minutes=number))

    assert closed("hejing", at=NOON + timedelta(minutes=15))
    assert not closed("hejing", at=NOON + timedelta(minutes=15, seconds=1))


@pytest.mark.req("R-AUD")
def test_a_failed_login_stands_in_the_trail_under_the_name_or_under_nobody(w: World) -> None:
    fail("hejing")
    fail("x" * 500)

    first, second = TrailEntry.objects.filter(verb=lockout.FAILED).order_by("pk")
    assert (first.actor, first.subject_label, first.address) == (w.hejing, "hejing", HERE)
    assert (second.actor, second.subject_label) == (lockout.nobody(), "x" * 80)
    assert not lockout.nobody().is_active
    assert not lockout.nobody().check_password("!")


def test_the_count_reads_the_last_quarter_of_an_hour_and_no_more(w: World) -> None:
    since = NOON - lockout.WINDOW
    recent = TrailEntry.objects.filter(outcome="refused", verb=lockout.FAILED, at__gte=since)

    plan = recent.filter(subject_label="hejing").explain()

    if connection.vendor == "sqlite":
        assert "refusals_lately" in plan
    else:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
        assert "refusals_lately" in recent.filter(subject_label="hejing").explain()
