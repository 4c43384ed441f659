"""Master data and policies that somebody entered and somebody else has to approve."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.db.models import QuerySet

from shouhou.accounts.models import User
from shouhou.catalog.models import Part, PartSubstitute, PhoneModel, PolicyVersion
from shouhou.partners.models import Agent, Carrier, Supplier
from shouhou.reports.todo.queue import Queue, Waiting, queue

Source = Callable[[User], Queue]


def _of_others(rows: QuerySet[Waiting], user: User) -> QuerySet[Waiting]:
    """Nobody approves what he edited last."""
    return rows.exclude(last_edited_by=user)


def models(user: User) -> Queue:
    """Phone models; before parts, which wait for theirs."""
    rows = _of_others(PhoneModel.objects.filter(approved_by=None), user).order_by("code")
    return queue("phone_models", "phone_model", rows, lambda row: (row.code, row.name, None))


def parts(user: User) -> Queue:
    """Parts as they were entered or edited."""
    rows = _of_others(Part.objects.filter(approved_by=None), user).order_by("part_no")
    return queue("parts", "part", rows, lambda row: (row.part_no, row.name, None))


def substitutes(user: User) -> Queue:
    """What was proposed to stand in, by the part it stands in for."""
    rows = _of_others(PartSubstitute.objects.filter(approved_by=None), user).select_related(
        "part", "substitute"
    )
    return queue(
        "substitutes",
        "part",
        rows.order_by("part__part_no"),
        lambda row: (row.part.part_no, f"← {row.substitute}", None),
    )


def policies(user: User) -> Queue:
    """Drafted versions of policies."""
    rows = _of_others(PolicyVersion.objects.filter(approved_by=None), user).order_by(
        "effective_from"
    )
    return queue(
        "policies",
        "policy",
        rows,
        lambda row: (f"{row.get_kind_display()} {row.version}", str(row.effective_from), None),
    )


def _partners(model: type[Agent | Supplier | Carrier], key: str, noun: str, user: User) -> Queue:
    rows = _of_others(model.objects.filter(active=False, approved_by=None), user).order_by("code")
    return queue(key, noun, rows, lambda row: (row.code, row.name, None))


agents: Source = partial(_partners, Agent, "new_agents", "agent_entered")
suppliers: Source = partial(_partners, Supplier, "new_suppliers", "supplier")
carriers: Source = partial(_partners, Carrier, "new_carriers", "carrier")
