"""XML that expands, reaches out, or is written in another alphabet than it says."""

from __future__ import annotations

from collections.abc import Callable

from tests.faults.cases import SHEET, Case, spoiled
from tests.sheets.workbooks import HEAD, Parts

LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "haha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1 or str()};" * 10}">' for n in range(1, 10))
    + "]>"
)
EXTERNAL = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
PARAMETER = '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://example.invalid/x.dtd"> %p;]>'
PLACES = (
    SHEET,
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/workbook.xml",
    "_rels/.rels",
    "xl/_rels/workbook.xml.rels",
    "[Content_Types].xml",
)


def after_head(text: str, *, part: str = SHEET) -> Callable[[], bytes]:
    """A part with something behind its XML declaration."""

    def change(parts: Parts) -> None:
        parts[part] = str(parts[part]).replace(HEAD, HEAD + text)

    return spoiled(change)


def recoded(encoding: str, *, says: str) -> Callable[[], bytes]:
    """The sheet in another encoding, and what it says of it."""

    def change(parts: Parts) -> None:
        text = str(parts[SHEET]).replace("UTF-8", says)
        parts[SHEET] = text.encode(encoding)

    return spoiled(change)


def replaced(old: str, new: str | bytes) -> Callable[[], bytes]:
    """The sheet with one text replaced."""

    def change(parts: Parts) -> None:
        raw = new.encode() if isinstance(new, str) else new
        parts[SHEET] = str(parts[SHEET]).encode().replace(old.encode(), raw)

    return spoiled(change)


def added(name: str, content: str | bytes) -> Callable[[], bytes]:
    """A good workbook with one more part."""
    return spoiled(lambda parts: parts.update({name: content}))


TABLE = (
    *((f"a DTD in {place}", after_head(LAUGHS, part=place), "sheets.dtd") for place in PLACES),
    ("an external entity", after_head(EXTERNAL), "sheets.dtd"),
    ("a parameter entity", after_head(PARAMETER), "sheets.dtd"),
    ("an empty DTD", after_head("<!DOCTYPE worksheet>"), "sheets.dtd"),
    ("a DTD behind a long comment", after_head(f"<!--{'x' * 200_000}-->{LAUGHS}"), "sheets.dtd"),
    (
        "a DTD in a part nobody reads",
        added("docProps/app.xml", f"{HEAD}{LAUGHS}<x/>"),
        "sheets.dtd",
    ),
    ("UTF-16 by its mark", recoded("utf-16", says="UTF-8"), "sheets.encoding"),
    ("UTF-16 without a mark", recoded("utf-16-le", says="UTF-16"), "sheets.encoding"),
    (
        "a DTD in UTF-16",
        added("customXml/item1.xml", (LAUGHS + "<x/>").encode("utf-16")),
        "sheets.encoding",
    ),
    ("UTF-7", recoded("utf-7", says="UTF-7"), "sheets.encoding"),
    ("GB 18030", recoded("gb18030", says="GB18030"), "sheets.encoding"),
    ("Latin-1 by name", recoded("utf-8", says="ISO-8859-1"), "sheets.encoding"),
    (
        "bytes that are no UTF-8",
        replaced("</sheetData>", b"<row><c><v>\xff\xfe</v></c></row></sheetData>"),
        "sheets.damaged",
    ),
    ("a tag that never ends", replaced("</worksheet>", ""), "sheets.damaged"),
    ("tags in the wrong order", replaced("</sheetData>", "</row></sheetData>"), "sheets.damaged"),
    ("two roots", replaced("</worksheet>", "</worksheet><worksheet/>"), "sheets.damaged"),
    ("an attribute twice", replaced('<row r="1">', '<row r="1" r="2">'), "sheets.damaged"),
    (
        "an entity nobody declared",
        replaced("</sheetData>", "<row><c><v>&lol;</v></c></row></sheetData>"),
        "sheets.damaged",
    ),
    ("a NUL", replaced("</sheetData>", b"\0</sheetData>"), "sheets.damaged"),
    ("a part that is empty", added("xl/theme/theme1.xml", ""), "sheets.damaged"),
    ("XInclude", after_head("<!-- -->", part=SHEET), "read"),
    (
        "a processing instruction",
        after_head('<?xml-stylesheet href="http://example.invalid/"?>'),
        "read",
    ),
    ("a character by number", replaced("<v>1</v>", "<v>&#49;</v>"), "read"),
    ("CDATA", replaced("<v>1</v>", "<v><![CDATA[1]]></v>"), "read"),
)

CASES = tuple(Case("xml", name, make, outcome) for name, make, outcome in TABLE)
