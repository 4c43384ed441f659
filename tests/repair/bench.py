"""The bench of the tests: pieces that came, and orders at every step of their life."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from shouhou.accounts.models import Attachment, User
from shouhou.accounts.roles import Role
from shouhou.catalog.models import Part
from shouhou.kernel import clock
from shouhou.repair import evidence, seed
from shouhou.repair.commands import inspection, orders, repairing
from shouhou.repair.commands.inspection import Answer
from shouhou.repair.commands.orders import Received
from shouhou.repair.commands.repairing import Done
from shouhou.repair.lifecycle import Verdict
from shouhou.repair.models import InspectionItem, RepairAction, RepairOrder
from shouhou.stock.commands.units import Piece, make_known
from shouhou.stock.models import Unit
from shouhou.stock.places import of_agent
from tests.world import World

PEOPLE = {
    "zhouqi": Role.ENGINEER,
    "chenzhou": Role.ENGINEER,
    "zoufan": Role.ENGINEER,
    "linlan": Role.SUPERVISOR,
    "hejing": Role.FRONT_DESK,
    "qinyong": Role.KEEPER,
    "tangxiao": Role.MATERIAL_CLERK,
    "qa1": Role.QUALITY,
    "mgmt1": Role.MANAGEMENT,
    "admin": Role.SYSADMIN,
}


@dataclass
class Bench(World):
    """The department with its checklists: Zhou Qi inspects and repairs, Zou Fan checks."""

    def __post_init__(self) -> None:
        # Everybody is there before the first refusal, which rolls back whom it would have made.
        for username, role in PEOPLE.items():
            self.person(username, role)
        seed.plant()
        self.policies()

    @property
    def zoufan(self) -> User:
        """A third engineer, who checks what the others repaired."""
        return self.person("zoufan", Role.ENGINEER)

    @property
    def display(self) -> Part:
        """A display, tracked by its serial and repairable."""
        return self.part("LCD-S5-01A")

    @property
    def charging_board(self) -> Part:
        """A charging board, kept by quantity and repairable."""
        return self.part("SUB-S5-01A", material_class="electronic", repairable=True)

    def unit(self, serial: str = "PANEL1", part: Part | None = None) -> Unit:
        """A piece that the agent sent."""
        piece = Piece(part or self.display, serial)
        return make_known([piece], outside=of_agent(self.agent()))[0]

    def opened(self, unit: Unit | None = None, received_at: datetime | None = None) -> RepairOrder:
        """The order of a unit that came to the bench just now, or when it is said."""
        unit = unit or self.unit()
        received = Received(
            agent=self.agent(),
            part=unit.part,
            consignment_no="IC202611230001",
            received_at=received_at or clock.now(),
            unit=unit,
            reported="花屏",
        )
        return orders.open_order(received, by=self.zhouqi)

    def opened_boards(self, quantity: int, part: Part | None = None) -> RepairOrder:
        """The order of so many charging boards, or of another part kept by quantity."""
        received = Received(
            agent=self.agent(),
            part=part or self.charging_board,
            consignment_no="IC202611230001",
            received_at=clock.now(),
            quantity=quantity,
        )
        return orders.open_order(received, by=self.zhouqi)

    def items(self, order: RepairOrder) -> list[InspectionItem]:
        """The checklist of an order, top to bottom."""
        return list(evidence.checklist(order))

    def answer(self, order: RepairOrder, *faulty: InspectionItem) -> None:
        """Answer the whole checklist: NG with a symptom for the faulty items, OK for the rest."""
        symptom = self.fault("symptom", "D02")
        answers = [
            Answer(item.pk, "ng", symptom=symptom) if item in faulty else Answer(item.pk, "ok")
            for item in self.items(order)
        ]
        inspection.answer(order.pk, answers, by=self.zhouqi)

    def started(self, order: RepairOrder | None = None) -> RepairOrder:
        """An order on Zhou Qi's bench, nothing answered yet."""
        return orders.start((order or self.opened()).pk, by=self.zhouqi)

    def inspected(self, order: RepairOrder | None = None) -> RepairOrder:
        """The same with every item answered, the last of them NG."""
        order = self.started(order)
        self.answer(order, self.items(order)[-1])
        return order

    def without_fault(self, order: RepairOrder | None = None) -> RepairOrder:
        """The same with every item OK."""
        order = self.started(order)
        self.answer(order)
        return order

    def judged(
        self, verdict: Verdict, order: RepairOrder | None = None, reason: str = "外观与功能见照片"
    ) -> RepairOrder:
        """Judged by Zhou Qi, with whatever findings, photos and reason the verdict needs."""
        order = self.without_fault(order) if verdict == Verdict.NTF else self.inspected(order)
        if verdict == Verdict.USER_DAMAGE:
            inspection.photograph(order.pk, self.photos(2), by=self.zhouqi)
        return inspection.judge(order.pk, verdict, reason=reason, by=self.zhouqi)

    def act(self, order: RepairOrder, code: str = "R02") -> RepairAction:
        """One repair by Zhou Qi."""
        return repairing.act(order.pk, Done(self.fault("repair", code)), by=self.zhouqi)

    def finish(self, order: RepairOrder) -> RepairOrder:
        """One more repair by Zhou Qi, and his own test."""
        self.act(order)
        return repairing.finish(order.pk, self_test_passed=True, by=self.zhouqi)

    def finished(self, order: RepairOrder | None = None) -> RepairOrder:
        """Judged repairable, repaired and tested by Zhou Qi; waits for its check."""
        return self.finish(self.judged(Verdict.REPAIR, order))

    def passed(self, order: RepairOrder) -> RepairOrder:
        """Checked by Zou Fan, with success."""
        return repairing.check(order.pk, passed=True, reason="", by=self.zoufan)

    def failed(self, order: RepairOrder, reason: str = "触摸断触") -> RepairOrder:
        """Checked by Zou Fan, without."""
        return repairing.check(order.pk, passed=False, reason=reason, by=self.zoufan)

    def released(self, order: RepairOrder | None = None) -> RepairOrder:
        """Repaired by Zhou Qi and released by Zou Fan's check."""
        return self.passed(self.finished(order))

    def without_trouble(self, order: RepairOrder | None = None) -> RepairOrder:
        """Judged NTF by Zhou Qi, agreed by Chen Zhou; waits for its check."""
        order = self.judged(Verdict.NTF, order)
        return inspection.second_opinion(order.pk, agrees=True, reason="", by=self.chenzhou)

    def over(self, order: RepairOrder | None = None) -> RepairOrder:
        """Released, and on the good shelf as far as the bench is concerned."""
        return repairing.restock(self.released(order), by=self.linlan)

    def photos(self, count: int) -> Sequence[Attachment]:
        """So many photos, without their files."""
        taken = Attachment.objects.count()
        return [
            Attachment.objects.create(
                name=f"{number}.jpg",
                media_type="image/jpeg",
                size_bytes=1,
                sha256="0" * 64,
                stored_as=f"{number}.jpg",
                brought_by=self.zhouqi,
            )
            for number in range(taken, taken + count)
        ]


def again(order: RepairOrder) -> RepairOrder:
    """The order as the database has it now."""
    return RepairOrder.objects.get(pk=order.pk)
