"""The zip directory of a workbook, read strictly: what office programs write, and nothing else.

The parser behind the gate reads the archive by itself, so every doubt about where a part starts,
ends or how large it is must be refused here: two readers must never see two different files.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from shouhou.kernel.refusals import Invalid

MOST_MEMBERS = 400
SLICE = 8 << 10

END = struct.Struct("<4s4H2LH")
ENTRY = struct.Struct("<4s6H3L5H2L")
LOCAL = struct.Struct("<4s5H3L2H")
STORED, DEFLATED = 0, 8
ENCRYPTED = 0x1


class Member(NamedTuple):
    """One file of the archive: where its bytes lie and what the directory says of them."""

    name: str
    method: int
    crc: int
    packed: int
    unpacked: int
    header: int
    start: int

    @property
    def end(self) -> int:
        """The offset behind its last packed byte."""
        return self.start + self.packed


def damaged(where: str = "") -> Invalid:
    """The refusal of an archive or part that contradicts itself."""
    return Invalid("sheets.damaged", where=where)


def members(content: bytes) -> tuple[Member, ...]:
    """Every file the directory lists, in the order of their bytes; no two share a byte."""
    start, length, count = _directory(content)
    if count > MOST_MEMBERS:
        raise Invalid("sheets.too_many_parts", limit=MOST_MEMBERS)
    found = []
    position = start
    while position < start + length:
        member, position = _entry(content, position, directory=start)
        found.append(member)
        if len(found) > MOST_MEMBERS:
            raise Invalid("sheets.too_many_parts", limit=MOST_MEMBERS)
    if position != start + length or len(found) != count:
        raise damaged()
    found.sort(key=lambda member: member.header)
    for before, after in pairwise(found):
        if before.end > after.header:
            raise damaged(after.name)
    return tuple(found)


def _directory(content: bytes) -> tuple[int, int, int]:
    """Start, length and entry count of the directory, which must end the file."""
    if len(content) < END.size:
        raise damaged()
    mark, disk, first, here, count, length, start, comment = END.unpack_from(
        content, len(content) - END.size
    )
    plain = mark == b"PK\x05\x06" and disk == first == comment == 0 and here == count
    if not plain or start + length != len(content) - END.size:
        raise damaged()
    return start, length, count


def _entry(content: bytes, position: int, *, directory: int) -> tuple[Member, int]:
    """The directory entry at `position`, checked against its local header, and the next one's."""
    end = len(content) - END.size
    if position + ENTRY.size > end:
        raise damaged()
    fields = ENTRY.unpack_from(content, position)
    flags, method, crc, packed, unpacked = fields[3], fields[4], *fields[7:10]
    name_length, extra_length, comment_length, header = *fields[10:13], fields[16]
    name = content[position + ENTRY.size : position + ENTRY.size + name_length]
    following = position + ENTRY.size + name_length + extra_length + comment_length
    if fields[0] != b"PK\x01\x02" or following > end or method not in (STORED, DEFLATED):
        raise damaged()
    if flags & ENCRYPTED:
        raise Invalid("sheets.encrypted")
    start = _content_start(content, header, name)
    if start + packed > directory or (method == STORED and packed != unpacked):
        raise damaged()
    member = Member(_safe(name), method, crc, packed, unpacked, header, start)
    return member, following


def _content_start(content: bytes, header: int, name: bytes) -> int:
    """Where a member's bytes begin; its local header must bear the name the directory gave."""
    if header + LOCAL.size > len(content):
        raise damaged()
    fields = LOCAL.unpack_from(content, header)
    name_length, extra_length = fields[9], fields[10]
    start = header + LOCAL.size
    if fields[0] != b"PK\x03\x04" or content[start : start + name_length] != name:
        raise damaged()
    return int(start + name_length + extra_length)


def _safe(name: bytes) -> str:
    """The member's name, which must stay inside the archive on every operating system."""
    try:
        text = name.decode("utf-8")
    except UnicodeDecodeError:
        text = name.decode("cp437")
    escapes = text.startswith("/") or ".." in text.split("/") or "\\" in text or ":" in text
    if not text or escapes or any(character < " " for character in text):
        raise Invalid("sheets.unsafe_name", where=text.encode("unicode_escape").decode()[:100])
    return text


def inflate(content: bytes, member: Member) -> Iterator[bytes]:
    """The unpacked bytes in chunks; refuses a member that is larger, smaller or other than said."""
    packed = content[member.start : member.end]
    crc = size = 0
    for chunk in _slices(packed) if member.method == STORED else _deflated(packed, member):
        size += len(chunk)
        if size > member.unpacked:
            raise damaged(member.name)
        crc = zlib.crc32(chunk, crc)
        yield chunk
    if size != member.unpacked or crc != member.crc:
        raise damaged(member.name)


def _slices(packed: bytes) -> Iterator[bytes]:
    for position in range(0, len(packed), SLICE):
        yield packed[position : position + SLICE]


def _deflated(packed: bytes, member: Member) -> Iterator[bytes]:
    """Inflates a slice at a time: deflate cannot grow 8 kB beyond 8 MB, so memory stays bounded."""
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for piece in _slices(packed):
            if stream.eof:
                raise damaged(member.name)
            yield stream.decompress(piece)
    except zlib.error as error:
        raise damaged(member.name) from error
    if not stream.eof or stream.unused_data:
        raise damaged(member.name)
