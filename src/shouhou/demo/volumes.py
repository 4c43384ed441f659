"""How much comes on which day: weekday, month, the Spring Festival and the days after holidays."""

from __future__ import annotations

import math
from datetime import date, timedelta
from random import Random

from shouhou.kernel.working_time import WorkingCalendar

BOXES_A_DAY = 15
BOXES_A_CONSIGNMENT = 1.25
WEEKDAY = {0: 1.5, 1: 1.1, 2: 1.0, 3: 0.8, 4: 0.6, 5: 0.6, 6: 0.6}
MONTH = {
    1: 1.05,
    2: 0.45,
    3: 1.35,
    4: 1.10,
    5: 1.00,
    6: 1.00,
    7: 1.05,
    8: 1.10,
    9: 1.00,
    10: 0.90,
    11: 0.95,
    12: 0.95,
}
AFTER_HOLIDAY, DAYS_AFTER, LONG_HOLIDAY = 1.05, 5, 3
UNITS_MEDIAN, UNITS_SIGMA, UNITS_MOST = 14, 0.607, 80
"""Lognormal with median 14 and p95 38 (ln(38/14)/1.645 = 0.607)."""


def consignments_on(day: date, scale: float, calendar: WorkingCalendar, draw: Random) -> int:
    """How many consignments arrive on a working day; Poisson around the day's mean."""
    mean = BOXES_A_DAY / BOXES_A_CONSIGNMENT * scale * WEEKDAY[day.weekday()] * MONTH[day.month]
    if _after_long_holiday(day, calendar):
        mean *= AFTER_HOLIDAY
    return poisson(mean, draw)


def units_in(draw: Random) -> int:
    """How many pieces an agent packs into one consignment."""
    boxes = 1 if draw.random() < 2 - BOXES_A_CONSIGNMENT else 2
    pieces = sum(draw.lognormvariate(math.log(UNITS_MEDIAN), UNITS_SIGMA) for _ in range(boxes))
    return max(1, min(UNITS_MOST, round(pieces)))


def poisson(mean: float, draw: Random) -> int:
    """A Poisson number (Knuth's product of uniforms: the means here are small)."""
    limit, product, count = math.exp(-mean), draw.random(), 0
    while product > limit:
        product *= draw.random()
        count += 1
    return count


def _after_long_holiday(day: date, calendar: WorkingCalendar) -> bool:
    """Whether a block of three holidays or more ended within the last five working days."""
    worked, holidays, back = 0, 0, day
    while worked < DAYS_AFTER:
        back -= timedelta(days=1)
        if calendar.is_working_day(back):
            worked += 1
        while not calendar.is_working_day(back):
            holidays += 1
            back -= timedelta(days=1)
            if holidays >= LONG_HOLIDAY:
                return True
        holidays = 0
    return False
