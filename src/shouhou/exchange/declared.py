"""What an agent's list says of the pieces he sent: the fault, his claim, the day of the sale."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from shouhou.exchange.models import ExchangeLine, PackingListLine
from shouhou.stock.models import Serial


@dataclass(frozen=True)
class Declaration:
    """The agent's words about the pieces of one debt, each once, in the order of his list."""

    faults: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    sold_on: tuple[date, ...] = ()

    @property
    def fault(self) -> str:
        """What he reports, in one line."""
        return "; ".join(self.faults)


def declared_of(debts: Sequence[ExchangeLine]) -> dict[int, Declaration]:
    """The declaration behind each of these debts, by its id, in two queries.

    A piece is declared by a number it wears or wore, else with its part; pieces without a number
    are declared with their part.
    """
    numbers = _numbers([debt.unit_id for debt in debts if debt.unit_id is not None])
    boxes = {debt.consignment_id for debt in debts}
    rows = PackingListLine.objects.filter(packing_list__consignment__in=boxes)
    lists: defaultdict[tuple[int, int], list[PackingListLine]] = defaultdict(list)
    for row in rows.select_related("packing_list").order_by("packing_list", "line_no"):
        lists[row.packing_list.consignment_id, row.part_id].append(row)
    return {
        debt.pk: _said(_about(debt, lists[debt.consignment_id, debt.part_id], numbers))
        for debt in debts
    }


def _numbers(units: Sequence[int]) -> defaultdict[int, set[str]]:
    numbers: defaultdict[int, set[str]] = defaultdict(set)
    for unit_id, value in Serial.objects.filter(unit__in=units).values_list("unit", "value"):
        numbers[unit_id].add(value)
    return numbers


def _about(
    debt: ExchangeLine, rows: Sequence[PackingListLine], numbers: dict[int, set[str]]
) -> list[PackingListLine]:
    if debt.unit_id is None:
        return list(rows)
    own = [row for row in rows if not numbers[debt.unit_id].isdisjoint(row.numbers)]
    return own or [row for row in rows if not row.serial]


def _said(rows: Iterable[PackingListLine]) -> Declaration:
    rows = list(rows)
    return Declaration(
        faults=tuple(dict.fromkeys(row.fault for row in rows if row.fault)),
        claims=tuple(dict.fromkeys(row.warranty_claim for row in rows if row.warranty_claim)),
        sold_on=tuple(dict.fromkeys(row.sold_on for row in rows if row.sold_on)),
    )
