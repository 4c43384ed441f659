"""Turns a form into paper: bundled Typst templates, filled with plain facts and nothing else.

Whatever a user typed reaches the template as a JSON string, and a string in Typst is text, never
markup: there is nothing to escape, and no template comes from outside this package.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import ClassVar, Literal

import typst

from shouhou.kernel.clock import SHANGHAI
from shouhou.kernel.refusals import Invalid

FORMS = Path(__file__).parent / "forms"
FONTS = Path(__file__).parent / "fonts"
PRINT_FONTS = ("Noto Sans CJK SC", "Noto Sans SC")  # the system's, or the one in FONTS

LONGEST_TEXT = 500  # characters in one field
MOST_LINES = 12  # lines in one field
LARGEST_FORM = 500_000  # characters of JSON, which a core sets in about three seconds
MOST_PAGES = 400

_CUT = "…[截断 cut]"
_ZERO_WIDTH_SPACE = "\u200b"
_UNBROKEN = re.compile(r"[!-~]{20,}")
# Control characters, surrogates, and the marks that turn the reading direction: invisible on
# paper, they could make one serial look like another, so each shows as a replacement character.
_INVISIBLE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)


@dataclass(frozen=True, kw_only=True)
class Form:
    """One printed sheet: its facts as fields, its look in `forms/<template>.typ`."""

    template: ClassVar[str]

    def codes(self) -> dict[str, str]:
        """The codes on the sheet as SVG, under the names its template knows them by."""
        return {}


def pdf(form: Form, *, at: datetime) -> bytes:
    """The form as PDF, printed at the aware instant `at`; equal arguments give equal bytes."""
    (sheet,) = _typeset(form, at=at, output="pdf")
    if (count := pages(sheet)) > MOST_PAGES:
        raise Invalid("paper.too_long", size=count, most=MOST_PAGES)
    return sheet


def pictures(form: Form, *, at: datetime, dots_per_mm: float) -> list[bytes]:
    """The form's pages as PNG: for a preview (about 6 dots per mm) or a label printer (8, 12)."""
    return _typeset(form, at=at, output="png", ppi=dots_per_mm * 25.4)


def pages(sheet: bytes) -> int:
    """How many pages a PDF made here has."""
    tree = re.search(rb"/Type/Pages/Count (\d+)", sheet)
    if tree is None:
        raise ValueError("not a PDF of ours")
    return int(tree[1])


@cache
def print_font() -> str:
    """The font family that sheets are set in; raises `LookupError` when there is no Chinese one."""
    families = set(_fonts().families())
    for family in PRINT_FONTS:
        if family in families:
            return family
    raise LookupError(f"no Chinese print font: install Noto Sans CJK, or put its files in {FONTS}")


def printable(text: str) -> str:
    """`text` as a sheet can show it: nothing invisible, not endless, and able to wrap anywhere.

    Whatever is replaced or cut leaves a mark that the reader sees.
    """
    lines = _INVISIBLE.sub("\ufffd", text.replace("\r\n", "\n")).split("\n")
    shown = "\n".join(lines[:MOST_LINES])[:LONGEST_TEXT]
    if len(lines) > MOST_LINES or len(shown) < len("\n".join(lines)):
        shown += _CUT
    return _UNBROKEN.sub(lambda run: _breakable(run[0]), shown)


def _breakable(run: str) -> str:
    return _ZERO_WIDTH_SPACE.join(run[start : start + 8] for start in range(0, len(run), 8))


def _typeset(
    form: Form, *, at: datetime, output: Literal["pdf", "png"], ppi: float | None = None
) -> list[bytes]:
    facts = json.dumps(_plain(form), ensure_ascii=False)
    if len(facts) > LARGEST_FORM:
        raise Invalid("paper.too_long", size=len(facts), most=LARGEST_FORM)
    made: bytes | list[bytes] = typst.compile(
        FORMS / f"{form.template}.typ",
        root=FORMS,
        font_paths=_fonts(),
        format=output,
        ppi=ppi,
        timestamp=at.replace(microsecond=0),
        sys_inputs={
            "facts": facts,
            "codes": json.dumps(form.codes()),
            "font": print_font(),
            "printed_at": _minute(at),
        },
    )
    return made if isinstance(made, list) else [made]


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(font_paths=[FONTS] if FONTS.is_dir() else [])


def _plain(value: object) -> object:
    """Facts as JSON knows them: texts made printable, dates and instants as Shanghai reads them."""
    match value:
        case str():
            return printable(value)
        case datetime():
            return _minute(value)
        case date():
            return value.isoformat()
        case tuple():
            return [_plain(each) for each in value]
        case _ if is_dataclass(value):
            return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value


def _minute(instant: datetime) -> str:
    return instant.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")
