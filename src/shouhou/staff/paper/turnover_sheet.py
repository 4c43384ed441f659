"""The turnover register and its sums as workbooks, with the columns of the paper form S4.5."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO

from django.http import FileResponse, HttpRequest
from django.utils.translation import gettext as _

from shouhou.accounts import trail
from shouhou.exchange.turnover_register import Entry
from shouhou.kernel import clock
from shouhou.reports.turnover_sums import Row
from shouhou.sheets.writer import Column, ColumnKind, write_xlsx
from shouhou.staff.permits import who


def workbook(
    request: HttpRequest, title: str, columns: Sequence[Column], rows: Iterable[list[object]]
) -> FileResponse:
    """A table as a download. Who took which with which filters stands in the trail."""
    out = BytesIO()
    write_xlsx(out, columns=columns, rows=rows, title=title)
    out.seek(0)
    asked = {"list": request.path, "filters": request.GET.urlencode()[:400]}
    trail.record("web.export_list", who(request), by=who(request), after=asked)
    return FileResponse(out, as_attachment=True, filename=f"{title} {clock.today()}.xlsx")


def register(request: HttpRequest, entries: Iterable[Entry]) -> FileResponse:
    """The entries as the form has them: one a row, every field in its column."""
    return workbook(request, _("Turnover register"), _columns(), _rows(entries))


def sums(request: HttpRequest, rows: Iterable[Row]) -> FileResponse:
    """The sums, one group of one period a row."""
    return workbook(request, _("Turnover sums"), _columns_of_sums(), _rows_of_sums(rows))


def remark_of(entry: Entry) -> str:
    """What the form's last field says: what was reversed, why, and what the test measured."""
    document = entry.line.document
    reverses = _("Reverses %(number)s") % {"number": document.reverses} if document.reverses else ""
    return "; ".join(filter(None, (reverses, document.reason, entry.measured)))


def _columns() -> list[Column]:
    before = (
        *(_("Number"), _("Movement"), _("Other side"), _("Agent"), _("Part number"), _("Name")),
        *(_("Phone model"), _("Lot"), _("Serial")),
    )
    figures = (
        *(_("Good in"), _("Good out"), _("Bad in"), _("Bad out")),
        *(_("Good balance"), _("Bad balance")),
    )
    people = (_("Handled by"), _("Accepted by"), _("Approver"), _("Remark"))
    return [
        Column(_("Day"), ColumnKind.DATE),
        *map(Column, before),
        *(Column(title, ColumnKind.INTEGER) for title in figures),
        Column(_("Pair")),
        Column(_("In shortage"), ColumnKind.INTEGER),
        *map(Column, people),
    ]


def _rows(entries: Iterable[Entry]) -> Iterator[list[object]]:
    for entry in entries:
        document, part = entry.line.document, entry.part
        yield [
            document.book_date,
            document.number,
            str(entry.type.label),
            str(entry.other),
            str(document.agent or ""),
            part.part_no,
            part.name,
            str(part.model or ""),
            entry.lot,
            str(entry.line.unit or ""),
            entry.good_in,
            entry.good_out,
            entry.bad_in,
            entry.bad_out,
            entry.good_balance,
            entry.bad_balance,
            str(entry.pair or ""),
            entry.short,
            str(document.made_by),
            str(entry.receiver or ""),
            str(document.approved_by or ""),
            remark_of(entry),
        ]


NONE = "—"
"""What stands where the denominator is nothing."""


def _columns_of_sums() -> list[Column]:
    counts = (
        *(_("Good, opening"), _("Good in"), _("Good out"), _("Good, closing")),
        *(_("Bad, opening"), _("Bad in"), _("Bad out"), _("Bad, closing")),
        *(_("Pairs"), _("Fell short"), _("Shortage ended")),
    )
    rates = (_("Turns"), _("Fill rate %"), _("Count difference"))
    return [
        Column(_("From day"), ColumnKind.DATE),
        Column(_("To day"), ColumnKind.DATE),
        Column(_("Group"), width=32),
        *(Column(title, ColumnKind.INTEGER) for title in counts),
        *(Column(title, ColumnKind.DECIMAL) for title in rates),
        Column(_("Bad for over 7 days"), ColumnKind.INTEGER),
    ]


def _rows_of_sums(rows: Iterable[Row]) -> Iterator[list[object]]:
    for row in rows:
        tally = row.tally
        rates = (row.turns, row.fill_percent, row.difference)
        yield [
            row.period.first,
            row.period.last,
            row.name,
            *(row.good_open, tally.good_in, tally.good_out, row.good_close),
            *(row.bad_open, tally.bad_in, tally.bad_out, row.bad_close),
            *(tally.pairs, tally.fell_short, tally.filled),
            *(NONE if rate is None else rate for rate in rates),
            row.bad_aged,
        ]
