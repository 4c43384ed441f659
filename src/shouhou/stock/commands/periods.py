"""Closing a month: from then on nothing is posted into it, and what it said stays provable."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from shouhou.accounts import duties, trail
from shouhou.accounts.models import User
from shouhou.accounts.transactions import command
from shouhou.kernel import clock
from shouhou.kernel.refusals import Conflict, Invalid
from shouhou.stock import chain, periods
from shouhou.stock.models import ChainHead, PeriodClose


@command
def close(
    last_day: date, *, open_points: Mapping[str, int], reason: str = "", by: User
) -> PeriodClose:
    """Close the month that ends on `last_day`; corrections of it go into the open month.

    Refuses any month but the earliest that is open, one whose last working day has not come, and
    points of the checklist that are open without a reason.
    """
    duties.require(by, "stock.close_period")
    head = chain.lock()
    _require_next(last_day, head.closed_until)
    if clock.today() < (due := periods.may_close_from(last_day)):
        raise Invalid("stock.month_not_over", where=f"{last_day:%Y-%m}", day=due)
    left = {point: count for point, count in open_points.items() if count}
    if left and not reason.strip():
        raise Invalid("stock.open_points_need_a_reason", where="reason", count=len(left))
    closed = PeriodClose.objects.create(
        last_day=last_day,
        seal_number=head.number,
        seal_mac=head.mac,
        open_points=left,
        reason=reason.strip(),
        closed_by=by,
        closed_at=clock.now(),
    )
    ChainHead.objects.filter(pk=1).update(closed_until=last_day)
    trail.record("stock.close_period", closed, by=by, after={"open": left}, reason=reason)
    return closed


def _require_next(last_day: date, closed_until: date | None) -> None:
    month = f"{last_day:%Y-%m}"
    if closed_until is not None and last_day <= closed_until:
        raise Conflict("stock.month_closed", where=month)
    due = periods.next_to_close()
    if due is None:
        raise Conflict("stock.month_empty", where=month)
    if last_day != due:
        raise Conflict("stock.another_month_first", where=month, month=f"{due:%Y-%m}")
