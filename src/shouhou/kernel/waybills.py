"""Waybill numbers: what is surely none is refused, what merely looks odd is a warning.

The carriers' patterns overlap and change, so they never decide whose parcel it is. They are
given by the caller, as the carrier's row has them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from shouhou.kernel.refusals import Invalid

SHORTEST, LONGEST = 6, 32

_INVISIBLE = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
_JD_BOX_SUFFIX = re.compile(r"^(JD[A-Z0-9]+)-\d+-\d+-?$")
_S10 = re.compile(r"^[A-Z]{2}(\d{8})(\d)[A-Z]{2}$")
_S10_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)


@dataclass(frozen=True)
class Waybill:
    """One waybill number as it is stored, and the codes of what looks odd about it.

    A number with `warnings` is taken after the person confirmed it.
    """

    number: str
    warnings: tuple[str, ...] = ()

    @classmethod
    def parse(cls, raw: str, *, strict: str = "", lenient: str = "") -> Waybill:
        """The waybill in `raw`; `strict` is the carrier's pattern in use, `lenient` an older one.

        Refuses fewer than 6 or more than 32 signs and anything but `A-Z`, `0-9` and `-`.
        Warns of `waybill.unusual` when it fits neither pattern, and of `waybill.check_digit`
        when it is a postal number (UPU S10) with a false check digit.
        """
        number = _JD_BOX_SUFFIX.sub(r"\1", normalise(raw))
        if not SHORTEST <= len(number) <= LONGEST:
            raise Invalid("waybill.length", raw=raw, shortest=SHORTEST, longest=LONGEST)
        if not re.fullmatch(r"[A-Z0-9-]+", number):
            raise Invalid("waybill.charset", raw=raw)
        patterns = [pattern for pattern in (strict, lenient) if pattern]
        unusual = patterns and not any(re.fullmatch(pattern, number) for pattern in patterns)
        postal = _S10.fullmatch(number)
        false_digit = postal and s10_check_digit(postal[1]) != postal[2]
        warnings = {"waybill.unusual": unusual, "waybill.check_digit": false_digit}
        return cls(number, tuple(code for code, holds in warnings.items() if holds))

    def __str__(self) -> str:
        return self.number


def normalise(raw: str) -> str:
    """`raw` as half-width capitals without blanks; hyphens stay, they may belong to the number."""
    text = unicodedata.normalize("NFKC", raw).upper()
    return "".join(letter for letter in text if unicodedata.category(letter) not in _INVISIBLE)


def s10_check_digit(serial: str) -> str:
    """The check digit of eight digits of a postal item number (UPU standard S10)."""
    total = sum(weight * int(digit) for weight, digit in zip(_S10_WEIGHTS, serial, strict=True))
    return {10: "0", 11: "5"}.get(11 - total % 11, str(11 - total % 11))
