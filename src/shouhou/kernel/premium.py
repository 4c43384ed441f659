"""What it costs to insure a parcel: the carrier's rates as rows, the arithmetic here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from shouhou.kernel.refusals import Invalid


@dataclass(frozen=True)
class Band:
    """One row of a carrier's rates, for insured values up to and including `up_to_fen`.

    The premium is `flat_fen`, or `rate` (a share of the value) but never below `least_fen`.
    """

    up_to_fen: int | None
    flat_fen: int = 0
    rate: Decimal = Decimal(0)
    least_fen: int = 0

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> Band:
        """A band as a policy stores it: `{"up_to_fen", "flat_fen" | "rate", "least_fen"}`."""
        highest = row.get("up_to_fen")
        return cls(
            up_to_fen=None if highest is None else int(highest),
            flat_fen=int(row.get("flat_fen", 0)),
            rate=Decimal(str(row.get("rate", "0"))),
            least_fen=int(row.get("least_fen", 0)),
        )

    def premium_fen(self, insured_fen: int) -> int:
        """The premium in fen for a value inside the band, halves rounded up."""
        share = (self.rate * insured_fen).quantize(Decimal(1), rounding=ROUND_HALF_UP)
        return max(self.flat_fen + int(share), self.least_fen)


def premium_fen(insured_fen: int, bands: Sequence[Band]) -> int:
    """The premium in fen for insuring `insured_fen` under `bands`, lowest first.

    Nothing insured costs nothing. Refuses a negative value (`premium.negative`) and a value
    above the carrier's last band (`premium.too_high`).
    """
    if insured_fen < 0:
        raise Invalid("premium.negative", where="insured_value", insured_fen=insured_fen)
    if insured_fen == 0:
        return 0
    for band in bands:
        if band.up_to_fen is None or insured_fen <= band.up_to_fen:
            return band.premium_fen(insured_fen)
    highest = max((band.up_to_fen or 0 for band in bands), default=0)
    raise Invalid("premium.too_high", where="insured_value", highest_fen=highest)


def insured_value_fen(line_values_fen: Sequence[int], *, percent: int, cap_fen: int | None) -> int:
    """The insured value to suggest: `percent` of the lines' values, never above the cap."""
    share = Decimal(sum(line_values_fen)) * percent / 100
    suggested = int(share.quantize(Decimal(1), rounding=ROUND_HALF_UP))
    return suggested if cap_fen is None else min(suggested, cap_fen)
