"""A previewed packing list as the lines that are kept: the same for every door."""

from __future__ import annotations

from collections.abc import Iterator

from shouhou.catalog.models import Part
from shouhou.exchange.commands.packing import Declared
from shouhou.exchange.packing_lists.preview import PackingListPreview
from shouhou.kernel.refusals import Refused


def lines_of(preview: PackingListPreview) -> list[Declared]:
    """The lines of a list without problems; refuses the whole of one that has some."""
    preview.require_ready()
    numbers = {row.part.part_no for row in preview.rows if row.part is not None}
    parts = {part.part_no: part for part in Part.objects.filter(part_no__in=numbers)}
    return list(_lines(preview, parts))


def problems_of_the_whole(preview: PackingListPreview) -> list[Refused]:
    """The problems that stand in no row."""
    of_rows = {id(problem) for row in preview.rows for problem in row.problems}
    return [problem for problem in preview.problems if id(problem) not in of_rows]


def _lines(preview: PackingListPreview, parts: dict[str, Part]) -> Iterator[Declared]:
    for row in preview.rows:
        for line in row.lines():
            yield Declared(
                part=parts[line.part.part_no],
                quantity=line.quantity,
                serial=line.serial,
                further=line.further,
                fault=row.fault,
                sold_on=row.sold_on,
                warranty_claim=row.warranty_claim or "",
            )
