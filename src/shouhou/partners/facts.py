"""What people may say about a partner: the editable facts, checked before they are written."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Generic, TypeVar

from shouhou.kernel.refusals import Invalid
from shouhou.partners.models import Agent, Carrier, Supplier

Partner = Agent | Supplier | Carrier
OnePartner = TypeVar("OnePartner", Agent, Supplier, Carrier)


@dataclass(frozen=True, kw_only=True)
class PartnerFacts(ABC, Generic[OnePartner]):
    """What every partner has."""

    code: str
    name: str

    @abstractmethod
    def blank_row(self) -> OnePartner:
        """An empty row of the partner's kind."""

    @abstractmethod
    def check(self) -> None:
        """Refuse facts that cannot be right."""

    def require_filled(self, *fields: str) -> None:
        """Refuse (`partners.fact_missing`) the first of `fields` that is blank."""
        for field in fields:
            if not str(getattr(self, field)).strip():
                raise Invalid("partners.fact_missing", where=field, field=field)


@dataclass(frozen=True, kw_only=True)
class AgentFacts(PartnerFacts[Agent]):
    """An agent, service centre or dealer as its papers describe it."""

    kind: str
    province: str
    city: str
    contact: str
    phone: str
    address: str
    parent: Agent | None = None
    wants_labels: bool = False

    def blank_row(self) -> Agent:
        return Agent()

    def check(self) -> None:
        """Refuse missing facts and anybody but a dealer under an agent."""
        self.require_filled("code", "name", "province", "city", "phone", "address")
        if self.parent is None:
            return
        if self.kind != Agent.Kind.DEALER or self.parent.kind != Agent.Kind.AGENT:
            raise Invalid("partners.only_dealers_have_a_parent", where="parent")


@dataclass(frozen=True, kw_only=True)
class SupplierFacts(PartnerFacts[Supplier]):
    """A supplier as its papers describe it."""

    contact: str
    phone: str

    def blank_row(self) -> Supplier:
        return Supplier()

    def check(self) -> None:
        """Refuse missing facts."""
        self.require_filled("code", "name", "phone")


@dataclass(frozen=True, kw_only=True)
class CarrierFacts(PartnerFacts[Carrier]):
    """A carrier as its contract describes it."""

    kuaidi100_code: str = ""
    kdniao_code: str = ""
    strict_pattern: str = ""
    lenient_pattern: str = ""
    phone_needed: bool = False
    max_insured_fen: int | None = None
    takes_loose_batteries: bool = False
    claim_days: int = 30
    monthly_account: str = ""

    def blank_row(self) -> Carrier:
        return Carrier()

    def check(self) -> None:
        """Refuse missing facts and a waybill pattern that is no regular expression."""
        self.require_filled("code", "name")
        for field in ("strict_pattern", "lenient_pattern"):
            try:
                re.compile(getattr(self, field))
            except re.error as error:
                raise Invalid("partners.pattern_invalid", where=field, why=str(error)) from error
