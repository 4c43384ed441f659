"""The acceptance story of S3.3, through the commands: ten units in, one still owed."""

from __future__ import annotations

import pytest

from shouhou.exchange.commands.packing import Declared
from shouhou.exchange.models import ExchangeLine
from shouhou.exchange.whereabouts import to_send_back
from shouhou.flows import dispatch, posting
from shouhou.reports import accounts
from tests.flows import story
from tests.world import World, books_are_clean


@pytest.mark.django_db
@pytest.mark.req("S3.3")
@pytest.mark.req("S2.2.3c")
@pytest.mark.req("INV-4")
def test_seven_ship_one_goes_back_one_is_owed_and_one_difference_is_agreed():
    w = World()
    w.facts()
    agent = w.agent()
    lcd, chg = w.part("LCD-S5-01B"), w.part("CHG-S5-01B")
    w.good_stock(chg, 3)
    photos = w.photos(by=w.zhouqi)
    declared = [*(Declared(lcd, 1, f"PANEL{n}") for n in range(5)), Declared(chg, 5)]
    serials = [*((lcd.part_no, f"PANEL{n}") for n in range(5)), (chg.part_no, "4")]

    box = story.counted(w, agent, declared, serials)
    assert [d.kind for d in box.discrepancies.all()] == ["short"]
    story.agreed(w, box)
    box.refresh_from_db()
    story.booked(w, box)
    story.taken_over(w, box)
    orders = [line.repair_order for line in box.lines.filter(unit__isnull=False)]
    story.user_damaged(w, orders[0], photos)
    for order in orders[1:]:
        story.repaired(w, order)
    charger = ExchangeLine.objects.get(consignment=box, part=chg)
    swap = story.swapped(w, charger.pk, 4)
    for n in range(1, 5):
        dispatch.pick(agent, f"PANEL{n}", by=w.hejing)
    ready = {promise.pk: promise.open for promise in dispatch.ready(agent)}
    issued = dispatch.issue(agent, ready, by=w.hejing)
    back = dispatch.send_back(agent, [line.pk for line, _count in to_send_back(agent)], by=w.hejing)
    posting.post(issued.pk, by=w.linlan)
    posting.post(back.pk, by=w.linlan)

    assert swap.demand.missing == 1
    assert sum(line.quantity for line in issued.lines.all()) == 7
    assert sum(line.quantity for line in back.lines.all()) == 1
    assert accounts.owed_to(agent) == 1
    assert [(r.received, r.shipped, r.returned, r.owed) for r in accounts.by_part(agent)] == [
        (4, 3, 0, 1),
        (5, 4, 1, 0),
    ]
    books_are_clean()
