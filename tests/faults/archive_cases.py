"""Archives that are bombs or lie about themselves."""

from __future__ import annotations

import io
import struct
import zipfile

from tests.faults import forged_archives as forged
from tests.faults.cases import SHEET, Case, good_parts, spoiled
from tests.faults.forged_archives import Entry, archive, bomb, entry, honest, spoil
from tests.sheets.workbooks import Parts, zipped

MEGABYTE = 1 << 20
MEDIA = "xl/media/image1.png"


def members(*more: Entry) -> list[Entry]:
    """A good workbook's members and some more."""
    return [*honest(good_parts()), *more]


def with_sheet(change: object) -> list[Entry]:
    """A good workbook whose sheet member is changed."""
    return spoil(honest(good_parts()), SHEET, change)  # type: ignore[arg-type]


def nested() -> bytes:
    """A workbook inside a workbook, as a picture: nobody opens it."""
    inner = zipped(good_parts())
    return archive(members(entry(MEDIA, inner)))


def overlapping() -> bytes:
    """A member whose bytes are another member, header and all."""
    inner = entry("xl/media/b", b"A" * 900_000)
    outer = stored("xl/media/a", forged.local(inner))
    place = len(honest(good_parts()))
    return archive(members(outer, inner.but(inside=place)))


def stored(name: str, content: bytes) -> Entry:
    """A member that is not packed."""
    return entry(name, content).but(packed=content, method=forged.STORED)


def two_directories() -> bytes:
    """An archive whose comment is the end of another archive."""
    return archive(members(), comment=archive([entry("x", "y")]))


def zip64() -> bytes:
    """The end record points to a larger one that is not there."""
    content = bytearray(zipped(good_parts()))
    struct.pack_into("<2H2L", content, len(content) - 14, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF)
    return bytes(content)


def many(count: int) -> bytes:
    """An archive of `count` empty members."""
    return archive([*honest(good_parts()), *(entry(f"xl/media/{n}", b"") for n in range(count))])


def real_zip_of(parts: Parts, method: int) -> bytes:
    """The parts by another method of packing."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()


def renamed(name: bytes) -> bytes:
    """A good workbook with one more member of this name."""
    return archive(members(entry("x", "y").but(name=name)))


def _case(name: str, make: object, outcome: str) -> Case:
    return Case("archive", name, make, outcome)  # type: ignore[arg-type]


DAMAGED = "sheets.damaged"
CASES = (
    _case(
        "a gigabyte in one part",
        lambda: archive(members(bomb(MEDIA, 1024 * MEGABYTE))),
        "sheets.unpacks_too_large",
    ),
    _case(
        "a dense megabyte or two",
        lambda: archive(members(bomb(MEDIA, 2 * MEGABYTE))),
        "sheets.too_dense",
    ),
    _case(
        "a gigabyte that claims to be small",
        lambda: archive(members(bomb(MEDIA, 1024 * MEGABYTE, claims=900_000))),
        DAMAGED,
    ),
    _case(
        "a sheet that is larger than it says",
        lambda: archive(with_sheet(lambda one: one.but(unpacked=one.unpacked - 1))),
        DAMAGED,
    ),
    _case(
        "a sheet that is smaller than it says",
        lambda: archive(with_sheet(lambda one: one.but(unpacked=one.unpacked + 1))),
        DAMAGED,
    ),
    _case(
        "a wrong checksum",
        lambda: archive(with_sheet(lambda one: one.but(crc=one.crc ^ 1))),
        DAMAGED,
    ),
    _case(
        "many small dense parts",
        lambda: archive(members(*(bomb(f"xl/media/{n}", MEGABYTE) for n in range(90)))),
        "sheets.unpacks_too_large",
    ),
    _case("four hundred members too many", lambda: many(400), "sheets.too_many_parts"),
    _case("sixty thousand members", lambda: many(60_000), "sheets.too_many_parts"),
    _case("a directory that counts wrong", lambda: archive(members(), count=3), DAMAGED),
    _case(
        "many members counted as few",
        lambda: archive([*honest(good_parts()), *(entry(f"{n}", "") for n in range(500))], count=9),
        "sheets.too_many_parts",
    ),
    _case(
        "a directory elsewhere than said", lambda: archive(members(), directory_shift=7), DAMAGED
    ),
    _case("members on top of each other", overlapping, DAMAGED),
    _case("a second directory in the comment", two_directories, DAMAGED),
    _case("zip64 without need", zip64, DAMAGED),
    _case("several disks", lambda: archive(members(), disk=1), DAMAGED),
    _case(
        "another name in the local header",
        lambda: archive(with_sheet(lambda one: one.but(local_name=b"xl/worksheets/sheet2.xml"))),
        DAMAGED,
    ),
    _case(
        "deflate cut short",
        lambda: archive(with_sheet(lambda one: one.but(packed=one.packed[:-5]))),
        DAMAGED,
    ),
    _case(
        "deflate that is noise",
        lambda: archive(with_sheet(lambda one: one.but(packed=b"\xff" * 50))),
        DAMAGED,
    ),
    _case(
        "bytes behind the deflate stream",
        lambda: archive(with_sheet(lambda one: one.but(packed=one.packed + b"more"))),
        DAMAGED,
    ),
    _case(
        "a stored member of two sizes",
        lambda: archive(with_sheet(lambda one: one.but(method=forged.STORED))),
        DAMAGED,
    ),
    _case("packed by bzip2", lambda: real_zip_of(good_parts(), zipfile.ZIP_BZIP2), DAMAGED),
    _case("packed by LZMA", lambda: real_zip_of(good_parts(), zipfile.ZIP_LZMA), DAMAGED),
    _case(
        "an encrypted member",
        lambda: archive(with_sheet(lambda one: one.but(flags=1))),
        "sheets.encrypted",
    ),
    _case("bytes behind the archive", lambda: archive(members()) + b"\0" * 100, DAMAGED),
    _case(
        "a program in front of the archive",
        lambda: archive(members(), before=b"MZ\x90\x00" * 64),
        "sheets.not_a_workbook",
    ),
    _case("a file above the root", lambda: renamed(b"../../etc/cron.d/x"), "sheets.unsafe_name"),
    _case("an absolute file", lambda: renamed(b"/etc/passwd"), "sheets.unsafe_name"),
    _case("a file on another drive", lambda: renamed(b"C:/x.xml"), "sheets.unsafe_name"),
    _case("a backslash", lambda: renamed(b"xl\\..\\..\\x.xml"), "sheets.unsafe_name"),
    _case("a NUL in a name", lambda: renamed(b"xl/x.xml\0.png"), "sheets.unsafe_name"),
    _case("a member without a name", lambda: renamed(b""), "sheets.unsafe_name"),
    _case("one name twice", lambda: renamed(SHEET.encode()), "sheets.unsafe_name"),
    _case("one name in two cases", lambda: renamed(SHEET.upper().encode()), "sheets.unsafe_name"),
    _case("nothing packed", lambda: real_zip_of(good_parts(), zipfile.ZIP_STORED), "read"),
    _case("an archive in the archive", nested, "read"),
    _case("folders as members", spoiled(lambda parts: parts.update({"xl/media/": b""})), "read"),
)
