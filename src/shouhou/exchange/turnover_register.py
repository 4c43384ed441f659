"""The turnover warehouse's register (Form S4.5): every posted line, with both balances after it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from shouhou.accounts.models import User
from shouhou.catalog.models import Part
from shouhou.exchange.models import ExchangeOrder
from shouhou.exchange.move_types import MoveType, Way, type_of
from shouhou.exchange.turnover import posted, standing_before
from shouhou.partners.models import Agent
from shouhou.stock.kinds import Kind
from shouhou.stock.models import (
    Condition,
    Custody,
    Holding,
    Line,
    Lot,
    Place,
    ShortageEntry,
    Transfer,
)
from shouhou.stock.places import Code

JOINED = (
    "source__part__model",
    *(
        f"{end}__{column}"
        for end in ("source", "target")
        for column in ("place", "warehouse", "lot")
    ),
    *(f"document__{person}" for person in ("agent", "made_by", "approved_by", "posted_by")),
    "document__reverses",
    "reservation__demand__exchange_order",
    "unit",
)


@dataclass(frozen=True)
class Narrowing:
    """Which parts of the register are asked for; nothing for all of it."""

    part: Part | None = None
    material_class: str = ""
    agent: Agent | None = None


@dataclass(frozen=True)
class Entry:
    """One line of the register: pieces that went in or out, and what stood there afterwards.

    `pair` is the exchange order that swapped these pieces, if one did; `short` are the pieces of
    it that were still owed for want of stock when the day ended.
    """

    line: Line
    type: MoveType
    other: Place
    good_in: int
    good_out: int
    bad_in: int
    bad_out: int
    good_balance: int
    bad_balance: int
    pair: ExchangeOrder | None
    short: int | None
    receiver: User | Agent | None

    @property
    def part(self) -> Part:
        """What moved."""
        return self.line.source.part

    @property
    def lot(self) -> str:
        """The lot it bears in the house, where it has one."""
        end = self.line.target if self.line.source.outside else self.line.source
        return "" if end.lot.code == Lot.NONE else end.lot.code

    @property
    def measured(self) -> str:
        """What the test said, where the line is the judgement of the old pieces."""
        is_judgement = self.line.document.kind == Kind.JUDGEMENT
        return self.pair.measured if self.pair and is_judgement else ""


def entries(first: date, last: date, asked: Narrowing) -> Iterator[Entry]:
    """The register between two days, both included, in the order of the postings."""
    standing = standing_before(first)
    lines = list(_of_parts(first, last, asked))
    papers = _Papers(lines, last)
    for line in lines:
        came, went = _is_here(line.target), _is_here(line.source)
        good_in = line.quantity * (came and line.target.condition == Condition.GOOD)
        good_out = line.quantity * (went and line.source.condition == Condition.GOOD)
        bad_in, bad_out = line.quantity * came - good_in, line.quantity * went - good_out
        figures = standing[line.source.part_id]
        figures.good += good_in - good_out
        figures.bad += bad_in - bad_out
        if asked.agent is not None and line.document.agent_id != asked.agent.pk:
            continue
        other, pair = papers.other_of(line), papers.pair_of(line)
        way = Way(comes=not went, good=bool(good_in or good_out), other=other)
        yield Entry(
            line=line,
            type=type_of(line, way, paired=pair is not None),
            other=other,
            good_in=good_in,
            good_out=good_out,
            bad_in=bad_in,
            bad_out=bad_out,
            good_balance=figures.good,
            bad_balance=figures.bad,
            pair=pair,
            short=papers.short_of(pair, line.document.book_date),
            receiver=papers.receiver_of(line),
        )


def _of_parts(first: date, last: date, asked: Narrowing) -> Iterator[Line]:
    lines = posted(first, last)
    if asked.part is not None:
        lines = lines.filter(source__part=asked.part)
    if asked.material_class:
        lines = lines.filter(source__part__material_class=asked.material_class)
    in_order = lines.order_by("document__seal__number", "line_no")
    yield from in_order.select_related(*JOINED)


def _is_here(end: Holding) -> bool:
    return end.warehouse.code == Code.TURNOVER


class _Papers:
    """What the lines alone do not tell, gathered in a fixed number of queries."""

    def __init__(self, lines: Sequence[Line], last: date) -> None:
        documents = {line.document_id for line in lines}
        judgements = ExchangeOrder.objects.filter(judgement__in=documents, replaces=None)
        self.judged = {order.judgement_id: order for order in judgements}
        self.taken_back = _originals({line.document.reverses_id for line in lines})
        self.transfers = _transfers(documents)
        self.custodies = list(Custody.objects.select_related("custodian"))
        self.shortages = _shortages([self.pair_of(line) for line in lines], last)

    def pair_of(self, line: Line) -> ExchangeOrder | None:
        """The exchange order that judged the old pieces, or promised the new."""
        if line.document.reverses_id is not None:
            line = self.taken_back[line.document.reverses_id, line.line_no]
        if line.reservation is not None:
            return getattr(line.reservation.demand, "exchange_order", None)
        return self.judged.get(line.document_id)

    def other_of(self, line: Line) -> Place:
        """Where the pieces come from or go to; of a transfer, the warehouse at its other end."""
        if line.document_id in self.transfers:
            return self.transfers[line.document_id].other
        end = line.target if _is_here(line.source) else line.source
        return end.place if end.place.kind != Place.Kind.BIN else end.warehouse

    def short_of(self, pair: ExchangeOrder | None, day: date | None) -> int | None:
        """How many pieces of the pair were short when the day was over."""
        if pair is None or day is None:
            return None
        return sum(quantity for since, quantity in self.shortages[pair.demand_id] if since <= day)

    def receiver_of(self, line: Line) -> User | Agent | None:
        """Who confirmed the arrival; else the agent it goes to, or whoever kept its warehouse."""
        document, target = line.document, line.target
        if document.kind in {Kind.HANDOVER, Kind.TRANSFER_IN}:
            return document.posted_by
        if document.kind == Kind.TRANSFER_OUT and document.pk in self.transfers:
            return self.transfers[document.pk].confirmed_by
        if target.place.kind == Place.Kind.AGENT:
            return document.agent
        return self._keeper(line)

    def _keeper(self, line: Line) -> User | None:
        posted_at = line.document.posted_at
        assert posted_at is not None
        for one in self.custodies:
            kept = one.since <= posted_at and (one.until is None or posted_at < one.until)
            if kept and one.place_id == line.target.warehouse_id:
                return one.custodian
        return None


@dataclass(frozen=True)
class _Far:
    """The far end of a transfer: its warehouse, and who confirmed the arrival, once he has."""

    other: Place
    confirmed_by: User | None


def _transfers(documents: set[int]) -> dict[int, _Far]:
    """By either document of a transfer, what is at the end where that document is not."""
    either = Q(sent__in=documents) | Q(received__in=documents)
    joined = Transfer.objects.filter(either).select_related("received__posted_by")
    transfers = list(joined)
    both = [one.sent_id for one in transfers] + [one.received_id for one in transfers]
    firsts = Line.objects.filter(document__in=both, line_no=1)
    ends = {
        line.document_id: line
        for line in firsts.select_related("source__warehouse", "target__warehouse")
    }
    far: dict[int, _Far] = {}
    for one in transfers:
        confirmed_by = one.received.posted_by
        far[one.sent_id] = _Far(ends[one.received_id].target.warehouse, confirmed_by)
        far[one.received_id] = _Far(ends[one.sent_id].source.warehouse, confirmed_by)
    return far


def _originals(documents: set[int | None]) -> dict[tuple[int, int], Line]:
    """The lines of documents that were taken back, by document and line number."""
    lines = Line.objects.filter(document__in=documents - {None})
    joined = lines.select_related("document", "reservation__demand__exchange_order")
    return {(line.document_id, line.line_no): line for line in joined}


def _shortages(
    pairs: Sequence[ExchangeOrder | None], last: date
) -> defaultdict[int, list[tuple[date, int]]]:
    """The shortage entries behind these pairs, by demand."""
    entered: defaultdict[int, list[tuple[date, int]]] = defaultdict(list)
    demands = {pair.demand_id for pair in pairs if pair is not None}
    rows = ShortageEntry.objects.filter(demand__in=demands, day__lte=last)
    for demand_id, day, quantity in rows.values_list("demand", "day", "quantity"):
        entered[demand_id].append((day, quantity))
    return entered
