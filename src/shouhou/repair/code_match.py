"""What makes four codes match (B6, S2.3.3c), and whether a unit's last match still holds."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from shouhou.catalog.models import Part, PhoneModel
from shouhou.catalog.policies import Shipping, in_force
from shouhou.catalog.queries import models_of
from shouhou.kernel import clock, identifiers
from shouhou.repair.models import FourCodeCheck
from shouhou.stock.commands.units import live_bearers
from shouhou.stock.labels import kinds_of
from shouhou.stock.models import Serial, Unit

Worn = Mapping[str, str]
"""The live numbers of a unit, by kind."""

PAIR = "/"
_BETWEEN_NUMBERS = re.compile(r"[\s,;/|]+")


class Gap(TextChoices):
    """Why a unit's codes do not count as matched."""

    NEVER = "never", _("they were never scanned")
    DIFFERENT = "different", _("they differed when they were last scanned")
    EXPIRED = "expired", _("they were scanned too long ago")
    RENUMBERED = "renumbered", _("the piece wears another number since")


def read(raw: str) -> str:
    """The numbers of one scan in their order, `first/second` for a phone with two IMEIs.

    A label that names its numbers is read by their names, anything else as a list of numbers.
    """
    imeis = identifiers.parse_scan(raw).imeis
    if len(imeis) > 1:
        return PAIR.join(map(str, imeis))
    scans = [identifiers.parse_scan(piece) for piece in _BETWEEN_NUMBERS.split(raw) if piece]
    return PAIR.join(number for scan in scans for number in scan.numbers)


def board_differs(board: str, worn: Worn, part: Part) -> bool:
    """Whether a board says other numbers than its unit wears, or too few for its model.

    A second IMEI that nobody entered yet is news, not a difference: the labels must repeat it.
    """
    numbers = board.split(PAIR)
    if Serial.Kind.IMEI1 not in worn:
        second = worn.get(Serial.Kind.IMEI2, numbers[0])
        return numbers[0] not in worn.values() or second not in numbers
    imeis = [worn[kind] for kind in (Serial.Kind.IMEI1, Serial.Kind.IMEI2) if kind in worn]
    expected = part.model.marks.imei_count if part.model else len(imeis)
    return numbers[: len(imeis)] != imeis or len(numbers) < expected


def news(board: str, named_sn: str, worn: Worn) -> dict[str, str]:
    """The numbers of a board that its unit does not wear yet, by kind.

    Only what a phone is known by: a bare text beside its IMEI may be anything, so an SN counts
    when the scan named it as one. A kind that is worn already is not replaced by a label.
    """
    return {
        kind: number
        for number, kind in kinds_of(board.split(PAIR)).items()
        if kind not in worn and number not in worn.values()
        if kind != Serial.Kind.SN or number == named_sn
    }


def mark_differs(mark: str, board: str, unit: Unit) -> bool:
    """Whether a network mark is none, names another phone, or was seen on another one.

    Models of before 2024 bear a paper mark, which has its own number; later ones show theirs.
    """
    model = unit.part.model
    if mark == FourCodeCheck.E_MARK:
        return (
            model is not None and model.marks.nal_mark_mode == PhoneModel.NalMarkMode.PAPER_LEGACY
        )
    if not mark or mark in {board, *board.split(PAIR)}:
        return not mark
    elsewhere = FourCodeCheck.objects.filter(nal_mark=mark, matched=True).exclude(unit=unit)
    return _names_a_phone(mark) or elsewhere.exists()


def _names_a_phone(mark: str) -> bool:
    """Whether a mark is the number of a phone. Any fifteen digits may look like an IMEI."""
    imeis = identifiers.parse_scan(mark).imeis
    return bool(live_bearers([mark])) or any(models_of(imei) for imei in imeis)


def worn_by(units: Collection[Unit]) -> dict[int, dict[str, str]]:
    """The live numbers of units, by unit and kind. One query."""
    worn: dict[int, dict[str, str]] = defaultdict(dict)
    for serial in Serial.objects.filter(unit__in=units, live=True):
        worn[serial.unit_id][serial.kind] = serial.value
    return worn


def latest_checks(units: Collection[Unit]) -> dict[int, FourCodeCheck]:
    """The last code check of each unit that has one, by unit. One query."""
    checks = FourCodeCheck.objects.filter(unit__in=units).order_by("pk")
    return {check.unit_id: check for check in checks}


def latest_match(unit: Unit) -> FourCodeCheck | None:
    """The last check of a unit, if all its codes matched and it still holds."""
    return None if any(gaps([unit])) else latest_checks([unit]).get(unit.pk)


def gaps(units: Collection[Unit]) -> Iterator[tuple[Unit, Gap]]:
    """The units among `units` whose codes must match and do not count as matched, and why."""
    rows = Unit.objects.filter(pk__in=[unit.pk for unit in units], part__four_codes=True)
    boards = list(rows.select_related("part__model").order_by("pk"))
    if not boards:
        return
    hours = in_force(Shipping, clock.today()).code_match_hours
    since = clock.now() - timedelta(hours=hours)
    checks, worn = latest_checks(boards), worn_by(boards)
    for unit in boards:
        check = checks.get(unit.pk)
        if check is None:
            yield unit, Gap.NEVER
        elif not check.matched:
            yield unit, Gap.DIFFERENT
        elif check.checked_at < since:
            yield unit, Gap.EXPIRED
        elif board_differs(check.board, worn[unit.pk], unit.part):
            yield unit, Gap.RENUMBERED
