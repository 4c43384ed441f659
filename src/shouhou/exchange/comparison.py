"""What the list says against what was counted: the differences, as plain values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Piece:
    """So many pieces of a part, or the one with this serial. `family` groups parts alike."""

    part: str
    quantity: int = 1
    serial: str = ""
    family: str = ""


@dataclass(frozen=True)
class Difference:
    """One difference: `short`, `over`, `wrong_part` or `wrong_serial`.

    `part` is the part it is about; for `wrong_part` the one that was counted, with the declared
    one in `instead_of`.
    """

    kind: str
    part: str
    quantity: int = 1
    declared_serial: str = ""
    counted_serial: str = ""
    instead_of: str = ""


def differences(declared: Iterable[Piece], counted: Iterable[Piece]) -> list[Difference]:
    """Every difference between list and count; none when the box is as the list says.

    Pieces are matched by serial first, then by part. What is left over on both sides is paired:
    within one part as a wrong serial, within one family of parts as a wrong part.
    """
    listed, found = list(declared), list(counted)
    families = {piece.part: piece.family for piece in (*listed, *found)}
    by_serial = {piece.serial: piece for piece in found if piece.serial}
    result: list[Difference] = []
    missing: list[Piece] = []
    for piece in listed:
        match = by_serial.pop(piece.serial, None) if piece.serial else None
        if match is None:
            missing.append(piece)
        elif match.part != piece.part:
            result.append(
                Difference(
                    "wrong_part", match.part, 1, piece.serial, match.serial, instead_of=piece.part
                )
            )
    extra = [*by_serial.values(), *(piece for piece in found if not piece.serial)]
    result += _wrong_serials(missing, extra)
    short, over = _totals(missing), _totals(extra)
    for part in short.keys() & over.keys():
        both = min(short[part], over[part])
        short[part] -= both
        over[part] -= both
    result += _wrong_parts(short, over, families)
    result += [Difference("short", part, count) for part, count in sorted((+short).items())]
    result += [Difference("over", part, count) for part, count in sorted((+over).items())]
    return result


def _wrong_serials(missing: list[Piece], extra: list[Piece]) -> Iterator[Difference]:
    """Pair the unmatched serials of one part; the paired pieces leave both lists."""
    for piece in [p for p in missing if p.serial]:
        other = next((p for p in extra if p.serial and p.part == piece.part), None)
        if other is not None:
            missing.remove(piece)
            extra.remove(other)
            yield Difference("wrong_serial", piece.part, 1, piece.serial, other.serial)


def _wrong_parts(
    short: Counter[str], over: Counter[str], families: dict[str, str]
) -> Iterator[Difference]:
    for declared in sorted(short):
        for counted in sorted(over):
            both = min(short[declared], over[counted])
            if both > 0 and families[declared] and families[declared] == families[counted]:
                short[declared] -= both
                over[counted] -= both
                yield Difference("wrong_part", counted, both, instead_of=declared)


def _totals(pieces: Iterable[Piece]) -> Counter[str]:
    totals: Counter[str] = Counter()
    for piece in pieces:
        totals[piece.part] += piece.quantity
    return totals
