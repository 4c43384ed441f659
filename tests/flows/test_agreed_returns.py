"""What was agreed to be returned goes back from the front desk as it came; the rest goes on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from shouhou.exchange.commands import counting, discrepancies, finishing, packing
from shouhou.exchange.commands.discrepancies import Agreement
from shouhou.exchange.commands.packing import Declared, Source
from shouhou.exchange.models import ExchangeLine, InboundConsignment, Scan
from shouhou.exchange.whereabouts import place_of, to_send_back
from shouhou.flows import dispatch, handing_over, posting
from shouhou.reports import turnover_desk
from shouhou.stock.commands.units import Piece, make_known
from shouhou.stock.models import Condition
from shouhou.stock.places import Code, of_agent
from tests.flows import story
from tests.world import World, books_are_clean, refused

CHARGER, PANEL = "CHG-S5-01B", "LCD-S5-01B"


@pytest.fixture
def w(db: None) -> Iterator[World]:
    """The small department with its facts; its books are clean when the test is over."""
    world = World()
    world.facts()
    yield world
    books_are_clean()


def agreed(w: World, box: InboundConsignment, **handlings: str) -> dict[str, str]:
    """Every open difference agreed, by kind, as counted when it is not named; their numbers."""
    numbers = {}
    for difference in box.discrepancies.filter(state="open"):
        handling = handlings.get(difference.kind, "as_counted")
        discrepancies.agree(difference.pk, Agreement(handling, "王经理", "微信截图"), by=w.hejing)
        numbers[difference.kind] = difference.number
    return numbers


def over(w: World, declared: int, count: int) -> InboundConsignment:
    """A box with more chargers than its list says."""
    return story.counted(
        w, w.agent(), [Declared(w.part(CHARGER), declared)], [(CHARGER, str(count))]
    )


def going(box: InboundConsignment) -> list[tuple[str, int, str]]:
    """What goes back of a box: the piece or part, how many, and why."""
    lines = box.lines.filter(to_return__gt=0).order_by("pk")
    return [(str(one.unit or one.part.part_no), one.to_return, one.return_reason) for one in lines]


@pytest.mark.req("S2.2.1c")
def test_a_piece_that_was_declared_by_another_number_stays_and_the_stray_one_goes(w: World) -> None:
    declared = [Declared(w.part(PANEL), 1, "PANEL1", further=("PANEL1B",))]
    box = story.counted(w, w.agent(), declared, [(PANEL, "STRAY"), (PANEL, "PANEL1B")])
    numbers = agreed(w, box, over="return")

    story.booked(w, box)

    assert going(box) == [("STRAY", 1, numbers["over"])]


@pytest.mark.req("S2.2.1c")
@pytest.mark.req("S2.2.2b")
def test_two_chargers_too_many_go_back_as_they_came_and_the_rest_is_exchanged(w: World) -> None:
    charger = w.part(CHARGER)
    w.good_stock(charger, 9)
    box = over(w, declared=3, count=5)
    numbers = agreed(w, box, over="return")

    story.booked(w, box)
    back, rest = box.lines.get(to_return__gt=0), box.lines.get(to_return=0)

    assert going(box) == [(CHARGER, 2, numbers["over"])]
    assert (back.quantity, rest.quantity, place_of(back).code) == (2, 3, Code.FRONT)
    assert handing_over.at_front_desk(box) == [rest]
    story.taken_over(w, box)
    assert [row.line for slip in box.handovers.all() for row in slip.lines.all()] == [rest]
    story.swapped(w, rest.pk, 3)
    assert w.balance(Code.FRONT, charger, Condition.PENDING) == 2
    sent = dispatch.send_back(w.agent(), [back.pk], by=w.hejing)
    posting.post(sent.pk, by=w.linlan)
    story.shipped(w)
    assert [one.kind for one in back.settlements.all()] == ["returned"]
    assert [one.kind for one in rest.settlements.all()] == ["shipped"]
    assert not ExchangeLine.objects.owed().exists()
    assert w.balance(Code.FRONT, charger, Condition.PENDING) == 0


@pytest.mark.req("S2.2.1c")
def test_what_goes_back_from_the_front_desk_is_not_in_the_turnover_warehouse(w: World) -> None:
    box = over(w, declared=3, count=5)
    agreed(w, box, over="return")
    story.booked(w, box)

    assert turnover_desk.staying() == []
    story.taken_over(w, box)
    assert [(one.line.to_return, one.pieces) for one in turnover_desk.waiting()] == [(0, 3)]
    assert turnover_desk.unexplained() == []


@pytest.mark.req("S2.2.1c")
def test_a_difference_agreed_as_counted_sends_nothing_back(w: World) -> None:
    box = over(w, declared=3, count=5)
    agreed(w, box)

    story.booked(w, box)

    assert [(line.quantity, line.to_return) for line in box.lines.all()] == [(5, 0)]


@pytest.mark.req("S2.2.1c")
def test_the_tracked_piece_too_many_is_the_one_the_list_does_not_name(w: World) -> None:
    panel = w.part(PANEL)
    counts = [(PANEL, "EXTRA1"), (PANEL, "PANEL1")]
    box = story.counted(w, w.agent(), [Declared(panel, 1, "PANEL1")], counts)
    numbers = agreed(w, box, over="return")

    story.booked(w, box)

    assert going(box) == [("EXTRA1", 1, numbers["over"])]


@pytest.mark.req("S2.2.1c")
def test_of_a_wrong_serial_and_one_too_many_each_goes_back_by_its_own_agreement(w: World) -> None:
    panel = w.part(PANEL)
    counts = [(PANEL, serial) for serial in ("SWAPPED1", "EXTRA1")]
    box = story.counted(w, w.agent(), [Declared(panel, 1, "PANEL1")], counts)
    numbers = agreed(w, box, wrong_serial="return")

    story.booked(w, box)

    assert going(box) == [("SWAPPED1", 1, numbers["wrong_serial"])]


@pytest.mark.req("S2.2.1c")
def test_the_piece_of_another_agent_that_is_also_too_many_goes_back_once(w: World) -> None:
    panel = w.part(PANEL)
    make_known([Piece(panel, "THEIRS")], outside=of_agent(w.agent("DL-44-02")))
    box = story.signed(w, w.agent())
    packing.keep(box.pk, Source("hand"), [Declared(panel, 1, "MINE")], by=w.hejing)
    counting.start(box.pk, by=w.hejing)
    for serial in ("MINE", "THEIRS"):
        counting.scan(box.pk, serial, by=w.hejing, part=panel, confirmed=True)
    finishing.finish(box.pk, by=w.hejing)
    numbers = agreed(w, box, wrong_serial="return", over="return")

    story.booked(w, box)

    assert set(numbers) == {"wrong_serial", "over"}
    assert going(box) == [("THEIRS", 1, numbers["wrong_serial"])]
    assert [one.unit.label for one, _count in to_send_back(w.agent())] == ["THEIRS"]


@pytest.mark.req("S2.2.1c")
def test_of_pieces_without_a_number_the_damaged_ones_go_back(w: World) -> None:
    box = story.signed(w, w.agent())
    packing.keep(box.pk, Source("hand"), [Declared(w.part(CHARGER), 5)], by=w.hejing)
    counting.start(box.pk, by=w.hejing)
    wet = counting.tally(box.pk, w.part(CHARGER), 2, by=w.hejing).scan
    counting.tally(box.pk, w.part(CHARGER), 3, by=w.hejing)
    counting.remark(wet.pk, damaged="进水", eligibility="user_damage", photos=(), by=w.hejing)
    finishing.finish(box.pk, by=w.hejing)
    agreed(w, box, damaged="return")

    story.booked(w, box)

    judged = box.lines.order_by("pk").values_list("eligibility", "quantity", "to_return")
    assert list(judged) == [("user_damage", 2, 2), ("unchecked", 3, 0)]


@pytest.mark.req("S2.2.1c")
def test_a_box_without_a_list_goes_back_whole(w: World) -> None:
    box = story.signed(w, w.agent())
    packing.keep(box.pk, Source("none"), [], by=w.hejing)
    counting.start(box.pk, by=w.hejing)
    counting.tally(box.pk, w.part(CHARGER), 2, by=w.hejing)
    counting.scan(box.pk, "PANEL1", by=w.hejing, part=w.part(PANEL))
    finishing.finish(box.pk, by=w.hejing)
    numbers = agreed(w, box, no_list="return")

    story.booked(w, box)

    why = numbers["no_list"]
    assert going(box) == [("PANEL1", 1, why), (CHARGER, 2, why)]
    assert handing_over.at_front_desk(box) == []


@pytest.mark.req("S2.2.1c")
def test_an_agreement_about_a_count_that_was_thrown_away_sends_nothing_back(w: World) -> None:
    box = over(w, declared=3, count=5)
    agreed(w, box, over="return")
    counting.recount(box.pk, reason="数错", by=w.hejing)
    counting.tally(box.pk, w.part(CHARGER), 3, by=w.hejing)
    finishing.finish(box.pk, by=w.hejing)

    story.booked(w, box)

    assert [(line.quantity, line.to_return) for line in box.lines.all()] == [(3, 0)]


@pytest.mark.req("S2.2.1c")
def test_what_is_short_never_came_and_cannot_be_returned(w: World) -> None:
    box = over(w, declared=3, count=2)
    short = box.discrepancies.get()

    with refused("exchange.nothing_to_return"):
        discrepancies.agree(short.pk, Agreement("return", "王经理", "微信"), by=w.hejing)

    short.refresh_from_db()
    assert (short.state, short.handling) == ("open", "")
    assert Scan.objects.count() == 1


@pytest.mark.req("S2.2.1c")
def test_what_leaves_the_front_desk_settles_no_debt_of_the_turnover_warehouse(w: World) -> None:
    counterfeit = story.sent_back(w, story.came(w, CHARGER, "2").pk, 2)
    box = over(w, declared=3, count=5)
    agreed(w, box, over="return")
    story.booked(w, box)
    at_desk = box.lines.get(to_return__gt=0)

    sent = dispatch.send_back(w.agent(), [at_desk.pk], by=w.hejing)
    assert [line.pk for line, _count in to_send_back(w.agent())] == [counterfeit.pk]
    posting.post(sent.pk, by=w.linlan)

    assert [line.pk for line, _count in to_send_back(w.agent())] == [counterfeit.pk]
