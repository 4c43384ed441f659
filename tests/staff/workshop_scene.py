"""A workshop behind the department's door: browsers of its people, and pieces on its way."""

from __future__ import annotations

import uuid

from django.test import Client

from shouhou.accounts.models import User
from shouhou.exchange.commands.packing import Declared
from shouhou.exchange.models import Handover, InboundConsignment
from shouhou.flows import handing_over
from shouhou.repair.models import RepairOrder
from tests.flows import story
from tests.world import World


class Browser(Client):
    """Somebody's browser, in English; a form is sent with its one-time key."""

    def __init__(self, user: User) -> None:
        super().__init__(raise_request_exception=False)
        self.cookies["django_language"] = "en"
        self.force_login(user)

    def press(self, path: str, /, **fields: object):
        """Send a form once."""
        return self.post(path, {"request_key": str(uuid.uuid4()), **fields})

    def page(self, path: str, /, **query: str) -> str:
        """The text of a page that answers."""
        answer = self.get(path, query)
        assert answer.status_code == 200, answer.content.decode()[:2000]
        return answer.content.decode()


def box(w: World, *, panels: int = 2, chargers: int = 3) -> InboundConsignment:
    """A booked consignment of displays with serials and chargers without."""
    lcd, charger = w.part("LCD-S5-01B"), w.part("CHG-S5-01B")
    serials = [f"PANEL{number}" for number in range(1, panels + 1)]
    declared = [Declared(lcd, 1, serial) for serial in serials]
    counted = [(lcd.part_no, serial) for serial in serials]
    if chargers:
        declared.append(Declared(charger, chargers))
        counted.append((charger.part_no, str(chargers)))
    consignment = story.counted(w, w.agent(), declared, counted)
    story.booked(w, consignment)
    return consignment


def swapped(w: World) -> None:
    """Ten good chargers, three bad ones come in, two of them swapped."""
    w.good_stock(w.part("CHG-S5-01B"), 10)
    consignment = box(w, panels=0, chargers=3)
    story.taken_over(w, consignment)
    story.swapped(w, consignment.lines.get().pk, 2)


def slips(w: World, **pieces: int) -> dict[str, Handover]:
    """The slips of a box, by the code of the place they go to."""
    made = handing_over.hand_over(box(w, **pieces).pk, by=w.hejing)
    return {slip.target.code: slip for slip in made}


def orders(w: World, panels: int = 1) -> list[RepairOrder]:
    """New orders on the bench, one a display."""
    story.taken_over(w, box(w, panels=panels, chargers=0))
    return list(RepairOrder.objects.order_by("pk"))
