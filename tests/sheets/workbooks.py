"""Writes workbooks part by part, as Excel, WPS, LibreOffice and report generators each do it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from xml.sax.saxutils import escape, quoteattr

from shouhou.sheets.workbook import letters

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
DATE_STYLE = 1
FIRST_DAY = date(1899, 12, 30)

Row = Sequence[object]
Parts = dict[str, str | bytes]


@dataclass(frozen=True)
class Xml:
    """A cell written as this very XML; `{ref}` becomes its position."""

    text: str


@dataclass
class Tab:
    """One worksheet to be written: its rows and whatever else its part shall hold."""

    rows: Sequence[Row]
    name: str = "装箱清单"
    state: str = ""
    merges: Sequence[str] = ()
    hidden_rows: frozenset[int] = frozenset()
    before: str = ""
    after: str = ""
    last_rows: str = ""


@dataclass
class Writer:
    """How one program writes cells; the shared strings collect while it does."""

    shares_strings: bool = True
    gives_positions: bool = True
    strings: dict[str, int] = field(default_factory=dict)

    def cell(self, value: object, reference: str) -> str:
        """One cell's XML; nothing for None."""
        at = f' r="{reference}"' if self.gives_positions else ""
        if isinstance(value, Xml):
            return value.text.replace("{ref}", reference)
        if value is None:
            return "" if self.gives_positions else "<c/>"
        if isinstance(value, bool):
            return f'<c{at} t="b"><v>{int(value)}</v></c>'
        if isinstance(value, date):
            return f'<c{at} s="{DATE_STYLE}"><v>{(value - FIRST_DAY).days}</v></c>'
        if isinstance(value, int | float):
            return f"<c{at}><v>{value}</v></c>"
        return self._text(str(value), at)

    def _text(self, text: str, at: str) -> str:
        if not self.shares_strings:
            kept = f'<t xml:space="preserve">{escape(text)}</t>'
            return f'<c{at} t="inlineStr"><is>{kept}</is></c>'
        number = self.strings.setdefault(text, len(self.strings))
        return f'<c{at} t="s"><v>{number}</v></c>'

    def worksheet(self, tab: Tab) -> str:
        """A worksheet part."""
        rows = "".join(self._row(number, row, tab) for number, row in enumerate(tab.rows, 1))
        merged = "".join(f'<mergeCell ref="{reference}"/>' for reference in tab.merges)
        merges = f'<mergeCells count="{len(tab.merges)}">{merged}</mergeCells>' if merged else ""
        return (
            f'{HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">{tab.before}'
            f"<sheetData>{rows}{tab.last_rows}</sheetData>{merges}{tab.after}</worksheet>"
        )

    def _row(self, number: int, row: Row, tab: Tab) -> str:
        at = f' r="{number}"' if self.gives_positions else ""
        hidden = ' hidden="1"' if number in tab.hidden_rows else ""
        cells = (
            self.cell(value, f"{letters(place)}{number}") for place, value in enumerate(row, 1)
        )
        return f"<row{at}{hidden}>{''.join(cells)}</row>"

    def shared_strings(self, item: Callable[[str], str]) -> str:
        """The table of shared strings, each written by `item`."""
        items = "".join(f"<si>{item(text)}</si>" for text in self.strings)
        count = len(self.strings)
        return f'{HEAD}<sst xmlns="{MAIN}" count="{count}" uniqueCount="{count}">{items}</sst>'


def plain_string(text: str) -> str:
    """A shared string as everybody writes it."""
    return f'<t xml:space="preserve">{escape(text)}</t>'


def rich_string(text: str) -> str:
    """A shared string in two runs with a reading beside it, which is not part of the text."""
    half = len(text) // 2 or 1
    runs = "".join(
        f'<r><rPr><sz val="11"/></rPr><t xml:space="preserve">{escape(piece)}</t></r>'
        for piece in (text[:half], text[half:])
        if piece
    )
    return f'{runs}<rPh sb="0" eb="1"><t>ヨミ</t></rPh><phoneticPr fontId="1"/>'


def zipped(parts: Parts, *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The parts as an archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def parts_of(
    tabs: Iterable[Tab],
    *,
    writer: Writer,
    item: Callable[[str], str] = plain_string,
    date_1904: bool = False,
) -> Parts:
    """All parts of a workbook, still to be zipped, so that a test may spoil one."""
    tabs = list(tabs)
    sheets = {
        f"xl/worksheets/sheet{number}.xml": writer.worksheet(tab)
        for number, tab in enumerate(tabs, 1)
    }
    listed = "".join(
        f'<sheet name={quoteattr(tab.name)} sheetId="{number}" r:id="rId{number}"'
        f"{f' state={quoteattr(tab.state)}' if tab.state else ''}/>"
        for number, tab in enumerate(tabs, 1)
    )
    epoch = '<workbookPr date1904="1"/>' if date_1904 else "<workbookPr/>"
    pointers = {
        f"rId{number}": ("worksheet", f"worksheets/sheet{number}.xml")
        for number in range(1, len(tabs) + 1)
    } | {"rIdS": ("styles", "styles.xml"), "rIdT": ("sharedStrings", "sharedStrings.xml")}
    return {
        "[Content_Types].xml": content_types(sheets),
        "_rels/.rels": relationships({"rId1": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": (
            f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{epoch}'
            f"<sheets>{listed}</sheets></workbook>"
        ),
        "xl/_rels/workbook.xml.rels": relationships(pointers),
        "xl/styles.xml": STYLES,
        **sheets,
        "xl/sharedStrings.xml": writer.shared_strings(item),
    }


def relationships(pointers: dict[str, tuple[str, str]]) -> str:
    """A relationships part: id → (kind, target)."""
    listed = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for key, (kind, target) in pointers.items()
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{listed}</Relationships>'


def content_types(sheets: Iterable[str]) -> str:
    """The part that names the type of each part."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    listed = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}.worksheet+xml"/>' for name in sheets
    )
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f"{listed}</Types>"
    )


STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts count="1">'
    '<numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/>'
    '</numFmts><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/>'
    '<xf numFmtId="176" applyNumberFormat="1"/><xf numFmtId="49"/></cellXfs></styleSheet>'
)


def excel(*tabs: Tab) -> bytes:
    """As Excel writes: shared strings with rich runs and readings, every position given."""
    return zipped(parts_of(tabs, writer=Writer(), item=rich_string))


def wps(*tabs: Tab) -> bytes:
    """As WPS writes: a dimension that is simply wrong."""
    for tab in tabs:
        tab.before = '<dimension ref="A1"/>' + tab.before
    return zipped(parts_of(tabs, writer=Writer()))


def libreoffice(*tabs: Tab) -> bytes:
    """As LibreOffice writes: empty styled rows down to the very last."""
    for tab in tabs:
        tab.before = '<dimension ref="A1:XFD1048576"/>' + tab.before
        tab.last_rows += (
            '<row r="1048576" customFormat="false" ht="12.8"><c r="XFD1048576" s="0"/></row>'
        )
    return zipped(parts_of(tabs, writer=Writer()))


def generator(*tabs: Tab) -> bytes:
    """As report generators write: strings inside the cells, no positions at all."""
    return zipped(parts_of(tabs, writer=Writer(shares_strings=False, gives_positions=False)))


DIALECTS = (excel, wps, libreoffice, generator)
