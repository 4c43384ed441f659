"""Files that are no workbook, or a workbook with more in it than cells."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.exchange.lists import BOARD, IMEIS
from tests.faults.cases import Case, good_parts, spoiled
from tests.sheets.workbooks import HEAD, OFFICE, PACKAGE, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CSV = f"料号,数量,串号\r\n{BOARD},1,{IMEIS[0]}\r\n"
HTML = "<html><body><table><tr><td>料号</td></tr></table></body></html>"
SPREADSHEETML = '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>'


def workbook_of(*, without: str = "", **_: object) -> bytes:
    """A good workbook lacking one part."""
    parts = good_parts()
    del parts[without]
    return zipped(parts)


def added(name: str, content: str | bytes = "<x/>") -> Callable[[], bytes]:
    """A good workbook with one more part."""
    return spoiled(lambda parts: parts.update({name: content}))


def pointing(kind: str, target: str) -> Callable[[], bytes]:
    """A good workbook whose sheet points outside."""
    pointer = (
        f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    )
    return added("xl/worksheets/_rels/sheet1.xml.rels", pointer)


def made(content: bytes) -> Callable[[], bytes]:
    """A maker of these bytes."""
    return lambda: content


def noise() -> bytes:
    """Ten thousand random bytes."""
    return random.Random(7).randbytes(10_000)


NOT = "sheets.not_a_workbook"
SAVE = "sheets.save_as_xlsx"
TABLE = (
    ("nothing", made(b""), "sheets.empty"),
    ("blanks", made(b"  \r\n\t \n"), "sheets.empty"),
    ("more than ten megabytes", lambda: b"a" * (10 * 1024 * 1024 + 1), "sheets.too_large"),
    ("noise", noise, NOT),
    ("half a workbook", lambda: zipped(good_parts())[:1500], "sheets.damaged"),
    ("a workbook without its last byte", lambda: zipped(good_parts())[:-1], "sheets.damaged"),
    ("the first bytes of an archive", made(b"PK\x03\x04"), "sheets.damaged"),
    ("an empty archive", made(b"PK\x05\x06" + b"\0" * 18), NOT),
    ("a web page", made(HTML.encode()), SAVE),
    ("a web page with a mark", made(HTML.encode("utf-8-sig")), SAVE),
    ("Excel 2003 XML", made(SPREADSHEETML.encode()), SAVE),
    ("an old .xls", made(OLE + noise()), SAVE),
    (
        "an encrypted .xlsx",
        made(OLE + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le")),
        "sheets.encrypted",
    ),
    ("an .xlsb", lambda: zipped({"xl/workbook.bin": b"\x83\x01"}), SAVE),
    (
        "an .ods",
        lambda: zipped(
            {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}
        ),
        SAVE,
    ),
    ("a .docx", lambda: zipped({"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"}), NOT),
    ("a zip of photos", lambda: zipped({"a.jpg": b"\xff\xd8\xff"}), NOT),
    ("a PDF", made(b"%PDF-1.7\n1 0 obj"), NOT),
    ("a picture", made(b"\x89PNG\r\n\x1a\n" + b"\0" * 50), NOT),
    ("a picture that is also an archive", lambda: b"GIF89a" + zipped(good_parts()), NOT),
    ("a rich text", made(b"{\\rtf1 hello}"), NOT),
    ("a program", made(b"MZ\x90\x00\x03"), NOT),
    ("a .rar", made(b"Rar!\x1a\x07\x01\x00"), NOT),
    ("a .7z", made(b"7z\xbc\xaf\x27\x1c"), NOT),
    ("macros", added("xl/vbaProject.bin", OLE), "sheets.macros"),
    ("Excel 4 macros", added("xl/macrosheets/sheet1.xml"), "sheets.macros"),
    ("ActiveX", added("xl/activeX/activeX1.xml"), "sheets.macros"),
    (
        "a link to another workbook",
        added("xl/externalLinks/externalLink1.xml"),
        "sheets.external_links",
    ),
    ("a data connection", added("xl/connections.xml"), "sheets.external_links"),
    (
        "a picture on the web",
        pointing("image", "http://example.invalid/x.png"),
        "sheets.external_links",
    ),
    (
        "an object on a share",
        pointing("oleObject", "file://example.invalid/x"),
        "sheets.external_links",
    ),
    ("no workbook part", lambda: workbook_of(without="xl/workbook.xml"), NOT),
    ("no pointers", lambda: workbook_of(without="xl/_rels/workbook.xml.rels"), NOT),
    ("a CSV with a NUL", made(CSV.encode() + b"\0"), NOT),
    ("a CSV with control signs", made(CSV.encode() + b"\x1b[31m"), NOT),
    ("a CSV of one endless cell", made(b'"' + b"a" * 500_000), "sheets.damaged"),
    ("a CSV of a hundred columns", made(b"a," * 100 + b"a"), "sheets.too_wide"),
    ("a CSV of thirty thousand rows", made(b"a,b\n" * 30_000), "sheets.too_long"),
)
READABLE = (
    ("a hyperlink", pointing("hyperlink", "mailto:a@example.invalid")),
    ("no styles", lambda: workbook_of(without="xl/styles.xml")),
    ("a CSV", made(CSV.encode())),
    ("a CSV in GB 18030", made(CSV.encode("gb18030"))),
    ("a CSV in UTF-16", made(CSV.encode("utf-16"))),
    ("a CSV with old line ends", made(CSV.replace("\r\n", "\r").encode())),
)

CASES = (
    *(Case("file", name, make, outcome) for name, make, outcome in TABLE),
    *(Case("file", name, make) for name, make in READABLE),
    Case(
        "file",
        "JSON",
        made(b'[{"part": 1}]'),
        rows=(),
        problems=(("", "exchange.list_has_no_header"),),
    ),
    Case(
        "file",
        "a sentence",
        made("你好".encode()),
        rows=(),
        problems=(("", "exchange.list_has_no_header"),),
    ),
)
