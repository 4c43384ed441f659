"""Reads one cell of a packing list as what its column means; refuses what cannot be meant.

The refusals carry no place: whoever asked knows which cell it was.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from enum import StrEnum

from shouhou.kernel import clock
from shouhou.kernel.identifiers import Imei, Meid, normalise, parse_scan
from shouhou.kernel.refusals import Invalid, Refused
from shouhou.sheets.workbook import Cell, Kind

MOST_PIECES = 9_999
EARLIEST_SALE = date(2000, 1, 1)
SHEET_EPOCH = date(1899, 12, 30)
IMEI_DIGITS = 15
LONGEST_SERIAL = 40
SHORTEST_SERIAL = 4
BOARD_LETTERS = 4
SHOWN = 60
# A number may have three hundred digits and still be just too large.
LONGEST_VALUE = 400

_BLANKS = re.compile(r"\s+")
_INVISIBLE = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})
_UNITS = "个|只|台|件|块|片|套|条|根|张|枚|部|支|pcs?|ea|sets?|units?|pieces?"
_COUNT = re.compile(rf"[x×*]?\s*(\d+|\d{{1,3}}(?:,\d{{3}})+)(\.0+)?\s*(?:{_UNITS})?\.?", re.ASCII)
_FRACTION = re.compile(rf"-?\d*\.\d+\s*(?:{_UNITS})?", re.ASCII)
_NEGATIVE = re.compile(rf"-\s*\d+\s*(?:{_UNITS})?", re.ASCII)
_DAY = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号.]?(?:[\st]+\d{1,2}:[\d:.]+.*)?",
    re.ASCII,
)
_DAY_NUMBER = re.compile(r"(\d{5})(?:\.\d+)?", re.ASCII)
_COMPACT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_MONTHS = {
    month: number
    for number, month in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}
_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})[\s-]*([a-z]{3})[a-z]*\.?[\s,-]*(\d{4})", re.ASCII)
_MONTH_DAY_YEAR = re.compile(r"([a-z]{3})[a-z]*\.?[\s-]*(\d{1,2})[\s,-]+(\d{4})", re.ASCII)
_SHORTENED = re.compile(r"\d(?:\.\d+)?e\+?\d+", re.ASCII)
_LIST_MARKS = re.compile(r"[,，;；、|\r\n\t/]+")
_SERIAL = re.compile(r"[0-9A-Z][0-9A-Z._]*")


class WarrantyClaim(StrEnum):
    """What the agent says of the warranty; the front desk judges for itself."""

    IN_WARRANTY = "in_warranty"
    OUT_OF_WARRANTY = "out_of_warranty"
    USER_DAMAGE = "user_damage"
    NO_PROOF = "no_proof"
    DOA = "doa"


_CLAIMS = {
    word: claim
    for claim, words in {
        WarrantyClaim.IN_WARRANTY: "保内 在保 保修 保修内 保修期内 三包 三包内 质保内 质保 免费"
        " 是 有 y yes iw in inwarranty warranty",
        WarrantyClaim.OUT_OF_WARRANTY: "保外 过保 保修外 保修期外 三包外 质保外 收费 否 无 不在保"
        " n no oow out outofwarranty expired",
        WarrantyClaim.USER_DAMAGE: "人为 人为损坏 人损 人为保外 userdamage customerdamage",
        WarrantyClaim.NO_PROOF: "无凭证 无发票 无三包凭证 凭证不全 noproof noinvoice",
        WarrantyClaim.DOA: "doa dap 开箱损 开箱即损 开箱坏",
    }.items()
    for word in words.split()
}


def text(cell: Cell, *, limit: int) -> str:
    """The cell as one line without invisible signs, at most `limit` characters."""
    if cell.kind is Kind.ERROR:
        raise Invalid("exchange.row_cell_error", error=cell.text)
    line = cell.text
    if not line.isprintable():
        line = _BLANKS.sub(" ", line)
        line = "".join(sign for sign in line if unicodedata.category(sign) not in _INVISIBLE)
    line = line.strip()
    if len(line) > limit:
        raise Invalid("exchange.row_text_too_long", length=len(line), limit=limit)
    return line


def shown(raw: str) -> str:
    """As much of what was typed as a message can carry."""
    return raw if len(raw) <= SHOWN else f"{raw[:SHOWN]}…"


def quantity(cell: Cell) -> int:
    """How many pieces: `10`, `10.0`, `１０`, `10个`, `1,000 pcs`; between 1 and 9,999."""
    raw = text(cell, limit=LONGEST_VALUE)
    plain = unicodedata.normalize("NFKC", raw).casefold().strip()
    match = _COUNT.fullmatch(plain) if cell.kind in (Kind.NUMBER, Kind.TEXT) else None
    if match is None:
        if _FRACTION.fullmatch(plain):
            raise Invalid("exchange.row_quantity_not_whole", raw=shown(raw))
        if not _NEGATIVE.fullmatch(plain):
            raise Invalid("exchange.row_quantity_unreadable", raw=shown(raw))
    digits = match[1].replace(",", "").lstrip("0") if match else ""
    if not digits or len(digits) > len(str(MOST_PIECES)):
        raise Invalid("exchange.row_quantity_out_of_range", raw=shown(raw), limit=MOST_PIECES)
    return int(digits)


def day_sold(cell: Cell) -> date:
    """The day of sale in any usual notation with a four-digit year; from 2000 until today."""
    raw = text(cell, limit=LONGEST_VALUE)
    day = _day(cell.kind, raw)
    if day is None:
        raise Invalid("exchange.row_date_unreadable", raw=shown(raw))
    today = clock.today()
    if not EARLIEST_SALE <= day <= today:
        raise Invalid(
            "exchange.row_date_out_of_range", raw=shown(raw), earliest=EARLIEST_SALE, latest=today
        )
    return day


def _day(kind: Kind, raw: str) -> date | None:
    """The day written in `raw`; None when it names none that exists."""
    plain = unicodedata.normalize("NFKC", raw).casefold()
    if kind is Kind.NUMBER and (found := _DAY_NUMBER.fullmatch(plain)):
        return SHEET_EPOCH + timedelta(days=int(found[1]))
    if found := _DAY.fullmatch(plain) or _COMPACT_DAY.fullmatch(plain):
        year, month, day = found.groups()
    elif found := _DAY_MONTH_YEAR.fullmatch(plain):
        day, month, year = found.groups()
    elif found := _MONTH_DAY_YEAR.fullmatch(plain):
        month, day, year = found.groups()
    else:
        return None
    try:
        return date(int(year), _MONTHS.get(month) or int(month), int(day))
    except ValueError:
        return None


def warranty_claim(cell: Cell) -> WarrantyClaim:
    """What the agent claims, in the words of the trade or as yes and no."""
    raw = text(cell, limit=LONGEST_VALUE)
    word = re.sub(r"[\s\-_/.]", "", unicodedata.normalize("NFKC", raw).casefold())
    claim = _CLAIMS.get(word)
    if claim is None:
        raise Invalid("exchange.row_warranty_unknown", raw=shown(raw))
    return claim


def box(cell: Cell) -> str:
    """The box as written; Excel makes a date of `1/3`, which is undone."""
    if cell.kind is Kind.DATE:
        day = date.fromisoformat(cell.text[:10])
        return f"{day.month}/{day.day}"
    return text(cell, limit=40)


def serials(cell: Cell, *, wears: str) -> tuple[str, ...]:
    """The numbers in a cell, normalised: one, or several with commas or line breaks between.

    `wears` is what the part bears: `imei`, `sn`, or nothing known.
    """
    bare = len(cell.text) == IMEI_DIGITS and cell.text.isascii() and cell.text.isdigit()
    if bare and wears != "sn" and cell.kind in (Kind.TEXT, Kind.NUMBER):  # as most rows have it
        return (str(Imei.parse(cell.text)),)
    if cell.rounded:
        raise Invalid("exchange.row_serial_rounded", raw=shown(cell.text))
    if cell.kind is Kind.ERROR:
        raise Invalid("exchange.row_cell_error", error=cell.text)
    if cell.kind is Kind.TEXT and (found := _labelled(cell.text)):
        return found
    return tuple(_serial(piece, cell.kind, wears) for piece in pieces(cell.text))


def further(cell: Cell) -> tuple[str, ...]:
    """Every number in a cell; what is none is left out: a further number only helps to match."""
    if cell.kind not in (Kind.TEXT, Kind.NUMBER) or cell.rounded:
        return ()
    try:
        labelled = parse_scan(cell.text).numbers if _is_label(cell.text) else ()
    except Refused:
        return ()
    numbers = labelled or map(normalise, pieces(cell.text))
    return tuple(number for number in numbers if _SERIAL.fullmatch(number) and _fits(number))


def pieces(raw: str) -> list[str]:
    """The single numbers of a cell. A blank parts only what is long enough on both sides."""
    found = [piece for piece in _LIST_MARKS.split(raw) if piece.strip(" '’`")]
    words = raw.split()
    if len(found) == 1 and len(words) > 1 and all(len(word) >= 10 for word in words):
        return words
    return found


def _labelled(raw: str) -> tuple[str, ...]:
    """The number of a label scanned whole: `IMEI1:…;IMEI2:…;SN:…` is one piece."""
    if not _is_label(raw):
        return ()
    scan = parse_scan(raw)
    return scan.numbers[:1] if scan.imeis or scan.meid or scan.sn else ()


def _fits(serial: str) -> bool:
    return SHORTEST_SERIAL <= len(serial) <= LONGEST_SERIAL


def _is_label(raw: str) -> bool:
    return ":" in raw or "：" in raw or "(" in raw


def _serial(raw: str, kind: Kind, wears: str) -> str:
    """One number of a piece, checked as far as what it is can be told."""
    plain = raw.strip(" '’`")
    serial = normalise(plain)
    if _SHORTENED.fullmatch(plain.casefold()):
        raise Invalid("exchange.row_serial_rounded", raw=shown(raw))
    if not _SERIAL.fullmatch(serial) or (kind is Kind.NUMBER and not serial.isdigit()):
        raise Invalid("exchange.row_serial_characters", raw=shown(raw), normalised=shown(serial))
    if not _fits(serial):
        raise Invalid("exchange.row_serial_length", raw=shown(raw), length=len(serial))
    if wears == "imei":
        return _number_of_a_phone(serial, kind)
    if wears != "sn" and len(serial) == IMEI_DIGITS and serial.isdigit():
        return str(Imei.parse(serial))
    return serial


def _number_of_a_phone(serial: str, kind: Kind) -> str:
    """An IMEI, an MEID, or the board's own number, which has letters all over.

    One or two letters among digits are an O for a 0 or an I for a 1.
    """
    if serial.isdigit():
        if kind is Kind.NUMBER and len(serial) < IMEI_DIGITS:
            raise Invalid(
                "exchange.row_serial_lost_zero", raw=serial, suggestion=serial.zfill(IMEI_DIGITS)
            )
        return str(Imei.parse(serial))
    try:
        return str(Meid.parse(serial))
    except Refused:
        if sum(sign.isalpha() for sign in serial) >= BOARD_LETTERS:
            return serial
    return str(Imei.parse(serial))
