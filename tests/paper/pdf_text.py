"""Reads our PDFs back as a reader's search would: by the codes of the characters, not their shapes.

Only what Typst writes is understood: deflated streams, two-byte fonts with a ToUnicode map.
"""

from __future__ import annotations

import re
import zlib

_OBJECT = re.compile(rb"(\d+) 0 obj\s*(<<.*?>>)\s*(?:stream\r?\n|endobj)", re.DOTALL)
# A literal may hold balanced parentheses as they are; nobody nests them deeper than this.
_INSIDE = rb"[^()\\]|\\."
for _ in range(6):
    _INSIDE = rb"[^()\\]|\\.|\((?:" + _INSIDE + rb")*\)"
_PIECE = re.compile(
    rb"/(?P<font>\w+) [\d.]+ Tf"
    rb"|\((?P<literal>(?:" + _INSIDE + rb")*)\)"
    rb"|<(?P<hex>[0-9A-Fa-f]+)>",
    re.DOTALL,
)
_TAG = re.compile(rb"/\w+<<.*?>>\s*BDC", re.DOTALL)  # for screen readers, beside what is drawn
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def page_texts(sheet: bytes) -> list[str]:
    """The text of each page, without white space (a cell may wrap anywhere)."""
    bodies = {int(found[1]): (found[2], found.end()) for found in _OBJECT.finditer(sheet)}
    kids = re.search(rb"/Type/Pages.*?/Kids\[(.*?)\]", sheet)
    assert kids is not None
    pages = [int(number) for number in re.findall(rb"(\d+) 0 R", kids[1])]
    return [_text_of(sheet, bodies, bodies[page][0]) for page in pages]


def text(sheet: bytes) -> str:
    """The text of the whole sheet, without white space."""
    return "".join(page_texts(sheet))


def size_mm(sheet: bytes) -> tuple[int, int]:
    """Width and height of the first page, in millimetres."""
    box = re.search(rb"/MediaBox\[0 0 ([\d.]+) ([\d.]+)\]", sheet)
    assert box is not None
    return round(float(box[1]) * 25.4 / 72), round(float(box[2]) * 25.4 / 72)


Bodies = dict[int, tuple[bytes, int]]


def _text_of(sheet: bytes, bodies: Bodies, page: bytes) -> str:
    resources = bodies[_reference(page, b"Resources")][0]
    fonts = {
        name: _characters(_stream(sheet, bodies, _reference(bodies[int(number)][0], b"ToUnicode")))
        for name, number in re.findall(rb"/(f\d+) (\d+) 0 R", resources)
    }
    shown: list[str] = []
    characters: dict[int, str] = {}
    drawn = _TAG.sub(b"", _stream(sheet, bodies, _reference(page, b"Contents")))
    for piece in _PIECE.finditer(drawn):
        if piece["font"]:
            characters = fonts[piece["font"]]
            continue
        glyphs = bytes.fromhex(piece["hex"].decode()) if piece["hex"] else _literal(piece)
        pairs = zip(glyphs[::2], glyphs[1::2], strict=True)
        shown += [characters.get(high << 8 | low, "") for high, low in pairs]
    return "".join("".join(shown).replace("\u200b", "").split())


def _reference(body: bytes, key: bytes) -> int:
    found = re.search(rb"/" + key + rb" (\d+) 0 R", body)
    assert found is not None, key
    return int(found[1])


def _stream(sheet: bytes, bodies: Bodies, number: int) -> bytes:
    body, start = bodies[number]
    length = re.search(rb"/Length (\d+)", body)
    assert length is not None
    return zlib.decompress(sheet[start : start + int(length[1])])


def _characters(cmap: bytes) -> dict[int, str]:
    return {
        int(glyph, 16): bytes.fromhex(code.decode()).decode("utf-16-be")
        for glyph, code in re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n", cmap)
        if (glyph, code) != (b"0000", b"FFFF")
    }


def _literal(piece: re.Match[bytes]) -> bytes:
    def unescape(found: re.Match[bytes]) -> bytes:
        if found[1].isdigit():
            return bytes([int(found[1], 8)])
        return _ESCAPES.get(found[1], found[1])

    return re.sub(rb"\\([0-7]{1,3}|.)", unescape, piece["literal"], flags=re.DOTALL)
