"""Reversals: the one way to correct what was posted, and the whole of it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shouhou.stock.commands import documents, reversals
from shouhou.stock.commands.units import Piece
from shouhou.stock.drafting import Wanted
from shouhou.stock.kinds import Kind
from shouhou.stock.lifecycle import State
from shouhou.stock.models import Condition, Document, Holding, Unit
from shouhou.stock.places import Code, place
from shouhou.stock.spots import spot
from tests.stock.books import refused_and_unchanged
from tests.world import World


@pytest.fixture
def posted(w: World) -> Document:
    """Three displays and five chargers, posted onto the shelf as one document."""
    opening = w.opening([Piece(w.part("LCD-S5"), serial) for serial in ("D1", "D2", "D3")])
    documents.withdraw(opening.pk, by=w.tangxiao)
    charger = w.part("CHG-5V").pk
    units = [line.unit for line in opening.lines.select_related("unit")]
    shelf = place(Code.TURNOVER)
    lines = [Wanted(target=spot(shelf, unit.part_id, Condition.GOOD), unit=unit) for unit in units]
    lines += [
        Wanted(
            source=spot(place(Code.OPENING), charger, Condition.PENDING),
            target=spot(shelf, charger, Condition.GOOD),
            quantity=5,
        )
    ]
    documents.rewrite(opening.pk, lines, by=w.tangxiao)
    documents.inspect(opening.pk, by=w.qa1)
    documents.submit(opening.pk, by=w.tangxiao)
    return w.post(opening, by=w.linlan)


def reverse(w: World, document: Document) -> Document:
    """A submitted reversal of a document."""
    return reversals.draft(document.pk, reason="多入", by=w.tangxiao)


def balances() -> dict[int, int]:
    return dict(Holding.objects.exclude(balance=0).values_list("pk", "balance"))


def standing() -> dict[str, int]:
    return dict(Unit.objects.values_list("label", "holding_id"))


@pytest.mark.req("R-POST", "INV-10", "INV-1")
def test_a_posted_reversal_brings_every_piece_back_where_it_was(w: World, posted: Document) -> None:
    reversal = w.post(reverse(w, posted), by=w.linlan)

    assert balances() == {}
    outside = Holding.objects.get(place=place(Code.OPENING), part=w.part("LCD-S5"))
    assert set(standing().values()) == {outside.pk}
    assert (reversal.kind, reversal.reverses, reversal.reason) == (Kind.REVERSAL, posted, "多入")
    assert reversal.number.startswith("SR")
    posted.refresh_from_db()
    assert posted.state == State.POSTED


@pytest.mark.req("R-POST")
def test_a_document_is_reversed_once(w: World, posted: Document) -> None:
    reversal = reverse(w, posted)

    with refused_and_unchanged("stock.already_reversed") as caught:
        reverse(w, posted)
    assert caught.value.facts == {"by": reversal.number}
    w.post(reversal, by=w.linlan)
    with refused_and_unchanged("stock.already_reversed"):
        reverse(w, posted)


@pytest.mark.req("R-POST")
def test_a_reversal_that_was_given_up_leaves_its_original_to_another(
    w: World, posted: Document
) -> None:
    given_up = reverse(w, posted)
    documents.void(given_up.pk, reason="不冲了", by=w.tangxiao)

    again = reverse(w, posted)

    given_up.refresh_from_db()
    assert (given_up.state, given_up.reverses) == (State.VOID, None)
    w.post(again, by=w.linlan)
    assert balances() == {}


def test_a_reversal_takes_back_all_or_nothing(w: World, posted: Document) -> None:
    reversal = reverse(w, posted)
    documents.reject(reversal.pk, reason="再核", by=w.linlan)
    charger = w.part("CHG-5V").pk
    one = Wanted(
        source=spot(place(Code.TURNOVER), charger, Condition.GOOD),
        target=spot(place(Code.OPENING), charger, Condition.PENDING),
    )

    with refused_and_unchanged("stock.reversals_are_whole"):
        documents.rewrite(reversal.pk, [one], by=w.tangxiao)

    documents.submit(reversal.pk, by=w.tangxiao)
    w.post(reversal, by=w.linlan)


def test_only_what_was_posted_is_reversed_and_a_reversal_never(w: World, posted: Document) -> None:
    reversal = reverse(w, posted)

    with refused_and_unchanged("stock.not_reversible"):
        reversals.draft(reversal.pk, reason="x", by=w.hejun)
    w.post(reversal, by=w.linlan)
    with refused_and_unchanged("stock.not_reversible"):
        reversals.draft(reversal.pk, reason="x", by=w.hejun)


def test_a_reversal_needs_a_reason_and_a_maker_of_that_kind(w: World, posted: Document) -> None:
    with refused_and_unchanged("stock.reason_missing"):
        reversals.draft(posted.pk, reason=" ", by=w.tangxiao)
    with refused_and_unchanged("accounts.not_your_role"):
        reversals.draft(posted.pk, reason="x", by=w.linlan)
    with refused_and_unchanged("accounts.not_your_role"):
        reversals.draft(posted.pk, reason="x", by=w.hejing)


@pytest.mark.req("R-STK")
def test_what_has_gone_on_is_not_taken_back(w: World, posted: Document) -> None:
    unit = Unit.objects.get(label="D2")
    w.post(w.transfer([unit], by=w.qinyong), by=w.linlan)
    reversal = reverse(w, posted)

    with refused_and_unchanged("stock.short"):
        w.post(reversal, by=w.linlan)

    w.good_units(w.part("LCD-S5"), ["D4"])
    with refused_and_unchanged("stock.unit_elsewhere") as caught:
        w.post(reversal, by=w.linlan)
    assert caught.value.facts == {"serial": "D2", "place": str(place(Code.TRANSIT))}


def test_what_was_judged_defective_does_not_become_good_by_a_reversal(w: World) -> None:
    w.good_stock(w.part("CHG-5V"), 5)
    charger = w.part("CHG-5V").pk
    fallen = Wanted(
        source=spot(place(Code.TURNOVER), charger, Condition.GOOD),
        target=spot(place(Code.DEFECT), charger, Condition.DEFECTIVE),
    )
    judged = w.post(w.submitted(Kind.JUDGEMENT, [fallen], by=w.qinyong), by=w.linlan)

    with refused_and_unchanged("stock.not_cleared"):
        reversals.draft(judged.pk, reason="判错", by=w.qinyong)


@pytest.mark.req("INV-10", "INV-1", "INV-2")
@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(quantities=st.lists(st.integers(1, 50), min_size=1, max_size=6), serials=st.integers(0, 6))
def test_whatever_was_posted_its_reversal_restores_the_books(
    w: World, quantities: list[int], serials: int
) -> None:
    taken = Unit.objects.count()
    before, stood = balances(), standing()
    units = [w.opening([Piece(w.part("LCD-S5"), f"U{taken + n}")]) for n in range(serials)]
    heaps = [(w.part(f"CHG-{n}"), quantity) for n, quantity in enumerate(quantities)]

    made = [w.post(one, by=w.linlan) for one in units]
    made += [w.good_stock(part, quantity) for part, quantity in heaps]
    for document in made:
        w.post(reverse(w, document), by=w.linlan)

    assert balances() == before
    assert {label: at for label, at in standing().items() if label in stood} == stood
