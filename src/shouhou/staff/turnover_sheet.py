"""The turnover register as a workbook: every entry, as the paper form S4.5 has its columns."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpResponse
from django.utils.translation import gettext as _

from shouhou.exchange.turnover import Entry
from shouhou.sheets.writer import Column, ColumnKind, xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def exported(entries: Iterable[Entry]) -> HttpResponse:
    """The entries as an answer that is saved."""
    content = xlsx(columns=_columns(), rows=map(_row, entries), title=_("Turnover register"))
    answer = HttpResponse(content, content_type=XLSX)
    answer.headers["Content-Disposition"] = 'attachment; filename="turnover-register.xlsx"'
    return answer


def _columns() -> list[Column]:
    texts = (_("Number"), _("Kind"), _("Other side"), _("Part number"), _("Name"))
    figures = (
        _("Good in"),
        _("Good out"),
        _("Bad in"),
        _("Bad out"),
        _("Good balance"),
        _("Bad balance"),
    )
    return [
        Column(_("Day"), ColumnKind.DATE),
        *map(Column, texts),
        *(Column(title, ColumnKind.INTEGER) for title in figures),
        *map(Column, (_("Exchange order"), _("Made by"))),
    ]


def _row(entry: Entry) -> list[object]:
    document, part = entry.move.document, entry.move.source.part
    came = entry.good_in or entry.bad_in
    other = entry.move.source.place if came else entry.move.target.place
    return [
        document.book_date,
        document.number,
        str(document.get_kind_display()),
        str(document.agent or other),
        part.part_no,
        part.name,
        entry.good_in,
        entry.good_out,
        entry.bad_in,
        entry.bad_out,
        entry.good_balance,
        entry.bad_balance,
        entry.pair,
        str(document.made_by),
    ]
