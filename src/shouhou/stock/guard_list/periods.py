"""The guards of closed months."""

from __future__ import annotations

from shouhou.stock.guard_list.guard import Guard, append_only

_CLOSED_UNTIL = "(SELECT closed_until FROM stock_chainhead WHERE id = 1)"

PERIODS = (
    *append_only(
        "stock_periodclose",
        "closed months",
        prefix="closed_months",
        replaced_by=("OLD.last_day = NEW.last_day",),
    ),
    Guard(
        "months_close_in_order",
        "stock_periodclose",
        "INSERT",
        "a month is closed once, and after the one before it",
        f"NEW.last_day <= {_CLOSED_UNTIL}",
    ),
    Guard(
        "postings_stay_out_of_closed_months",
        "stock_document",
        "UPDATE",
        "nothing is posted into a closed month",
        f"NEW.state = 'posted' AND OLD.state <> 'posted' AND NEW.book_date <= {_CLOSED_UNTIL}",
    ),
)
