"""The lives of a consignment, a difference, a handover and a request; how far an exchange is."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from shouhou.kernel.workflow import Lifecycle


class ConsignmentState(TextChoices):
    """Where an inbound consignment stands (C3.1). "Closed" is a query, not a state."""

    SIGNED = "signed", _("Signed for")
    COUNTING = "counting", _("Being counted")
    DISCREPANT = "discrepant", _("Differences open")
    COUNTED = "counted", _("Counted")
    SUBMITTED = "submitted", _("Submitted")
    BOOKED = "booked", _("Booked in")
    RETURNED = "returned", _("Sent back")
    REFUSED = "refused", _("Refused at the door")


CONSIGNMENT = Lifecycle(
    name="consignment",
    initial=ConsignmentState.SIGNED,
    table={
        (ConsignmentState.SIGNED, "start_count"): ConsignmentState.COUNTING,
        (ConsignmentState.SIGNED, "match"): ConsignmentState.SIGNED,
        (ConsignmentState.COUNTING, "match"): ConsignmentState.COUNTING,
        (ConsignmentState.DISCREPANT, "match"): ConsignmentState.COUNTING,
        (ConsignmentState.COUNTED, "match"): ConsignmentState.COUNTING,
        (ConsignmentState.COUNTING, "finish_count"): ConsignmentState.COUNTED,
        (ConsignmentState.COUNTING, "find_differences"): ConsignmentState.DISCREPANT,
        (ConsignmentState.DISCREPANT, "resolve_all"): ConsignmentState.COUNTED,
        (ConsignmentState.DISCREPANT, "recount"): ConsignmentState.COUNTING,
        (ConsignmentState.COUNTED, "recount"): ConsignmentState.COUNTING,
        (ConsignmentState.SIGNED, "turn_away"): ConsignmentState.REFUSED,
        (ConsignmentState.REFUSED, "take_in"): ConsignmentState.SIGNED,
        (ConsignmentState.SIGNED, "refuse"): ConsignmentState.RETURNED,
        (ConsignmentState.DISCREPANT, "refuse"): ConsignmentState.RETURNED,
        (ConsignmentState.COUNTED, "submit"): ConsignmentState.SUBMITTED,
        (ConsignmentState.SUBMITTED, "reject"): ConsignmentState.COUNTED,
        (ConsignmentState.SUBMITTED, "post"): ConsignmentState.BOOKED,
    },
)


class DiscrepancyState(TextChoices):
    """A difference is open until it is agreed with evidence; it never disappears."""

    OPEN = "open", _("Open")
    AGREED = "agreed", _("Agreed")
    RECOUNTED = "recounted", _("Counted again")


DISCREPANCY = Lifecycle(
    name="discrepancy",
    initial=DiscrepancyState.OPEN,
    table={
        (DiscrepancyState.OPEN, "agree"): DiscrepancyState.AGREED,
        (DiscrepancyState.OPEN, "recount"): DiscrepancyState.RECOUNTED,
    },
)


class HandoverState(TextChoices):
    """A handover slip waits for its receiver, who confirms the count or disputes it."""

    GIVEN = "given", _("Waiting for the receiver")
    ACCEPTED = "accepted", _("Accepted")
    DISPUTED = "disputed", _("Disputed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


HANDOVER = Lifecycle(
    name="handover",
    initial=HandoverState.GIVEN,
    table={
        (HandoverState.GIVEN, "accept"): HandoverState.ACCEPTED,
        (HandoverState.GIVEN, "dispute"): HandoverState.DISPUTED,
        (HandoverState.GIVEN, "withdraw"): HandoverState.WITHDRAWN,
        (HandoverState.DISPUTED, "accept"): HandoverState.ACCEPTED,
        (HandoverState.DISPUTED, "withdraw"): HandoverState.WITHDRAWN,
        (HandoverState.DISPUTED, "part"): HandoverState.WITHDRAWN,
    },
)


class RequestState(TextChoices):
    """Something asked about an agent's account, until somebody else decides it."""

    ASKED = "asked", _("Waiting for a decision")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


REQUEST = Lifecycle(
    name="account_request",
    initial=RequestState.ASKED,
    table={
        (RequestState.ASKED, "grant"): RequestState.GRANTED,
        (RequestState.ASKED, "refuse"): RequestState.REFUSED,
        (RequestState.ASKED, "withdraw"): RequestState.WITHDRAWN,
    },
)


class ExchangeState(TextChoices):
    """How far an exchange order has come (C3.2): a query over lower facts (`progress`), never kept.

    Done is what the courier has: from then on the parcel's own life tells where the pieces are.
    """

    WAITING = "wait_stock", _("Waiting for stock")
    JUDGING = "judging", _("Reserved, old piece to be judged")
    RESERVED = "reserved", _("Reserved, to be picked")
    PICKED = "picked", _("Picked, codes to be matched")
    READY = "ready", _("Ready to issue")
    SHIPPING = "shipping", _("Being shipped")
    DONE = "done", _("With the courier")
    CANCELLED = "cancelled", _("Settled otherwise")
