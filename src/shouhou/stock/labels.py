"""The numbers of one label: what kind of number each of them is to the piece that wears it."""

from __future__ import annotations

from collections.abc import Iterable

from shouhou.kernel.identifiers import Imei, Meid
from shouhou.kernel.refusals import Invalid
from shouhou.stock.models import Serial


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


def _fitting(number: str) -> tuple[str, ...]:
    if _is(Imei, number):
        return Serial.Kind.IMEI1, Serial.Kind.IMEI2
    return (Serial.Kind.MEID,) if _is(Meid, number) else (Serial.Kind.SN,)


def _is(kind: type[Imei | Meid], number: str) -> bool:
    try:
        return str(kind.parse(number)) == number
    except Invalid:
        return False
