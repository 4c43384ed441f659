"""A dispatch desk for every test of shipping, and the books audited after it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from shouhou.shipping.models import Shipment
from tests.shipping.dispatch import Dispatch
from tests.world import books_are_clean


@pytest.fixture
def desk(db: None) -> Iterator[Dispatch]:
    """The department with what it needs to ship; its books are clean when the test is over."""
    yield Dispatch()
    books_are_clean()


@pytest.fixture
def displays_and_chargers(desk: Dispatch) -> Shipment:
    """Two displays and five chargers, nothing packed yet."""
    displays = desk.units("LCD-S5", "DISP001", "DISP002")
    charger = desk.stock("CHG-5V", 10)
    return desk.shipment(desk.outbound(displays, [(charger, 5)]))
