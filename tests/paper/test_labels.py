"""Labels: the dots that a printer burns are the dots that were set, and their codes scan."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby

import pytest
from PIL import Image

from shouhou.kernel.refusals import Invalid
from shouhou.paper import codes
from shouhou.paper.labels import DotsPerMm, Label, Raster, raster, tspl, zpl
from shouhou.paper.typesetting import pages, pdf
from tests.paper.pdf_text import size_mm
from tests.paper.samples import AT, BOX_LABEL, TAG, words

LABELS = [pytest.param(TAG, id="tag"), pytest.param(BOX_LABEL, id="box")]
DENSITIES: list[DotsPerMm] = [8, 12]
CODES = {TAG: "RO202611230004", BOX_LABEL: "SH202611230004-02"}


def picture_of(dots: Raster) -> Image.Image:
    """The raster as black dots on white paper."""
    size = (dots.bytes_per_row * 8, len(dots.rows))
    ink = Image.frombytes("1", size, b"".join(dots.rows))
    return ink.convert("L").point(lambda shade: 255 - shade)


def from_zpl(program: bytes) -> Raster:
    """What a Zebra would burn: the rows of every ^GFA, its shorthand written out."""
    rows: list[bytes] = []
    for total, width, coded in re.findall(
        r"\^GFA,(\d+),\d+,(\d+),([0-9A-F,:]*)\^FS", program.decode("ascii")
    ):
        strip: list[bytes] = []
        digits = ""
        for sign in coded:
            if sign == ":":
                strip.append(strip[-1])
            elif sign == ",":
                strip.append(bytes.fromhex(digits).ljust(int(width), b"\x00"))
                digits = ""
            else:
                digits += sign
                if len(digits) == 2 * int(width):
                    strip.append(bytes.fromhex(digits))
                    digits = ""
        assert len(strip) * int(width) == int(total) <= 99_999
        rows += strip
    return Raster(tuple(rows))


def from_tspl(program: bytes) -> Raster:
    """What a TSC would burn: the zeros of its BITMAP."""
    head = re.search(rb"BITMAP 0,0,(\d+),(\d+),0,", program)
    assert head is not None
    width, height = int(head[1]), int(head[2])
    burnt = bytes(0xFF ^ byte for byte in program[head.end() : head.end() + width * height])
    return Raster(tuple(burnt[at : at + width] for at in range(0, len(burnt), width)))


def test_the_tag_tells_what_the_piece_is_and_whose() -> None:
    tag = words(TAG)

    for fact in ("RO202611230004", "LCD-S5P-01K", "显示屏总成", "广东(广州)星联通讯", "2026-11-23"):
        assert fact in tag
    assert "数量Qty3" in tag


def test_the_box_label_tells_whose_box_and_which_of_how_many() -> None:
    label = words(BOX_LABEL)

    for fact in ("广东(广州)星联通讯(示例)", "欧阳㛃19900001234", "第2箱共5箱", "2.405kg"):
        assert fact in label
    assert "SF1234567890123" in label
    assert "含锂电池Lithium" in label
    assert "易碎" not in label


@pytest.mark.parametrize("label", LABELS)
def test_a_label_is_one_page_of_its_exact_size(label: Label) -> None:
    sheet = pdf(label, at=AT)

    assert size_mm(sheet) == (label.width_mm, label.height_mm)
    assert pages(sheet) == 1


@pytest.mark.parametrize("dots_per_mm", DENSITIES)
@pytest.mark.parametrize("label", LABELS)
def test_a_label_in_dots_scans_back(label: Label, dots_per_mm: DotsPerMm) -> None:
    dots = raster(label, at=AT, dots_per_mm=dots_per_mm)

    assert dots.bytes_per_row * 8 == label.width_mm * dots_per_mm
    assert len(dots.rows) == label.height_mm * dots_per_mm
    assert codes.read(picture_of(dots)) == [CODES[label]]


@pytest.mark.parametrize("dots_per_mm", DENSITIES)
def test_the_bars_of_a_tag_fall_on_whole_modules_of_a_quarter_millimetre(
    dots_per_mm: DotsPerMm,
) -> None:
    row = raster(TAG, at=AT, dots_per_mm=dots_per_mm).rows[10 * dots_per_mm]

    bits = "".join(f"{byte:08b}" for byte in row).strip("0")
    runs = [len(list(same)) for _, same in groupby(bits)]

    assert sum(runs) == 134 * dots_per_mm // 4
    assert all(run % (dots_per_mm // 4) == 0 for run in runs)


@pytest.mark.parametrize("dots_per_mm", DENSITIES)
@pytest.mark.parametrize("label", LABELS)
def test_zpl_and_tspl_burn_the_dots_that_were_set(label: Label, dots_per_mm: DotsPerMm) -> None:
    dots = raster(label, at=AT, dots_per_mm=dots_per_mm)

    assert from_zpl(zpl(label, at=AT, dots_per_mm=dots_per_mm)) == dots
    assert from_tspl(tspl(label, at=AT, dots_per_mm=dots_per_mm)) == dots


def test_a_printer_is_told_the_size_of_the_label_and_the_copies() -> None:
    for_zebra, for_tsc = zpl(TAG, at=AT, copies=3), tspl(TAG, at=AT, copies=3)

    assert for_zebra.startswith(b"^XA^PW480^LL320^LH0,0\n")
    assert for_zebra.endswith(b"^PQ3^XZ\n")
    assert for_tsc.startswith(b"SIZE 60 mm,40 mm\r\nGAP 2 mm,0 mm\r\n")
    assert for_tsc.endswith(b"\r\nPRINT 1,3\r\n")


def test_white_and_repeated_rows_cost_a_printer_one_sign() -> None:
    assert len(zpl(BOX_LABEL, at=AT)) < 0.5 * 2 * len(b"".join(raster(BOX_LABEL, at=AT).rows))


@pytest.mark.parametrize("speak", [zpl, tspl])
@pytest.mark.parametrize("copies", [0, -1, 101, 10**6])
def test_an_odd_number_of_copies_is_refused(speak, copies: int) -> None:
    with pytest.raises(Invalid) as refusal:
        speak(TAG, at=AT, copies=copies)

    assert refusal.value.code == "paper.copies"


@pytest.mark.parametrize("said", ["^XZ^XA^FD~JA", '"\r\nPRINT 9,9\r\n', "#panic()", "说" * 10_000])
def test_nothing_that_was_typed_reaches_the_printer_as_a_command(said: str) -> None:
    tag = replace(TAG, agent=said, part_no=said, part_name=said, serial=said)

    program = zpl(tag, at=AT)

    assert re.fullmatch(
        rb"\^XA\^PW480\^LL320\^LH0,0\n\^FO0,0\^GFA,[0-9A-F,:]+\^FS\n\^PQ1\^XZ\n", program
    )
    assert codes.read(picture_of(from_zpl(program))) == ["RO202611230004"]


def test_a_text_too_long_for_its_place_is_cut_where_the_reader_sees_it() -> None:
    assert "…" in words(replace(TAG, agent="很长的名字" * 30))
    assert "…" not in words(TAG)
