"""Questions about the catalog that more than one room asks."""

from __future__ import annotations

from collections.abc import Iterable

from shouhou.catalog.models import Part, PhoneModel
from shouhou.kernel.identifiers import Imei
from shouhou.kernel.refusals import Conflict, Missing


def usable_part(part_no: str) -> Part:
    """The part with this number; refuses an unknown number and a part nobody approved."""
    part = Part.objects.numbered(part_no).first()
    if part is None:
        raise Missing("catalog.part_unknown", where=part_no, part_no=part_no)
    if not part.approved:
        raise Conflict("catalog.part_not_approved", where=part_no, part_no=part_no)
    return part


def parts_numbered(part_nos: Iterable[str]) -> dict[str, Part]:
    """The parts with these numbers by number, approved or not; unknown numbers are left out."""
    wanted = {part_no.strip().upper() for part_no in part_nos}
    return {part.part_no: part for part in Part.objects.filter(part_no__in=wanted)}


def models_of(imei: Imei) -> list[PhoneModel]:
    """The models an IMEI may belong to by its type allocation code; none is worth a warning."""
    return list(PhoneModel.objects.bearing(imei.tac))
