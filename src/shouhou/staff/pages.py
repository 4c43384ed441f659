"""Where each noun of the department has its page: the one table from nouns to URLs."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from shouhou.reports.todo import Queue, Row

PAGES = {
    "account_request": "account_request",
    "agent": "account",
    "consignment": "consignment",
    "discrepancy": "discrepancy",
    "document": "document",
    "exchange": "exchange",
    "handover": "handover",
    "manifest": "manifest",
    "notice": "notice",
    "part": "part",
    "phone_model": "phone_model",
    "ready_agent": "ready_agent",
    "repair_order": "repair_order",
    "shipment": "shipment",
    "shortage": "shortage",
    "unit": "unit",
}
"""Nouns whose page goes by a number."""

LISTS = {
    "delegation": "delegations",
    "month": "months",
    "obligation": "obligations",
    "packing": "packing",
    "policy": "policies",
    "replenishment": "turnover_low",
    "turnover": "turnover",
}
"""Nouns whose rows are dealt with on one page."""

CHOSEN = {
    "day_book": ("day_book", "day"),
    "place": ("stock", "place"),
}
"""Nouns whose page is a list or a book, opened at what is named: its URL and the filter."""

PARTNERS = {"agent_entered": "agents", "carrier": "carriers", "supplier": "suppliers"}
"""Nouns whose page is that of a partner, by the sort in its address."""

# (title, icon, the list behind its number: a URL name and what it is filtered by)
QUEUES: dict[str, tuple[str | Promise, str, str]] = {
    "to_post": (_("Documents to approve and post"), "stamp", "posting_queue"),
    "account_requests": (
        _("Account requests to decide"),
        "message-circle-question-mark",
        "account_requests?state=asked",
    ),
    "charges": (
        _("Charges to decide"),
        "receipt-text",
        "account_requests?state=asked&kind=charge",
    ),
    "old_parts": (_("Old parts overdue"), "archive-restore", "obligations?which=overdue"),
    "verdicts": (_("Verdicts to approve"), "gavel", "repair_orders?queue=approve"),
    "unmatched": (
        _("Parcels without an owner"),
        "package-search",
        "consignments?owner=none&state=signed",
    ),
    "differences": (_("Differences to agree"), "scale", "discrepancies?state=open"),
    "to_count": (_("Boxes to count"), "package-open", "consignments?owner=known&state=signed"),
    "to_book": (_("Counted, to be submitted"), "notebook-pen", "consignments?state=counted"),
    "to_sort": (
        _("Booked, to be handed over"),
        "arrow-right-left",
        "consignments?state=booked",
    ),
    "disputes": (_("Handovers in dispute"), "message-circle-warning", "handovers?state=disputed"),
    "to_accept": (_("Handovers to accept"), "hand", "handovers?state=given"),
    "my_orders": (_("On my bench"), "wrench", "repair_orders?queue=mine"),
    "new_orders": (_("Waiting at the bench"), "inbox", "repair_orders?queue=new"),
    "second_opinions": (_("Second opinions wanted"), "users", "repair_orders?queue=second"),
    "to_check": (_("Waiting for QC"), "shield-check", "repair_orders?queue=check"),
    "to_release": (_("Passed, to be released"), "package-check", "release_tray"),
    "to_swap": (_("Accessories to test and swap"), "refresh-cw", "turnover"),
    "staying": (_("Bad pieces that should have left"), "clock-alert", "turnover"),
    "to_replenish": (_("Parts to replenish"), "package-plus", "turnover_low"),
    "ready": (_("Good pieces to issue"), "boxes", "ready"),
    "to_pack": (_("Documents to pack"), "package", "packing"),
    "to_check_parcels": (_("Parcels to check"), "list-checks", "shipments?state=packed"),
    "to_book_parcels": (_("Parcels without a waybill"), "receipt-text", "shipments"),
    "to_give_away": (_("Parcels for the courier"), "truck", "shipments?state=booked"),
    "to_inspect": (_("Deliveries to inspect"), "search-check", "documents?state=draft"),
    "to_receive": (_("Arrivals to confirm"), "package-check", "posting_queue"),
    "to_submit": (_("Inspected, to be submitted"), "send", "documents?state=draft"),
    "rejected": (_("Sent back to me"), "undo-2", "documents?state=draft"),
    "shortages": (_("Shortages"), "hourglass", "shortages"),
    "month": (_("Month to close"), "calendar-check", "months"),
    "delegations": (_("Delegations to approve"), "user-check", "delegations"),
    "phone_models": (_("Phone models to approve"), "smartphone", "phone_models?approved=false"),
    "parts": (_("Parts to approve"), "cpu", "parts?approved=false"),
    "substitutes": (_("Substitutes to approve"), "replace", "parts"),
    "policies": (_("Policies to approve"), "scale", "policies"),
    "new_agents": (_("Agents to approve"), "handshake", "partners?active=false"),
    "new_suppliers": (_("Suppliers to approve"), "handshake", "suppliers?active=false"),
    "new_carriers": (_("Carriers to approve"), "truck", "carriers?active=false"),
}


@dataclass(frozen=True)
class ShownQueue:
    """A queue as the home page shows it."""

    title: str | Promise
    icon: str
    url: str
    queue: Queue
    rows: tuple[tuple[str, Row], ...]


def url_of(noun: str, number: str = "") -> str:
    """The page of a thing by its noun and number."""
    if noun in LISTS:
        return reverse(LISTS[noun])
    if noun in CHOSEN:
        name, chosen_by = CHOSEN[noun]
        return f"{reverse(name)}?{urlencode({chosen_by: number})}"
    if noun in PARTNERS:
        return reverse("partner", args=[PARTNERS[noun], number])
    return reverse(PAGES[noun], args=[number])


def shown(queue: Queue) -> ShownQueue:
    """A queue with its title, its icon and where its rows lead."""
    title, icon, page = QUEUES[queue.key]
    rows = tuple((url_of(queue.noun, row.number or row.label), row) for row in queue.rows)
    name, _question, chosen = page.partition("?")
    return ShownQueue(title, icon, f"{reverse(name)}?{chosen}".rstrip("?"), queue, rows)
