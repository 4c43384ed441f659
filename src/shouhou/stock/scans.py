"""What a scan names: the numbers its label may mean, and the units that wear them."""

from __future__ import annotations

from shouhou.kernel import identifiers, waybills
from shouhou.kernel.refusals import Invalid
from shouhou.stock.commands.units import live_bearers
from shouhou.stock.models import Unit


def numbers_of(scanned: str) -> set[str]:
    """Every number a scan may mean: the whole as it is printed, and what its label says."""
    # Part numbers and some serials hold hyphens, which the numbers of a phone never do.
    return {waybills.normalise(scanned), *identifiers.parse_scan(scanned).numbers}


def units_on(scanned: str) -> list[Unit]:
    """The units that wear any of a label's numbers today; a sound label is of one at most."""
    bearers = live_bearers(sorted(numbers_of(scanned)))
    return list({unit.pk: unit for unit in bearers.values()}.values())


def unit_on(scanned: str) -> Unit | None:
    """The unit that a label is of, if any; refuses a label of several (`stock.two_pieces`)."""
    units = units_on(scanned)
    if len(units) > 1:
        raise Invalid("stock.two_pieces", where=scanned, pieces=[*map(str, units)])
    return units[0] if units else None
