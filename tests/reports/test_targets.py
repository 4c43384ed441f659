"""What is late is reckoned in working time, by limits that the policy sets (S3.3)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from shouhou.accounts.models import User
from shouhou.catalog.commands.policies import approve, draft
from shouhou.catalog.models import PolicyVersion
from shouhou.exchange.commands.packing import Declared
from shouhou.exchange.models import InboundConsignment
from shouhou.kernel import clock
from shouhou.kernel.clock import SHANGHAI
from shouhou.reports.targets import Target, is_late, limits
from shouhou.reports.todo import queues_of
from tests.flows import story
from tests.world import World

THURSDAY_FIVE = datetime(2026, 9, 24, 17, tzinfo=SHANGHAI)
"""An hour before closing, before three days of holiday."""
MONDAY_NOON = datetime(2026, 9, 28, 12, tzinfo=SHANGHAI)
"""After three more working hours."""


def is_late_at(now: datetime, key: str, user: User) -> list[bool]:
    """Whether the rows of a person's queue are late then."""
    with clock.set_to(now):
        return [row.overdue for one in queues_of(user) if one.key == key for row in one.rows]


@pytest.mark.req("S3.3")
def test_a_box_is_late_when_it_was_not_counted_within_four_working_hours(w: World) -> None:
    with clock.set_to(THURSDAY_FIVE):
        story.signed(w, w.agent())

    assert is_late_at(MONDAY_NOON, "to_count", w.hejing) == [False]
    assert is_late_at(MONDAY_NOON + timedelta(minutes=61), "to_count", w.hejing) == [True]


@pytest.mark.req("S3.3")
def test_a_counted_box_has_one_working_day_from_its_count(w: World) -> None:
    charger = "CHG-S5-01B"
    with clock.set_to(THURSDAY_FIVE):
        box = story.counted(w, w.agent(), [Declared(w.part(charger), 2)], [(charger, "2")])
    InboundConsignment.objects.filter(pk=box.pk).update(signed_at=THURSDAY_FIVE - timedelta(days=7))

    assert is_late_at(MONDAY_NOON, "to_book", w.hejing) == [False]
    assert is_late_at(MONDAY_NOON + timedelta(hours=6), "to_book", w.hejing) == [True]


@pytest.mark.req("S3.3", "S2.1.3")
def test_the_policy_says_what_is_late(w: World) -> None:
    values = {"act_days": 2, "count_hours": 5, "book_days": 1, "swap_days": 3, "repair_days": 9}
    with clock.set_to(THURSDAY_FIVE):
        made = draft(
            PolicyVersion.Kind.TARGETS,
            "2026-09",
            effective_from=THURSDAY_FIVE.date(),
            values=values,
            by=w.linlan,
        )
        approve(made.pk, by=w.mgmt1)

    with clock.set_to(MONDAY_NOON):
        by_now = limits()

    assert by_now == {
        Target.ACT: datetime(2026, 9, 23, 13, tzinfo=SHANGHAI),
        Target.COUNT: datetime(2026, 9, 24, 16, tzinfo=SHANGHAI),
        Target.BOOK: datetime(2026, 9, 24, 13, tzinfo=SHANGHAI),
        Target.SWAP: datetime(2026, 9, 22, 13, tzinfo=SHANGHAI),
        Target.REPAIR: MONDAY_NOON - timedelta(days=9),
    }


def test_nothing_is_late_while_nobody_has_said_by_when(w: World) -> None:
    PolicyVersion.objects.filter(kind=PolicyVersion.Kind.TARGETS).delete()

    by_now = limits()

    assert by_now == {}
    assert not is_late(by_now, Target.ACT, MONDAY_NOON)
