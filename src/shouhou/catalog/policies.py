"""The policies as the rules read them: typed, of one version, in force on a day."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from itertools import pairwise
from math import inf
from typing import Any, ClassVar, Self, TypeVar, cast

from shouhou.catalog.models import PolicyVersion
from shouhou.kernel.premium import Band
from shouhou.kernel.refusals import Conflict, Invalid
from shouhou.kernel.working_time import OpenSpan

Kind = PolicyVersion.Kind
Values = Mapping[str, Any]
A_YEAR = 366


@dataclass(frozen=True, kw_only=True)
class Policy(ABC):
    """The parameters of one kind; decisions store the `version` they were made by."""

    kind: ClassVar[Kind]
    version: str

    @classmethod
    @abstractmethod
    def read(cls, version: str, values: Values) -> Self:
        """The policy in stored values; KeyError, TypeError or ValueError when they are not one."""


SomePolicy = TypeVar("SomePolicy", bound=Policy)


@dataclass(frozen=True, kw_only=True)
class ThreeGuarantees(Policy):
    """The periods and clocks of the Three Guarantees rule for mobile phones (domain B1)."""

    kind = Kind.THREE_GUARANTEES
    periods_months: Mapping[str, int]
    return_days: int
    exchange_days: int
    roll_weekend: bool
    two_repairs: int
    loaner_days: int
    repairer_days: int
    parts_days: int
    repair_guarantee_days: int
    depreciation_per_day: Decimal
    no_proof_offset_days: int
    accessory_exchange_limit: int
    evidence_burden_months: int

    @classmethod
    def read(cls, version: str, values: Values) -> Self:
        """The rule as the ministry's table gives it."""
        return cls(
            version=version,
            periods_months={item: int(months) for item, months in values["periods_months"].items()},
            roll_weekend=bool(values["roll_weekend"]),
            depreciation_per_day=Decimal(values["depreciation_per_day"]),
            **_whole_numbers(
                values,
                "return_days",
                "exchange_days",
                "two_repairs",
                "loaner_days",
                "repairer_days",
                "parts_days",
                "repair_guarantee_days",
                "no_proof_offset_days",
                "accessory_exchange_limit",
                "evidence_burden_months",
            ),
        )


@dataclass(frozen=True, kw_only=True)
class Insurance(Policy):
    """What is insured, and each carrier's premium bands by its code."""

    kind = Kind.INSURANCE
    insured_percent: int
    bands: Mapping[str, tuple[Band, ...]]

    @classmethod
    def read(cls, version: str, values: Values) -> Self:
        """Percent of the standard cost, and the bands of `kernel.premium` by carrier code."""
        return cls(
            version=version,
            bands={
                carrier: tuple(map(Band.read, rows)) for carrier, rows in values["bands"].items()
            },
            **_whole_numbers(values, "insured_percent"),
        )


@dataclass(frozen=True, kw_only=True)
class Contact(Policy):
    """How soon an agent hears of a discrepancy, and when the department is open."""

    kind = Kind.CONTACT
    first_contact_hours: int
    opening_hours: tuple[OpenSpan, ...]

    @classmethod
    def read(cls, version: str, values: Values) -> Self:
        """Hours as a number; opening hours as pairs `["09:00", "12:00"]`, one after the other."""
        opening_hours = tuple(
            OpenSpan(time.fromisoformat(opens), time.fromisoformat(closes))
            for opens, closes in values["opening_hours"]
        )
        instants = [instant for span in opening_hours for instant in (span.opens, span.closes)]
        if not instants or any(early >= late for early, late in pairwise(instants)):
            raise ValueError("opening_hours")
        return cls(
            version=version,
            opening_hours=opening_hours,
            **_whole_numbers(values, "first_contact_hours", most=A_YEAR),
        )


@dataclass(frozen=True, kw_only=True)
class Shipping(Policy):
    """The checks before a parcel leaves and the alarms while it travels."""

    kind = Kind.SHIPPING
    second_check_fen: int
    code_match_hours: int
    silence_hours: int
    confirm_days: int

    @classmethod
    def read(cls, version: str, values: Values) -> Self:
        """Whole numbers all."""
        return cls(
            version=version,
            **_whole_numbers(values, "second_check_fen"),
            **_whole_numbers(values, "code_match_hours", "silence_hours", most=24 * A_YEAR),
            **_whole_numbers(values, "confirm_days", most=A_YEAR),
        )


@dataclass(frozen=True, kw_only=True)
class Returns(Policy):
    """When a defective part must be back, and what overdue value blocks an agent."""

    kind = Kind.RETURNS
    due_days: int
    overdue_limit_fen: int

    @classmethod
    def read(cls, version: str, values: Values) -> Self:
        """Whole numbers both."""
        return cls(
            version=version,
            **_whole_numbers(values, "due_days", most=A_YEAR),
            **_whole_numbers(values, "overdue_limit_fen"),
        )


@dataclass(frozen=True, kw_only=True)
class Targets(Policy):
    """How long each step may take before it is late (S3.3). Days of work but for `repair_days`."""

    kind = Kind.TARGETS
    act_days: int
    count_hours: int
    book_days: int
    swap_days: int
    repair_days: int

    @classmethod
    def read(cls, version: str, values: Values) -> Self:
        """Whole numbers all, none longer than a year."""
        names = ("act_days", "count_hours", "book_days", "swap_days", "repair_days")
        return cls(version=version, **_whole_numbers(values, *names, most=A_YEAR))


@dataclass(frozen=True, kw_only=True)
class DayBook(Policy):
    """Whether the day-book can be closed while the hand's tally differs from the system (D2)."""

    kind = Kind.DAY_BOOK
    force_tally: bool

    @classmethod
    def read(cls, version: str, values: Values) -> Self:
        """One yes or no."""
        return cls(version=version, force_tally=bool(values["force_tally"]))


POLICIES: Mapping[str, type[Policy]] = {
    policy.kind: policy
    for policy in (ThreeGuarantees, Insurance, Contact, Shipping, Returns, Targets, DayBook)
}


def in_force(policy: type[SomePolicy], day: date) -> SomePolicy:
    """The policy of this type on `day`; refuses (`catalog.no_policy`) when none was approved.

    One that was approved before a rule about its values refuses (`catalog.policy_values`) too.
    """
    found = PolicyVersion.objects.in_force(policy.kind, day).first()
    if found is None:
        raise Conflict("catalog.no_policy", policy=policy.kind, day=day)
    return cast("SomePolicy", read(policy.kind, found.version, found.values))


def read(kind: str, version: str, values: Values) -> Policy:
    """The policy of `kind` in `values`; refuses (`catalog.policy_values`) what is not one."""
    try:
        return POLICIES[kind].read(version, values)
    except (ArithmeticError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise Invalid("catalog.policy_values", where="values", why=str(error)) from error


def _whole_numbers(values: Values, *names: str, most: float = inf) -> dict[str, Any]:
    """The named values, each a whole number from zero up to `most`."""
    for name in names:
        if type(values[name]) is not int or not 0 <= values[name] <= most:
            raise ValueError(name)
    return {name: values[name] for name in names}
