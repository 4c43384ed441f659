"""Document kinds as data: who makes one, who posts it, where from and to, and its gates."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What a document is for."""

    OPENING = "opening", _("Opening stock")
    RECEIPT = "receipt", _("Other receipt")
    INBOUND = "inbound", _("Agent return, booked in")
    HANDOVER = "handover", _("Handover")
    JUDGEMENT = "judgement", _("Judged defective")
    RELEASE = "release", _("Released as good")
    TRANSFER_OUT = "transfer_out", _("Transfer, sent")
    TRANSFER_IN = "transfer_in", _("Transfer, received")
    OUTBOUND = "outbound", _("Issue to agent")
    RETURN_AS_IS = "return_as_is", _("Returned as it came")
    SCRAP = "scrap", _("Scrap")
    REVERSAL = "reversal", _("Reversal")


@dataclass(frozen=True)
class Policy:
    """The policy row of a kind.

    `prefix` numbers it (C5); `maker` and `poster` are permissions; `sources` and `targets` name
    the kinds of place it may take from and bring to; `conditions` the conditions it may leave a
    piece in. `inspected` demands an inspection of the whole document before it brings good stock;
    `as_they_are` says that the pieces keep the condition they were in.
    """

    prefix: str
    maker: str
    poster: str
    sources: frozenset[str]
    targets: frozenset[str]
    conditions: frozenset[str]
    inspected: bool = False
    as_they_are: bool = False


INSIDE = frozenset({"warehouse", "bin", "desk", "bench"})
ANY_CONDITION = frozenset({"pending", "good", "hold", "defective"})
AS_THEY_CAME = frozenset({"pending", "hold", "defective"})
SUPERVISOR = "stock.post_document"

POLICIES: dict[Kind, Policy] = {
    Kind.OPENING: Policy(
        "SI",
        "stock.make_receipt",
        SUPERVISOR,
        frozenset({"opening"}),
        INSIDE,
        ANY_CONDITION,
        inspected=True,
    ),
    Kind.RECEIPT: Policy(
        "SI",
        "stock.make_receipt",
        SUPERVISOR,
        frozenset({"supplier"}),
        INSIDE,
        ANY_CONDITION,
        inspected=True,
    ),
    Kind.INBOUND: Policy(
        "SI",
        "exchange.submit_booking",
        SUPERVISOR,
        frozenset({"agent"}),
        frozenset({"desk"}),
        frozenset({"pending"}),
    ),
    # The receiver's confirmation is what posts a handover: he, not the supervisor, saw the pieces.
    Kind.HANDOVER: Policy(
        "ST",
        "exchange.hand_over",
        "exchange.accept_handover",
        INSIDE,
        INSIDE,
        AS_THEY_CAME,
        as_they_are=True,
    ),
    Kind.JUDGEMENT: Policy(
        "ST",
        "stock.make_judgement",
        SUPERVISOR,
        INSIDE,
        INSIDE,
        frozenset({"defective", "hold"}),
    ),
    Kind.RELEASE: Policy(
        "SI",
        "repair.release_unit",
        SUPERVISOR,
        frozenset({"bench", "warehouse", "bin"}),
        frozenset({"warehouse", "bin"}),
        frozenset({"good"}),
    ),
    Kind.TRANSFER_OUT: Policy(
        "ST",
        "stock.make_transfer",
        SUPERVISOR,
        INSIDE,
        frozenset({"transit"}),
        ANY_CONDITION,
        as_they_are=True,
    ),
    Kind.TRANSFER_IN: Policy(
        "ST",
        "stock.make_transfer",
        "stock.confirm_transfer",
        frozenset({"transit"}),
        INSIDE,
        ANY_CONDITION,
        as_they_are=True,
    ),
    Kind.OUTBOUND: Policy(
        "SO",
        "stock.make_outbound",
        SUPERVISOR,
        frozenset({"warehouse", "bin"}),
        frozenset({"agent"}),
        frozenset({"good"}),
        as_they_are=True,
    ),
    Kind.RETURN_AS_IS: Policy(
        "SO",
        "stock.make_outbound",
        SUPERVISOR,
        INSIDE,
        frozenset({"agent"}),
        AS_THEY_CAME,
        as_they_are=True,
    ),
    Kind.SCRAP: Policy(
        "SA",
        "stock.make_scrap",
        SUPERVISOR,
        INSIDE,
        frozenset({"scrap"}),
        frozenset({"defective"}),
    ),
    Kind.REVERSAL: Policy(
        "SR",
        "stock.draft_reversal",
        SUPERVISOR,
        INSIDE | {"agent", "supplier", "opening", "scrap", "difference", "transit"},
        INSIDE | {"agent", "supplier", "opening", "scrap", "difference", "transit"},
        ANY_CONDITION,
    ),
}
