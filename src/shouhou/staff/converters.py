"""Parts of an address that are more than text."""

from __future__ import annotations

from datetime import date

from shouhou.stock.periods import last_day_of


class DayConverter:
    """A calendar day, `2026-11-23`; an address with a day that does not exist is none."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        """The day."""
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        """The day as addresses write it."""
        return value.isoformat()


class MonthConverter:
    """A month, `2026-11`, as its last day."""

    regex = r"\d{4}-\d{2}"

    def to_python(self, value: str) -> date:
        """The last day of the month."""
        return last_day_of(date.fromisoformat(f"{value}-01"))

    def to_url(self, value: date) -> str:
        """The month of a day as addresses write it."""
        return f"{value:%Y-%m}"


class YearConverter:
    """A year that a calendar is kept of."""

    regex = r"20\d{2}"

    def to_python(self, value: str) -> int:
        """The year."""
        return int(value)

    def to_url(self, value: int) -> str:
        """The year as addresses write it."""
        return str(value)
