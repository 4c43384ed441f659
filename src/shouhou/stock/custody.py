"""Who keeps a warehouse: an assignment of the supervisor's, not a role (A7 D3)."""

from __future__ import annotations

from django.db.models import QuerySet

from shouhou.accounts import duties, trail
from shouhou.accounts.models import Delegation, User
from shouhou.accounts.transactions import command
from shouhou.kernel import clock
from shouhou.kernel.refusals import Invalid
from shouhou.stock.kinds import SUPERVISOR
from shouhou.stock.models import Custody, Place

FIT = "exchange.swap_piece"


def custodian_of(place: Place) -> User | None:
    """Today's custodian; without one, any keeper may act."""
    open_row = Custody.objects.filter(place=place, until=None).select_related("custodian").first()
    return open_row.custodian if open_row else None


def held_by(person: User) -> QuerySet[Custody]:
    """What is in this person's custody now."""
    return Custody.objects.filter(custodian=person, until=None)


def keeps_a_warehouse(person: User) -> bool:
    """Whether a warehouse is in this person's custody now."""
    return held_by(person).exists()


def may_post(person: User, permission: str) -> bool:
    """Whether this person posts what `permission` posts.

    A custodian confirms what he receives, and posts nothing in the supervisor's place (D3).
    """
    held = person.has_perm(permission)
    return held and not (permission == SUPERVISOR and keeps_a_warehouse(person))


@command
def assign(place: Place, custodian: User, *, by: User) -> Custody:
    """Make a person the custodian of a warehouse from now on.

    Refuses (`stock.unfit_custodian`) who is no keeper or posts by his role, and
    (`stock.custodian_stands_in`) who stands in for the supervisor or is to do so.
    """
    duties.require(by, "stock.assign_custodian")
    if not custodian.has_perm(FIT) or SUPERVISOR in custodian.permissions:
        raise Invalid("stock.unfit_custodian", where="custodian", name=str(custodian))
    _refuse_a_deputy(custodian)
    before = custodian_of(place)
    Custody.objects.filter(place=place, until=None).update(until=clock.now())
    made = Custody.objects.create(
        place=place, custodian=custodian, assigned_by=by, since=clock.now()
    )
    trail.record(
        "stock.assign_custodian",
        made,
        by=by,
        before={"custodian": before.username if before else ""},
        after={"custodian": custodian.username},
    )
    return made


def _refuse_a_deputy(person: User) -> None:
    """A delegation that is only asked for counts too: management might agree tomorrow."""
    held = Delegation.objects.not_over(clock.today()).filter(delegate=person)
    if (last := held.order_by("last_day").last()) is not None:
        raise Invalid(
            "stock.custodian_stands_in",
            where="custodian",
            name=str(person),
            last_day=last.last_day,
        )
