"""Documents as paper: the facts of the ledger, laid into the forms that are printed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import cast

from django.utils.translation import override

from shouhou.accounts.models import User
from shouhou.catalog.models import Part
from shouhou.kernel import clock
from shouhou.paper.forms.bin_card import BinCard, BinCardRow
from shouhou.paper.forms.day_book import DayBook, DayBookEntry, DayBookRow
from shouhou.paper.forms.issue_note import IssueNote, Paper
from shouhou.paper.forms.stationery import Condition, Letterhead, PartRow, Party
from shouhou.partners.models import Agent
from shouhou.reports import bin_card, day_book
from shouhou.reports.documents import Group, groups_of
from shouhou.stock.kinds import Kind
from shouhou.stock.lifecycle import State
from shouhou.stock.models import Document, Holding, Line

UNITS = {
    Part.Unit.PIECE: "件",
    Part.Unit.SET: "套",
    Part.Unit.ROLL: "卷",
    Part.Unit.SHEET: "张",
}
"""The units as they stand on paper, which is Chinese whoever prints it."""

CARD_ROWS = 12


def issue_note(
    document: Document, letterhead: Letterhead, *, by: User, count: int, paper: Paper = "a4"
) -> IssueNote:
    """The 出库单 of a document, printed for the `count`th time."""
    original = document.reverses or document
    assert original.agent is not None
    reversal = getattr(document, "reversed_by", None)
    return IssueNote(
        letterhead=letterhead,
        number=document.number,
        printed_by=str(by),
        day=document.book_date or clock.day_of(document.made_at),
        agent=party(original.agent),
        rows=tuple(_part_row(group) for group in groups_of(document)),
        operator=str(document.made_by),
        reviewer=str(document.posted_by or document.approved_by or ""),
        kind="return_as_is" if original.kind == Kind.RETURN_AS_IS else "issue",
        posted=document.state == State.POSTED,
        reverses=document.reverses.number if document.reverses else "",
        reversed_by=reversal.number if reversal and reversal.state == State.POSTED else "",
        remark=document.reason,
        print_count=count,
        paper=paper,
    )


def day_book_of(day: date, letterhead: Letterhead, *, by: User) -> DayBook:
    """The 手工帐 of a day: what came into the house and left it, document by document."""
    head = day_book.anchor()
    documents = day_book.documents_of(day).prefetch_related(
        "lines__source__part__model", "lines__source__place", "lines__target__place"
    )
    with override("zh-hans"):
        entries = [_entry(document) for document in documents]
    return DayBook(
        letterhead=letterhead,
        number=f"DB{day:%Y%m%d}",
        printed_by=str(by),
        day=day,
        place=letterhead.department,
        keeper=str(by),
        entries=tuple(entry for entry in entries if entry.rows),
        seal_number=head.number,
        seal=head.mac,
    )


def bin_card_of(holding: Holding, letterhead: Letterhead, address: str, *, by: User) -> BinCard:
    """The 物料标识卡 of a holding with its latest moves; its code leads to `address`."""
    card = bin_card.page_of_card(holding, size=CARD_ROWS)
    part = holding.part
    rows = [_card_row(row) for row in reversed(card.rows)]
    return BinCard(
        company=letterhead.company,
        warehouse=holding.warehouse.name,
        bin=holding.place.name if holding.place_id != holding.warehouse_id else "",
        part_no=part.part_no,
        name=part.name,
        spec=part.spec,
        models=part.model.code if part.model else "",
        unit=UNITS[Part.Unit(part.uom)],
        condition=_condition(holding.condition),
        minimum=part.turnover_min,
        maximum=part.turnover_max,
        address=address,
        rows=tuple(rows),
        brought_forward=card.brought_forward,
        printed_by=str(by),
    )


def party(agent: Agent) -> Party:
    """An agent as the address on a paper."""
    return Party(
        name=agent.name,
        code=agent.code,
        contact=agent.contact,
        phone=agent.phone,
        address=" ".join(filter(None, (agent.province, agent.city, agent.address))),
    )


def _part_row(group: Group) -> PartRow:
    part = group.source.part
    return PartRow(
        part_no=part.part_no,
        name=part.name,
        quantity=group.quantity,
        model=part.model.code if part.model else "",
        condition=_condition(group.target.condition),
        unit=UNITS[Part.Unit(part.uom)],
        serials=tuple(group.serials),
    )


def _entry(document: Document) -> DayBookEntry:
    rows: dict[tuple[str, str], DayBookRow] = {}
    for line in document.lines.all():
        if line.source.outside != line.target.outside:
            row = _day_row(line)
            known = rows.get((row.part_no, row.condition))
            rows[row.part_no, row.condition] = _added(known, row) if known else row
    return DayBookEntry(
        number=document.number,
        kind=str(document.get_kind_display()),
        party=str(document.agent or ""),
        operator=str(document.made_by),
        rows=tuple(rows.values()),
    )


def _day_row(line: Line) -> DayBookRow:
    part = line.source.part
    came = line.source.outside
    return DayBookRow(
        part_no=part.part_no,
        name=part.name,
        condition=_condition((line.target if came else line.source).condition),
        came_in=line.quantity if came else 0,
        went_out=0 if came else line.quantity,
        model=part.model.code if part.model else "",
        unit=UNITS[Part.Unit(part.uom)],
    )


def _added(one: DayBookRow, other: DayBookRow) -> DayBookRow:
    return replace(one, came_in=one.came_in + other.came_in, went_out=one.went_out + other.went_out)


def _card_row(row: bin_card.Row) -> BinCardRow:
    document = row.move.document
    with override("zh-hans"):
        purpose = f"{document.get_kind_display()} {document.agent or ''}".strip()
    return BinCardRow(
        day=document.book_date or clock.today(),
        document=document.number,
        purpose=purpose,
        balance=row.balance,
        handler=str(document.posted_by),
        came_in=row.came_in,
        went_out=row.went_out,
    )


def _condition(code: str) -> Condition:
    return cast("Condition", code)
