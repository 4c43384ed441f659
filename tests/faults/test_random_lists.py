"""Whatever bytes or text arrive, the gate and the readers of cells answer or refuse; no more."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shouhou.exchange.packing_lists import values
from shouhou.exchange.packing_lists.columns import Field, meaning_of
from shouhou.exchange.packing_lists.part_book import Wanted
from shouhou.kernel.refusals import Invalid, Refused
from shouhou.sheets import delimited, gate
from shouhou.sheets.workbook import Cell, Kind
from tests.exchange.lists import PARTS, book
from tests.faults.cases import good_parts
from tests.sheets.workbooks import zipped

GOOD = zipped(good_parts())
STORED = zipped(good_parts(), method=0)

texts = st.text(max_size=60) | st.from_regex(r"[0-9.,:/年月日个EeXx+\-= ]{0,24}", fullmatch=True)
kinds = st.sampled_from([Kind.TEXT, Kind.NUMBER, Kind.BOOL, Kind.ERROR])
days = (st.dates() | st.datetimes()).map(lambda day: Cell(Kind.DATE, day.isoformat()))
cells = st.builds(Cell, kinds, texts) | days


def admit(content: bytes) -> None:
    """The gate's whole judgement."""
    with suppress(Invalid):
        if gate.is_delimited(content):
            delimited.read(content)
        else:
            gate.admit(content)


@settings(max_examples=400, deadline=None)
@given(
    whole=st.sampled_from([GOOD, STORED]),
    place=st.integers(0, len(STORED) - 1),
    patch=st.binary(min_size=1, max_size=8),
)
def test_a_workbook_with_a_few_changed_bytes_is_admitted_or_refused(
    whole: bytes, place: int, patch: bytes
) -> None:
    place %= len(whole)

    admit(whole[:place] + patch + whole[place + len(patch) :])


@settings(max_examples=200, deadline=None)
@given(whole=st.sampled_from([GOOD, STORED]), start=st.integers(0, 9_000), cut=st.integers(1, 500))
def test_a_workbook_with_a_hole_is_admitted_or_refused(whole: bytes, start: int, cut: int) -> None:
    admit(whole[:start] + whole[start + cut :])


@settings(max_examples=300, deadline=None)
@given(content=st.binary(max_size=300) | texts.map(str.encode))
def test_any_small_file_is_admitted_or_refused(content: bytes) -> None:
    admit(content)


@pytest.mark.parametrize(
    "parse",
    [
        values.quantity,
        values.day_sold,
        values.warranty_claim,
        values.box,
        lambda cell: values.text(cell, limit=40),
        lambda cell: values.serials(cell, wears="imei"),
        lambda cell: values.serials(cell, wears="sn"),
        lambda cell: values.serials(cell, wears=""),
    ],
    ids=["quantity", "day", "claim", "box", "text", "imei", "sn", "unknown"],
)
def test_any_cell_is_read_or_refused(parse: Callable[[Cell], object]) -> None:
    @settings(max_examples=200, deadline=None)
    @given(cell=cells)
    def read(cell: Cell) -> None:
        try:
            found = parse(cell)
        except Refused:
            return
        assert not isinstance(found, int) or 1 <= found <= values.MOST_PIECES
        assert not isinstance(found, date) or found >= values.EARLIEST_SALE

    read()


@given(title=texts)
def test_any_title_means_one_field_or_none(title: str) -> None:
    found = meaning_of(title)

    assert found is None or isinstance(found[0], Field)


@settings(max_examples=100, deadline=None)
@given(wanted=st.builds(Wanted, texts, texts, texts, texts))
def test_any_part_is_found_or_refused(wanted: Wanted) -> None:
    with suppress(Invalid):
        assert book().find(wanted) in PARTS
