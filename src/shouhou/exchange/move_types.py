"""What a movement of the turnover warehouse is called on Form S4.5, in the form's own words."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from shouhou.stock.kinds import Kind
from shouhou.stock.models import Condition, Line, Place
from shouhou.stock.places import Code


class MoveType(TextChoices):
    """Why pieces came or went."""

    OPENED = "opened", _("Opening stock")
    RECEIVED = "received", _("Other stock in")
    FROM_MAIN = "from_main", _("From the main warehouse")
    FROM_ELSEWHERE = "from_elsewhere", _("From another warehouse")
    BAD_RECEIVED = "bad_received", _("Bad pieces from the front desk")
    BAD_FROM_ELSEWHERE = "bad_from_elsewhere", _("Bad pieces from another warehouse")
    RESTOCKED = "restocked", _("Repaired, into good stock")
    EXCHANGED = "exchanged", _("Good pieces for exchange")
    ISSUED = "issued", _("Good pieces issued otherwise")
    TO_MAIN = "to_main", _("Good pieces back to the main warehouse")
    TO_ELSEWHERE = "to_elsewhere", _("Good pieces to another warehouse")
    FOUND_BAD = "found_bad", _("Good pieces found bad")
    BAD_TO_REPAIR = "bad_to_repair", _("Bad pieces to repair")
    BAD_TO_MAIN = "bad_to_main", _("Bad pieces to the main warehouse")
    BAD_TO_HAZARD = "bad_to_hazard", _("Bad pieces to the hazard store")
    RETURNED = "returned", _("Sent back as they came")
    SCRAPPED = "scrapped", _("Scrapped")
    COUNT_GAIN = "count_gain", _("Count gain")
    COUNT_LOSS = "count_loss", _("Count loss")
    REVERSED = "reversed", _("Reversal")
    OTHER = "other", _("Other movement")


@dataclass(frozen=True)
class Way:
    """How pieces cross the door of the warehouse: in or out, good or bad, from or to where."""

    comes: bool
    good: bool
    other: Place


_BY_KIND: dict[str, MoveType] = {
    Kind.REVERSAL: MoveType.REVERSED,
    Kind.OPENING: MoveType.OPENED,
    Kind.RECEIPT: MoveType.RECEIVED,
    Kind.HANDOVER: MoveType.BAD_RECEIVED,
    Kind.RELEASE: MoveType.RESTOCKED,
    Kind.RETURN_AS_IS: MoveType.RETURNED,
}
_TAKEN: dict[str, MoveType] = {
    Place.Kind.SCRAP: MoveType.SCRAPPED,
    Place.Kind.DIFFERENCE: MoveType.COUNT_LOSS,
    Place.Kind.BENCH: MoveType.BAD_TO_REPAIR,
}


def type_of(line: Line, way: Way, *, paired: bool) -> MoveType:
    """The type of a line; `paired` says that an exchange order stands behind it."""
    kind = line.document.kind
    if way.comes:
        return _BY_KIND.get(kind) or _coming(way)
    if kind == Kind.JUDGEMENT and line.source.condition == Condition.GOOD:
        return MoveType.FOUND_BAD
    if kind == Kind.OUTBOUND:
        return MoveType.EXCHANGED if paired else MoveType.ISSUED
    return _BY_KIND.get(kind) or _TAKEN.get(way.other.kind) or _going(way)


def _coming(way: Way) -> MoveType:
    if way.other.kind == Place.Kind.DIFFERENCE:
        return MoveType.COUNT_GAIN
    if way.other.kind != Place.Kind.WAREHOUSE:
        return MoveType.OTHER
    if not way.good:
        return MoveType.BAD_FROM_ELSEWHERE
    return MoveType.FROM_MAIN if way.other.code == Code.MAIN else MoveType.FROM_ELSEWHERE


def _going(way: Way) -> MoveType:
    """To another warehouse: what is bad to the main one's defective store or to the hazards."""
    if way.other.kind != Place.Kind.WAREHOUSE:
        return MoveType.OTHER
    if not way.good:
        return MoveType.BAD_TO_HAZARD if way.other.code == Code.HAZARD else MoveType.BAD_TO_MAIN
    return MoveType.TO_MAIN if way.other.code == Code.MAIN else MoveType.TO_ELSEWHERE
