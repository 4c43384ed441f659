"""What a file must be before anything parses it: small, plain, honest about itself, and alone.

Runs inside the reading child, so even the gate itself cannot hurt the server.
"""

from __future__ import annotations

from shouhou.kernel.refusals import Invalid
from shouhou.sheets import archive
from shouhou.sheets.archive import Member, damaged
from shouhou.sheets.markup import MOST_FILLED, Contents, Grid, Markup, Relationships

LARGEST_FILE = 10 << 20
MOST_UNPACKED = 80 << 20
LARGE_PART = 1 << 20
DENSEST = 120

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
NOT_TEXT = (b"%PDF", b"{\\rtf", b"GIF8", b"\x89PNG", b"\xff\xd8\xff", b"PK", b"Rar!", b"7z\xbc\xaf")
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")

WORKBOOK = "xl/workbook.xml"
POINTERS = "xl/_rels/workbook.xml.rels"
OTHER_WORKBOOKS = {"xl/workbook.bin": "xlsb", "content.xml": "ods"}
PROGRAMS = ("vbaproject", "xl/macrosheets/", "xl/activex/", "xl/dialogsheets/")
LINKS = ("xl/externallinks/", "xl/connections.xml", "xl/querytables/")


def is_delimited(content: bytes) -> bool:
    """Whether the content is delimited text rather than a workbook; refuses all other kinds."""
    if len(content) > LARGEST_FILE:
        raise Invalid("sheets.too_large", limit_mb=LARGEST_FILE >> 20)
    if not content.strip():
        raise Invalid("sheets.empty")
    if content.startswith(ZIP):
        return False
    if content.startswith(OLE):
        if ENCRYPTED_PACKAGE in content:
            raise Invalid("sheets.encrypted")
        raise Invalid("sheets.save_as_xlsx", format="xls")
    if content.removeprefix(BYTE_ORDER_MARK).lstrip().startswith(b"<"):
        raise Invalid("sheets.save_as_xlsx", format="html")
    marked = content.startswith(UTF_16_MARKS)
    if content.startswith(NOT_TEXT) or (b"\0" in content and not marked):
        raise Invalid("sheets.not_a_workbook")
    return True


def admit(content: bytes) -> tuple[Grid | None, ...]:
    """Let a workbook through: its sheets in the file's order, None where a sheet has no cells."""
    parts: dict[str, Member] = {}
    for member in archive.members(content):
        if parts.setdefault(member.name.lower(), member) is not member:
            raise Invalid("sheets.unsafe_name", where=member.name)
    _check_kind(parts)
    _check_sizes(parts)
    contents, pointers = Contents(WORKBOOK), Relationships(POINTERS)
    _read(content, parts, contents)
    _read(content, parts, pointers)
    grids: dict[str, Grid] = {}
    order = [_grid(name, pointers.targets.get(key), parts, grids) for name, key in contents.sheets]
    for name, member in parts.items():
        _read_part(content, member, grids.get(name))
    if sum(grid.filled for grid in order if grid) > MOST_FILLED:
        raise Invalid("sheets.too_many_cells", limit=MOST_FILLED)
    return tuple(order)


def _check_kind(parts: dict[str, Member]) -> None:
    """A workbook without programs and without ties to other files."""
    for name in parts:
        if any(mark in name for mark in PROGRAMS):
            raise Invalid("sheets.macros", where=name)
        if name.startswith(LINKS):
            raise Invalid("sheets.external_links", where=name)
    if WORKBOOK in parts and POINTERS in parts:
        return
    for name, kind in OTHER_WORKBOOKS.items():
        if name in parts:
            raise Invalid("sheets.save_as_xlsx", format=kind)
    raise Invalid("sheets.not_a_workbook")


def _check_sizes(parts: dict[str, Member]) -> None:
    """The sizes the directory promises; `archive.inflate` holds every part to its promise."""
    if sum(member.unpacked for member in parts.values()) > MOST_UNPACKED:
        raise Invalid("sheets.unpacks_too_large", limit_mb=MOST_UNPACKED >> 20)
    for member in parts.values():
        if member.unpacked > LARGE_PART and member.unpacked > DENSEST * member.packed:
            raise Invalid("sheets.too_dense", where=member.name, limit=DENSEST)


def _grid(
    sheet: str, target: tuple[str, str] | None, parts: dict[str, Member], grids: dict[str, Grid]
) -> Grid | None:
    """The scan of the part a sheet points to, found as the parser finds it."""
    if target is None:
        raise damaged(sheet)
    kind, path = target
    if kind != "worksheet":
        return None
    path = path.removeprefix("/").lower()
    path = path if path.startswith("xl/") else f"xl/{path}"
    if path not in parts or not path.endswith(".xml"):
        raise damaged(sheet)
    return grids.setdefault(path, Grid(parts[path].name, sheet=sheet))


def _read_part(content: bytes, member: Member, grid: Grid | None) -> None:
    """Unpack a part to its last byte, and read it when it is XML."""
    name = member.name.lower()
    if name in (WORKBOOK, POINTERS):
        return
    if name.endswith(".rels"):
        Relationships(member.name).read(archive.inflate(content, member))
    elif name.endswith(".xml"):
        (grid or Markup(member.name)).read(archive.inflate(content, member))
    else:
        for _ in archive.inflate(content, member):
            pass


def _read(content: bytes, parts: dict[str, Member], markup: Markup) -> None:
    markup.read(archive.inflate(content, parts[markup.part]))
