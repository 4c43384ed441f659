"""Many at once: exactly as many effects as there is stock, and not one more or less."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.test import RequestFactory

from shouhou.flows import replenishing
from shouhou.stock.commands import demands, documents, reversals
from shouhou.stock.commands.demands import Wish
from shouhou.stock.commands.units import Piece, make_known
from shouhou.stock.drafting import Wanted
from shouhou.stock.kinds import Kind
from shouhou.stock.models import Condition, Demand, Document, Holding, Serial, Unit
from shouhou.stock.places import Code, place
from shouhou.stock.spots import Spot, spot
from shouhou.web.actions import action
from tests.faults.races import race
from tests.world import World, books_are_clean


@dataclass(frozen=True)
class Size:
    """How many at once, and how often."""

    workers: int
    rounds: int


SIZES = [
    pytest.param(Size(4, 50), id="4 × 50", marks=pytest.mark.slow),
    pytest.param(Size(16, 300), id="16 × 300", marks=[pytest.mark.slow, pytest.mark.prove]),
]


@pytest.fixture
def w(transactional_db: None) -> Iterator[World]:
    """A department whose people are loaded, and whose books are clean after the race."""
    world = World()
    for person in (world.linlan, world.qinyong, world.hejun, world.tangxiao, world.qa1):
        assert person.permissions
    yield world
    books_are_clean()


@pytest.fixture(params=SIZES)
def size(request: pytest.FixtureRequest) -> Size:
    """Small in every run, full in `./dev prove`."""
    return request.param


def good(w: World, part: str, at: Code = Code.TURNOVER) -> Spot:
    return spot(place(at), w.part(part).pk, Condition.GOOD)


def sent(w: World, *parts: str, back: str = "") -> Document:
    """A submitted transfer of one piece of each part, into transit or back from it."""
    ends = (Code.TRANSIT, Code.TURNOVER) if back else (Code.TURNOVER, Code.TRANSIT)
    kind = Kind.TRANSFER_IN if back else Kind.TRANSFER_OUT
    lines = [Wanted(source=good(w, part, ends[0]), target=good(w, part, ends[1])) for part in parts]
    return w.submitted(kind, lines, by=w.qinyong)


@pytest.mark.req("R-STK", "INV-2")
def test_the_last_pieces_are_never_sold_twice(w: World, size: Size) -> None:
    w.good_stock(w.part("CHG-5V"), size.rounds)
    ids = [[sent(w, "CHG-5V").pk for _ in range(size.rounds)] for _ in range(size.workers)]
    boss = w.linlan

    outcomes = race(
        lambda worker, turn: documents.post(ids[worker][turn], by=boss),
        workers=size.workers,
        rounds=size.rounds,
    )

    others = size.rounds * (size.workers - 1)
    assert outcomes == Counter({"done": size.rounds, "stock.short": others})
    assert w.balance(Code.TURNOVER, w.part("CHG-5V")) == 0
    assert w.balance(Code.TRANSIT, w.part("CHG-5V")) == size.rounds


@pytest.mark.req("S2.2.7", "INV-2")
def test_the_last_pieces_are_promised_once(w: World, size: Size) -> None:
    part = w.part("CHG-5V")
    w.good_stock(part, size.rounds)
    wishes = [Wish(w.agent(f"DL-44-{n:02d}"), part, 1, place(Code.TURNOVER)) for n in range(16)]
    keeper = w.qinyong

    outcomes = race(
        lambda worker, _turn: demands.demand(wishes[worker], by=keeper),
        workers=size.workers,
        rounds=size.rounds,
    )

    made = size.rounds * size.workers
    assert outcomes == Counter({"done": made})
    assert Holding.objects.get(**vars(good(w, "CHG-5V"))).reserved == size.rounds
    assert Demand.objects.short().count() == made - size.rounds


@pytest.mark.req("S3.4.1")
def test_a_shelf_that_many_fill_up_is_filled_once(w: World, size: Size) -> None:
    part = w.part("CHG-5V", turnover_min=1, turnover_max=5)
    w.good_stock(part, 500, at=Code.MAIN)
    people = [w.tangxiao, w.qinyong, w.hejun]

    outcomes = race(
        lambda worker, _turn: replenishing.replenish({part.pk: 5}, by=people[worker % 3]),
        workers=size.workers,
        rounds=4,
    )

    assert outcomes == Counter({"done": 1, "replenish.too_many": 4 * size.workers - 1})


@pytest.mark.req("INV-3")
def test_a_serial_that_many_make_known_has_one_bearer(w: World, size: Size) -> None:
    part, outside = w.part("LCD-S5"), place(Code.OPENING)

    outcomes = race(
        lambda _worker, turn: make_known([Piece(part, f"D{turn:04d}")], outside=outside),
        workers=size.workers,
        rounds=size.rounds,
    )

    assert set(outcomes) <= {"done", "stock.serial_worn"}
    assert outcomes["done"] >= size.rounds
    assert Unit.objects.count() == Serial.objects.filter(live=True).count() == size.rounds


@pytest.mark.req("R-IDEM")
def test_a_form_sent_by_many_hands_has_one_effect(w: World, size: Size) -> None:
    w.good_stock(w.part("CHG-5V"), 1)
    here, transit = good(w, "CHG-5V"), good(w, "CHG-5V", Code.TRANSIT)
    keys = [uuid4() for _ in range(size.rounds)]
    before = Document.objects.count()

    @action
    def make(request: HttpRequest) -> HttpResponse:
        lines = [Wanted(source=here, target=transit)]
        document = documents.draft(Kind.TRANSFER_OUT, lines, by=request.user)
        return redirect(f"/documents/{document.number}")

    def send(_worker: int, turn: int, *, key: UUID | None = None) -> str:
        request = RequestFactory().post("/documents", {"request_key": str(key or keys[turn])})
        request.user = w.qinyong
        answer = make(request)
        assert answer.status_code == 302
        return answer["Location"]

    outcomes = race(send, workers=size.workers, rounds=size.rounds)

    assert outcomes == Counter({"done": size.rounds * size.workers})
    assert Document.objects.count() == before + size.rounds


@pytest.mark.req("R-POST", "S2.1.9")
def test_a_document_that_many_post_is_posted_once(w: World, size: Size) -> None:
    w.good_stock(w.part("CHG-5V"), size.rounds)
    ids = [sent(w, "CHG-5V").pk for _ in range(size.rounds)]
    boss = w.linlan

    outcomes = race(
        lambda _worker, turn: documents.post(ids[turn], by=boss),
        workers=size.workers,
        rounds=size.rounds,
    )

    others = size.rounds * (size.workers - 1)
    assert outcomes == Counter({"done": size.rounds, "workflow.not_now": others})
    assert w.balance(Code.TRANSIT, w.part("CHG-5V")) == size.rounds


@pytest.mark.req("R-POST", "INV-10")
def test_a_piece_is_taken_back_or_sent_on_and_never_both(w: World, size: Size) -> None:
    parts = [f"CHG-{turn:04d}" for turn in range(size.rounds)]
    rivals = []
    for part in parts:
        opening = w.good_stock(w.part(part), 1)
        back = reversals.draft(opening.pk, reason="多入", by=w.tangxiao)
        rivals.append((back.pk, sent(w, part).pk))
    boss = w.linlan

    outcomes = race(
        lambda worker, turn: documents.post(rivals[turn][worker % 2], by=boss),
        workers=size.workers,
        rounds=size.rounds,
    )

    assert set(outcomes) == {"done", "stock.short", "workflow.not_now"}
    assert outcomes["done"] == size.rounds
    assert sum(w.balance(Code.TURNOVER, w.part(part)) for part in parts) == 0


def test_transfers_to_and_fro_never_wait_for_each_other_in_a_circle(w: World, size: Size) -> None:
    parts = ["CHG-5V", "BAT-S5", "CBL-C", "EAR-1"]
    pieces = size.rounds * size.workers
    for part in parts:
        w.good_stock(w.part(part), pieces)
        w.good_stock(w.part(part), pieces, at=Code.MAIN)
    _fill_transit(w, parts, pieces)
    ids = [
        [sent(w, *parts[:: 1 - n % 2 * 2], back="back" * (n % 2)).pk for _ in range(size.rounds)]
        for n in range(size.workers)
    ]
    boss, keeper = w.linlan, w.hejun

    outcomes = race(
        lambda worker, turn: documents.post(ids[worker][turn], by=keeper if worker % 2 else boss),
        workers=size.workers,
        rounds=size.rounds,
    )

    assert outcomes == Counter({"done": pieces})


def _fill_transit(w: World, parts: list[str], pieces: int) -> None:
    lines = [
        Wanted(good(w, part, Code.TRANSIT), good(w, part, Code.MAIN), quantity=pieces)
        for part in parts
    ]
    w.post(w.submitted(Kind.TRANSFER_OUT, lines, by=w.qinyong), by=w.linlan)


def test_drafting_and_posting_over_the_same_shelves_never_block_for_good(
    w: World, size: Size
) -> None:
    parts = ["CHG-5V", "BAT-S5", "CBL-C", "EAR-1"]
    for part in parts:
        w.good_stock(w.part(part), size.rounds * size.workers)
    ids = [[sent(w, *parts).pk for _ in range(size.rounds)] for _ in range(size.workers)]
    lines = [Wanted(good(w, part, Code.TRANSIT), good(w, part)) for part in reversed(parts)]
    boss, keeper = w.linlan, w.qinyong

    def work(worker: int, turn: int) -> None:
        if worker % 2:
            documents.post(ids[worker][turn], by=boss)
        else:
            documents.draft(Kind.TRANSFER_OUT, lines, by=keeper)

    outcomes = race(work, workers=size.workers, rounds=size.rounds)

    assert outcomes == Counter({"done": size.rounds * size.workers})
