"""The seven invented models of the brand 星屿, with test TACs that no real phone bears."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from shouhou.catalog.facts import PhoneModelFacts
from shouhou.catalog.models import PhoneModel

Network = PhoneModel.Network
Mark = PhoneModel.NalMarkMode


class Line(NamedTuple):
    """A model with its TAC in each slot, its share of what comes back, and its price tier.

    `tier` runs from 0, where parts cost the least of their range, to 1, where they cost the most.
    """

    facts: PhoneModelFacts
    tacs: tuple[str, ...]
    share: float
    tier: float


MODELS = (
    Line(
        PhoneModelFacts(
            code="A1",
            name="星屿 A1",
            network=Network.LTE,
            launched_on=date(2024, 3, 15),
            nal_mark_mode=Mark.PAPER_LEGACY,
            nal_licence_no="02-0101-230101",
            nal_valid_until=date(2026, 12, 31),
            price_fen=699_00,
            sn_pattern=r"A1[0-9]{2}[A-Z0-9]{8}",
        ),
        tacs=("00101001", "00101001"),
        share=18,
        tier=0.25,
    ),
    Line(
        PhoneModelFacts(
            code="A2",
            name="星屿 A2 Pro",
            network=Network.LTE,
            launched_on=date(2024, 11, 8),
            nal_mark_mode=Mark.E_DISPLAY,
            price_fen=899_00,
            sn_pattern=r"A2[0-9]{2}[A-Z0-9]{8}",
        ),
        tacs=("00101002", "00101002"),
        share=17,
        tier=0.4,
    ),
    Line(
        PhoneModelFacts(
            code="S5",
            name="星屿 S5",
            network=Network.NR,
            launched_on=date(2025, 4, 18),
            nal_mark_mode=Mark.E_DISPLAY,
            price_fen=1499_00,
            sn_pattern=r"S5[0-9]{2}[A-Z0-9]{8}",
        ),
        tacs=("00101003", "00101004"),
        share=24,
        tier=0.6,
    ),
    Line(
        PhoneModelFacts(
            code="S5P",
            name="星屿 S5 Plus",
            network=Network.NR,
            launched_on=date(2025, 9, 12),
            nal_mark_mode=Mark.E_DISPLAY,
            price_fen=1899_00,
            sn_pattern=r"SP[0-9]{2}[A-Z0-9]{8}",
        ),
        tacs=("00101005", "00101006"),
        share=16,
        tier=0.75,
    ),
    Line(
        PhoneModelFacts(
            code="X7",
            name="星屿 X7",
            network=Network.NR,
            launched_on=date(2026, 3, 6),
            nal_mark_mode=Mark.E_DISPLAY,
            price_fen=2999_00,
            sn_pattern=r"X7[0-9]{2}[A-Z0-9]{8}",
        ),
        tacs=("00101007", "00101008"),
        share=12,
        tier=1.0,
    ),
    Line(
        PhoneModelFacts(
            code="N3",
            name="星屿 N3 长者机",
            network=Network.LTE,
            launched_on=date(2023, 6, 9),
            nal_mark_mode=Mark.PAPER_LEGACY,
            nal_licence_no="02-0103-220303",
            nal_valid_until=date(2026, 6, 30),
            price_fen=269_00,
            imei_count=PhoneModel.ImeiCount.SINGLE,
            sn_pattern=r"N3[0-9]{2}[A-Z0-9]{8}",
        ),
        tacs=("00101009",),
        share=8,
        tier=0.0,
    ),
    Line(
        PhoneModelFacts(
            code="C1",
            name="星屿 C1",
            network=Network.CDMA_4G,
            launched_on=date(2022, 5, 20),
            nal_mark_mode=Mark.PAPER_LEGACY,
            nal_licence_no="02-0100-220101",
            nal_valid_until=date(2025, 12, 31),
            price_fen=599_00,
            imei_count=PhoneModel.ImeiCount.SINGLE,
            has_meid=True,
            sn_pattern=r"C1[0-9]{2}[A-Z0-9]{8}",
            eol=True,
        ),
        tacs=("00101010",),
        share=5,
        tier=0.2,
    ),
)
