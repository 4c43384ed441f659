"""Codes that scan back: drawn as SVG for the sheets and screens, read again from any picture."""

from __future__ import annotations

import zxingcpp
from PIL import Image
from zxingcpp import BarcodeFormat

from shouhou.kernel.refusals import Invalid

LONGEST = 80  # Code128 of 80 letters is 24 cm wide at 0.25 mm a module: no sheet takes more.

_READABLE = zxingcpp.BarcodeFormats(
    (BarcodeFormat.Code128, BarcodeFormat.QRCode, BarcodeFormat.DataMatrix)
)


def code128_svg(text: str) -> str:
    """A Code128 of printable ASCII with its quiet zones of ten modules; one unit is one module."""
    return _drawn(_ascii(text), BarcodeFormat.Code128)


def datamatrix_svg(text: str) -> str:
    """A Data Matrix of printable ASCII with its quiet zone of one module; one unit, one module."""
    return _drawn(_ascii(text), BarcodeFormat.DataMatrix)


def qr_svg(text: str) -> str:
    """A QR code of any printable text with its quiet zone of four modules; one unit, one module."""
    return _drawn(text, BarcodeFormat.QRCode)


def read(picture: Image.Image) -> list[str]:
    """The text of every Code128, QR code and Data Matrix in `picture`, in no promised order."""
    found = zxingcpp.read_barcodes(picture, _READABLE, text_mode=zxingcpp.TextMode.Plain)
    return [code.text for code in found]


def _drawn(text: str, symbology: BarcodeFormat) -> str:
    if not 0 < len(text) <= LONGEST:
        raise Invalid("paper.code_length", length=len(text), longest=LONGEST)
    if not text.isprintable():
        raise Invalid("paper.code_characters", text=ascii(text))
    svg = zxingcpp.create_barcode(text, symbology).to_svg()
    return svg[svg.index("<svg") :]


def _ascii(text: str) -> str:
    # Scanners type what they read on a keyboard: beyond ASCII every one of them types otherwise.
    if not text.isascii():
        raise Invalid("paper.code_characters", text=ascii(text))
    return text
