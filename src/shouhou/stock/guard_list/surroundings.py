"""The guards of what the ledger leans on: places, numbers, promises, tracking and the trail."""

from __future__ import annotations

from shouhou.stock.guard_list.guard import Guard, append_only, changed

PLACES = (
    Guard(
        "places_stay_whose_they_are",
        "stock_place",
        "UPDATE",
        "a place keeps its code, its kind and whose it is",
        changed("id", "code", "kind", "outside", "warehouse_id", "agent_id"),
    ),
    Guard(
        "places_never_go",
        "stock_place",
        "DELETE",
        "places are never deleted",
        replaced_by=("OLD.code = NEW.code", "OLD.agent_id = NEW.agent_id"),
    ),
)

NUMBERS = (
    Guard(
        "numbers_only_rise",
        "stock_numberseries",
        "UPDATE",
        "a number is never given out twice",
        f"{changed('id', 'prefix', 'day')} OR NEW.last <= OLD.last",
    ),
    Guard("numbers_never_go", "stock_numberseries", "DELETE", "number series are never deleted"),
)

PROMISES = (
    Guard("demands_never_go", "stock_demand", "DELETE", "demands are closed, never deleted"),
    Guard(
        "promises_never_go",
        "stock_reservation",
        "DELETE",
        "promises are used or released, never deleted",
    ),
    *append_only("stock_shortageentry", "shortage entries", prefix="shortage_entries"),
)

TRACKING = (
    Guard(
        "tracking_waits_for_empty_shelves",
        "catalog_part",
        "UPDATE",
        "a part is tracked otherwise only when none of it stands in the house",
        f"{changed('tracking')} AND EXISTS (SELECT 1 FROM stock_holding"
        " WHERE part_id = NEW.id AND NOT outside AND balance <> 0)",
    ),
)

TRAIL = append_only("accounts_trailentry", "trail entries", prefix="trail_entries")
