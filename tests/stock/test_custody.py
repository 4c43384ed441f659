"""Who keeps a warehouse: one person from a moment on, by the supervisor's word."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shouhou.accounts.commands import approve_delegation, delegate_posting, revoke_delegation
from shouhou.accounts.models import Delegation, RoleAssignment, TrailEntry, User
from shouhou.accounts.roles import Role
from shouhou.kernel import clock
from shouhou.stock import custody
from shouhou.stock.commands import documents
from shouhou.stock.drafting import Wanted
from shouhou.stock.kinds import Kind
from shouhou.stock.models import Condition, Custody, Document
from shouhou.stock.places import Code, place
from shouhou.stock.spots import spot
from tests.stock.books import refused_and_unchanged
from tests.world import World


@pytest.mark.req("R-AUD")
def test_a_warehouse_has_one_custodian_and_remembers_the_others(w: World) -> None:
    turnover = place(Code.TURNOVER)
    assert custody.custodian_of(turnover) is None
    custody.assign(turnover, w.qinyong, by=w.linlan)

    custody.assign(turnover, w.hejun, by=w.linlan)

    assert custody.custodian_of(turnover) == w.hejun
    assert custody.custodian_of(place(Code.MAIN)) is None
    first, second = Custody.objects.order_by("pk")
    assert (first.custodian, second.until) == (w.qinyong, None)
    assert first.until is not None
    entry = TrailEntry.objects.filter(verb="stock.assign_custodian").order_by("pk").last()
    assert entry is not None
    assert (entry.before, entry.after) == ({"custodian": "qinyong"}, {"custodian": "hejun"})


def test_only_the_supervisor_says_who_keeps_a_warehouse(w: World) -> None:
    with refused_and_unchanged("accounts.not_your_role"):
        custody.assign(place(Code.TURNOVER), w.qinyong, by=w.hejun)


@pytest.mark.req("S2.5.R2")
def test_who_posts_or_cannot_swap_keeps_no_warehouse(w: World) -> None:
    for unfit in (w.linlan, w.hejing, w.tangxiao):
        with refused_and_unchanged("stock.unfit_custodian"):
            custody.assign(place(Code.TURNOVER), unfit, by=w.linlan)


def asked(w: World, *, in_days: int, for_days: int = 2) -> Delegation:
    """The supervisor asks that a keeper stands in, so many days from today."""
    first = clock.today() + timedelta(days=in_days)
    last = first + timedelta(days=for_days)
    return delegate_posting(w.hejun.pk, first, last, reason="休假", by=w.linlan)


def again(person: User) -> User:
    """The person as the next request finds him."""
    return User.objects.get(pk=person.pk)


@pytest.mark.req("D3", "SOD-10")
@pytest.mark.parametrize("in_days", [0, 1])
def test_who_stands_in_now_or_soon_keeps_no_warehouse(w: World, in_days: int) -> None:
    delegation = asked(w, in_days=in_days)
    with refused_and_unchanged("stock.custodian_stands_in"):
        custody.assign(place(Code.TURNOVER), w.hejun, by=w.linlan)

    approve_delegation(delegation.pk, by=w.mgmt1)

    with refused_and_unchanged("stock.custodian_stands_in"):
        custody.assign(place(Code.TURNOVER), again(w.hejun), by=w.linlan)


@pytest.mark.req("D3", "SOD-10")
def test_who_stood_in_once_may_keep_a_warehouse(w: World) -> None:
    with clock.set_to(clock.now() - timedelta(days=9)):
        approve_delegation(asked(w, in_days=0).pk, by=w.mgmt1)
    revoke_delegation(asked(w, in_days=1).pk, by=w.linlan)

    custody.assign(place(Code.TURNOVER), again(w.hejun), by=w.linlan)

    assert custody.custodian_of(place(Code.TURNOVER)) == w.hejun


def transfer(w: World, kind: Kind = Kind.TRANSFER_OUT) -> Document:
    """Two chargers on their way from the turnover warehouse, or back to it; another one's work."""
    w.good_stock(w.part("CHG-5V"), 2)
    shelf = spot(place(Code.TURNOVER), w.part("CHG-5V").pk, Condition.GOOD)
    transit = spot(place(Code.TRANSIT), w.part("CHG-5V").pk, Condition.GOOD)
    way = Wanted(source=shelf, target=transit, quantity=2)
    sent = w.submitted(Kind.TRANSFER_OUT, [way], by=w.qinyong)
    if kind == Kind.TRANSFER_OUT:
        return sent
    w.post(sent, by=w.linlan)
    return w.submitted(kind, [Wanted(source=transit, target=shelf, quantity=2)], by=w.qinyong)


@pytest.fixture
def custodian_who_stands_in(w: World) -> User:
    """A custodian who got the supervisor's permission all the same."""
    custody.assign(place(Code.TURNOVER), w.hejun, by=w.linlan)
    approve_delegation(asked(w, in_days=0).pk, by=w.mgmt1)
    return again(w.hejun)


@pytest.mark.req("D3", "R-SOD")
@pytest.mark.parametrize("verb", ["approve", "post", "reject"])
def test_a_custodian_posts_nothing_in_the_supervisor_s_place(
    w: World, custodian_who_stands_in: User, verb: str
) -> None:
    document = transfer(w)
    reason = {"reason": "x"} if verb == "reject" else {}

    with refused_and_unchanged("stock.custodian_posts_nothing"):
        getattr(documents, verb)(document.pk, by=custodian_who_stands_in, **reason)


@pytest.mark.req("D3", "R-SOD")
def test_a_custodian_promoted_to_supervisor_posts_when_another_keeps_his_warehouse(
    w: World,
) -> None:
    custody.assign(place(Code.TURNOVER), w.hejun, by=w.linlan)
    document = transfer(w)
    RoleAssignment.objects.filter(user=w.hejun).update(role=Role.SUPERVISOR)
    with refused_and_unchanged("stock.custodian_posts_nothing"):
        documents.post(document.pk, by=again(w.hejun))

    custody.assign(place(Code.TURNOVER), w.qinyong, by=w.linlan)

    assert documents.post(document.pk, by=again(w.hejun)).posted_by == w.hejun


@pytest.mark.req("D3", "S3.4.1")
def test_a_custodian_still_confirms_what_arrives(w: World) -> None:
    custody.assign(place(Code.TURNOVER), w.hejun, by=w.linlan)

    arrived = documents.post(transfer(w, Kind.TRANSFER_IN).pk, by=w.hejun)

    assert arrived.posted_by == w.hejun
