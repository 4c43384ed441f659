"""The machine: whatever is done with the real commands, the books agree with the model."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from django.db import DatabaseError, connection, transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from shouhou.kernel.refusals import Refused
from shouhou.stock import chain, checks
from shouhou.stock.models import Demand, Document, Holding, Reservation, Serial, Unit
from tests.stock.cast import Cast
from tests.stock.meddling import MEDDLING
from tests.stock.model import No, Paper, Promise
from tests.stock.model_of_papers import Model

WHICH = st.integers(0, 9999)
FEW = st.integers(1, 6)
KEEPERS = st.sampled_from(["qinyong", "hejun"])


class Machine(RuleBasedStateMachine):
    """Every example begins with empty shelves and is rolled back."""

    cast: ClassVar[Cast]

    def __init__(self) -> None:
        super().__init__()
        self.model = Model()
        self.example = transaction.atomic()
        self.example.__enter__()

    def teardown(self) -> None:
        """What must hold at rest is asked once, at the end: moves stay, and so does a wrong one."""
        try:
            assert list(checks.faults()) == []
            assert chain.verify().faults == ()
        finally:
            transaction.set_rollback(True)
            self.example.__exit__(None, None, None)

    def agree(self, real: Callable[[], object], modelled: Callable[..., object]) -> None:
        """Both do it, or both refuse it by the same code. What was refused left nothing."""
        made, said, expected = None, "", ""
        try:
            with transaction.atomic():
                made = real()
        except Refused as refusal:
            said = refusal.code
        try:
            modelled(made)
        except No as no:
            expected = no.code
        assert said == expected

    def paper(self, which: int) -> Paper:
        return self.model.papers[which % len(self.model.papers)]

    @rule(statement=st.sampled_from(MEDDLING))
    def meddle(self, statement: str) -> None:
        """Somebody types a statement into a console: it is refused, or finds nothing to change."""
        with connection.cursor() as cursor:
            try:
                with transaction.atomic():
                    cursor.execute(statement)
            except DatabaseError:
                return
            assert cursor.rowcount == 0, statement

    @invariant()
    def the_shelves_agree(self) -> None:
        columns = ("place__code", "part__part_no", "condition", "balance", "reserved")
        held = {tuple(row[:3]): row[3:] for row in Holding.objects.values_list(*columns)}
        for spot, (balance, reserved) in held.items():
            assert (balance, reserved) == (self.model.balance[spot], self.model.reserved(spot)), (
                spot
            )
        assert {spot for spot, balance in self.model.balance.items() if balance} <= set(held)

    @invariant()
    def the_units_agree(self) -> None:
        columns = ("pk", "holding__place__code", "part__part_no", "holding__condition")
        stand = {row[0]: row[1:] for row in Unit.objects.values_list(*columns)}
        assert stand == self.model.units
        live = dict(Serial.objects.filter(live=True).values_list("unit_id", "value"))
        assert live == self.model.wears
        retired = Serial.objects.filter(live=False).values_list("value", flat=True)
        assert set(retired) == self.model.retired

    @invariant()
    def the_papers_agree(self) -> None:
        states = dict(Document.objects.values_list("pk", "state"))
        assert states == {paper.pk: paper.state for paper in self.model.papers}

    @invariant()
    def the_promises_agree(self) -> None:
        columns = ("pk", "quantity", "promised", "closed")
        asked = {row[0]: row[1:] for row in Demand.objects.values_list(*columns)}
        model = self.model
        assert asked == {one.pk: (one.quantity, one.promised, one.closed) for one in model.demands}
        kept = list(Reservation.objects.order_by("pk"))
        self._name_the_new(kept)
        by_pk = {one.pk: one for one in model.promises}
        assert len(by_pk) == len(kept)
        for row in kept:
            one = by_pk[row.pk]
            assert (row.quantity, row.used, row.released, row.unit_id, bool(row.picked_by_id)) == (
                one.quantity,
                one.used,
                one.released,
                one.unit,
                one.picked,
            )

    def _name_the_new(self, kept: list[Reservation]) -> None:
        """Promises of the model that are new since the last step, in the order they were made."""
        named = {one.pk for one in self.model.promises}
        nameless: list[Promise] = [one for one in self.model.promises if not one.pk]
        for row in kept:
            if row.pk not in named:
                one = next(one for one in nameless if one.demand.pk == row.demand_id)
                nameless.remove(one)
                one.pk = row.pk
