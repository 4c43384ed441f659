"""What nobody may say to the database about debts, differences and closed days, in SQL."""

from __future__ import annotations

from shouhou.exchange.commands.packing import Declared
from shouhou.exchange.models import DayClose, Settlement, TurnoverClose
from shouhou.flows import account_requests, posting
from shouhou.flows.account_requests import Wanted
from shouhou.kernel import clock
from tests.flows import story
from tests.stock.forbidden import Forbidden
from tests.world import World

CHARGER = "CHG-S5-01B"


class Scene:
    """A debt of ours settled in part, one of the agent's, requests, a difference, closed days."""

    def __init__(self) -> None:
        w = World()
        w.facts()
        part = w.part(CHARGER)
        w.good_stock(part, 3)
        obligation = story.issued_in_advance(w, CHARGER, 2)
        granted = obligation.issued_by_line.reservation.demand.advance
        asked = account_requests.ask_waiving(obligation.pk, Wanted(1, "示例"), by=w.hejing)
        box = story.counted(w, w.agent(), [Declared(part, 4)], [(CHARGER, "3")])
        story.agreed(w, box)
        box.refresh_from_db()
        story.booked(w, box)
        story.taken_over(w, box)
        line = box.lines.get()
        story.swapped(w, line.pk, 2)
        back = account_requests.ask_giving_up(
            line.exchange_orders.get().demand.pk, Wanted(1, "示例"), by=w.hejing
        )
        account_requests.grant(back.pk, by=w.linlan)
        inbound = posting.Document.objects.get(kind="inbound")
        self.ids = {
            "line": line.pk,
            "inbound_line": inbound.lines.get().pk,
            "settlement": Settlement.objects.filter(line=line).latest("pk").pk,
            "obligation": obligation.pk,
            "issued_line": obligation.issued_by_line_id,
            "granted": granted.pk,
            "asked": asked.pk,
            "difference": box.discrepancies.get().pk,
            "agent": w.agent().pk,
            "other_agent": w.agent("DL-43-01").pk,
            "part": part.pk,
            "desk": w.hejing.pk,
            "boss": w.linlan.pk,
            "day": self._closed_day(w),
            "turnover_day": self._closed_turnover_day(w),
        }

    def _closed_day(self, w: World) -> int:
        closed = DayClose(day=clock.today(), chain_head="1:0", differences=0, closed_by=w.linlan)
        closed.save()
        return closed.pk

    def _closed_turnover_day(self, w: World) -> int:
        figures = dict.fromkeys(("good_open", "good_in", "good_out"), 0)
        figures |= dict.fromkeys(("bad_open", "bad_in", "bad_out"), 0)
        return TurnoverClose.objects.create(
            day=clock.today(), part=w.part(CHARGER), closed_by=w.qinyong, **figures
        ).pk


_SETTLED = (
    "INSERT INTO exchange_settlement (line_id, obligation_id, agent_id, kind, quantity, reason,"
    " settled_by_id, settled_at) VALUES ({debt}, {{agent}}, '{kind}', {quantity}, '{reason}',"
    " {{boss}}, CURRENT_TIMESTAMP)"
)


def _settled(debt: str, kind: str = "waived", quantity: int = 1, reason: str = "x") -> str:
    return _SETTLED.format(debt=debt, kind=kind, quantity=quantity, reason=reason)


_OBLIGATION = (
    "INSERT INTO exchange_returnobligation (agent_id, part_id, issued_by_line_id, quantity,"
    " settled, issued_at, due_on) VALUES ({agent}, {{part}}, {line}, {quantity}, {settled},"
    " CURRENT_TIMESTAMP, '2026-12-31')"
)


def _obligation(line: str, quantity: int = 1, settled: int = 0, agent: str = "{agent}") -> str:
    return _OBLIGATION.format(line=line, quantity=quantity, settled=settled, agent=agent)


STATEMENTS = (
    Forbidden(
        "settlements_never_change",
        "UPDATE exchange_settlement SET quantity = quantity + 1 WHERE id = {settlement}",
    ),
    Forbidden("settlements_never_go", "DELETE FROM exchange_settlement WHERE id = {settlement}"),
    Forbidden("a_settlement_is_of_one_debt", _settled("{line}, {obligation}")),
    Forbidden("a_settlement_is_of_one_debt", _settled("NULL, NULL")),
    Forbidden("a_settlement_has_a_posted_line_or_an_approval", _settled("{line}, NULL", reason="")),
    Forbidden("only_a_reversal_takes_back", _settled("{line}, NULL", quantity=-1)),
    Forbidden("only_a_reversal_takes_back", _settled("{line}, NULL", kind="reversed")),
    Forbidden(
        "debts_follow_settlements",
        "UPDATE exchange_exchangeline SET settled = settled + 1 WHERE id = {line}",
    ),
    Forbidden(
        "debts_follow_settlements", "UPDATE exchange_exchangeline SET settled = 0 WHERE id = {line}"
    ),
    Forbidden(
        "no_more_is_settled_than_owed",
        "UPDATE exchange_exchangeline SET settled = quantity + 1 WHERE id = {line}",
        after=(_settled("{line}, NULL", quantity=3),),
    ),
    *(
        Forbidden(
            "debts_keep_their_identity",
            f"UPDATE exchange_exchangeline SET {change} WHERE id = {{line}}",
        )
        for change in ("quantity = quantity + 1", "agent_id = {other_agent}", "unit_id = 1")
    ),
    Forbidden("debts_never_go", "DELETE FROM exchange_exchangeline WHERE id = {line}"),
    Forbidden(
        "obligations_follow_settlements",
        "UPDATE exchange_returnobligation SET settled = 1 WHERE id = {obligation}",
    ),
    Forbidden(
        "no_more_comes_back_than_was_issued",
        "UPDATE exchange_returnobligation SET settled = 3 WHERE id = {obligation}",
        after=(_settled("NULL, {obligation}", quantity=3),),
    ),
    *(
        Forbidden(
            "obligations_keep_their_identity",
            f"UPDATE exchange_returnobligation SET {change} WHERE id = {{obligation}}",
        )
        for change in ("quantity = 3", "agent_id = {other_agent}", "due_on = '2030-01-01'")
    ),
    Forbidden("obligations_are_of_posted_issues", _obligation("{inbound_line}")),
    Forbidden(
        "obligations_never_go", "DELETE FROM exchange_returnobligation WHERE id = {obligation}"
    ),
    Forbidden(
        "decisions_stand",
        "UPDATE exchange_accountrequest SET state = 'refused' WHERE id = {granted}",
    ),
    Forbidden(
        "decisions_stand", "UPDATE exchange_accountrequest SET quantity = 9 WHERE id = {asked}"
    ),
    Forbidden(
        "nobody_decides_what_he_asked",
        "UPDATE exchange_accountrequest SET decided_by_id = {desk} WHERE id = {asked}",
    ),
    Forbidden(
        "a_decision_names_who_decided",
        "UPDATE exchange_accountrequest SET state = 'granted' WHERE id = {asked}",
    ),
    Forbidden(
        "a_request_is_about_one_debt",
        "UPDATE exchange_accountrequest SET obligation_id = NULL WHERE id = {asked}",
    ),
    Forbidden("requests_never_go", "DELETE FROM exchange_accountrequest WHERE id = {asked}"),
    Forbidden(
        "differences_end_for_good",
        "UPDATE exchange_discrepancy SET state = 'open' WHERE id = {difference}",
    ),
    Forbidden("differences_never_go", "DELETE FROM exchange_discrepancy WHERE id = {difference}"),
    Forbidden(
        "closed_days_never_change", "UPDATE exchange_dayclose SET differences = 1 WHERE id = {day}"
    ),
    Forbidden("closed_days_never_go", "DELETE FROM exchange_dayclose WHERE id = {day}"),
    Forbidden(
        "closed_turnover_days_never_change",
        "UPDATE exchange_turnoverclose SET good_in = 1 WHERE id = {turnover_day}",
    ),
    Forbidden(
        "closed_turnover_days_never_go",
        "DELETE FROM exchange_turnoverclose WHERE id = {turnover_day}",
    ),
)
