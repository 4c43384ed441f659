"""Master data and policies that somebody entered and somebody else has to approve."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from shouhou.accounts.models import User
from shouhou.catalog.models import Part, PartSubstitute, PhoneModel, PolicyVersion
from shouhou.partners.models import Agent, Carrier, Supplier
from shouhou.reports.todo.queue import Queue, queue

Source = Callable[[User], Queue]


def models(_user: User) -> Queue:
    """Phone models; before parts, which wait for theirs."""
    rows = PhoneModel.objects.filter(approved_by=None).order_by("code")
    return queue("phone_models", "phone_model", rows, lambda row: (row.code, row.name, None))


def parts(_user: User) -> Queue:
    """Parts as they were entered or edited."""
    rows = Part.objects.filter(approved_by=None).order_by("part_no")
    return queue("parts", "part", rows, lambda row: (row.part_no, row.name, None))


def substitutes(_user: User) -> Queue:
    """What was proposed to stand in, by the part it stands in for."""
    rows = PartSubstitute.objects.filter(approved_by=None).select_related("part", "substitute")
    return queue(
        "substitutes",
        "part",
        rows.order_by("part__part_no"),
        lambda row: (row.part.part_no, f"← {row.substitute}", None),
    )


def policies(_user: User) -> Queue:
    """Drafted versions of policies."""
    rows = PolicyVersion.objects.filter(approved_by=None).order_by("effective_from")
    return queue(
        "policies",
        "policy",
        rows,
        lambda row: (f"{row.get_kind_display()} {row.version}", str(row.effective_from), None),
    )


def _partners(model: type[Agent | Supplier | Carrier], key: str, noun: str, _user: User) -> Queue:
    rows = model.objects.filter(active=False, approved_by=None).order_by("code")
    return queue(key, noun, rows, lambda row: (row.code, row.name, None))


agents: Source = partial(_partners, Agent, "new_agents", "agent_entered")
suppliers: Source = partial(_partners, Supplier, "new_suppliers", "supplier")
carriers: Source = partial(_partners, Carrier, "new_carriers", "carrier")
