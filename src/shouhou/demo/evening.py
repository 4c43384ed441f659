"""The end of a demo day: the books of the day are counted by hand and closed, and the month."""

from __future__ import annotations

from datetime import date

from shouhou.demo.department import Department
from shouhou.exchange import day_book, turnover
from shouhou.exchange.commands import books
from shouhou.flows import closing_month
from shouhou.stock import periods


def close_the_day(dept: Department, day: date) -> None:
    """The desk tallies what came and went, the keeper and the supervisor close their books."""
    supervisor = dept.staff["linlan"]
    booked = {row.key: row.booked for row in day_book.rows_of(day)}
    if booked:
        dept.do(lambda: books.fill_tally(day, booked, by=dept.staff["hejing"]))
        dept.do(lambda: books.close_day(day, note="", by=supervisor))
    if turnover.days(day):
        dept.do(lambda: books.close_turnover_day(day, {}, by=dept.staff["qinyong"]))


def close_the_month(dept: Department, day: date) -> None:
    """On its last working day the supervisor closes the month, with what is on its way."""
    last_day = periods.last_day_of(day)
    if day == periods.may_close_from(last_day):
        is_open = any(point.count for point in closing_month.checklist(last_day))
        reason = "月末在途与待审单据，下月跟进" if is_open else ""
        dept.do(lambda: closing_month.close(last_day, reason=reason, by=dept.staff["linlan"]))
