"""The four-code match: what the board says and what its labels say, compared and kept."""

from __future__ import annotations

from dataclasses import astuple, dataclass, fields

from shouhou.accounts import duties, trail
from shouhou.accounts.models import User
from shouhou.accounts.transactions import command
from shouhou.kernel import clock, identifiers
from shouhou.repair.models import FourCodeCheck
from shouhou.stock.models import Unit


@dataclass(frozen=True)
class Codes:
    """The four codes as scanned. An electronic network mark is entered as the board shows it."""

    board: str
    device_label: str
    box_label: str
    nal_mark: str


@command
def match(unit: Unit, codes: Codes, *, by: User) -> FourCodeCheck:
    """Compare the codes with each other and with the unit; a mismatch is kept and named."""
    duties.require_any(by, "repair.inspect_unit", "stock.make_outbound")
    read = Codes(*(str(_number(raw)) for raw in astuple(codes)))
    worn = set(unit.serials.filter(live=True).values_list("value", flat=True))
    differing = [
        field.name
        for field in fields(Codes)
        if getattr(read, field.name) != read.board or getattr(read, field.name) not in worn
    ]
    check = FourCodeCheck.objects.create(
        unit=unit,
        board=read.board,
        device_label=read.device_label,
        box_label=read.box_label,
        nal_mark=read.nal_mark,
        matched=not differing,
        differing=" ".join(differing),
        checked_by=by,
        checked_at=clock.now(),
    )
    trail.record(
        "repair.match_codes",
        unit,
        by=by,
        after={"matched": check.matched, "differing": check.differing},
    )
    return check


def _number(raw: str) -> str:
    return identifiers.parse_scan(raw).numbers[0][:40] if raw.strip() else ""
