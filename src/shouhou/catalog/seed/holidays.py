"""The holidays and make-up working days that the State Council announced for 2025 and 2026."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from shouhou.catalog.calendar import SpecialDay
from shouhou.catalog.models import CalendarDay


class Feast(NamedTuple):
    """A run of holidays, both ends included, and the weekend days worked for it."""

    name: str
    first: date
    last: date
    worked: tuple[date, ...] = ()


FEASTS = (
    Feast("元旦", date(2025, 1, 1), date(2025, 1, 1)),
    Feast(
        "春节", date(2025, 1, 28), date(2025, 2, 4), worked=(date(2025, 1, 26), date(2025, 2, 8))
    ),
    Feast("清明节", date(2025, 4, 4), date(2025, 4, 6)),
    Feast("劳动节", date(2025, 5, 1), date(2025, 5, 5), worked=(date(2025, 4, 27),)),
    Feast("端午节", date(2025, 5, 31), date(2025, 6, 2)),
    Feast(
        "国庆节、中秋节",
        date(2025, 10, 1),
        date(2025, 10, 8),
        worked=(date(2025, 9, 28), date(2025, 10, 11)),
    ),
    Feast("元旦", date(2026, 1, 1), date(2026, 1, 3), worked=(date(2026, 1, 4),)),
    Feast(
        "春节", date(2026, 2, 15), date(2026, 2, 23), worked=(date(2026, 2, 14), date(2026, 2, 28))
    ),
    Feast("清明节", date(2026, 4, 4), date(2026, 4, 6)),
    Feast("劳动节", date(2026, 5, 1), date(2026, 5, 5), worked=(date(2026, 5, 9),)),
    Feast("端午节", date(2026, 6, 19), date(2026, 6, 21)),
    Feast("中秋节", date(2026, 9, 25), date(2026, 9, 27)),
    Feast(
        "国庆节",
        date(2026, 10, 1),
        date(2026, 10, 7),
        worked=(date(2026, 9, 20), date(2026, 10, 10)),
    ),
)

YEARS = (2025, 2026)


def special_days(year: int) -> list[SpecialDay]:
    """The special days of one year."""
    rest = [
        SpecialDay(feast.first + timedelta(days=number), CalendarDay.Kind.HOLIDAY, feast.name)
        for feast in FEASTS
        for number in range((feast.last - feast.first).days + 1)
    ]
    work = [
        SpecialDay(day, CalendarDay.Kind.WORKDAY, feast.name)
        for feast in FEASTS
        for day in feast.worked
    ]
    return [day for day in rest + work if day.date.year == year]
