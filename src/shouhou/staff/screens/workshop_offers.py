"""Which verbs a page of the workshop offers: what the life of a thing allows, and this person may.

The commands decide once more; this only keeps buttons away that they would refuse.
"""

from __future__ import annotations

from shouhou.accounts.models import User
from shouhou.exchange.lifecycle import HANDOVER, REQUEST
from shouhou.exchange.models import AccountRequest, ExchangeLine, Handover, ReturnObligation
from shouhou.exchange.obligations import fitting
from shouhou.exchange.whereabouts import line_of
from shouhou.flows import account_requests, old_parts, releasing
from shouhou.repair.commands.orders import ASSIGN, QC, WORK
from shouhou.repair.lifecycle import ORDER, OVER, State, Verdict
from shouhou.repair.models import RepairOrder
from shouhou.stock.custody import custodian_of
from shouhou.stock.models import Demand, Place
from shouhou.stock.places import Code, place

APPROVE = "repair.approve_verdict"
_AT_WORK = {
    State.INSPECTING: {"answer", "photograph", "split"},
    State.REPAIRING: {"act", "photograph", "split"},
}
"""What an engineer does with his order that takes it nowhere, by its state."""


def of_handover(handover: Handover, user: User) -> frozenset[str]:
    """The verbs for a slip: its receiver counts and accepts, the front desk withdraws or parts."""
    verbs = set(HANDOVER.verbs(handover.state))
    offered = {"withdraw", "part"} & verbs if user.has_perm("exchange.hand_over") else set()
    if "accept" in verbs and _receives(handover, user):
        offered.add("accept")
    return frozenset(offered)


def _receives(handover: Handover, user: User) -> bool:
    to_bench = handover.target.kind == Place.Kind.BENCH
    if user.pk == handover.given_by_id or not user.has_perm("exchange.accept_handover"):
        return False
    if not user.has_perm(WORK if to_bench else "exchange.swap_piece"):
        return False
    custodian = custodian_of(handover.target)
    return custodian is None or custodian.pk == user.pk


def of_shortage(shortage: Demand, user: User) -> frozenset[str]:
    """The verbs for a shortage: note, settle otherwise, put first, while something is short."""
    registers = user.has_perm("stock.register_shortage")
    puts_first = user.has_perm("stock.prioritise_shortage")
    offered = {
        "expect": registers or puts_first,
        "substitute": registers and hasattr(shortage, "exchange_order"),
        "close": user.has_perm(account_requests.ASK),
        "prioritise": puts_first,
    }
    return frozenset(verb for verb, may in offered.items() if may and shortage.missing)


def of_request(asked: AccountRequest, user: User) -> frozenset[str]:
    """The verbs for something asked about an account: another decides, the asker's side may not."""
    verbs = set(REQUEST.verbs(asked.state))
    offered = {"withdraw"} & verbs if user.has_perm(account_requests.ASK) else set()
    decides = user.has_perm(account_requests.DECIDERS[AccountRequest.Kind(asked.kind)])
    if decides and user.pk != asked.asked_by_id:
        offered |= verbs & {"grant", "refuse"}
    return frozenset(offered)


def of_obligation(obligation: ReturnObligation, user: User) -> frozenset[str]:
    """What may be asked about old parts: that they need not come, or are charged once late."""
    if not user.has_perm(account_requests.ASK):
        return frozenset()
    return frozenset({"waive", "charge"} if obligation.overdue else {"waive"})


def may_swap(user: User) -> bool:
    """Whether somebody tests and swaps in the turnover warehouse: its custodian, if it has one."""
    custodian = custodian_of(place(Code.TURNOVER))
    return user.has_perm("exchange.swap_piece") and (custodian is None or custodian.pk == user.pk)


def of_order(order: RepairOrder, user: User) -> frozenset[str]:
    """The verbs for an order on the bench."""
    offered: set[str] = set()
    if user.has_perm(WORK):
        offered |= _of_engineer(order, user)
    if user.has_perm(QC):
        offered |= _of_checker(order, user)
    if user.has_perm(APPROVE):
        offered |= _of_supervisor(order, user)
    if user.has_perm("repair.release_unit") and releasing.tray().filter(pk=order.pk).exists():
        offered.add("release")
    if order.state not in OVER and user.has_perm(ASSIGN):
        offered |= {"assign", "prioritise"}
    if user.has_perm(WORK) or user.has_perm(ASSIGN):
        offered.add("print_tag")
    return frozenset(offered - {"split"} if order.quantity == 1 else offered)


def line_to_pool(order: RepairOrder, user: User) -> ExchangeLine | None:
    """The debt behind an order, while the supervisor may still let the piece go to others."""
    if order.state in OVER or not user.has_perm("repair.pool_unit"):
        return None
    lines = ExchangeLine.objects.filter(repair_order=order.split_from_id or order.pk)
    line = lines.filter(pooled=False).first()
    return None if line is None or line.exchange_orders.standing().exists() else line


def line_to_mark(order: RepairOrder, user: User) -> ExchangeLine | None:
    """The debt behind an order, while somebody may say that it is the old part its agent owes."""
    if order.state in OVER or not user.has_perm(old_parts.SETTLE):
        return None
    line = line_of(order)
    marked_or_free = line.answers is not None or not (
        line.exchange_orders.standing().exists() or line.pooled
    )
    return line if marked_or_free and not line.to_return else None


def old_parts_of(line: ExchangeLine) -> list[tuple[ReturnObligation, int]]:
    """What all pieces of the line together may answer for."""
    return [(one, lacks) for one, lacks in fitting(line) if lacks >= line.quantity]


def _of_engineer(order: RepairOrder, user: User) -> set[str]:
    verbs = ORDER.verbs(order.state)
    if order.state == State.NEW:
        return {"start"} if order.engineer_id in {None, user.pk} else set()
    if order.state == State.EXCHANGING:
        return {"exchange"}
    if order.state == State.NTF_RECHECK:
        return set(verbs) if order.judged_by_id != user.pk else set()
    if order.engineer_id != user.pk or order.state not in {*_AT_WORK, State.PAUSED}:
        return set()
    judged = {f"judge_{Verdict.REPAIR}"} if not order.part.repairable else set()
    return set(verbs) - judged | _AT_WORK.get(State(order.state), set())


def _of_checker(order: RepairOrder, user: User) -> set[str]:
    if order.state == State.RELEASED:
        return {"void_release"}
    if order.state != State.QC_PENDING:
        return set()
    workers = {order.judged_by_id, *(action.done_by_id for action in order.actions.all())}
    return {"qc_pass", "qc_fail", "split"} if user.pk not in workers else {"split"}


def _of_supervisor(order: RepairOrder, user: User) -> set[str]:
    if order.state != State.APPROVAL_PENDING or order.judged_by_id == user.pk:
        return set()
    return {"approve", "refuse"}
