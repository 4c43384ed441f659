"""Writes zip archives that lie: about sizes, sums, names, numbers and places."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

STORED, DEFLATED = 0, 8


@dataclass(frozen=True)
class Entry:
    """One member: its packed bytes, and what directory and local header claim of it.

    `inside` is the number of another member whose stored bytes hold this one.
    """

    name: bytes
    packed: bytes
    unpacked: int
    crc: int
    method: int = DEFLATED
    flags: int = 0
    local_name: bytes | None = None
    inside: int | None = None

    def but(self, **claims: object) -> Entry:
        """The same bytes under other claims."""
        return replace(self, **claims)  # type: ignore[arg-type]


def entry(name: str, content: str | bytes) -> Entry:
    """An honest member."""
    raw = content.encode() if isinstance(content, str) else content
    packer = zlib.compressobj(1, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(raw) + packer.flush()
    return Entry(name.encode(), packed, len(raw), zlib.crc32(raw))


def bomb(name: str, size: int, *, claims: int | None = None) -> Entry:
    """`size` bytes of one letter, packed without ever making them: a block is repeated."""
    block = 1 << 20
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    one = packer.compress(b"A" * block) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = one * (size // block) + b"\x03\x00"
    return Entry(name.encode(), packed, size if claims is None else claims, crc=0)


def archive(
    entries: Iterable[Entry],
    *,
    count: int | None = None,
    disk: int = 0,
    comment: bytes = b"",
    before: bytes = b"",
    directory_shift: int = 0,
) -> bytes:
    """The archive; every keyword is a lie to be told by its end record."""
    out = bytearray(before)
    directory = bytearray()
    places: list[int] = []
    for one in entries:
        if one.inside is None:
            places.append(len(out))
            out += local(one)
        else:
            places.append(out.index(local(one), places[one.inside]))
        directory += _listed(one, places[-1])
    start = len(out)
    total = len(places) if count is None else count
    out += directory
    end = ("<4s4H2LH", b"PK\x05\x06", disk, disk, total, total, len(directory))
    out += struct.pack(*end, start + directory_shift, len(comment))
    return bytes(out + comment)


def honest(parts: dict[str, str | bytes]) -> list[Entry]:
    """All parts of a workbook as honest members, to be spoiled one by one."""
    return [entry(name, content) for name, content in parts.items()]


def spoil(entries: list[Entry], name: str, change: Callable[[Entry], Entry]) -> list[Entry]:
    """The same members with one of them changed."""
    return [change(one) if one.name == name.encode() else one for one in entries]


def local(one: Entry) -> bytes:
    """A member's local header and its packed bytes."""
    name = one.name if one.local_name is None else one.local_name
    sizes = (one.crc, len(one.packed), min(one.unpacked, 0xFFFFFFFE))
    head = struct.pack(
        "<4s5H3L2H", b"PK\x03\x04", 20, one.flags, one.method, 0, 0, *sizes, len(name), 0
    )
    return head + name + one.packed


def _listed(one: Entry, place: int) -> bytes:
    sizes = (one.crc, len(one.packed), min(one.unpacked, 0xFFFFFFFE))
    kind = (20, 20, one.flags, one.method, 0, 0)
    rest = (len(one.name), 0, 0, 0, 0, 0, place)
    return struct.pack("<4s6H3L5H2L", b"PK\x01\x02", *kind, *sizes, *rest) + one.name
