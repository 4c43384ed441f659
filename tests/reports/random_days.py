"""Some days of a turnover warehouse, drawn by lot: what comes, is swapped, issued, sent back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from shouhou.exchange import turnover
from shouhou.exchange.commands import books
from shouhou.exchange.commands.packing import Declared
from shouhou.exchange.models import ExchangeLine
from shouhou.exchange.whereabouts import free_to_judge, to_send_back
from shouhou.flows import dispatch, handing_over, posting, swapping, transferring
from shouhou.flows.judging import Grounds, Test
from shouhou.flows.transferring import Load
from shouhou.kernel import clock
from shouhou.partners.models import Agent
from shouhou.stock.commands import demands, reversals
from shouhou.stock.models import Condition, Document
from shouhou.stock.places import Code, place
from tests.flows import story
from tests.world import World

PARTS = ("CHG-S5-01B", "CBL-S5-01B", "BAT-S5-01A")
AGENTS = ("DL-44-01", "DL-37-01")


@dataclass
class Days:
    """The warehouse and the lots; `live` lets so many days pass."""

    world: World
    draw: Random
    days: list[date] = field(default_factory=list)

    def live(self, count: int) -> None:
        """Every day a handful of acts; now and then the custodian closes it with his count."""
        acts: list[Callable[[], None]] = [
            *(self._receive, self._receive, self._swap, self._swap, self._issue, self._issue),
            *(self._stock, self._transfer, self._send_back, self._take_back),
        ]
        morning = clock.now()
        for number in range(count):
            with clock.set_to(morning + timedelta(days=number)):
                self.days.append(clock.today())
                for act in self.draw.choices(acts, k=6):
                    act()
                if self.draw.random() < 0.5:
                    self._close()

    def _receive(self) -> None:
        w, part = self.world, self.world.part(self.draw.choice(PARTS))
        agent, pieces = w.agent(self.draw.choice(AGENTS)), self.draw.randint(1, 5)
        counted = [(part.part_no, str(pieces))]
        box = story.counted(w, agent, [Declared(part, pieces)], counted)
        story.booked(w, box)
        if self.draw.random() < 0.8:
            story.taken_over(w, box)
        else:
            handing_over.hand_over(box.pk, by=w.hejing)

    def _swap(self) -> None:
        lines = [line for line in ExchangeLine.objects.order_by("pk") if free_to_judge(line) > 0]
        if lines:
            line = self.draw.choice(lines)
            grounds = Grounds.SWOLLEN if line.part.category == "BAT" else Grounds.DEFECTIVE
            pieces = self.draw.randint(1, free_to_judge(line))
            test = Test(grounds, measured="0 V")
            order = swapping.swap(line.pk, pieces, test, by=self.world.qinyong)
            self._maybe_post(order.judgement)

    def _issue(self) -> None:
        agent = self.draw.choice(list(Agent.objects.order_by("pk")) or [self.world.agent()])
        chosen = {
            promise.pk: self.draw.randint(1, promise.open) for promise in dispatch.ready(agent)
        }
        if chosen:
            self._maybe_post(dispatch.issue(agent, chosen, by=self.world.hejing))

    def _stock(self) -> None:
        part = self.world.part(self.draw.choice(PARTS))
        self.world.good_stock(part, self.draw.randint(1, 6))
        good = part.holdings.filter(condition=Condition.GOOD, outside=False)
        demands.fill_shortages(good.values_list("pk", flat=True))

    def _transfer(self) -> None:
        w, part = self.world, self.world.part(self.draw.choice(PARTS))
        w.good_stock(part, 3, at=Code.MAIN)
        load = Load(quantities={part: self.draw.randint(1, 3)})
        made = transferring.send(place(Code.MAIN), place(Code.TURNOVER), load, by=w.tangxiao)
        posting.post(made.sent_id, by=w.linlan)
        posting.post(made.received_id, by=w.hejun)

    def _send_back(self) -> None:
        """One piece is marked; what its agent gets back and is on no document yet goes."""
        w = self.world
        lines = [line for line in ExchangeLine.objects.order_by("pk") if free_to_judge(line) > 0]
        for line in lines[:1]:
            story.sent_back(w, line.pk, 1)
            ids = [one.pk for one, _count in to_send_back(line.agent)]
            self._maybe_post(dispatch.send_back(line.agent, ids, by=w.hejing))

    def _take_back(self) -> None:
        issued = Document.objects.filter(
            kind__in=["outbound", "return_as_is"], state="posted", reversed_by=None
        )
        if (document := issued.order_by("-pk").first()) is not None:
            reversal = reversals.draft(document.pk, reason="发错", by=self.world.luomin)
            posting.post(reversal.pk, by=self.world.linlan)

    def _close(self) -> None:
        rows = turnover.days(clock.today())
        counted = {
            row.part.pk: max(0, row.good_close + self.draw.choice((0, 0, -1)))
            for row in rows
            if self.draw.random() < 0.6
        }
        if rows:
            books.close_turnover_day(clock.today(), counted, by=self.world.qinyong)

    def _maybe_post(self, document: Document) -> None:
        if self.draw.random() < 0.8:
            posting.post(document.pk, by=self.world.linlan)
