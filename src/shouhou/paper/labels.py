"""Labels for label printers: the typeset picture dot by dot, in the two languages they speak.

A picture prints alike on every printer and in every font, so no printer needs Chinese of its own.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Literal

from PIL import Image

from shouhou.kernel.refusals import Invalid
from shouhou.paper.typesetting import Form, pictures

DotsPerMm = Literal[8, 12]  # what the trade calls 203 and 300 dpi

MOST_COPIES = 100
LARGEST_ZPL_FIELD = 99_999  # bytes of picture in one ^GF, by the ZPL II programming guide
GAP_MM = 2  # between two labels on the roll


@dataclass(frozen=True, kw_only=True)
class Label(Form):
    """One small sheet of fixed size, black on white, for the roll of a label printer."""

    width_mm: ClassVar[int]
    height_mm: ClassVar[int]


@dataclass(frozen=True)
class Raster:
    """A picture in dots: `rows` from the top, eight dots a byte from the left, 1 is black."""

    rows: tuple[bytes, ...]

    @property
    def bytes_per_row(self) -> int:
        """The bytes of one row; the picture is eight times as many dots wide."""
        return len(self.rows[0])


def raster(label: Label, *, at: datetime, dots_per_mm: DotsPerMm = 8) -> Raster:
    """The label as a printer of that density will print it; a dot half covered is black."""
    (page,) = pictures(label, at=at, dots_per_mm=dots_per_mm)
    shades = Image.open(io.BytesIO(page)).convert("L")
    dots = shades.point(lambda shade: 255 * (shade < 128)).convert("1", dither=Image.Dither.NONE)
    packed = dots.tobytes()
    width = len(packed) // dots.height
    return Raster(tuple(packed[at : at + width] for at in range(0, len(packed), width)))


def zpl(label: Label, *, at: datetime, dots_per_mm: DotsPerMm = 8, copies: int = 1) -> bytes:
    """The label in ZPL II, as Zebra's printers and their kin read it."""
    _refuse_odd_copies(copies)
    picture = raster(label, at=at, dots_per_mm=dots_per_mm)
    width = picture.bytes_per_row
    strip = LARGEST_ZPL_FIELD // width
    fields = "".join(
        f"^FO0,{top}^GFA,{len(rows) * width},{len(rows) * width},{width},{''.join(_hex(rows))}^FS\n"
        for top in range(0, len(picture.rows), strip)
        for rows in [picture.rows[top : top + strip]]
    )
    size = f"^PW{width * 8}^LL{len(picture.rows)}^LH0,0"
    return f"^XA{size}\n{fields}^PQ{copies}^XZ\n".encode("ascii")


def tspl(label: Label, *, at: datetime, dots_per_mm: DotsPerMm = 8, copies: int = 1) -> bytes:
    """The label in TSPL, as TSC's printers and their many Chinese kin read it."""
    _refuse_odd_copies(copies)
    picture = raster(label, at=at, dots_per_mm=dots_per_mm)
    head = (
        f"SIZE {label.width_mm} mm,{label.height_mm} mm\r\n"
        f"GAP {GAP_MM} mm,0 mm\r\nDIRECTION 1\r\nCLS\r\n"
        f"BITMAP 0,0,{picture.bytes_per_row},{len(picture.rows)},0,"
    )
    inverted = bytes(0xFF ^ byte for row in picture.rows for byte in row)  # TSPL burns the zeros
    return head.encode("ascii") + inverted + f"\r\nPRINT 1,{copies}\r\n".encode("ascii")


def _hex(rows: tuple[bytes, ...]) -> Iterator[str]:
    """Rows in ZPL's shorthand: a colon repeats the row above, a comma leaves the rest white."""
    above = b""
    for row in rows:
        inked = row.rstrip(b"\x00")
        yield ":" if row == above else inked.hex().upper() + "," * (len(inked) < len(row))
        above = row


def _refuse_odd_copies(copies: int) -> None:
    if not 1 <= copies <= MOST_COPIES:
        raise Invalid("paper.copies", where="copies", copies=copies, most=MOST_COPIES)
