"""Who keeps a warehouse: an assignment of the supervisor's, not a role (A7 D3)."""

from __future__ import annotations

from shouhou.accounts import duties, trail
from shouhou.accounts.models import User
from shouhou.accounts.transactions import command
from shouhou.kernel import clock
from shouhou.kernel.refusals import Invalid
from shouhou.stock.models import Custody, Place

FIT = "exchange.swap_piece"


def custodian_of(place: Place) -> User | None:
    """Today's custodian; without one, any keeper may act."""
    open_row = Custody.objects.filter(place=place, until=None).select_related("custodian").first()
    return open_row.custodian if open_row else None


@command
def assign(place: Place, custodian: User, *, by: User) -> Custody:
    """Make a person the custodian of a warehouse from now on. He must not be one who posts."""
    duties.require(by, "stock.assign_custodian")
    if not custodian.has_perm(FIT) or custodian.has_perm("stock.post_document"):
        raise Invalid("stock.unfit_custodian", where="custodian", name=str(custodian))
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
