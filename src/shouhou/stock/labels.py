"""The numbers of one label: what kind of number each of them is to the piece that wears it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from shouhou.kernel.identifiers import Imei, Meid
from shouhou.kernel.refusals import Invalid
from shouhou.stock.models import Serial

SHORTEST, LONGEST = 4, 40


def kinds_of(numbers: Iterable[str]) -> dict[str, str]:
    """The kind of each number of a label by number, in the label's order; one of a kind.

    The first IMEI is a phone's first, the next one its second. What comes after the last kind
    that a piece can wear is left out.
    """
    kinds: dict[str, str] = {}
    for number in dict.fromkeys(numbers):
        kind = next((one for one in _fitting(number) if one not in kinds.values()), None)
        if kind is not None:
            kinds[number] = kind
    return kinds


def beside(serial: str, kinds: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """What a piece is known by beside `serial`: the other numbers, each with its kind."""
    return tuple((number, kind) for number, kind in kinds.items() if number != serial)


def is_serial(number: str) -> bool:
    """Whether a text can be the number of a piece: 4 to 40 letters, digits, dots, underscores."""
    plain = number.replace(".", "").replace("_", "")
    return SHORTEST <= len(number) <= LONGEST and plain.isalnum()


def _fitting(number: str) -> tuple[str, ...]:
    if _is(Imei, number):
        return Serial.Kind.IMEI1, Serial.Kind.IMEI2
    return (Serial.Kind.MEID,) if _is(Meid, number) else (Serial.Kind.SN,)


def _is(kind: type[Imei | Meid], number: str) -> bool:
    try:
        return str(kind.parse(number)) == number
    except Invalid:
        return False
