"""Planted stories of domain C4: what a visitor of the demo shall find (5, 7 and 9)."""

from __future__ import annotations

from shouhou.catalog.models import Part
from shouhou.demo.department import Department
from shouhou.demo.desk import Box, book_and_hand_over, receive
from shouhou.demo.goods import Piece
from shouhou.exchange.models import ExchangeLine, ExchangeOrder, InboundConsignment
from shouhou.flows import dispatch, posting, releasing, swapping
from shouhou.flows.judging import Test
from shouhou.repair.lifecycle import State
from shouhou.repair.models import RepairOrder


def swollen_battery(dept: Department) -> None:
    """(5) A swollen battery comes in: it goes to the hazard store and never travels again."""
    battery = Part.objects.filter(category="BAT").order_by("pk").first()
    assert battery is not None
    pieces = [Piece(battery, fault="P06")]
    book_and_hand_over(dept, receive(dept, Box(dept.agents[0], pieces, pieces)))
    line = ExchangeLine.objects.filter(part=battery).order_by("-pk").first()
    assert line is not None
    test = Test(ExchangeOrder.Grounds.SWOLLEN, measured="鼓包 9.8 mm, 3.1 V")
    dept.do(lambda: swapping.swap(line.pk, 1, test, by=dept.staff["qinyong"]))


def forgotten_box(dept: Department) -> None:
    """Chargers come in and lie in the turnover warehouse untested: overdue on the desk."""
    charger = Part.objects.filter(category="CHG").order_by("pk").first()
    assert charger is not None
    pieces = [Piece(charger, fault="P03")] * 3
    document = receive(dept, Box(dept.agents[2], pieces, pieces))
    book_and_hand_over(dept, document)
    dept.left_lying.add(InboundConsignment.objects.get(document=document).pk)


def maker_posts_his_own(dept: Department) -> None:
    """(7) Somebody tries to post what he made himself: refused, and in the trail."""
    pieces = dept.goods.box(dept.agents[1].code, 3)
    document = receive(dept, Box(dept.agents[1], pieces, pieces))
    maker = dept.staff[document.made_by.username]
    path = f"/documents/{document.number}/post/"
    dept.try_to(lambda: posting.post(document.pk, by=maker), maker, path)
    book_and_hand_over(dept, document)


def ship_without_check(dept: Department) -> None:
    """(9) Somebody tries to release, and to ship, a piece that nobody has checked: refused."""
    order = (
        RepairOrder.objects.filter(state__in=[State.NEW, State.PAUSED], unit__isnull=False)
        .select_related("unit", "agent")
        .order_by("-pk")
        .first()
    )
    if order is None or order.unit is None:
        return
    engineer, desk = dept.staff["weitao"], dept.staff["suwen"]
    path = f"/repair-orders/{order.number}/release/"
    dept.try_to(lambda: releasing.release([order.pk], by=engineer), engineer, path)
    serial = order.unit.label
    dept.try_to(lambda: dispatch.pick(order.agent, serial, by=desk), desk, "/ready/pick/")
