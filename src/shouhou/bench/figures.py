"""One line a figure: what was measured, its floor, the ratio, the target, and whether it holds."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import connection


@dataclass(frozen=True)
class Figure:
    """One measured figure. `value` is compared with `limit`: below it, or above when `at_least`."""

    name: str
    floor: float | None
    ours: float
    value: float
    limit: float | None
    unit: str = "ms"
    at_least: bool = False

    @property
    def holds(self) -> bool:
        """Whether the target is reached; a figure that is only reported holds."""
        if self.limit is None:
            return True
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    def __str__(self) -> str:
        floor = f"{self.floor:10.2f}" if self.floor is not None else " " * 9 + "-"
        sign = "≥" if self.at_least else "≤"
        target = "reported" if self.limit is None else f"{sign} {self.limit:g}"
        verdict = "holds" if self.holds else "falls short"
        return (
            f"{self.name:<58} {connection.vendor:<10} {floor} {self.ours:10.2f} {self.unit:<8}"
            f" {self.value:8.2f}  {target:<9} {verdict}"
        )


HEADING = (
    f"{'figure':<58} {'database':<10} {'floor':>10} {'ours':>10} {'unit':<8} {'value':>8}"
    f"  {'target':<9} verdict"
)


def median_ms(act: Callable[[], object], rounds: int) -> float:
    """The median duration of `act` over `rounds`, in milliseconds."""
    durations = []
    for _ in range(rounds):
        began = time.perf_counter()
        act()
        durations.append((time.perf_counter() - began) * 1000)
    return statistics.median(durations)


def percentile(durations: Sequence[float], share: float) -> float:
    """The duration below which `share` of them lie."""
    ranked = sorted(durations)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))]
