"""A warehouse in the middle of its day: documents in every state, for those who bend the books."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from shouhou.stock.commands import demands, documents, reversals
from shouhou.stock.commands.demands import Wish
from shouhou.stock.commands.units import Piece, make_known, wear
from shouhou.stock.drafting import Wanted
from shouhou.stock.kinds import Kind
from shouhou.stock.models import Condition, Document, Holding, Serial, Unit
from shouhou.stock.places import Code, place
from shouhou.stock.spots import Spot, holdings_at, spot
from tests.world import World

DISPLAY, CHARGER = "LCD-S5", "CHG-5V"


class Scene:
    """The ids that a statement may name, by what they stand for."""

    def __init__(self) -> None:
        w = self.world = World()
        display, charger, turnover = w.part(DISPLAY), w.part(CHARGER), place(Code.TURNOVER)
        self.opening = w.good_units(display, ["D1", "D2", "D3"])
        self.chargers = w.good_stock(charger, 5)
        d1, d2, d3 = Unit.objects.filter(part=display).order_by("label")
        (newborn,) = make_known([Piece(display, "NEW1")], outside=place(Code.OPENING))
        worn = wear(d3, Serial.Kind.SN, "D3B", by=w.zhouqi)
        demands.demand(Wish(w.agent(), charger, 1, turnover), by=w.qinyong)
        demands.demand(Wish(w.agent(), w.part("BAT-S5"), 1, turnover), by=w.qinyong)
        sent = [self._sent(unit=d1), self._sent(quantity=2)]
        self.approved = self._approved(Kind.TRANSFER_OUT, sent)
        self.other = self._approved(Kind.TRANSFER_OUT, [self._sent()])
        self.back = self._approved(
            Kind.TRANSFER_IN,
            [Wanted(self._good(DISPLAY), self._good(DISPLAY, Code.TRANSIT), 1, d1)],
        )
        self.greedy = self._approved(Kind.TRANSFER_OUT, [self._sent(quantity=5)])
        self.risen = self._approved(Kind.RELEASE, [self._risen()])
        self.nameless = self._with_a_nameless_piece()
        self.empty = self._without_lines(self._draft(Kind.TRANSFER_OUT, [self._sent()]))
        self.crooked = self._crooked_reversal()
        self.cleared = self._cleared()
        self._close_october()
        self.draft = self._draft(Kind.TRANSFER_OUT, [self._sent(), self._sent(unit=d2)])
        self.submitted = w.submitted(Kind.TRANSFER_OUT, [self._sent()], by=w.qinyong)
        self.void = self._draft(Kind.TRANSFER_OUT, [self._sent()])
        documents.void(self.void.pk, reason="写错", by=w.qinyong)
        self.ids = self._named_ids(d1, d3, newborn) | {"worn": worn.pk}

    def _named_ids(self, on_the_way: Unit, idle: Unit, newborn: Unit) -> dict[str, int]:
        w = self.world
        display, charger = w.part(DISPLAY).pk, w.part(CHARGER).pk
        opening = place(Code.OPENING)
        return {
            **{name: it.pk for name, it in vars(self).items() if isinstance(it, Document)},
            "on_the_way": on_the_way.pk,
            "idle": idle.pk,
            "newborn": newborn.pk,
            "shelf": self._holding(self._good(DISPLAY)),
            "heap": self._holding(self._good(CHARGER)),
            "transit": self._holding(self._good(DISPLAY, Code.TRANSIT)),
            "outside": self._holding(spot(opening, display, Condition.PENDING)),
            "chargers_outside": self._holding(spot(opening, charger, Condition.PENDING)),
            "display": display,
            "charger": charger,
            "main": place(Code.MAIN).pk,
            "keeper": w.qinyong.pk,
            "clerk": w.tangxiao.pk,
            "boss": w.linlan.pk,
        }

    def _good(self, part: str, at: Code = Code.TURNOVER) -> Spot:
        return spot(place(at), self.world.part(part).pk, Condition.GOOD)

    def _holding(self, where: Spot) -> int:
        return Holding.objects.get(**vars(where)).pk

    def _sent(self, quantity: int = 1, unit: Unit | None = None) -> Wanted:
        """A line into transit: chargers, or one display."""
        part = DISPLAY if unit else CHARGER
        return Wanted(self._good(part, Code.TRANSIT), self._good(part), quantity, unit)

    def _risen(self) -> Wanted:
        """A line that would make a piece good that nobody inspected."""
        part = self.world.part("BAT-S5").pk
        pending = spot(place(Code.MAIN), part, Condition.PENDING)
        receipt = Wanted(pending, spot(place(Code.SUPPLIER), part, Condition.PENDING), 4)
        w = self.world
        w.post(w.submitted(Kind.RECEIPT, [receipt], by=w.tangxiao), by=w.linlan)
        return Wanted(spot(place(Code.MAIN), part, Condition.GOOD), pending)

    def _draft(self, kind: Kind, lines: Sequence[Wanted]) -> Document:
        by = self.world.zhouqi if kind == Kind.RELEASE else self.world.qinyong
        return documents.draft(kind, lines, by=by)

    def _approved(self, kind: Kind, lines: Sequence[Wanted]) -> Document:
        """An approved document, past the rules of the commands: only the guards are left."""
        document = self._draft(kind, lines)
        self._past_the_commands(document)
        return document

    def _past_the_commands(self, document: Document) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE stock_document SET state = 'submitted', submitted_at = made_at"
                " WHERE id = %s",
                [document.pk],
            )
            cursor.execute(
                "UPDATE stock_document SET state = 'approved', approved_by_id = %s,"
                " approved_at = made_at WHERE id = %s",
                [self.world.linlan.pk, document.pk],
            )

    def _with_a_nameless_piece(self) -> Document:
        document = self._draft(Kind.TRANSFER_OUT, [self._sent()])
        ends = holdings_at([self._good(DISPLAY), self._good(DISPLAY, Code.TRANSIT)])
        source, target = (ends[self._good(DISPLAY, at)] for at in (Code.TURNOVER, Code.TRANSIT))
        document.lines.create(line_no=2, source_id=source, target_id=target, quantity=1)
        self._past_the_commands(document)
        return document

    def _without_lines(self, document: Document) -> Document:
        document.lines.all().delete()
        self._past_the_commands(document)
        return document

    def _crooked_reversal(self) -> Document:
        """A reversal of the opening that takes back two displays of three."""
        w = self.world
        reversal = reversals.draft(self.opening.pk, reason="多入", by=w.tangxiao)
        documents.reject(reversal.pk, reason="再看", by=w.linlan)
        reversal.lines.order_by("line_no").first().delete()
        self._past_the_commands(reversal)
        return reversal

    def _close_october(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO stock_periodclose (last_day, seal_number, seal_mac, open_points,"
                " reason, closed_by_id, closed_at) SELECT '2026-10-31', h.number, h.mac, '{}', '',"
                " d.made_by_id, d.made_at FROM stock_chainhead h, stock_document d WHERE d.id = %s",
                [self.opening.pk],
            )
            cursor.execute("UPDATE stock_chainhead SET closed_until = '2026-10-31'")

    def _cleared(self) -> Document:
        """A submitted release whose one line is cleared."""
        part = self.world.part("BAT-S5").pk
        line = Wanted(
            spot(place(Code.MAIN), part, Condition.GOOD),
            spot(place(Code.MAIN), part, Condition.PENDING),
        )
        document = self._draft(Kind.RELEASE, [line])
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO stock_clearance (line_id, grounds, inspected_by_id, inspected_at)"
                " SELECT id, 'RO1', %s, %s FROM stock_line WHERE document_id = %s",
                [self.world.zhouqi.pk, document.made_at, document.pk],
            )
        return documents.submit(document.pk, by=self.world.zhouqi)
