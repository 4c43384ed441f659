"""Sheets that are too large, point nowhere, or put cells where nobody looks."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.exchange.lists import BOARD, HEADER, IMEIS
from tests.faults.cases import GOOD_ROW, SHEET, Case, good, good_parts, sheet, spoiled
from tests.sheets.workbooks import Parts, Tab, Writer, Xml, parts_of, zipped

SECOND = ((BOARD, 1, (IMEIS[0],)), (BOARD, 1, (IMEIS[1],)))


def cell(reference: str, value: object = 1) -> str:
    """One more row with a cell at this position."""
    return f'<row r="9"><c r="{reference}"><v>{value}</v></c></row>'


def row(number: int, **texts: str) -> str:
    """A row of texts, each where its name says, whatever the row."""
    cells = (
        f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>' for place, text in texts.items()
    )
    return f'<row r="{number}">{"".join(cells)}</row>'


def noise(element: str, total: int) -> str:
    """`total` elements that do not pack too well, without making them one by one."""
    draw = random.Random(7)
    block = "".join(element.format(draw.randrange(100)) for _ in range(10_000))
    return block * (total // 10_000)


def grid(rows: int, columns: int) -> Callable[[], bytes]:
    """A sheet filled with numbers."""

    def make() -> bytes:
        draw = random.Random(7)
        line = [
            "".join(f"<c><v>{draw.randrange(10**6)}</v></c>" for _ in range(columns))
            for _ in range(50)
        ]
        body = "".join(f"<row>{line[number % 50]}</row>" for number in range(rows))
        return zipped(good_parts(good(body)))

    return make


def empty_cells() -> bytes:
    """Two million cells that hold nothing but a style."""
    cells = noise('<c s="{}"/>', 2_100_000)
    return zipped(good_parts(good(f"<row>{cells}</row>")))


def one_string_everywhere(cells: int) -> Callable[[], bytes]:
    """The longest text Excel allows, shared by many cells."""

    def make() -> bytes:
        body = "<row>" + '<c t="s"><v>0</v></c>' * 60 + "</row>"
        parts = good_parts(Tab([["x" * 32_767]], name="S", last_rows=body * (cells // 60)))
        return zipped(parts)

    return make


def many_sheets(count: int) -> bytes:
    """A workbook of so many good sheets."""
    return zipped(good_parts(*(Tab([["a"]], name=f"S{number}") for number in range(count))))


def one_part_many_sheets() -> bytes:
    """Eighty sheets that are all the same large part."""
    rows = [[number] * 20 for number in range(500)]
    parts = parts_of([Tab(rows, name="S")], writer=Writer())
    listed = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rId1"/>' for n in range(2, 81))
    parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace(
        "</sheets>", f"{listed}</sheets>"
    )
    return zipped(parts)


def retarget(target: str) -> Callable[[], bytes]:
    """The sheet's relationship points somewhere else."""

    def change(parts: Parts) -> None:
        rels = "xl/_rels/workbook.xml.rels"
        parts[rels] = str(parts[rels]).replace("worksheets/sheet1.xml", target)

    return spoiled(change)


def in_sheet(old: str, new: str) -> Callable[[], bytes]:
    """The sheet part with one text replaced."""

    def change(parts: Parts) -> None:
        assert old in str(parts[SHEET])
        parts[SHEET] = str(parts[SHEET]).replace(old, new)

    return spoiled(change)


def deep(levels: int) -> str:
    """Tags in tags."""
    return "<a>" * levels + "</a>" * levels


FAR = '<row r="9"><c r="XFD9" s="1"/></row><row r="1048576" hidden="1"/>'
COLUMNS = '<cols><col min="1" max="16384" width="9" hidden="1"/></cols>'

BOMBS = (
    (
        "two million empty cells",
        empty_cells,
        "sheets.too_heavy",
    ),
    ("a filled grid", grid(7_000, 60), "sheets.too_many_cells"),
    ("a value in the very last cell", sheet(good(cell("XFD1048576"))), "sheets.too_wide"),
    ("a value in the last row", sheet(good(cell("A1048576"))), "sheets.too_long"),
    ("a value in column BM", sheet(good(cell("BM3"))), "sheets.too_wide"),
    ("a value in row 20,002", sheet(good(cell("A20002"))), "sheets.too_long"),
    ("twenty thousand rows and one too many", grid(20_000, 1), "sheets.too_long"),
    ("a column beyond all columns", sheet(good(cell("ZZZZZZZZZZ1"))), "sheets.too_wide"),
    ("a row beyond all numbers", sheet(good('<row r="99999999999999999999"/>')), "sheets.damaged"),
    ("a row nought", sheet(good(cell("A0"))), "sheets.damaged"),
    ("a position without a row", sheet(good(cell("A"))), "sheets.damaged"),
    ("a position without a column", sheet(good(cell("17"))), "sheets.damaged"),
    ("a position in Arabic digits", sheet(good(cell("A\u0661"))), "sheets.damaged"),
    ("a position with markup", sheet(good(cell("A1&#x58;"))), "sheets.damaged"),
    ("one long string thirty thousand times", one_string_everywhere(30_000), "sheets.too_heavy"),
    ("one long string eight hundred times", one_string_everywhere(840), "sheets.too_much_text"),
    (
        "thirty thousand merges",
        sheet(Tab([HEADER, GOOD_ROW], merges=["A9:B9"] * 30_000)),
        "sheets.too_many_cells",
    ),
    ("tags in tags", sheet(good(f'<row r="3">{deep(200)}</row>')), "sheets.nested_too_deep"),
    (
        "two million unknown tags",
        lambda: zipped(good_parts(good(noise("<x{}/>", 2_100_000)))),
        "sheets.too_heavy",
    ),
    ("more sheets than a box has", lambda: many_sheets(101), "sheets.too_many_parts"),
    ("one large part as eighty sheets", one_part_many_sheets, "sheets.too_many_cells"),
    ("a target that is not there", retarget("worksheets/sheet9.xml"), "sheets.damaged"),
    ("a target that is no XML", retarget("media/image1.png"), "sheets.damaged"),
    ("a target above the root", retarget("../../../etc/passwd"), "sheets.damaged"),
    (
        "a string that is not in the table",
        sheet(good('<row r="3"><c r="A3" t="s"><v>99</v></c></row>')),
        "sheets.damaged",
    ),
    ("two sheets of one name", lambda: zipped(good_parts(good(), good())), "sheets.repeated_sheet"),
)

STRUCTURES: tuple[
    tuple[str, Callable[[], bytes], tuple[tuple[str, int, tuple[str, ...]], ...]], ...
] = (
    (
        "a wrong dimension",
        sheet(
            Tab([HEADER, GOOD_ROW, (BOARD, "", "", 1, IMEIS[1])], before='<dimension ref="A1"/>')
        ),
        SECOND,
    ),
    (
        "a dimension of everything",
        sheet(Tab([HEADER, GOOD_ROW], before='<dimension ref="A1:XFD1048576"/>')),
        SECOND[:1],
    ),
    ("columns to the end, all hidden", sheet(Tab([HEADER, GOOD_ROW], before=COLUMNS)), SECOND[:1]),
    ("formats to the end of the sheet", sheet(good(FAR)), SECOND[:1]),
    ("everything merged", sheet(Tab([HEADER, GOOD_ROW], merges=["A1:XFD1048576"])), SECOND[:1]),
    (
        "merges on top of each other",
        sheet(
            Tab(
                [HEADER, GOOD_ROW, (None, None, None, 1, IMEIS[1])],
                merges=["A2:A3", "A2:A1048576", "A1:A3"],
            )
        ),
        SECOND,
    ),
    (
        "rows out of order",
        in_sheet(
            "<sheetData>",
            "<sheetData>" + row(3, A3=BOARD, E3=IMEIS[1]),
        ),
        SECOND,
    ),
    (
        "a cell that stands in another row than its own",
        sheet(
            good(
                row(3, A3=BOARD) + row(8, E3=IMEIS[1]),
            )
        ),
        SECOND,
    ),
    ("one cell written twice", sheet(good('<row r="2"><c r="D2"><v>1</v></c></row>')), SECOND[:1]),
    (
        "a namespace prefix on everything",
        in_sheet('<c r="D2"><v>1</v></c>', '<x:c xmlns:x="urn:x" r="D2"><x:v>1</x:v></x:c>'),
        SECOND[:1],
    ),
    ("a style that is not there", in_sheet('<c r="D2">', '<c r="D2" s="4000">'), SECOND[:1]),
    ("a sheet name of markup", sheet(Tab([HEADER, GOOD_ROW], name="<&\"'>{{x}}")), SECOND[:1]),
    ("hidden rows", sheet(Tab([HEADER, GOOD_ROW], hidden_rows=frozenset({1, 2}))), SECOND[:1]),
    (
        "the list in the second sheet",
        lambda: zipped(good_parts(Tab([["封面"]], name="A"), good())),
        SECOND[:1],
    ),
    (
        "an error far from the table",
        sheet(good('<row r="9"><c r="BL9" t="e"><v>#REF!</v></c></row>')),
        SECOND[:1],
    ),
    (
        "a reading beside a string",
        in_sheet(
            '<c r="D2"><v>1</v></c>',
            '<c r="D2" t="inlineStr"><is><t>1</t><rPh sb="0" eb="1"><t>9</t></rPh></is></c>',
        ),
        SECOND[:1],
    ),
    (
        "numbers with a comma and an exponent",
        sheet(Tab([HEADER, (*GOOD_ROW[:3], Xml('<c r="{ref}"><v>1.0E0</v></c>'), IMEIS[0])])),
        SECOND[:1],
    ),
)

CASES = (
    *(Case("sheet", name, make, outcome) for name, make, outcome in BOMBS),
    Case(
        "structure",
        "a string index that is a word",
        sheet(good('<row r="3"><c r="A3" t="s"><v>x</v></c></row>')),
        rows=(*SECOND[:1], ("", 0, ())),
        problems=(
            ("S!A3", "exchange.row_part_unknown"),
            ("S!D3", "exchange.row_quantity_missing"),
        ),
    ),
    *(Case("structure", name, make, rows=rows) for name, make, rows in STRUCTURES),
)
