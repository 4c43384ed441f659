"""Cells that Excel, people and attackers have spoiled: numbers, quantities, days and text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from tests.exchange.lists import BOARD, HEADER, IMEIS
from tests.faults.cases import Case
from tests.sheets.workbooks import Tab, Xml, excel

IMEI = IMEIS[0]
BATTERY = "BAT-A1-01A"
OK = ""


def raw(value: str) -> Xml:
    """A number exactly as the file stores it."""
    return Xml(f'<c r="{{ref}}"><v>{value}</v></c>')


def error(value: str) -> Xml:
    """An error value."""
    return Xml(f'<c r="{{ref}}" t="e"><v>{value}</v></c>')


def full_width(text: str) -> str:
    """Digits and letters as a Chinese keyboard may type them."""
    return "".join(chr(ord(sign) + 0xFEE0) for sign in text)


# What stands in the serial cell of a board, and the refusal; no code means the IMEI is read.
SERIALS = (
    (IMEI, OK),
    (f"'{IMEI}", OK),
    (f"{IMEI}'", OK),
    (f"{IMEI}\r\n", OK),
    (f"\t{IMEI}", OK),
    (full_width(IMEI), OK),
    (f"\u200b{IMEI}", OK),
    (f"\u202e{IMEI}\u202c", OK),
    (f"{IMEI}\ufeff", OK),
    (f"\xa0{IMEI}\xa0", OK),
    (f"{IMEI[:5]}\u3000{IMEI[5:]}", OK),
    ("00-101003-000001-0", OK),
    ("00 101003 000001 0", OK),
    ("001010030000\u2013010", OK),
    (f"IMEI1:{IMEI}", OK),
    (f"IMEI：{IMEI}", OK),
    (f"(8040){IMEI}", OK),
    (f"{IMEI},", OK),
    (f",{IMEI},,", OK),
    ("001010030000011", "identifier.check_digit"),
    ("001010030000001", "identifier.check_digit"),
    ("00101003000001", "identifier.length"),
    ("0010100300000100", "identifier.length"),
    ("O01010030000010", "identifier.charset"),
    ("00I010030000010", "identifier.charset"),
    ("o01010030000010", "identifier.charset"),
    ("00l010030000010", "identifier.charset"),
    ("000000000000000", "identifier.denied"),
    ("123456789012347", "identifier.denied"),
    (raw("1010030000010"), "exchange.row_serial_lost_zero"),
    (raw("1.01003000001E12"), "exchange.row_serial_lost_zero"),
    (raw("8.9860112345678896E+19"), "exchange.row_serial_rounded"),
    (raw("89860112345678901234"), "exchange.row_serial_rounded"),
    (raw("1E15"), "exchange.row_serial_rounded"),
    ("8.61235E+14", "exchange.row_serial_rounded"),
    ("8.6E14", "exchange.row_serial_rounded"),
    (raw("1.5"), "exchange.row_serial_characters"),
    (raw("-1"), "exchange.row_serial_length"),
    (raw("NaN"), "exchange.row_cell_error"),
    (error("#N/A"), "exchange.row_cell_error"),
    (error("#REF!"), "exchange.row_cell_error"),
    (Xml('<c r="{ref}"><f>A1</f></c>'), "exchange.row_cell_error"),
    ("IMEI1:001010030000011", "identifier.check_digit"),
    ("主板一号", "exchange.row_serial_characters"),
    ("无", "exchange.row_serial_characters"),
    ("{{7*7}}", "exchange.row_serial_characters"),
    ("'; DROP TABLE x;--", "exchange.row_serial_characters"),
    ("<script>", "exchange.row_serial_characters"),
    ("=1+1", "exchange.row_serial_characters"),
    ("X" * 41, "exchange.row_serial_length"),
    ("9" * 32_767, "exchange.row_serial_length"),
    ("1", "exchange.row_serial_length"),
    (True, "exchange.row_serial_length"),
)

QUANTITIES = (
    ("10个", 10),
    (full_width("10"), 10),
    (raw("10.0"), 10),
    (raw("1E1"), 10),
    ("１０ 台", 10),
    (0, "out_of_range"),
    (-1, "out_of_range"),
    (raw("1E9"), "out_of_range"),
    (raw("1E300"), "out_of_range"),
    ("1000000000", "out_of_range"),
    ("0个", "out_of_range"),
    (1.5, "not_whole"),
    ("1.5", "not_whole"),
    (raw("0.1"), "not_whole"),
    ("1E400", "unreadable"),
    ("NaN", "unreadable"),
    ("十", "unreadable"),
    ("1;2", "unreadable"),
    ("0x10", "unreadable"),
    ("١٠", "unreadable"),
    ("1_000", "unreadable"),
    (False, "unreadable"),
    ("'; DELETE", "unreadable"),
    ("9" * 5_000, None),
)

DAYS = (
    ("2026-02-30", "unreadable"),
    ("2026-00-10", "unreadable"),
    ("2026-3", "unreadable"),
    ("3/4/25", "unreadable"),
    ("0000-00-00", "unreadable"),
    ("现在", "unreadable"),
    (raw("1.5E300"), "unreadable"),
    (raw("-46000"), "unreadable"),
    ("1900-01-00", "unreadable"),
    ("1900-01-01", "out_of_range"),
    ("9999-12-31", "out_of_range"),
    ("2099年1月1日", "out_of_range"),
    (raw("99999"), "out_of_range"),
    ("2026年3月8日", OK),
    ("2026.3.8", OK),
    (raw("46089"), OK),
    (full_width("20260308"), OK),
)

TEXTS = (
    "emoji 📱🔋",
    "rare 𠮷𡃁",
    "e" + "\u0301" * 100,
    "{{7*7}} {% x %} ${x} <%= x %>",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "' OR 1=1 --",
    "a\\b\"c'd",
    "../../etc/passwd",
    "%s %d %n {0}",
    "=1+1",
    "=cmd|'/C calc'!A0",
    '=HYPERLINK("http://x","y")',
    "+1",
    "-1",
    "@SUM(A1)",
    "＝1+1",
    "＋1",
    "＠x",
    "；",
    "#N/A",
    "null",
    "undefined",
    "TRUE",
    "\u0635\u0627\u0646",
    "ſtraße",
    "𝐛𝐨𝐥𝐝",
    "\ufdfa",
    "a" * 200,
)
LONG = ("长" * 201, "x" * 32_767, "y" * 40_000, "\u0301" * 10_000)


def serial_cases() -> Iterator[Case]:
    """Each serial in a row of its own."""
    for number, (typed, code) in enumerate(SERIALS):
        problems = (("S!E2", code),) if code else ()
        rows = ((BOARD, 1, () if code else (IMEI,)),)
        make = listing((BOARD, "", "", 1, typed))
        yield Case("serial", f"{number} {code or 'read'}", make, rows=rows, problems=problems)
    twice = listing((BOARD, "", "", 1, IMEI), (BOARD, "", "", 1, full_width(IMEI)))
    rows = ((BOARD, 1, (IMEI,)), (BOARD, 1, (IMEI,)))
    problems = (("S!E3", "exchange.row_serial_repeated"),)
    yield Case("serial", "twice in the file", twice, rows=rows, problems=problems)


def quantity_cases() -> Iterator[Case]:
    """Each quantity in a row of its own."""
    for number, (typed, outcome) in enumerate(QUANTITIES):
        pieces = outcome if isinstance(outcome, int) else 0
        code = f"row_quantity_{outcome}" if outcome else "row_text_too_long"
        problems = () if pieces else (("S!D2", f"exchange.{code}"),)
        rows = ((BATTERY, pieces, ()),)
        make = listing((BATTERY, "", "", typed))
        yield Case("quantity", f"{number} {outcome}", make, rows=rows, problems=problems)


def day_cases() -> Iterator[Case]:
    """Each day of sale in a row of its own."""
    for number, (typed, outcome) in enumerate(DAYS):
        problems = (("S!G2", f"exchange.row_date_{outcome}"),) if outcome else ()
        make = listing((BATTERY, "", "", 1, None, None, typed))
        rows = ((BATTERY, 1, ()),)
        yield Case("day", f"{number} {outcome or 'read'}", make, rows=rows, problems=problems)


def text_cases(texts: Iterable[str], code: str) -> Iterator[Case]:
    """Each text as the fault of a row."""
    for number, text in enumerate(texts):
        problems = (("S!F2", code),) if code else ()
        make = listing((BATTERY, "", "", 1, None, text))
        yield Case("text", f"{number}", make, rows=((BATTERY, 1, ()),), problems=problems)


def listing(*rows: tuple[object, ...]) -> Callable[[], bytes]:
    """A maker of a list of these rows."""
    return lambda: excel(Tab([HEADER, *rows], name="S"))


CASES = (
    *serial_cases(),
    *quantity_cases(),
    *day_cases(),
    *text_cases(TEXTS, OK),
    *(
        Case(
            "text",
            f"long {n}",
            listing((BATTERY, "", "", 1, None, text)),
            rows=((BATTERY, 1, ()),),
            problems=(("S!F2", "exchange.row_text_too_long"),),
        )
        for n, text in enumerate(LONG)
    ),
)
