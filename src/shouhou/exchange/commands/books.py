"""What is written into the hand-kept books: tallies, and the close of a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from shouhou.accounts import duties, trail
from shouhou.accounts.models import User
from shouhou.accounts.transactions import command
from shouhou.catalog.policies import DayBook, in_force
from shouhou.exchange import day_book, turnover
from shouhou.exchange.day_book import Key
from shouhou.exchange.models import DayClose, Tally, TurnoverClose
from shouhou.kernel import clock
from shouhou.kernel.refusals import Conflict, Forbidden, Invalid
from shouhou.stock.custody import custodian_of
from shouhou.stock.models import ChainHead
from shouhou.stock.places import Code, place

MOST_PIECES = 100_000


@command
def fill_tally(day: date, counts: Mapping[Key, int | None], *, by: User) -> int:
    """Enter what was counted by hand on a day; an empty figure takes the tally back.

    Returns how many figures changed. Refuses a closed day and one that has not come.
    """
    duties.require(by, "exchange.fill_day_book")
    _require_open(day)
    before = _tallies(day)
    changes = {
        key: quantity for key, quantity in counts.items() if quantity != _figure(before.get(key))
    }
    if any(q is not None and not 0 <= q <= MOST_PIECES for q in changes.values()):
        raise Invalid("exchange.tally_out_of_range", where="quantity", most=MOST_PIECES)
    _write(day, changes, by)
    written = before | _tallies(day)
    for key, quantity in changes.items():
        trail.record(
            "exchange.fill_tally",
            written[key],
            by=by,
            before={"quantity": _figure(before.get(key))},
            after={"quantity": quantity},
        )
    emptied = [written[key].pk for key, quantity in changes.items() if quantity is None]
    Tally.objects.filter(pk__in=emptied).delete()
    return len(changes)


@command
def close_day(day: date, *, note: str, by: User) -> DayClose:
    """The supervisor closes the day's book, with the head of the chain at this moment.

    Open differences ask for a note; where the policy forces the tally they refuse the close.
    """
    duties.require(by, "exchange.close_day")
    _require_open(day)
    differences = len(day_book.differences_of(day))
    if differences and in_force(DayBook, day).force_tally:
        raise Conflict("exchange.tally_forced", where=str(day), count=differences)
    if differences and not note.strip():
        raise Invalid("exchange.note_missing", where="note", count=differences)
    head = ChainHead.objects.get(pk=1)
    closed = DayClose.objects.create(
        day=day,
        chain_head=f"{head.number}:{head.mac}",
        differences=differences,
        note=note,
        closed_by=by,
        closed_at=clock.now(),
    )
    trail.record(
        "exchange.close_day", closed, by=by, after={"differences": differences}, reason=note
    )
    return closed


@command
def close_turnover_day(day: date, counted: Mapping[int, int], *, by: User) -> list[TurnoverClose]:
    """The custodian closes the turnover warehouse's day (S3.4.6): `{part id: good pieces counted}`.

    Only fast movers need counting. Refuses everybody but the custodian, and a closed day.
    """
    duties.require(by, "exchange.close_turnover_day")
    _require_custodian(day, by)
    _require_come(day)
    if TurnoverClose.objects.filter(day=day).exists():
        raise Conflict("exchange.turnover_day_closed", where=str(day), day=day)
    rows = turnover.days(day)
    if not rows:
        raise Conflict("exchange.nothing_to_close", where=str(day), day=day)
    closes = TurnoverClose.objects.bulk_create(
        TurnoverClose(
            day=day,
            part=row.part,
            good_open=row.good_open,
            good_in=row.good_in,
            good_out=row.good_out,
            good_counted=counted.get(row.part.pk),
            bad_open=row.bad_open,
            bad_in=row.bad_in,
            bad_out=row.bad_out,
            closed_by=by,
            closed_at=clock.now(),
        )
        for row in rows
    )
    trail.record(
        "exchange.close_turnover_day",
        closes[0],
        by=by,
        after={"day": day.isoformat(), "parts": len(closes), "counted": len(counted)},
    )
    return closes


def _tallies(day: date) -> dict[Key, Tally]:
    rows = Tally.objects.filter(day=day).select_related("agent", "part")
    return {Key(row.agent_id, row.part_id, row.direction): row for row in rows}


def _figure(tally: Tally | None) -> int | None:
    return None if tally is None else tally.quantity


def _write(day: date, changes: Mapping[Key, int | None], by: User) -> None:
    """Every figure in one statement, whether its row is there or not."""
    now = clock.now()
    Tally.objects.bulk_create(
        [
            Tally(day=day, quantity=quantity, tallied_by=by, tallied_at=now, **key._asdict())
            for key, quantity in changes.items()
            if quantity is not None
        ],
        update_conflicts=True,
        unique_fields=["day", "agent", "part", "direction"],
        update_fields=["quantity", "tallied_by", "tallied_at"],
    )


def _require_open(day: date) -> None:
    _require_come(day)
    if DayClose.objects.filter(day=day).exists():
        raise Conflict("exchange.day_closed", where=str(day), day=day)


def _require_come(day: date) -> None:
    if day > clock.today():
        raise Invalid("exchange.day_to_come", where=str(day), day=day)


def _require_custodian(day: date, by: User) -> None:
    custodian = custodian_of(place(Code.TURNOVER))
    if custodian is not None and custodian.pk != by.pk:
        raise Forbidden("exchange.custodian_only", where=str(day), name=str(custodian))
