"""By when the department means to have done what waits; what waits longer is late (S3.3)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import Enum, auto

from shouhou.catalog import calendar
from shouhou.catalog.policies import Contact, Targets, in_force
from shouhou.kernel import clock
from shouhou.kernel.refusals import Conflict, Invalid


class Target(Enum):
    """The steps whose time the policy on targets limits."""

    ACT = auto()
    """Any step that has no limit of its own."""
    COUNT = auto()
    BOOK = auto()
    SWAP = auto()
    REPAIR = auto()


Limits = Mapping[Target, datetime]
"""For each step an instant: what has waited for it since before that is late now."""


def limits() -> Limits:
    """The limits as of now, in working time but for repairs. Four queries.

    Without a policy in force that can be read nobody has said what is late: then nothing is.
    """
    now = clock.now()
    try:
        targets = in_force(Targets, clock.today())
        opening_hours = in_force(Contact, clock.today()).opening_hours
    except (Conflict, Invalid):
        return {}
    working = calendar.load(opening_hours=opening_hours)
    hours = {
        Target.ACT: targets.act_days * working.hours_a_day,
        Target.COUNT: targets.count_hours,
        Target.BOOK: targets.book_days * working.hours_a_day,
        Target.SWAP: targets.swap_days * working.hours_a_day,
    }
    return {
        Target.REPAIR: now - timedelta(days=targets.repair_days),
        **{step: working.take_working_hours(now, limit).value for step, limit in hours.items()},
    }


def is_late(limits: Limits, target: Target, since: datetime | None) -> bool:
    """Whether what has waited since then for this step is late. Unknown beginnings are not."""
    return since is not None and target in limits and since < limits[target]
