"""A list as a workbook: exactly the rows and columns that the screen shows, on all its pages."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import islice
from typing import Any, cast

from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest

from shouhou.accounts import trail
from shouhou.accounts.models import User
from shouhou.kernel import clock
from shouhou.kernel.refusals import Invalid
from shouhou.sheets.writer import Column as SheetColumn
from shouhou.sheets.writer import ColumnKind, write_xlsx
from shouhou.web.columns import Column, Kind

MOST_ROWS = 100_000
CHUNK = 2_000

_KINDS = {
    Kind.NUMBER: ColumnKind.INTEGER,
    Kind.MONEY: ColumnKind.MONEY,
    Kind.DAY: ColumnKind.DATE,
    Kind.WHEN: ColumnKind.INSTANT,
}


def export(
    request: HttpRequest, title: str, columns: Sequence[Column], rows: QuerySet[Any]
) -> FileResponse:
    """The workbook as a download. Who took which list with which filters stands in the trail.

    Refuses `web.export_too_long` above 100,000 rows.
    """
    headings = [
        SheetColumn(str(column.label), _KINDS.get(column.kind, ColumnKind.TEXT))
        for column in columns
    ]
    with ExitStack() as until_answered:
        out = until_answered.enter_context(tempfile.TemporaryFile())
        write_xlsx(out, columns=headings, rows=_written(columns, rows), title=title)
        until_answered.pop_all()
    out.seek(0)
    person = cast("User", request.user)
    asked = {"list": request.path, "filters": request.GET.urlencode()[:400]}
    trail.record("web.export_list", person, by=person, after=asked)
    return FileResponse(out, as_attachment=True, filename=f"{title} {clock.today()}.xlsx")


def _written(columns: Sequence[Column], rows: QuerySet[Any]) -> Iterator[list[Any]]:
    found = rows.iterator(chunk_size=CHUNK)
    for row in islice(found, MOST_ROWS):
        yield [column.written(row) for column in columns]
    if next(found, None) is not None:
        raise Invalid("web.export_too_long", most=MOST_ROWS)
