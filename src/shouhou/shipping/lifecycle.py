"""The life of a shipment until the courier has it, as a table (C3.8)."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from shouhou.kernel.workflow import Lifecycle


class State(TextChoices):
    """Where a shipment stands."""

    DRAFT = "draft", _("Being packed")
    PACKED = "packed", _("Packed")
    CHECKED = "checked", _("Checked")
    BOOKED = "booked", _("Booked")
    PICKED_UP = "picked_up", _("Picked up")
    VOID = "void", _("Void")


# Whether a packed shipment must be checked before it is booked depends on its value and on what
# is in it (`queries.needs_check`); the table holds both ways. A booked one may still be booked
# anew (another waybill, a corrected weight), checked (the policy grew stricter overnight) or sent
# back to the packer.
SHIPMENT = Lifecycle(
    name="shipment",
    initial=State.DRAFT,
    table={
        (State.DRAFT, "scan"): State.DRAFT,
        (State.DRAFT, "undo"): State.DRAFT,
        (State.DRAFT, "seal"): State.DRAFT,
        (State.DRAFT, "add"): State.DRAFT,
        (State.DRAFT, "pack"): State.PACKED,
        (State.DRAFT, "void"): State.VOID,
        (State.PACKED, "check"): State.CHECKED,
        (State.PACKED, "book"): State.BOOKED,
        (State.PACKED, "reject"): State.DRAFT,
        (State.PACKED, "void"): State.VOID,
        (State.CHECKED, "book"): State.BOOKED,
        (State.CHECKED, "reject"): State.DRAFT,
        (State.CHECKED, "void"): State.VOID,
        (State.BOOKED, "hand_over"): State.PICKED_UP,
        (State.BOOKED, "book"): State.BOOKED,
        (State.BOOKED, "check"): State.BOOKED,
        (State.BOOKED, "reject"): State.DRAFT,
        (State.BOOKED, "void"): State.VOID,
    },
)
