"""Codes scan back, and what could not scan back is refused."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from shouhou.kernel.refusals import Invalid
from shouhou.paper.codes import code128_svg, datamatrix_svg, qr_svg, read

Draw = Callable[[str], str]

ASCII = st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=80)


def picture_of(svg: str, *, dots_per_module: int = 3) -> Image.Image:
    """The SVG on white paper; Typst draws one SVG unit as 1/96 inch."""
    page = "#set page(width: auto, height: auto, margin: 15pt)\n#image(bytes(sys.inputs.svg))"
    png = typst.compile(
        page.encode(), format="png", ppi=96 * dots_per_module, sys_inputs={"svg": svg}
    )
    assert isinstance(png, bytes)
    return Image.open(io.BytesIO(png))


@pytest.mark.parametrize("draw", [code128_svg, qr_svg, datamatrix_svg])
def test_a_document_number_scans_back(draw: Draw) -> None:
    svg = draw("SO202611230004")

    assert read(picture_of(svg)) == ["SO202611230004"]


@settings(max_examples=30, deadline=None)
@given(text=ASCII)
def test_any_printable_ascii_scans_back_from_code128(text: str) -> None:
    assert read(picture_of(code128_svg(text))) == [text]


def test_chinese_scans_back_from_a_qr_code() -> None:
    assert read(picture_of(qr_svg("库位 A-01 主板 𠮷"))) == ["库位 A-01 主板 𠮷"]


def test_several_codes_on_one_picture_are_all_read() -> None:
    first, second = picture_of(code128_svg("A1")), picture_of(qr_svg("B2"))
    both = Image.new("RGB", (max(first.width, second.width), first.height + second.height), "white")
    both.paste(first, (0, 0))
    both.paste(second, (0, first.height))

    assert sorted(read(both)) == ["A1", "B2"]


@pytest.mark.parametrize(("draw", "quiet"), [(code128_svg, 10), (qr_svg, 4), (datamatrix_svg, 1)])
def test_a_quiet_zone_surrounds_the_bars(draw: Draw, quiet: int) -> None:
    svg = draw("RO202611230004")

    width = re.search(r'width="(\d+)"', svg)
    starts = [int(x) for x in re.findall(r"M(\d+) ", svg)]
    ends = [int(x) + int(bar) for x, bar in re.findall(r"M(\d+) \d+h(\d+)", svg)]
    assert width is not None
    assert min(starts) == quiet
    assert int(width[1]) - max(ends) == quiet


@pytest.mark.parametrize("draw", [code128_svg, qr_svg, datamatrix_svg])
@pytest.mark.parametrize("text", ["", "7" * 81])
def test_an_empty_or_endless_code_is_refused(draw: Draw, text: str) -> None:
    with pytest.raises(Invalid) as refusal:
        draw(text)

    assert refusal.value.code == "paper.code_length"
    assert refusal.value.facts == {"length": len(text), "longest": 80}


@pytest.mark.parametrize("draw", [code128_svg, qr_svg, datamatrix_svg])
@pytest.mark.parametrize("text", ["SO\r1", "SO\x001", "\x1d8040", "SO\u202e1", "SO\ud8001"])
def test_characters_nobody_sees_are_refused(draw: Draw, text: str) -> None:
    with pytest.raises(Invalid) as refusal:
        draw(text)

    assert refusal.value.code == "paper.code_characters"


@pytest.mark.parametrize("draw", [code128_svg, datamatrix_svg])
def test_codes_for_hand_scanners_take_ascii_only(draw: Draw) -> None:
    with pytest.raises(Invalid) as refusal:
        draw("单号1")

    assert refusal.value.code == "paper.code_characters"


def test_a_picture_without_a_code_reads_as_nothing() -> None:
    assert read(Image.new("L", (200, 200), "white")) == []
