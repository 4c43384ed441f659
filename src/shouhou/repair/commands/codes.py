"""The four-code match: what the board says and what its labels say, compared and kept."""

from __future__ import annotations

from dataclasses import dataclass

from shouhou.accounts import duties, trail
from shouhou.accounts.models import User
from shouhou.accounts.transactions import command
from shouhou.kernel import clock
from shouhou.kernel.identifiers import parse_scan
from shouhou.kernel.refusals import Invalid
from shouhou.repair import code_match
from shouhou.repair.models import FourCodeCheck
from shouhou.stock.commands.units import wear
from shouhou.stock.models import Unit

MAY_MATCH = ("repair.inspect_unit", "repair.qc_unit", "stock.make_outbound")
LONGEST = 40


@dataclass(frozen=True)
class Codes:
    """The four codes as they were scanned.

    A field holds both IMEIs of a phone with two, in their order. `nal_mark` is the number on a
    paper mark, or `FourCodeCheck.E_MARK` when the phone shows its mark itself.
    """

    board: str
    device_label: str
    box_label: str
    nal_mark: str


@command
def match(
    unit: Unit, codes: Codes, *, by: User, method: str = FourCodeCheck.Method.SCAN
) -> FourCodeCheck:
    """Compare the codes with each other and with the unit; a mismatch is kept and named.

    The board must say what its unit wears, the labels what the board says. A second number that
    all of them repeat is the unit's from now on. Refuses a number that is named twice
    (`repair.code_twice`) and a second one that another piece wears (`stock.serial_worn`).
    """
    duties.require_any(by, *MAY_MATCH)
    seen = Codes(
        board=_read("board", codes.board),
        device_label=_read("device_label", codes.device_label),
        box_label=_read("box_label", codes.box_label),
        nal_mark=_read("nal_mark", codes.nal_mark),
    )
    Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    worn = code_match.worn_by([unit]).get(unit.pk, {})
    differing = _differing(seen, unit, worn)
    check = FourCodeCheck.objects.create(
        unit=unit,
        **vars(seen),
        matched=not differing,
        differing=" ".join(differing),
        method=method,
        checked_by=by,
        checked_at=clock.now(),
    )
    trail.record(
        "repair.match_codes",
        unit,
        by=by,
        after={"matched": check.matched, "differing": check.differing},
    )
    if check.matched:
        named_sn = parse_scan(codes.board).sn
        for kind, number in code_match.news(check.board, named_sn, worn).items():
            wear(unit, kind, number, by=by)
    return check


def _read(field: str, raw: str) -> str:
    number = code_match.read(raw)
    if len(number) > LONGEST:
        raise Invalid("repair.code_too_long", where=field, most=LONGEST)
    numbers = number.split(code_match.PAIR)
    if (twice := next((one for one in numbers if numbers.count(one) > 1), None)) is not None:
        raise Invalid("repair.code_twice", where=field, serial=twice)
    return number


def _differing(codes: Codes, unit: Unit, worn: code_match.Worn) -> list[str]:
    """The names of the codes that differ, in the order in which they are scanned."""
    differs = {
        "board": code_match.board_differs(codes.board, worn, unit.part),
        "device_label": codes.device_label != codes.board,
        "box_label": codes.box_label != codes.board,
        "nal_mark": code_match.mark_differs(codes.nal_mark, codes.board, unit),
    }
    return [name for name, differ in differs.items() if differ]
