"""Insurance premiums follow the carrier's rates to the fen."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shouhou.kernel.premium import Band, insured_value_fen, premium_fen
from shouhou.kernel.refusals import Invalid

SF = (
    Band(up_to_fen=500_00, flat_fen=1_00),
    Band(up_to_fen=1000_00, flat_fen=2_00),
    Band(up_to_fen=None, rate=Decimal("0.005")),
)
JD = (Band(up_to_fen=None, rate=Decimal("0.005"), least_fen=1_00),)
ZTO = (Band(up_to_fen=30_000_00, rate=Decimal("0.01"), least_fen=1_00),)


@pytest.mark.req("S2.2.3e")
@pytest.mark.parametrize(
    ("bands", "insured_fen", "premium"),
    [
        (SF, 800_00, 2_00),
        (SF, 12_345_67, 61_73),
        (ZTO, 250_00, 2_50),
        (SF, 500_00, 1_00),
        (SF, 500_01, 2_00),
        (SF, 1000_00, 2_00),
        (SF, 1000_01, 5_00),
        (JD, 100_00, 1_00),
        (JD, 200_00, 1_00),
        (JD, 201_00, 1_01),
        (ZTO, 30_000_00, 300_00),
        (ZTO, 1, 1_00),
        (SF, 0, 0),
    ],
)
def test_the_premium_is_the_carriers_table_value(
    bands: tuple[Band, ...], insured_fen: int, premium: int
) -> None:
    assert premium_fen(insured_fen, bands) == premium


@pytest.mark.req("S2.2.3e")
def test_a_value_above_the_carriers_highest_is_refused_and_names_it() -> None:
    with pytest.raises(Invalid) as refusal:
        premium_fen(30_000_01, ZTO)

    assert refusal.value.code == "premium.too_high"
    assert refusal.value.facts["highest_fen"] == 30_000_00


def test_a_negative_value_is_refused() -> None:
    with pytest.raises(Invalid, match=r"premium\.negative"):
        premium_fen(-1, SF)


def test_a_carrier_without_rates_insures_nothing() -> None:
    with pytest.raises(Invalid, match=r"premium\.too_high"):
        premium_fen(1, ())


@given(st.integers(1, 10_000_000), st.integers(0, 10_000))
def test_insuring_more_within_a_band_never_costs_less(insured_fen: int, more: int) -> None:
    assert premium_fen(insured_fen + more, JD) >= premium_fen(insured_fen, JD)


def test_a_band_is_read_as_a_policy_stores_it() -> None:
    row = {"up_to_fen": None, "rate": "0.005", "least_fen": 100}

    assert Band.read(row) == JD[0]


@pytest.mark.req("S2.2.3e")
@pytest.mark.parametrize(
    ("percent", "cap_fen", "suggested"),
    [(100, None, 555_55), (100, 300_00, 300_00), (50, None, 277_78), (0, None, 0)],
)
def test_the_suggested_value_is_a_share_of_the_lines_up_to_the_cap(
    percent: int, cap_fen: int | None, suggested: int
) -> None:
    lines = [500_00, 55_55]

    assert insured_value_fen(lines, percent=percent, cap_fen=cap_fen) == suggested
