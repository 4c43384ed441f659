"""A small department, by name: the people, agents, parts and shelves that tests talk about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from django.db import transaction

from shouhou.accounts.models import Attachment, RoleAssignment, User
from shouhou.accounts.roles import Role
from shouhou.catalog import calendar
from shouhou.catalog.models import FaultCode, Part, PhoneModel, PolicyVersion
from shouhou.catalog.seed import holidays
from shouhou.catalog.seed.policies import POLICIES
from shouhou.kernel import clock
from shouhou.kernel.refusals import Refused
from shouhou.partners.models import Agent, Carrier
from shouhou.repair import seed as bench_seed
from shouhou.stock import checks
from shouhou.stock.commands import documents
from shouhou.stock.commands.units import Piece, make_known
from shouhou.stock.drafting import Wanted
from shouhou.stock.kinds import Kind
from shouhou.stock.models import Condition, Document, Holding, Unit
from shouhou.stock.places import Code, place
from shouhou.stock.spots import Spot, spot


@contextmanager
def refused(code: str) -> Iterator[pytest.ExceptionInfo[Refused]]:
    """The block is refused with `code`; what it wrote is rolled back, as a door would do."""
    with pytest.raises(Refused) as caught, transaction.atomic():
        yield caught
    assert caught.value.code == code, str(caught.value)


def books_are_clean() -> None:
    """No fact of the ledger is broken."""
    assert list(checks.faults()) == []


@dataclass
class World:
    """The department of the tests. Everything is made on first use and then kept."""

    people: dict[str, User] = field(default_factory=dict)

    def person(self, username: str, *roles: Role) -> User:
        """Somebody by user name, with roles."""
        if username not in self.people:
            user = User(username=username, name=username.title())
            user.set_password("correct horse battery")
            user.save()
            RoleAssignment.objects.bulk_create(RoleAssignment(user=user, role=r) for r in roles)
            self.people[username] = user
        return self.people[username]

    @property
    def linlan(self) -> User:
        """The supervisor."""
        return self.person("linlan", Role.SUPERVISOR)

    @property
    def hejing(self) -> User:
        """At the front desk."""
        return self.person("hejing", Role.FRONT_DESK)

    @property
    def luomin(self) -> User:
        """At the front desk too."""
        return self.person("luomin", Role.FRONT_DESK)

    @property
    def zhouqi(self) -> User:
        """An engineer."""
        return self.person("zhouqi", Role.ENGINEER)

    @property
    def chenzhou(self) -> User:
        """A second engineer."""
        return self.person("chenzhou", Role.ENGINEER)

    @property
    def qinyong(self) -> User:
        """A warehouse keeper, custodian of the turnover warehouse."""
        return self.person("qinyong", Role.KEEPER)

    @property
    def hejun(self) -> User:
        """A second keeper."""
        return self.person("hejun", Role.KEEPER)

    @property
    def tangxiao(self) -> User:
        """The material clerk."""
        return self.person("tangxiao", Role.MATERIAL_CLERK)

    @property
    def dinghang(self) -> User:
        """The logistics clerk."""
        return self.person("dinghang", Role.LOGISTICS)

    @property
    def mgmt1(self) -> User:
        """The management."""
        return self.person("mgmt1", Role.MANAGEMENT)

    @property
    def fin1(self) -> User:
        """Finance."""
        return self.person("fin1", Role.FINANCE)

    @property
    def qa1(self) -> User:
        """Quality."""
        return self.person("qa1", Role.QUALITY)

    @property
    def admin(self) -> User:
        """The system administrator."""
        return self.person("admin", Role.SYSADMIN)

    def agent(self, code: str = "DL-44-01") -> Agent:
        """An agent by code."""
        return Agent.objects.get_or_create(
            code=code,
            defaults={
                "kind": Agent.Kind.AGENT,
                "name": f"{code} 星联通讯(示例)",
                "province": "广东",
                "city": "广州",
                "contact": "示例",
                "phone": "19900000000",
                "address": "示例路 1 号",
                "last_edited_by": self.tangxiao,
                "approved_by": self.linlan,
                "active": True,
            },
        )[0]

    def part(self, part_no: str, **columns: object) -> Part:
        """A part by number; `MB-…` boards and `LCD-…` displays are tracked piece by piece."""
        category = part_no.split("-", maxsplit=1)[0]
        serial = category in {"MB", "LCD", "PHONE"}
        shape: dict[str, object] = {
            "name": part_no,
            "category": category,
            "material_class": "big_three" if serial else "accessory",
            "tracking": "serial" if serial else "quantity",
            "wears": {"MB": "imei", "PHONE": "imei", "LCD": "sn"}.get(category, "none"),
            "four_codes": category in {"MB", "PHONE"},
            "repairable": serial,
            "cost_fen": 10_000,
            "last_edited_by": self.tangxiao,
            "approved_by": self.linlan,
            "approved_at": clock.now(),
        }
        return Part.objects.get_or_create(part_no=part_no, defaults=shape | columns)[0]

    def model(self, code: str = "S5") -> PhoneModel:
        """A phone model by code."""
        return PhoneModel.objects.get(code=code)

    def good_units(self, part: Part, serials: Sequence[str], at: Code = Code.TURNOVER) -> Document:
        """Good pieces with these serials, posted onto a shelf as opening stock."""
        return self.post(
            self.opening([Piece(part, serial) for serial in serials], at=at), by=self.linlan
        )

    def opening(self, pieces: Sequence[Piece], at: Code = Code.TURNOVER) -> Document:
        """A submitted opening document of pieces, not posted yet."""
        units, shelf = make_known(pieces, outside=place(Code.OPENING)), place(at)
        lines = [
            Wanted(target=spot(shelf, unit.part_id, Condition.GOOD), unit=unit) for unit in units
        ]
        return self.submitted(Kind.OPENING, lines, by=self.tangxiao)

    def good_stock(self, part: Part, quantity: int, at: Code = Code.TURNOVER) -> Document:
        """So many good pieces of an untracked part, posted onto a shelf as opening stock."""
        line = Wanted(
            source=spot(place(Code.OPENING), part.pk, Condition.PENDING),
            target=spot(place(at), part.pk, Condition.GOOD),
            quantity=quantity,
        )
        return self.post(self.submitted(Kind.OPENING, [line], by=self.tangxiao), by=self.linlan)

    def submitted(
        self, kind: Kind, lines: Sequence[Wanted], *, by: User, agent: Agent | None = None
    ) -> Document:
        """A document drafted (inspected, when its kind asks for it) and submitted."""
        document = documents.draft(kind, lines, by=by, agent=agent)
        if documents.policy_of(document).inspected:
            documents.inspect(document.pk, by=self.qa1)
        return documents.submit(document.pk, by=by)

    def post(self, document: Document, *, by: User) -> Document:
        """Post a submitted document."""
        return documents.post(document.pk, by=by)

    def transfer(self, units: Sequence[Unit], *, by: User) -> Document:
        """A submitted transfer of units into transit."""
        target = place(Code.TRANSIT)
        lines = [
            Wanted(target=spot(target, unit.part_id, Condition.GOOD), unit=unit) for unit in units
        ]
        return self.submitted(Kind.TRANSFER_OUT, lines, by=by)

    def balance(self, at: Code, part: Part, condition: Condition = Condition.GOOD) -> int:
        """How many pieces stand there."""
        wanted: Spot = spot(place(at), part.pk, condition)
        holding = Holding.objects.filter(
            place_id=wanted.place_id, part=part, condition=condition, lot_id=wanted.lot_id
        ).first()
        return holding.balance if holding else 0

    def facts(self) -> None:
        """The calendar, the policies, the fault codes and the bench's checklists."""
        for year in holidays.YEARS:
            calendar.enter_year(year, holidays.special_days(year), by=self.tangxiao)
        self.policies()
        bench_seed.plant()

    def policies(self) -> None:
        """The first version of every policy, in force."""
        PolicyVersion.objects.bulk_create(
            PolicyVersion(
                kind=first.kind,
                version=first.version,
                effective_from=first.effective_from,
                values=dict(first.values),
                last_edited_by=self.linlan,
                approved_by=self.mgmt1,
                approved_at=clock.now(),
            )
            for first in POLICIES
        )

    def carrier(self) -> Carrier:
        """SF, whose waybills are `SF` and thirteen signs."""
        return Carrier.objects.get_or_create(
            code="SF",
            defaults={
                "name": "顺丰",
                "strict_pattern": r"^SF[A-Z0-9]\d{12}$",
                "last_edited_by": self.tangxiao,
                "approved_by": self.linlan,
                "active": True,
            },
        )[0]

    def fault(self, kind: str, code: str) -> FaultCode:
        """A fault code of the department's list."""
        names = {"zh": code, "en": code}
        return FaultCode.objects.get_or_create(kind=kind, code=code, defaults=names)[0]

    def photos(self, *, by: User, count: int = 2) -> list[Attachment]:
        """Photos somebody took, as rows without their files."""
        before = Attachment.objects.count()
        return [
            Attachment.objects.create(
                name=f"{n}.jpg",
                media_type="image/jpeg",
                size_bytes=1,
                sha256="0",
                stored_as=f"photo{before + n}.jpg",
                brought_by=by,
            )
            for n in range(count)
        ]
