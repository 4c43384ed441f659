"""The policies a department begins with: the law's numbers, and customary defaults."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from shouhou.catalog.models import PolicyVersion

Kind = PolicyVersion.Kind


class FirstVersion(NamedTuple):
    """The first version of one kind of policy."""

    kind: Kind
    version: str
    effective_from: date
    values: dict[str, Any]


ONE_PERCENT = [{"up_to_fen": 30_000_00, "rate": "0.01", "least_fen": 1_00}]

POLICIES = (
    # Order No. 4 of 2001 and its tables; the rule has been in force ever since.
    FirstVersion(
        Kind.THREE_GUARANTEES,
        "2001-11-15",
        date(2001, 11, 15),
        {
            "periods_months": {
                "HOST": 12,
                "BATTERY": 6,
                "CHARGER": 12,
                "SIM_TERMINAL": 12,
                "EARPHONE_WIRED": 3,
                "DATA_CARD": 12,
            },
            "return_days": 7,
            "exchange_days": 15,
            "roll_weekend": True,
            "two_repairs": 2,
            "loaner_days": 7,
            "repairer_days": 30,
            "parts_days": 60,
            "repair_guarantee_days": 30,
            "depreciation_per_day": "0.005",
            "no_proof_offset_days": 90,
            "accessory_exchange_limit": 2,
            "evidence_burden_months": 6,
        },
    ),
    FirstVersion(
        Kind.INSURANCE,
        "2025-01",
        date(2025, 1, 1),
        {
            "insured_percent": 100,
            "bands": {
                "SF": [
                    {"up_to_fen": 500_00, "flat_fen": 1_00},
                    {"up_to_fen": 1000_00, "flat_fen": 2_00},
                    {"up_to_fen": None, "rate": "0.005"},
                ],
                "JD": [{"up_to_fen": None, "rate": "0.005", "least_fen": 1_00}],
                "EMS": [{"up_to_fen": None, "rate": "0.01", "least_fen": 1_00}],
                "ZTO": ONE_PERCENT,
                "YTO": ONE_PERCENT,
                "STO": ONE_PERCENT,
                "YD": ONE_PERCENT,
            },
        },
    ),
    FirstVersion(
        Kind.CONTACT,
        "2025-01",
        date(2025, 1, 1),
        {
            "first_contact_hours": 24,
            "opening_hours": [["09:00", "12:00"], ["13:00", "18:00"]],
        },
    ),
    FirstVersion(
        Kind.SHIPPING,
        "2025-01",
        date(2025, 1, 1),
        {
            "second_check_fen": 3_000_00,
            "code_match_hours": 24,
            "silence_hours": 48,
            "confirm_days": 7,
        },
    ),
    FirstVersion(
        Kind.RETURNS,
        "2025-01",
        date(2025, 1, 1),
        {"due_days": 60, "overdue_limit_fen": 5_000_00},
    ),
    FirstVersion(
        Kind.TARGETS,
        "2025-01",
        date(2025, 1, 1),
        {"act_days": 1, "count_hours": 4, "book_days": 1, "swap_days": 3, "repair_days": 7},
    ),
    FirstVersion(Kind.DAY_BOOK, "2025-01", date(2025, 1, 1), {"force_tally": False}),
)
