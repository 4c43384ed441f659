"""Where a person may go: the department's navigation, by what he may do."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from shouhou.accounts.models import User
from shouhou.web.navigation import Group, Item

# (label, URL name, icon, permission: empty for everybody)
_MAP = (
    (
        "",
        ((_("To do"), "home", "list-checks", ""),),
    ),
    (
        _("Receiving"),
        (
            (_("Sign for parcels"), "sign", "package-plus", "exchange.sign_parcel"),
            (_("Notices"), "notices", "bell", "exchange.view_consignment"),
            (_("Consignments"), "consignments", "package-open", "exchange.view_consignment"),
            (_("Differences"), "discrepancies", "scale", "exchange.view_consignment"),
            (_("Handovers"), "handovers", "arrow-right-left", "exchange.view_handover"),
        ),
    ),
    (
        _("Workshop"),
        (
            (_("Repair bench"), "repair_orders", "wrench", "repair.view_order"),
            (_("Turnover warehouse"), "turnover", "refresh-cw", "exchange.view_handover"),
            (_("Exchange orders"), "exchanges", "replace", "exchange.view_exchange"),
            (_("Shortages"), "shortages", "hourglass", "stock.view_shortage"),
        ),
    ),
    (
        _("Shipping"),
        (
            (_("Ready to ship"), "ready", "package-check", "shipping.view_shipment"),
            (_("Documents to pack"), "packing", "package", "shipping.view_shipment"),
            (_("Shipments"), "shipments", "truck", "shipping.view_shipment"),
            (_("Manifests"), "manifests", "clipboard-check", "shipping.view_shipment"),
        ),
    ),
    (
        _("Accounts"),
        (
            (_("Agents' accounts"), "agents", "users", "exchange.view_account"),
            (_("What we owe"), "owed", "scroll-text", "exchange.view_account"),
            (_("Old parts owed"), "obligations", "archive-restore", "exchange.view_account"),
            (
                _("Account requests"),
                "account_requests",
                "message-circle-question-mark",
                "exchange.view_account",
            ),
        ),
    ),
    (
        _("Ledger"),
        (
            (_("Waiting to be posted"), "posting_queue", "stamp", "stock.post_document"),
            (_("Arrivals to confirm"), "posting_queue", "package-check", "stock.confirm_transfer"),
            (_("Documents"), "documents", "files", "stock.view_document"),
            (_("Receive stock"), "receipt_new", "archive-restore", "stock.make_receipt"),
            (_("Transfer stock"), "transfer_new", "move-right", "stock.make_transfer"),
            (_("Stock"), "stock", "boxes", "stock.view_stock"),
            (_("Day-book"), "day_book", "book-open-text", "exchange.view_day_book"),
            (_("Turnover register"), "turnover_register", "table", "stock.view_stock"),
            (_("Month-end close"), "months", "calendar-check", "stock.view_period"),
        ),
    ),
    (
        _("Administration"),
        (
            (_("Parts"), "parts", "cpu", "catalog.view_part"),
            (_("Phone models"), "phone_models", "smartphone", "catalog.view_part"),
            (_("Partners"), "partners", "handshake", "partners.view_agent"),
            (_("Policies"), "policies", "scale", "catalog.draft_policy"),
            (_("Policies"), "policies", "scale", "catalog.approve_policy"),
            (_("Places"), "places", "map-pin", "stock.assign_custodian"),
            (_("Working calendar"), "calendar", "calendar-days", "catalog.maintain_part"),
            (_("Custody"), "custody", "key-round", "stock.assign_custodian"),
            (_("Delegation"), "delegations", "user-check", "accounts.delegate_posting"),
            (_("Delegation"), "delegations", "user-check", "accounts.approve_delegation"),
            (_("People"), "people", "user-cog", "accounts.manage_user"),
            (_("Trail"), "trail", "footprints", "accounts.view_trail"),
            (_("Security events"), "security", "shield", "accounts.view_security"),
        ),
    ),
)


def for_user(user: User) -> list[Group]:
    """The groups with something in them for this person."""
    groups = []
    for label, entries in _MAP:
        items = tuple(
            Item(label=name, url=url, icon=icon)
            for name, url_name, icon, permission in entries
            if (not permission or user.has_perm(permission)) and (url := _url(url_name))
        )
        if items:
            groups.append(Group(label=label, items=items))
    return groups


def _url(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
