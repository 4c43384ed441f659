"""The numbers a phone wears: how a scan is read, checked and told apart (3GPP TS 23.003).

Every parser takes text as it came from a scanner, a sheet or a keyboard and raises
`Invalid` with both the raw and the normalised text, so that a person sees what was read.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from operator import itemgetter
from typing import Never

from stdnum import imei as stdnum_imei
from stdnum import luhn
from stdnum import meid as stdnum_meid
from stdnum.exceptions import InvalidChecksum, InvalidComponent

from shouhou.kernel.refusals import Invalid

_DROPPED_CATEGORIES = frozenset({"Cc", "Cf", "Pd", "Zl", "Zp", "Zs"})
_DROPPED_CHARACTERS = frozenset("/\\\N{MINUS SIGN}")


def normalise(raw: str) -> str:
    """`raw` as one comparable number: half-width capitals without blanks, dashes and slashes.

    Scanners end with CR LF, people paste zero-width spaces and type full-width digits; none of
    these makes another number.
    """
    if raw.isascii() and raw.isalnum():  # most are, and lists have thousands of them
        return raw.upper()
    kept = (
        letter
        for letter in unicodedata.normalize("NFKC", raw).upper()
        if unicodedata.category(letter) not in _DROPPED_CATEGORIES
        and letter not in _DROPPED_CHARACTERS
    )
    return unicodedata.normalize("NFKC", "".join(kept))


@dataclass(frozen=True)
class Imei:
    """A checked IMEI of 15 digits: 8 of type allocation code, 6 of serial, 1 check digit."""

    number: str

    # These pass the check digit and are on test phones, cheap clones and badly flashed boards.
    _DENIED = frozenset({"123456789012347"})

    @classmethod
    def parse(cls, raw: str) -> Imei:
        """The IMEI in `raw`; refuses length, letters, a false check digit and known dummies."""
        number = _digits(raw, lengths=(15,))
        if not luhn.is_valid(number):
            _refuse("identifier.check_digit", raw)
        if len(set(number[:14])) == 1 or number in cls._DENIED:
            _refuse("identifier.denied", raw)
        return cls(number)

    @classmethod
    def of(cls, tac: str, serial: int) -> Imei:
        """The IMEI with the given type allocation code and six-digit serial."""
        return cls.parse(_with_check_digit(f"{tac}{serial:06d}"))

    @property
    def tac(self) -> str:
        """The type allocation code, which names the model."""
        return self.number[:8]

    @property
    def display(self) -> str:
        """The number grouped for people: `49-015420-323751-8`."""
        return stdnum_imei.format(self.number)

    def __str__(self) -> str:
        return self.number


@dataclass(frozen=True)
class ImeiSv:
    """An IMEI with a two-digit software version instead of the check digit: 16 digits."""

    number: str

    @classmethod
    def parse(cls, raw: str) -> ImeiSv:
        """The IMEISV in `raw`; it has no check digit to be false."""
        return cls(_digits(raw, lengths=(16,)))

    @property
    def imei(self) -> Imei:
        """The IMEI of the same phone, its check digit computed."""
        return Imei.parse(_with_check_digit(self.number[:14]))

    def __str__(self) -> str:
        return self.number


@dataclass(frozen=True)
class Meid:
    """A checked MEID of a CDMA phone, kept as 14 hexadecimal digits."""

    number: str

    @classmethod
    def parse(cls, raw: str) -> Meid:
        """The MEID in `raw`: 14 hexadecimal or 18 decimal digits, with or without check digit.

        The first byte is A0 or above; fourteen plain digits would be an IMEI, not an MEID.
        """
        text = normalise(raw)
        if len(text) not in (14, 15, 18, 19):
            _refuse("identifier.length", raw, expected="14, 18")
        if not re.fullmatch(r"[0-9A-F]{14,15}|[0-9]{18,19}", text):
            _refuse("identifier.charset", raw)
        try:
            number = stdnum_meid.validate(text)
        except InvalidChecksum:
            _refuse("identifier.check_digit", raw)
        except InvalidComponent:
            _refuse("identifier.meid_range", raw)
        if number < "A0":
            _refuse("identifier.meid_range", raw)
        return cls(number)

    @property
    def decimal(self) -> str:
        """The same number as 18 decimal digits."""
        return normalise(stdnum_meid.format(self.number, format="dec"))

    @property
    def check_digit(self) -> str:
        """The check digit of the hexadecimal form, which labels may print and radios never send."""
        return luhn.calc_check_digit(self.number, alphabet="0123456789ABCDEF")

    def __str__(self) -> str:
        return self.number


@dataclass(frozen=True)
class Iccid:
    """The number of a SIM card: 19 or 20 characters that begin with 89 (ITU-T E.118)."""

    number: str

    @classmethod
    def parse(cls, raw: str) -> Iccid:
        """The ICCID in `raw`; its check digit is only a hint, see `check_digit_holds`."""
        text = normalise(raw)
        if len(text) not in (19, 20):
            _refuse("identifier.length", raw, expected="19, 20")
        if not re.fullmatch(r"89[0-9]{4}[0-9A-Z]+", text):
            _refuse("identifier.charset", raw)
        return cls(text)

    @property
    def check_digit_holds(self) -> bool:
        """Whether the last digit is right. Some operators end with another sign: only warn."""
        return self.number.isdigit() and luhn.is_valid(self.number)

    def __str__(self) -> str:
        return self.number


@dataclass(frozen=True)
class Scan:
    """What one scan said: a bare `text`, or the named numbers of a label with several."""

    text: str
    imeis: tuple[Imei, ...] = ()
    meid: Meid | None = None
    sn: str = ""

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers to look up: IMEIs, MEID and SN of a label; the text if it named none."""
        named = (*map(str, self.imeis), str(self.meid or ""), self.sn)
        return tuple(filter(None, named)) or (self.text,)


# Application identifiers on our labels: 8040 and 8041 the two IMEIs, 21 the serial number.
_GS1_NAMES = {"8040": "IMEI1", "8041": "IMEI2", "21": "SN"}
_GS1_BRACKETED = re.compile(r"\((\d{2,4})\)([^()]+)")
_GS1_ELEMENT = re.compile(r"(?:01\d{14})?(8040|8041|21)(.+)", re.DOTALL)
_GS1_PREFIX = re.compile(r"^\](?:C1|d2|Q3)")
_GROUP_SEPARATOR = "\x1d"
_LABELLED = re.compile(r"(IMEI ?[12]?|MEID|S/?N)\s*[:=]\s*(.+)")


def parse_scan(raw: str) -> Scan:
    """Read one scan: a bare number, a GS1 code `(8040)…(8041)…`, or `IMEI1:…;IMEI2:…;SN:…`.

    A bare text is never refused here, it may be a document or a bin; a field that calls itself
    an IMEI or MEID must be one.
    """
    fields = _fields(raw)
    text = normalise(raw)
    if not fields:
        return Scan(text, imeis=_imei_if_any(text))
    return Scan(
        text,
        imeis=tuple(Imei.parse(value) for name, value in fields if name.startswith("IMEI")),
        meid=next((Meid.parse(value) for name, value in fields if name == "MEID"), None),
        sn=next((normalise(value) for name, value in fields if name == "SN"), ""),
    )


def _fields(raw: str) -> list[tuple[str, str]]:
    """The named fields of a label, in the order of their names; none for a bare number."""
    if _GS1_PREFIX.match(raw) or _GROUP_SEPARATOR in raw:
        elements = _GS1_PREFIX.sub("", raw).split(_GROUP_SEPARATOR)
        pairs = [found.groups() for found in map(_GS1_ELEMENT.match, elements) if found]
    else:
        pairs = _GS1_BRACKETED.findall(raw)
    if pairs:
        named = [(_GS1_NAMES[ai], value) for ai, value in pairs if ai in _GS1_NAMES]
        return sorted(named, key=itemgetter(0))
    lines = re.split(r"[;,|\t\r\n]+", unicodedata.normalize("NFKC", raw).upper())
    labels = [found for found in map(_LABELLED.match, map(str.strip, lines)) if found]
    return sorted(
        ((re.sub(r"[ /]", "", label[1]), label[2]) for label in labels), key=itemgetter(0)
    )


def _imei_if_any(text: str) -> tuple[Imei, ...]:
    try:
        return (Imei.parse(text),)
    except Invalid:
        return ()


def _digits(raw: str, *, lengths: tuple[int, ...]) -> str:
    text = normalise(raw)
    if len(text) not in lengths:
        _refuse("identifier.length", raw, expected=", ".join(map(str, lengths)))
    if not (text.isascii() and text.isdigit()):
        _refuse("identifier.charset", raw)
    return text


def _with_check_digit(body: str) -> str:
    return body + luhn.calc_check_digit(body)


def _refuse(code: str, raw: str, *, expected: str = "") -> Never:
    raise Invalid(code, raw=raw, normalised=normalise(raw), expected=expected)
