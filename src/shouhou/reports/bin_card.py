"""The bin card (物料标识卡): what went in and out of one holding, with the balance after each."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Case, F, Sum, When

from shouhou.stock.models import Holding, Move
from shouhou.stock.queries import card_of


@dataclass(frozen=True)
class Row:
    """One move seen from the holding: in or out, and what stood there afterwards."""

    move: Move
    came_in: int
    went_out: int
    balance: int


@dataclass(frozen=True)
class Card:
    """One page of a card, newest first.

    `brought_forward` is the balance before the oldest row; `before` is the move to page on from,
    0 on the last page.
    """

    rows: list[Row]
    brought_forward: int
    before: int


def page_of_card(holding: Holding, *, size: int, before: int = 0) -> Card:
    """The `size` moves before the move `before`, or the newest; the balances end at the books'."""
    moves = card_of(holding)
    balance = holding.balance
    if before:
        balance -= _net(holding, since=before)
        moves = moves.filter(pk__lt=before)
    found = list(moves[: size + 1])
    rows = []
    for move in found[:size]:
        signed = move.quantity if move.target_id == holding.pk else -move.quantity
        rows.append(Row(move, max(signed, 0), max(-signed, 0), balance))
        balance -= signed
    return Card(rows, balance, rows[-1].move.pk if len(found) > size else 0)


def _net(holding: Holding, *, since: int) -> int:
    """What the move `since` and all after it brought, less what they took."""
    signed = Case(When(target=holding, then=F("quantity")), default=-F("quantity"))
    later = card_of(holding).filter(pk__gte=since).order_by()
    return later.aggregate(net=Sum(signed))["net"] or 0
