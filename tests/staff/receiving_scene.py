"""The counting table behind the department's door: boxes as the tests of its screens need them."""

from __future__ import annotations

import re

from shouhou.exchange.commands import counting, packing
from shouhou.exchange.commands.packing import Declared, Source
from shouhou.exchange.models import InboundConsignment
from tests.flows import story
from tests.staff.workshop_scene import Browser
from tests.world import World

LCD, CHARGER = "LCD-S5-01B", "CHG-S5-01B"
DECLARED_CHARGERS = 7431
"""A number that stands nowhere else, so that a page that shows it is caught."""


def signed_box(w: World) -> InboundConsignment:
    """A box of an agent that is not open yet."""
    w.part(LCD)
    w.part(CHARGER)
    return story.signed(w, w.agent())


def open_box(w: World, chargers: int = DECLARED_CHARGERS) -> InboundConsignment:
    """A box that declares one display and so many chargers, being counted."""
    box = signed_box(w)
    declared = [Declared(w.part(LCD), 1, "PANEL1"), Declared(w.part(CHARGER), chargers)]
    packing.keep(box.pk, Source("hand"), declared, by=w.hejing)
    return counting.start(box.pk, by=w.hejing)


def scan(browser: Browser, box: InboundConsignment, code: str) -> str:
    """The answer to one scan."""
    answer = browser.press(f"/consignments/{box.number}/count/scan/", scan=code)
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return answer.content.decode()


def outcome(answer: str) -> str:
    """The colour of an answer."""
    found = re.search(r'data-outcome="(\w+)"', answer)
    return found[1] if found else ""
