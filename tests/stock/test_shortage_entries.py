"""What was short on which day: every shortage grows and shrinks by entries that stay."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from shouhou.kernel import clock
from shouhou.stock import guards
from shouhou.stock.commands import demands
from shouhou.stock.models import Demand, ShortageEntry
from tests.stock.asking import arrive, ask
from tests.world import World

Kind = ShortageEntry.Kind


def entries_of(demand: Demand) -> list[tuple[str, int]]:
    return [(entry.kind, entry.quantity) for entry in demand.shortage_entries.order_by("pk")]


@pytest.mark.req("S2.2.7", "S3.4.4")
def test_a_shortage_is_entered_when_it_falls_is_filled_and_is_settled(w: World) -> None:
    w.good_stock(w.part("CHG-5V"), 2)

    demand = ask(w, 7)
    arrive(w, 3)
    demands.close_shortage(demand.pk, 2, reason="代理放弃", by=w.hejing)

    assert entries_of(demand) == [(Kind.FELL_SHORT, 5), (Kind.FILLED, -3), (Kind.SETTLED, -2)]


def test_what_is_promised_at_once_was_never_short(w: World) -> None:
    w.good_stock(w.part("CHG-5V"), 7)

    ask(w, 7)

    assert not ShortageEntry.objects.exists()


def test_a_promise_that_is_given_back_makes_its_shortage_grow_again(w: World) -> None:
    demand = ask(w, 3)
    arrive(w, 2)
    (promise,) = demand.reservations.all()

    demands.release(promise.pk, reason="盘点", by=w.hejing)
    demands.take_back(demand.pk, reason="不要了", by=w.hejing)

    assert entries_of(demand) == [
        (Kind.FELL_SHORT, 3),
        (Kind.FILLED, -2),
        (Kind.GIVEN_BACK, 2),
        (Kind.SETTLED, -3),
    ]


def test_an_entry_bears_the_day_in_shanghai(w: World) -> None:
    demand = ask(w, 3)
    with clock.set_to(clock.now() + timedelta(days=2)):
        arrive(w, 1)
        later = clock.today()

    days = demand.shortage_entries.order_by("pk").values_list("day", flat=True)
    assert list(days) == [clock.today(), later]


def test_what_was_short_before_there_were_entries_is_entered_as_it_stands(w: World) -> None:
    short, filled = ask(w, 4), ask(w, 1, part="BAT-S5")
    arrive(w, 1)
    arrive(w, 1, part="BAT-S5")
    guards.remove(connection, ["shortage_entries_never_go"])
    ShortageEntry.objects.all().delete()

    import_module("shouhou.stock.migrations.0006_enter_what_is_short").enter(apps, None)

    assert entries_of(short) == [(Kind.FELL_SHORT, 3)]
    assert entries_of(filled) == []
