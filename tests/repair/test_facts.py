"""The audit of the bench finds every fault that is planted behind the guards' back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from shouhou.kernel import clock
from shouhou.repair.checks import CHECKS
from shouhou.repair.lifecycle import State, Verdict
from shouhou.repair.models import Finding, Pause, QualityCheck, RepairAction, RepairOrder
from shouhou.stock import guards
from shouhou.stock.checks import faults
from shouhou.stock.models import Clearance
from tests.repair.bench import Bench
from tests.world import books_are_clean


@dataclass
class Scene:
    """One order of each kind, in a database whose guards are lifted."""

    bench: Bench
    fresh: RepairOrder
    repaired: RepairOrder
    without_trouble: RepairOrder
    returned: RepairOrder

    @classmethod
    def set(cls) -> Scene:
        bench = Bench()
        scene = cls(
            bench,
            fresh=bench.opened(bench.unit("P1")),
            repaired=bench.released(bench.opened(bench.unit("P2"))),
            without_trouble=bench.passed(bench.without_trouble(bench.opened(bench.unit("P3")))),
            returned=bench.judged(Verdict.UNTESTABLE, bench.opened(bench.unit("P4"))),
        )
        books_are_clean()
        guards.remove(connection)
        return scene

    def clear_by_nobodys_check(self) -> None:
        """A line of the ledger becomes good by a check that the bench never saw."""
        opening = self.bench.good_units(self.bench.display, ["P9"])
        Clearance.objects.create(
            line=opening.lines.get(),
            grounds=self.repaired.number,
            inspected_by=self.bench.zhouqi,
            inspected_at=clock.now(),
            checked_by=self.bench.qa1,
            checked_at=clock.now(),
        )

    def act_once_more(self) -> None:
        measure = self.bench.fault("repair", "R04")
        RepairAction.objects.create(
            order=self.repaired, action=measure, done_by=self.bench.zhouqi, done_at=clock.now()
        )


def change(order: RepairOrder, **columns: Any) -> None:
    RepairOrder.objects.filter(pk=order.pk).update(**columns)


EARLIER = timedelta(days=1)
PLANTS: list[tuple[str, Callable[[Scene], object]]] = [
    (
        "what is released was checked, by another than its repairer, after the last repair",
        lambda scene: scene.act_once_more(),
    ),
    (
        "what is released was checked, by another than its repairer, after the last repair",
        lambda scene: QualityCheck.objects.update(checked_by=scene.bench.zhouqi),
    ),
    (
        "what is released was checked, by another than its repairer, after the last repair",
        lambda scene: change(scene.fresh, state=State.RELEASED, verdict=Verdict.REPAIR),
    ),
    (
        "what became good by the bench is what the bench found and checked",
        lambda scene: scene.clear_by_nobodys_check(),
    ),
    (
        "what is released was found fit: repaired, or without trouble",
        lambda scene: change(scene.repaired, verdict=Verdict.EXCHANGE),
    ),
    (
        "what was repaired has a repair",
        lambda scene: change(scene.without_trouble, verdict=Verdict.REPAIR),
    ),
    (
        "a piece that had no trouble was seen by two people",
        lambda scene: change(scene.without_trouble, second_by=None),
    ),
    (
        "what goes back as it came, or is scrapped, was approved",
        lambda scene: change(scene.returned, state=State.RETURN_AS_IS),
    ),
    (
        "what goes back as it came, or is scrapped, was approved",
        lambda scene: change(scene.returned, state=State.EXCHANGING, verdict=Verdict.SCRAP),
    ),
    (
        "a judged piece was inspected whole",
        lambda scene: Finding.objects.filter(order=scene.repaired).delete(),
    ),
    (
        "an order is paused exactly while a pause is open",
        lambda scene: change(scene.fresh, state=State.PAUSED),
    ),
    (
        "an order is paused exactly while a pause is open",
        lambda scene: Pause.objects.create(order=scene.fresh, reason=Pause.Reason.PARTS),
    ),
    (
        "an order is of its unit's part, and every tracked piece has an order of its own",
        lambda scene: change(scene.fresh, part=scene.bench.part("LCD-X7-01A")),
    ),
    (
        "an order is of its unit's part, and every tracked piece has an order of its own",
        lambda scene: change(scene.fresh, unit=None),
    ),
    (
        "time goes forward through an order",
        lambda scene: change(scene.repaired, started_at=scene.repaired.opened_at - EARLIER),
    ),
    (
        "time goes forward through repairs and checks",
        lambda _scene: QualityCheck.objects.update(checked_at=clock.now() - EARLIER),
    ),
]


@pytest.mark.req("INV-7", "INV-12")
@pytest.mark.parametrize(("fact", "plant"), PLANTS)
def test_the_audit_finds_a_planted_fault(db: None, fact: str, plant: Callable[[Scene], object]):
    scene = Scene.set()

    plant(scene)

    assert fact in {fault.fact for fault in faults()}


def test_every_fact_of_the_bench_is_planted():
    assert {check.fact for check in CHECKS} == {fact for fact, _plant in PLANTS}
