"""All hostile packing lists, made on the spot: nothing is kept as a file.

Making even the largest bomb costs next to nothing; what it would cost to read is the point.
"""

from __future__ import annotations

from tests.faults import archive_cases, cell_cases, file_cases, sheet_cases, xml_cases
from tests.faults.cases import Case

CASES: tuple[Case, ...] = (
    *archive_cases.CASES,
    *sheet_cases.CASES,
    *xml_cases.CASES,
    *file_cases.CASES,
    *cell_cases.CASES,
)

# The kinds that aim at time and memory rather than at the meaning of a cell.
HEAVY = frozenset({"archive", "sheet"})
