"""The load: a department with so many units in stock, posted as documents of 2,000 units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.db import connection

from shouhou.accounts import commands as people
from shouhou.accounts.models import User
from shouhou.accounts.roles import Role
from shouhou.catalog import seed as catalog_seed
from shouhou.catalog.models import Part
from shouhou.partners import seed as partners_seed
from shouhou.stock.commands import documents
from shouhou.stock.commands.units import Piece, make_known
from shouhou.stock.drafting import Wanted
from shouhou.stock.kinds import Kind
from shouhou.stock.models import Condition, Document, Unit
from shouhou.stock.places import Code, place
from shouhou.stock.spots import Spot, spot

DOCUMENT_UNITS = 2_000
ROLES = {
    "linlan": Role.SUPERVISOR,
    "tangxiao": Role.MATERIAL_CLERK,
    "hejun": Role.MATERIAL_CLERK,
    "hejing": Role.FRONT_DESK,
    "qinyong": Role.KEEPER,
    "mgmt1": Role.MANAGEMENT,
    "qa1": Role.QUALITY,
}


@dataclass
class Load:
    """The people of the bench with their passwords, the parts, and serials given out so far."""

    people: dict[str, User] = field(default_factory=dict)
    passwords: dict[str, str] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)
    given: int = 0

    def serials(self, count: int) -> Iterator[str]:
        """The next serials."""
        for _ in range(count):
            self.given += 1
            yield f"BX{self.given:09d}"


def begin() -> Load:
    """Install an empty, migrated database: people, partners, parts, policies."""
    load = Load()
    admin, _password = people.install("admin", name="admin")
    for username, role in ROLES.items():
        user, password = people.add_user(username, name=username, roles=frozenset({role}), by=admin)
        people.choose_password(user.pk, password, by=user)
        load.people[username], load.passwords[username] = user, password
    clerk, supervisor = load.people["tangxiao"], load.people["linlan"]
    partners_seed.plant(by=clerk, approved_by=supervisor)
    catalog_seed.plant(by=clerk, approved_by=supervisor)
    catalog_seed.plant_policies(by=supervisor, approved_by=load.people["mgmt1"])
    load.parts = list(Part.objects.filter(category="LCD").order_by("pk"))
    lay_out(load)
    return load


def lay_out(load: Load) -> None:
    """Every part that is counted by quantity on the shelves, so that a page of stock is full."""
    clerk, inspector = load.people["tangxiao"], load.people["qa1"]
    counted = Part.objects.approved().filter(tracking=Part.Tracking.QUANTITY).order_by("pk")
    lines = [
        Wanted(
            source=spot(place(Code.OPENING), part.pk, Condition.PENDING),
            target=spot(place(Code.MAIN), part.pk, Condition.GOOD),
            quantity=1_000,
        )
        for part in counted
    ]
    draft = documents.draft(Kind.OPENING, lines, by=clerk)
    documents.inspect(draft.pk, by=inspector)
    documents.post(documents.submit(draft.pk, by=clerk).pk, by=load.people["linlan"])


def fill(load: Load, units: int, at: Code = Code.MAIN, part: int | None = None) -> None:
    """Post documents of 2,000 good units until `units` more stand in stock.

    Of all the parts in turn, or of the one at `part`.
    """
    for number in range(units // DOCUMENT_UNITS):
        turn = number % len(load.parts) if part is None else part
        document = opening(load, load.parts[turn], DOCUMENT_UNITS, at=at)
        documents.post(document.pk, by=load.people["linlan"])


def settle() -> None:
    """Leave nothing of the load to be done in the background while something is measured."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")


def opening(load: Load, part: Part, count: int, at: Code = Code.MAIN) -> Document:
    """A submitted opening document of `count` units, inspected."""
    clerk = load.people["tangxiao"]
    pieces = [Piece(part, serial) for serial in load.serials(count)]
    units = make_known(pieces, outside=place(Code.OPENING))
    target = spot(place(at), part.pk, Condition.GOOD)
    lines = [Wanted(target=target, unit=unit) for unit in units]
    draft = documents.draft(Kind.OPENING, lines, by=clerk)
    documents.inspect(draft.pk, by=load.people["qa1"])
    return documents.submit(draft.pk, by=clerk)


def transfer(load: Load, units: Sequence[Unit], here: Spot, there: Spot) -> Document:
    """A submitted transfer of units between two spots, whichever end they stand at by now."""
    kind = Kind.TRANSFER_OUT if there.place_id == place(Code.TRANSIT).pk else Kind.TRANSFER_IN
    lines = [Wanted(source=here, target=there, unit=unit) for unit in units]
    clerk = load.people["tangxiao"]
    draft = documents.draft(kind, lines, by=clerk)
    return documents.submit(draft.pk, by=clerk)
