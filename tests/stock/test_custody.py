"""Who keeps a warehouse: one person from a moment on, by the supervisor's word."""

from __future__ import annotations

import pytest

from shouhou.accounts.models import TrailEntry
from shouhou.stock import custody
from shouhou.stock.models import Custody
from shouhou.stock.places import Code, place
from tests.stock.books import refused_and_unchanged
from tests.world import World


@pytest.mark.req("R-AUD")
def test_a_warehouse_has_one_custodian_and_remembers_the_others(w: World) -> None:
    turnover = place(Code.TURNOVER)
    assert custody.custodian_of(turnover) is None
    custody.assign(turnover, w.qinyong, by=w.linlan)

    custody.assign(turnover, w.hejun, by=w.linlan)

    assert custody.custodian_of(turnover) == w.hejun
    assert custody.custodian_of(place(Code.MAIN)) is None
    first, second = Custody.objects.order_by("pk")
    assert (first.custodian, second.until) == (w.qinyong, None)
    assert first.until is not None
    entry = TrailEntry.objects.filter(verb="stock.assign_custodian").order_by("pk").last()
    assert entry is not None
    assert (entry.before, entry.after) == ({"custodian": "qinyong"}, {"custodian": "hejun"})


def test_only_the_supervisor_says_who_keeps_a_warehouse(w: World) -> None:
    with refused_and_unchanged("accounts.not_your_role"):
        custody.assign(place(Code.TURNOVER), w.qinyong, by=w.hejun)


@pytest.mark.req("S2.5.R2")
def test_who_posts_or_cannot_swap_keeps_no_warehouse(w: World) -> None:
    for unfit in (w.linlan, w.hejing, w.tangxiao):
        with refused_and_unchanged("stock.unfit_custodian"):
            custody.assign(place(Code.TURNOVER), unfit, by=w.linlan)
