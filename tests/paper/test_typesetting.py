"""Typesetting: the same paper for the same facts, whatever somebody typed into them."""

from __future__ import annotations

import io
import re
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PIL import Image

from shouhou.kernel.refusals import Invalid
from shouhou.paper import typesetting
from shouhou.paper.typesetting import FORMS, Form, pages, pdf, pictures, print_font, printable
from tests.paper.pdf_text import text
from tests.paper.samples import AT, ISSUE, boards, scanned, words

HOSTILE = [
    '#panic("boom")',
    '#import "@preview/tablex:0.0.8": *',
    '#read("/etc/passwd")',
    "#eval(sys.inputs.facts)",
    "*bold* _thin_ `raw` = Head - item + enum / term: x",
    "$ x^2 $ @label <label> \\ \\u{41} // note /* note */",
    "](){}[]\"'\\n\\t~---...",
    "<script>alert(1)</script>&amp;",
    "=HYPERLINK(1)",
]


def as_everything(said: str) -> Form:
    """An issue note on which every text is `said`."""
    row: Any = replace(
        ISSUE.rows[0],
        **dict.fromkeys(("part_no", "name", "model", "unit", "remark", "condition"), said),
        serials=(said,) * 6,
    )
    names = ("company", "company_en", "department", "address", "phone")
    letterhead = replace(ISSUE.letterhead, **dict.fromkeys(names, said))
    party: Any = dict.fromkeys(("name", "code", "contact", "phone", "address"), said)
    return replace(
        ISSUE,
        letterhead=letterhead,
        agent=replace(ISSUE.agent, **party),
        rows=(row,),
        operator=said,
        reviewer=said,
        remark=said,
        reverses=said,
        reversed_by=said,
        printed_by=said,
    )


def ink(form: Form) -> int:
    """How many dark dots the first page has."""
    page = Image.open(io.BytesIO(pictures(form, at=AT, dots_per_mm=6)[0])).convert("L")
    return page.point(lambda shade: 255 * (shade < 128)).histogram()[255]


def test_equal_facts_at_one_instant_give_equal_bytes() -> None:
    assert pdf(ISSUE, at=AT) == pdf(ISSUE, at=AT)


def test_the_paper_tells_when_it_was_printed_in_shanghai_time() -> None:
    later = pdf(ISSUE, at=AT + timedelta(hours=10))

    assert "打印Printed2026-11-2400:05" in text(later)


@pytest.mark.parametrize("said", HOSTILE)
def test_markup_in_a_text_stays_text(said: str) -> None:
    paper = words(as_everything(said))

    assert paper.count("".join(said.split())) > 15


@pytest.mark.parametrize(
    "said", [*HOSTILE, "😀👩‍👩‍👧", "\u202e000\u202c", "\x00\x07", "\ud800", "x" * 10_000]
)
def test_whatever_was_typed_the_number_still_scans(said: str) -> None:
    (page, *_) = scanned(as_everything(said))

    assert page == ["SO202611230004"]


def test_ten_thousand_characters_are_cut_where_the_reader_sees_it() -> None:
    note = replace(ISSUE, remark="说" * 10_000)

    paper = words(note)

    assert paper.count("说") == 500
    assert "说…[截断cut]" in paper
    assert pages(pdf(note, at=AT)) == 1


def test_a_thousand_lines_are_cut_where_the_reader_sees_it() -> None:
    paper = words(replace(ISSUE, remark="\n".join(f"行{n}" for n in range(1000))))

    assert "行11…[截断cut]" in paper
    assert "行12" not in paper


def test_a_text_that_fits_is_not_cut() -> None:
    whole = "说" * 500

    assert printable(whole) == whole


def test_an_endless_word_wraps_inside_its_cell() -> None:
    endless = "W" * 120
    note = replace(ISSUE, rows=(replace(ISSUE.rows[1], remark=endless),))
    page = Image.open(io.BytesIO(pictures(note, at=AT, dots_per_mm=6)[0])).convert("L")

    beyond_the_frame = page.crop((6 * 196, 0, 6 * 202, page.height))

    assert endless in words(note)
    assert beyond_the_frame.getextrema() == (255, 255)


@pytest.mark.parametrize("hidden", ["\u202e", "\u2066", "\x00", "\x1b", "\x7f", "\ud83d"])
def test_what_nobody_would_see_is_shown_as_a_replacement(hidden: str) -> None:
    assert printable(f"S{hidden}O") == "S\ufffdO"


@pytest.mark.parametrize("name", ["䶮", "㛃", "欧阳㛃", "镕", "喆", "珺"])
def test_rare_characters_of_names_are_on_the_paper(name: str) -> None:
    assert f"制单Operator{name}审核" in words(replace(ISSUE, operator=name))


@pytest.mark.parametrize("name", ["𠮷", "\U0002a6a5", "\ue123", "😀"])
def test_a_character_that_no_font_may_have_still_leaves_ink(name: str) -> None:
    assert ink(replace(ISSUE, operator=name * 3)) > ink(replace(ISSUE, operator="")) + 60


def test_a_form_too_large_is_refused_before_it_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting.typst, "compile", pytest.fail)
    note = replace(ISSUE, rows=(boards(1),) * 5000)

    with pytest.raises(Invalid) as refusal:
        pdf(note, at=AT)

    assert refusal.value.code == "paper.too_long"


def test_more_pages_than_anybody_reads_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "MOST_PAGES", 1)

    with pytest.raises(Invalid) as refusal:
        pdf(replace(ISSUE, rows=(boards(400),)), at=AT)

    assert refusal.value.facts == {"size": 2, "most": 1}


def test_a_machine_without_a_chinese_font_is_told_which_one_it_needs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(typesetting, "PRINT_FONTS", ("No Such Sans",))
    print_font.cache_clear()

    with pytest.raises(LookupError, match="Noto Sans CJK"):
        pdf(ISSUE, at=AT)
    print_font.cache_clear()


def test_threads_print_at_the_same_time() -> None:
    notes = [replace(ISSUE, remark=f"第 {number} 张") for number in range(12)]
    alone = [pdf(note, at=AT) for note in notes]

    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(lambda note: pdf(note, at=AT), notes))

    assert together == alone


def test_templates_import_only_each_other_and_evaluate_nothing() -> None:
    for template in FORMS.glob("*.typ"):
        source = template.read_text(encoding="utf-8")

        assert set(re.findall(r'import "([^"]+)"', source)) <= {
            "stationery.typ",
            "tables.typ",
            "label.typ",
        }
        assert not re.search(r"\b(eval|read|plugin|include|cbor|csv|xml|yaml|toml)\b ?\(", source)


def test_a_warm_page_takes_at_most_fifty_milliseconds_of_a_core() -> None:
    seconds = []
    for count in range(195, 200):
        note = replace(ISSUE, rows=(boards(count * 3),))
        start = time.process_time()
        sheet = pdf(note, at=AT)
        seconds.append((time.process_time() - start) / pages(sheet))

    assert min(seconds) < 0.050
