"""Faults to plant in the ledger's arithmetic, one at a time: each must be noticed by something."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection

from shouhou.accounts import duties
from shouhou.kernel import clock
from shouhou.stock import chain, digests, drafting, posting, promising
from shouhou.stock.commands import demands, documents, reversals, units
from shouhou.stock.kinds import POLICIES, Kind
from shouhou.stock.models import ChainHead, Demand, Document, Holding, Reservation, Seal
from shouhou.stock.models.demands import DemandQuerySet


@dataclass(frozen=True)
class Fault:
    """One thing done wrong: `name` of `owner` replaced by what a tired programmer wrote."""

    sentence: str
    owner: Any
    name: str
    wrong: Any


def nothing(*_args: object, **_kwargs: object) -> None:
    """The step somebody forgot."""


def _without_shortages(document: Document) -> tuple[bool, bool]:
    return True, document.lines.filter(reservation__isnull=False).exists()


def _move_whatever_it_stood(document: Document, _expected: int) -> None:
    """The update of units, whatever its count says."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE stock_unit SET holding_id = l.target_id, last_document_id = l.document_id"
            " FROM stock_line l WHERE l.document_id = %s AND l.unit_id = stock_unit.id",
            [document.pk],
        )


def _lines_the_same_way(original: Document, reversal: Document) -> None:
    columns = ("line_no", "source_id", "target_id", "unit_id", "quantity")
    for row in original.lines.values(*columns):
        reversal.lines.create(**row)


def _all_lines_but_the_last(original: Document, reversal: Document) -> None:
    rows = list(original.lines.order_by("line_no"))
    for line in rows[:-1] if len(rows) > 1 else rows:
        reversal.lines.create(
            line_no=line.line_no,
            source_id=line.target_id,
            target_id=line.source_id,
            unit_id=line.unit_id,
            quantity=line.quantity,
        )


def _reserved_on_paper_only(
    demand: Demand, holding_id: int, quantity: int, unit: object
) -> Reservation:
    return Reservation.objects.create(
        demand=demand, holding_id=holding_id, unit=unit, quantity=quantity
    )


def _the_same_promise(reservation: Reservation) -> Reservation:
    return reservation


def _newest_first(rows: DemandQuerySet) -> DemandQuerySet:
    return _SHORT(rows).order_by("-since")


_SHORT: Callable[[DemandQuerySet], DemandQuerySet] = DemandQuerySet.short


def _nobody_waits(rows: DemandQuerySet) -> DemandQuerySet:
    return rows.none()


def _everything_is_inspected_whole() -> Mapping[Kind, object]:
    rows = {kind: vars(policy) | {"inspected": True} for kind, policy in POLICIES.items()}
    return {kind: type(POLICIES[kind])(**row) for kind, row in rows.items()}


def _seal_that_begins_anew(document: Document, head: ChainHead) -> Seal:
    mac = chain.mac_of(document, head.number + 1, chain.GENESIS)
    made = Seal.objects.create(document=document, number=head.number + 1, mac=mac)
    ChainHead.objects.filter(pk=1).update(number=head.number + 1, mac=mac)
    return made


class _SlowClock:
    """A clock that is an hour behind when a document is posted."""

    now = staticmethod(lambda: clock.now() - timedelta(hours=1))
    today = staticmethod(clock.today)


_SIGNS = posting._CHANGES.replace("quantity AS delta", "-quantity AS delta")  # noqa: SLF001
_ONES = posting._CHANGES.replace("quantity AS delta", "1 AS delta")  # noqa: SLF001
_UNUSED = posting._CHANGES.replace("ELSE quantity END", "ELSE 0 END")  # noqa: SLF001
_ALL_USED = posting._CHANGES.replace("IS NULL THEN 0", "IS NULL THEN quantity")  # noqa: SLF001

FAULTS = (
    Fault("what arrives is subtracted", posting, "_CHANGES", _SIGNS),
    Fault("what arrives counts as one piece", posting, "_CHANGES", _ONES),
    Fault("a promise stays on the shelf when its pieces leave", posting, "_CHANGES", _UNUSED),
    Fault("whatever leaves was promised", posting, "_CHANGES", _ALL_USED),
    Fault("the moves are forgotten", posting, "_insert_moves", nothing),
    Fault("the units are forgotten", posting, "_move_units", nothing),
    Fault("a unit goes wherever it stood", posting, "_move_units", _move_whatever_it_stood),
    Fault("the balances are forgotten", posting, "_change_balances", nothing),
    Fault("the promises are not used up", posting, "_use_reservations", nothing),
    Fault("promises to others are not looked at", posting, "_refuse_broken_promises", nothing),
    Fault("nobody looks whether there is enough", posting, "_lock_holdings", _without_shortages),
    Fault("posting is before approving", posting, "clock", _SlowClock),
    Fault("a document has no seal", Seal.objects, "create", nothing),
    Fault("a seal does not hold the one before", chain, "seal", _seal_that_begins_anew),
    Fault("the digest is of nothing", digests, "of_lines", lambda _document: "0" * 64),
    Fault("a reversal repeats its original", reversals, "_write_lines_back", _lines_the_same_way),
    Fault(
        "a reversal forgets the last line",
        reversals,
        "_write_lines_back",
        _all_lines_but_the_last,
    ),
    Fault("nobody minds one's own work", duties, "require_other_than", nothing),
    Fault("everybody may do everything", duties, "require", nothing),
    Fault("what is not cleared becomes good", documents, "_refuse_uncleared", nothing),
    Fault(
        "any document is inspected whole", documents, "POLICIES", _everything_is_inspected_whole()
    ),
    Fault("a draft takes what it is given", drafting, "_refuse_unfit", nothing),
    Fault("a draft goes nowhere", drafting, "_refuse_impossible", nothing),
    Fault("what is promised is free", Holding, "free", property(lambda held: held.balance)),
    Fault("a promise is on paper only", promising, "reserve", _reserved_on_paper_only),
    Fault("a promise of several is one", promising, "one_of", _the_same_promise),
    Fault("who came last is served first", DemandQuerySet, "short", _newest_first),
    Fault("nobody ever waits", DemandQuerySet, "short", _nobody_waits),
    Fault("a promise goes under its document", promising, "refuse_on_document", nothing),
    Fault("a unit is promised where it is not", promising, "require_standing", nothing),
    Fault("a reversed issue leaves its promises used", demands, "reopen", nothing),
    Fault("every number is a new unit's", units, "live_bearers", lambda _serials: {}),
    Fault("a retired number is as good as new", units, "_refuse_retired", nothing),
    Fault("a number is given out twice", documents, "next_number", lambda _prefix: "ST1"),
)
"""Of the arithmetic. What only a race can see is planted in `test_planted_faults`."""
