"""Typesetting: the same paper for the same facts, whatever somebody typed into them."""

from __future__ import annotations

import io
import re
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, is_dataclass, replace
from datetime import timedelta
from itertools import chain
from typing import Any

import pytest
from PIL import Image

from shouhou.kernel.refusals import Invalid
from shouhou.paper import typesetting
from shouhou.paper.forms.bin_card import BinCard
from shouhou.paper.typesetting import FORMS, Form, pages, pdf, pictures, print_font, printable
from tests.paper.pdf_text import text
from tests.paper.samples import (
    AT,
    BOX_LABEL,
    CARD,
    DAY_BOOK,
    HANDOVER,
    ISSUE,
    MANIFEST,
    MENDED,
    PACKING,
    REPAIR,
    TAG,
    boards,
    scanned,
    words,
)

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
BREAKING = [
    pytest.param(" ".join(HOSTILE), id="markup"),
    pytest.param("😀👩‍👩‍👧 \u202e000\u202c \x00\x07 \ud800", id="odd characters"),
    pytest.param("x" * 10_000, id="endless word"),
    pytest.param("\n" * 10_000, id="endless lines"),
]


FORMS_OF_ALL_KINDS = {
    type(form).__name__: form
    for form in (ISSUE, DAY_BOOK, PACKING, MANIFEST, HANDOVER, CARD, REPAIR, MENDED, TAG, BOX_LABEL)
}
# What is drawn as a code, and what is a word of the form's own.
NOT_TYPED = {"number", "address", "seal", "condition", "kind", "paper", "copies", "marks", "result"}


def with_every_text(form: Any, said: str) -> Any:
    """The form with `said` in place of every text that a person may have typed."""
    if isinstance(form, str):
        return said
    if isinstance(form, tuple):
        return tuple(with_every_text(each, said) for each in form)
    if not is_dataclass(form):
        return form
    kept = NOT_TYPED | ({"part_no"} if isinstance(form, BinCard) else set())
    return replace(
        form,
        **{
            field.name: with_every_text(getattr(form, field.name), said)
            for field in fields(form)
            if field.name not in kept
        },
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
    paper = words(with_every_text(ISSUE, said))

    assert paper.count("".join(said.split())) > 5


@pytest.mark.parametrize("kind", FORMS_OF_ALL_KINDS)
def test_no_sheet_takes_a_text_for_markup(kind: str) -> None:
    said = "#panic() *a* $b$ @c [d] \\"

    assert words(with_every_text(FORMS_OF_ALL_KINDS[kind], said)).count("#panic()*a*$b$@c[d]\\") > 2


@pytest.mark.parametrize("said", BREAKING)
@pytest.mark.parametrize("kind", FORMS_OF_ALL_KINDS)
def test_whatever_was_typed_the_sheet_still_scans(kind: str, said: str) -> None:
    form = FORMS_OF_ALL_KINDS[kind]

    pages_read = scanned(with_every_text(form, said))

    assert sorted(chain(*pages_read)) == sorted(chain(*scanned(form)))


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
    endless = "W" * 70
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
            "box_label_face.typ",
        }
        assert not re.search(r"\b(eval|read|plugin|include|cbor|csv|xml|yaml|toml)\b ?\(", source)


def test_a_warm_page_takes_at_most_fifty_milliseconds_of_a_core() -> None:
    seconds = []
    for count in range(190, 205):  # the best of many: the core is shared with others
        note = replace(ISSUE, rows=(boards(count * 3),))
        start = time.process_time()
        sheet = pdf(note, at=AT)
        seconds.append((time.process_time() - start) / pages(sheet))

    assert min(seconds) < 0.050


@pytest.mark.parametrize(
    "said", [pytest.param("x" * 10_000, id="word"), pytest.param("说\n" * 5_000, id="lines")]
)
@pytest.mark.parametrize("kind", ["IssueNote", "DayBook", "PackingSlip", "Manifest"])
def test_rows_that_stay_together_never_outgrow_their_page(kind: str, said: str) -> None:
    form = with_every_text(FORMS_OF_ALL_KINDS[kind], said)
    if kind == "IssueNote":
        form = replace(form, paper="continuous_140")

    for picture in pictures(form, at=AT, dots_per_mm=4):
        page = Image.open(io.BytesIO(picture)).convert("L")
        below_the_foot = page.crop((0, page.height - 4 * 4, page.width, page.height))
        assert below_the_foot.getextrema() == (255, 255)


def test_a_form_is_set_at_any_instant_of_the_clock() -> None:
    odd = AT.replace(microsecond=123456)

    assert pdf(HANDOVER, at=odd) == pdf(HANDOVER, at=AT)
