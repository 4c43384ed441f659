"""The role table: which role holds which permission (domain.md C2), in Django's own language.

A permission is `room.verb_noun`; templates ask `{{ perms.stock.post_document }}`, commands ask
`duties.require(by, "stock.post_document")`. The system administrator holds no business permission.
"""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """The posts of the department and of those around it."""

    SUPERVISOR = "supervisor", _("After-sales supervisor")
    FRONT_DESK = "front_desk", _("Front desk")
    ENGINEER = "engineer", _("Repair engineer")
    KEEPER = "keeper", _("Warehouse keeper")
    MATERIAL_CLERK = "material_clerk", _("Material clerk")
    LOGISTICS = "logistics", _("Logistics clerk")
    MANAGEMENT = "management", _("Management")
    FINANCE = "finance", _("Finance")
    RD = "rd", _("R&D engineering")
    QUALITY = "quality", _("Quality")
    PURCHASING = "purchasing", _("Purchasing")
    AUDITOR = "auditor", _("Auditor")
    AGENT = "agent", _("Agent")
    SYSADMIN = "sysadmin", _("System administrator")


VIEW_WORK = frozenset(
    {
        "catalog.view_part",
        "exchange.view_account",
        "exchange.view_consignment",
        "exchange.view_handover",
        "partners.view_agent",
        "repair.view_order",
        "shipping.view_shipment",
        "stock.view_document",
        "stock.view_shortage",
        "stock.view_stock",
    }
)

POSTING = frozenset({"stock.approve_document", "stock.post_document"})
"""What a supervisor may delegate for a range of days (A7 D4)."""

DELEGATED = POSTING | {"stock.view_document"}
"""What whoever stands in for him may do in those days: post, and see what he posts."""

_GRANTS: dict[Role, frozenset[str]] = {
    Role.SUPERVISOR: VIEW_WORK
    | POSTING
    | {
        "accounts.delegate_posting",
        "accounts.view_trail",
        "catalog.approve_part",
        "catalog.draft_policy",
        "exchange.close_day",
        "exchange.decide_account",
        "exchange.decide_discrepancy",
        "exchange.refuse_consignment",
        "exchange.view_day_book",
        "exchange.view_exchange",
        "partners.approve_partner",
        "repair.approve_verdict",
        "repair.assign_order",
        "repair.pool_unit",
        "stock.assign_custodian",
        "stock.close_period",
        "stock.prioritise_shortage",
        "stock.reverse_document",
        "stock.view_period",
    },
    Role.FRONT_DESK: VIEW_WORK
    | {
        "exchange.ask_account",
        "exchange.count_consignment",
        "exchange.enter_notice",
        "exchange.fill_day_book",
        "exchange.hand_over",
        "exchange.import_packing_list",
        "exchange.resolve_discrepancy",
        "exchange.settle_old_part",
        "exchange.sign_parcel",
        "exchange.submit_booking",
        "exchange.view_day_book",
        "exchange.view_exchange",
        "shipping.check_packing",
        "shipping.fill_logistics",
        "shipping.make_shipment",
        "shipping.pack_shipment",
        "stock.draft_reversal",
        "stock.make_outbound",
        "stock.register_shortage",
    },
    Role.ENGINEER: VIEW_WORK
    | {
        "exchange.accept_handover",
        "exchange.view_exchange",
        "repair.inspect_unit",
        "repair.release_unit",
        "repair.qc_unit",
        "stock.draft_reversal",
        "stock.make_judgement",
    },
    Role.KEEPER: VIEW_WORK
    | {
        "exchange.accept_handover",
        "exchange.close_turnover_day",
        "exchange.swap_piece",
        "exchange.view_exchange",
        "stock.confirm_transfer",
        "stock.draft_reversal",
        "stock.make_judgement",
        "stock.make_receipt",
        "stock.make_transfer",
    },
    Role.MATERIAL_CLERK: VIEW_WORK
    | {
        "catalog.maintain_part",
        "exchange.ask_account",
        "exchange.settle_old_part",
        "exchange.view_exchange",
        "partners.maintain_partner",
        "stock.draft_reversal",
        "stock.make_receipt",
        "stock.make_scrap",
        "stock.make_transfer",
        "stock.register_shortage",
    },
    Role.LOGISTICS: VIEW_WORK
    | {
        "exchange.sign_parcel",
        "shipping.check_packing",
        "shipping.fill_logistics",
        "shipping.hand_over_parcels",
        "shipping.make_shipment",
        "shipping.pack_shipment",
    },
    Role.MANAGEMENT: VIEW_WORK
    | {
        "accounts.approve_delegation",
        "accounts.view_trail",
        "catalog.approve_policy",
        "exchange.view_exchange",
        "stock.view_period",
    },
    Role.FINANCE: frozenset(
        {
            "catalog.view_part",
            "exchange.charge_agent",
            "exchange.view_account",
            "partners.view_agent",
            "shipping.view_shipment",
            "stock.view_document",
            "stock.view_period",
            "stock.view_stock",
        }
    ),
    Role.RD: frozenset({"catalog.maintain_model", "catalog.view_part", "repair.view_order"}),
    Role.QUALITY: VIEW_WORK | {"repair.qc_unit", "stock.inspect_receipt"},
    Role.PURCHASING: frozenset({"catalog.view_part", "stock.view_stock"}),
    Role.AUDITOR: VIEW_WORK
    | {
        "accounts.view_trail",
        "exchange.view_day_book",
        "exchange.view_exchange",
        "stock.view_period",
    },
    Role.AGENT: frozenset(),
    Role.SYSADMIN: frozenset({"accounts.manage_user", "accounts.view_security"}),
}

PERMISSIONS: frozenset[str] = frozenset().union(*_GRANTS.values())
INSIDE = frozenset(Role) - {Role.AGENT, Role.SYSADMIN}
"""The roles that see every agent's rows."""
DEPUTIES = INSIDE - {Role.SUPERVISOR, Role.AUDITOR}
"""The roles whose holders may stand in for the supervisor: an auditor does nothing but read."""


def permissions_of(roles: frozenset[Role]) -> frozenset[str]:
    """All permissions that the given roles hold together."""
    return frozenset().union(*(_GRANTS[role] for role in roles))


def compatible(roles: frozenset[Role]) -> bool:
    """Whether one person may hold these roles at once (SoD 3 and 9, S2.5's segregation anchor).

    The administrator of the system has no business role; whoever posts makes no documents;
    bookkeeping and physical custody are two people; an auditor does nothing but read.
    """
    alone = {Role.SYSADMIN, Role.AUDITOR, Role.AGENT, Role.SUPERVISOR}
    if roles & alone and len(roles) > 1:
        return False
    return not {Role.KEEPER, Role.MATERIAL_CLERK} <= roles
