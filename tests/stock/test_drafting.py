"""The lines of a draft: what a kind of document may take from where to where."""

from __future__ import annotations

import pytest

from shouhou.stock.commands import documents
from shouhou.stock.commands.units import Piece, make_known
from shouhou.stock.drafting import MOST_LINES, Wanted
from shouhou.stock.kinds import Kind
from shouhou.stock.models import Condition, Place
from shouhou.stock.places import Code, of_agent, place
from shouhou.stock.spots import Spot, spot
from tests.stock.books import refused_and_unchanged
from tests.world import World

GOOD, PENDING, DEFECTIVE = Condition.GOOD, Condition.PENDING, Condition.DEFECTIVE


def at(w: World, code: Code, condition: Condition = GOOD, part: str = "CHG-5V") -> Spot:
    return spot(place(code), w.part(part).pk, condition)


def sent(w: World, part: str = "CHG-5V", **otherwise: object) -> Wanted:
    """A line from the turnover warehouse into transit, or something like it."""
    ends = {"source": at(w, Code.TURNOVER, part=part), "target": at(w, Code.TRANSIT, part=part)}
    return Wanted(**(ends | otherwise))  # type: ignore[arg-type]


@pytest.mark.req("INV-1")
def test_a_line_never_turns_one_part_into_another(w: World) -> None:
    battery = at(w, Code.TRANSIT, part="BAT-S5")

    with refused_and_unchanged("stock.parts_differ") as caught:
        documents.draft(Kind.TRANSFER_OUT, [sent(w), sent(w, target=battery)], by=w.qinyong)

    assert caught.value.where.endswith("#2")


@pytest.mark.req("INV-3")
def test_a_tracked_part_moves_piece_by_piece(w: World) -> None:
    with refused_and_unchanged("stock.not_as_tracked"):
        documents.draft(Kind.TRANSFER_OUT, [sent(w, "LCD-S5")], by=w.qinyong)


def test_an_untracked_part_has_no_serials(w: World) -> None:
    (unit,) = make_known([Piece(w.part("CHG-5V"), "C1")], outside=place(Code.OPENING))
    opening = at(w, Code.OPENING, PENDING)

    with refused_and_unchanged("stock.not_as_tracked"):
        line = Wanted(source=opening, target=at(w, Code.MAIN), unit=unit)
        documents.draft(Kind.OPENING, [line], by=w.tangxiao)


def test_nothing_is_issued_to_another_agent_than_the_document_names(w: World) -> None:
    other = of_agent(w.agent("DL-11-01"))
    line = sent(w, target=spot(other, w.part("CHG-5V").pk, GOOD))

    with refused_and_unchanged("stock.place_of_another_agent"):
        documents.draft(Kind.OUTBOUND, [line], by=w.hejing, agent=w.agent())


WRONG = {
    "an opening from a supplier": (Kind.OPENING, Code.SUPPLIER, PENDING, Code.MAIN, GOOD),
    "a receipt from the opening": (Kind.RECEIPT, Code.OPENING, PENDING, Code.MAIN, GOOD),
    "a transfer that arrives at once": (Kind.TRANSFER_OUT, Code.TURNOVER, GOOD, Code.MAIN, GOOD),
    "a transfer that judges": (Kind.TRANSFER_OUT, Code.TURNOVER, GOOD, Code.TRANSIT, DEFECTIVE),
    "a transfer from nowhere": (Kind.TRANSFER_IN, Code.TURNOVER, GOOD, Code.MAIN, GOOD),
    "a handover of good pieces": (Kind.HANDOVER, Code.FRONT, GOOD, Code.BENCH, GOOD),
    "a handover that judges": (Kind.HANDOVER, Code.FRONT, PENDING, Code.BENCH, DEFECTIVE),
    "a judgement that something is good": (Kind.JUDGEMENT, Code.BENCH, PENDING, Code.MAIN, GOOD),
    "a release of defective pieces": (Kind.RELEASE, Code.BENCH, PENDING, Code.MAIN, DEFECTIVE),
    "a release from the front desk": (Kind.RELEASE, Code.FRONT, PENDING, Code.MAIN, GOOD),
    "scrap of what is not judged": (Kind.SCRAP, Code.DEFECT, PENDING, Code.SCRAP, PENDING),
    "scrap that stays": (Kind.SCRAP, Code.DEFECT, DEFECTIVE, Code.MAIN, DEFECTIVE),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_kind_allows_its_own_ways_only(w: World, wrong: str) -> None:
    kind, source, left_as, target, arrives_as = WRONG[wrong]
    line = Wanted(source=at(w, source, left_as), target=at(w, target, arrives_as))
    maker = {Kind.HANDOVER: w.hejing, Kind.RELEASE: w.zhouqi, Kind.JUDGEMENT: w.zhouqi}.get(
        kind, w.qinyong if kind in {Kind.TRANSFER_OUT, Kind.TRANSFER_IN} else w.tangxiao
    )

    with refused_and_unchanged("stock.not_for_this_kind"):
        documents.draft(kind, [line], by=maker)


def test_an_issue_sends_good_pieces_and_a_return_never_does(w: World) -> None:
    theirs = spot(of_agent(w.agent()), w.part("CHG-5V").pk, PENDING)
    good = spot(of_agent(w.agent()), w.part("CHG-5V").pk, GOOD)

    with refused_and_unchanged("stock.not_for_this_kind"):
        documents.draft(Kind.OUTBOUND, [sent(w, target=theirs)], by=w.hejing, agent=w.agent())
    with refused_and_unchanged("stock.not_for_this_kind"):
        documents.draft(Kind.RETURN_AS_IS, [sent(w, target=good)], by=w.hejing, agent=w.agent())
    with refused_and_unchanged("stock.not_for_this_kind"):
        documents.draft(Kind.RETURN_AS_IS, [sent(w, target=theirs)], by=w.hejing, agent=w.agent())


@pytest.mark.parametrize("quantity", [0, -1, 1_000_001])
def test_a_line_is_of_a_possible_quantity(w: World, quantity: int) -> None:
    with refused_and_unchanged("stock.impossible_quantity"):
        documents.draft(Kind.TRANSFER_OUT, [sent(w, quantity=quantity)], by=w.qinyong)


def test_a_unit_is_one_piece_on_one_line(w: World) -> None:
    (unit,) = make_known([Piece(w.part("LCD-S5"), "D1")], outside=place(Code.OPENING))
    line = Wanted(target=at(w, Code.MAIN, part="LCD-S5"), unit=unit)
    two = Wanted(target=at(w, Code.MAIN, part="LCD-S5"), unit=unit, quantity=2)

    with refused_and_unchanged("stock.unit_twice"):
        documents.draft(Kind.OPENING, [line, line], by=w.tangxiao)
    with refused_and_unchanged("stock.impossible_quantity"):
        documents.draft(Kind.OPENING, [two], by=w.tangxiao)


def test_a_line_goes_from_somewhere_to_somewhere_else(w: World) -> None:
    here = at(w, Code.TURNOVER)

    with refused_and_unchanged("stock.goes_nowhere"):
        documents.draft(Kind.TRANSFER_OUT, [sent(w, target=here)], by=w.qinyong)
    with refused_and_unchanged("stock.line_has_no_source"):
        documents.draft(Kind.TRANSFER_OUT, [sent(w, source=None)], by=w.qinyong)


def test_a_document_has_lines_and_not_too_many(w: World) -> None:
    with refused_and_unchanged("stock.no_lines"):
        documents.draft(Kind.TRANSFER_OUT, [], by=w.qinyong)
    with refused_and_unchanged("stock.too_many_lines"):
        documents.draft(Kind.TRANSFER_OUT, [sent(w)] * (MOST_LINES + 1), by=w.qinyong)


def test_a_bin_is_its_own_place_in_its_warehouse(w: World) -> None:
    w.good_stock(w.part("CHG-5V"), 2)
    bin_ = Place.objects.create(
        code="TURNOVER-A1",
        name="A1",
        name_en="A1",
        kind=Place.Kind.BIN,
        outside=False,
        warehouse=place(Code.TURNOVER),
    )
    shelf = spot(bin_, w.part("CHG-5V").pk, GOOD)
    w.post(w.submitted(Kind.TRANSFER_OUT, [sent(w, quantity=2)], by=w.qinyong), by=w.linlan)

    back = Wanted(source=at(w, Code.TRANSIT), target=shelf, quantity=2)
    w.post(w.submitted(Kind.TRANSFER_IN, [back], by=w.qinyong), by=w.hejun)

    (holding,) = bin_.holdings.all()
    assert (holding.balance, holding.warehouse) == (2, place(Code.TURNOVER))
