"""Agents, suppliers and carriers: three lists, one way to enter, edit, approve and close."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shouhou.partners import commands
from shouhou.partners.facts import PartnerFacts
from shouhou.partners.models import Agent, Carrier, Supplier
from shouhou.staff.asked import reason_of
from shouhou.staff.forms.partners import (
    AgentForm,
    CarrierForm,
    PartnerFilter,
    PartnerForm,
    SupplierForm,
)
from shouhou.staff.permits import who
from shouhou.staff.screens.timelines import timeline_of
from shouhou.web.actions import action
from shouhou.web.columns import Column, Kind
from shouhou.web.lists import ListPage


@dataclass(frozen=True)
class Sort:
    """One sort of partner: its rows, its form, its words."""

    model: type[Agent | Supplier | Carrier]
    form: type[PartnerForm]
    title: str | Promise
    new: str | Promise


SORTS = {
    "agents": Sort(Agent, AgentForm, gettext_lazy("Agents"), gettext_lazy("New agent")),
    "suppliers": Sort(
        Supplier, SupplierForm, gettext_lazy("Suppliers"), gettext_lazy("New supplier")
    ),
    "carriers": Sort(Carrier, CarrierForm, gettext_lazy("Carriers"), gettext_lazy("New carrier")),
}


@dataclass(frozen=True)
class PartnerLink:
    """Leads to the page of a partner of one sort."""

    sort: str

    def of(self, row: Any) -> str:
        return reverse("partner", args=[self.sort, row.code])


class Partners(ListPage):
    """What the three lists have in common."""

    of_sort: ClassVar[str]
    filter_set = PartnerFilter
    icon = "users"
    template_name = "staff/partners/list.html"
    empty_text = gettext_lazy("Nobody yet. The material clerk enters the first.")
    sort = "code"

    def rows(self) -> QuerySet[Any]:
        return QuerySet(SORTS[self.of_sort].model)

    def context(self) -> dict[str, Any]:
        return {"sort": self.of_sort, "sorts": SORTS, "new": SORTS[self.of_sort].new}


def _columns(sort: str, *own: Column) -> tuple[Column, ...]:
    link: Any = PartnerLink(sort)
    code = Column(gettext_lazy("Code"), "code", Kind.CODE, link=link, sort="code")
    active = Column(gettext_lazy("Active"), "active", Kind.FLAG)
    return (code, Column(gettext_lazy("Name"), "name"), *own, active)


class AgentList(Partners):
    of_sort = "agents"
    title = gettext_lazy("Agents")
    columns = _columns(
        "agents",
        Column(gettext_lazy("Kind"), lambda row: row.get_kind_display()),
        Column(gettext_lazy("Province"), "province"),
        Column(gettext_lazy("City"), "city"),
        Column(gettext_lazy("Agent above"), "parent"),
        Column(gettext_lazy("Contact"), "contact"),
        Column(gettext_lazy("Phone"), "phone", Kind.CODE),
    )

    def rows(self) -> QuerySet[Agent]:
        return Agent.objects.visible_to(who(self.request)).select_related("parent")


class SupplierList(Partners):
    of_sort = "suppliers"
    title = gettext_lazy("Suppliers")
    columns = _columns(
        "suppliers",
        Column(gettext_lazy("Contact"), "contact"),
        Column(gettext_lazy("Phone"), "phone", Kind.CODE),
    )


class CarrierList(Partners):
    of_sort = "carriers"
    title = gettext_lazy("Carriers")
    columns = _columns(
        "carriers",
        Column(gettext_lazy("Waybill pattern in use"), "strict_pattern", Kind.CODE),
        Column(gettext_lazy("Highest insured value"), "max_insured_fen", Kind.MONEY),
        Column(gettext_lazy("Days to claim"), "claim_days", Kind.NUMBER),
        Column(gettext_lazy("Monthly account"), "monthly_account", Kind.CODE),
    )


def show(request: HttpRequest, sort: str, code: str) -> HttpResponse:
    """One partner and what happened to him."""
    partner = _partner(sort, code)
    form = _sort(sort).form.of(partner)
    facts = [(field.label, _said(partner, field.name)) for field in form]
    context = {
        "sort": sort,
        "title": _sort(sort).title,
        "partner": partner,
        "facts": facts,
        "past": timeline_of(partner, with_changes=True),
    }
    return render(request, "staff/partners/show.html", context)


def new(request: HttpRequest, sort: str) -> HttpResponse:
    """The empty form."""
    return _form(request, sort, _sort(sort).form())


@action
def add(request: HttpRequest, sort: str) -> HttpResponse:
    """Somebody new, not active until somebody else approves."""
    form = _sort(sort).form(request.POST)
    if not form.is_valid():
        return _form(request, sort, form, status=422)
    facts: PartnerFacts[Any] = form.facts()
    partner = commands.add(facts, by=who(request))
    return _waits(request, sort, partner)


def edit(request: HttpRequest, sort: str, code: str) -> HttpResponse:
    """The form of a partner that is there."""
    return _form(request, sort, _sort(sort).form.of(_partner(sort, code)), code)


@action
def change(request: HttpRequest, sort: str, code: str) -> HttpResponse:
    """The corrected facts."""
    partner = _partner(sort, code)
    form = _sort(sort).form.of(partner, request.POST)
    if not form.is_valid():
        return _form(request, sort, form, code, status=422)
    commands.edit(partner, form.facts(), by=who(request))
    return redirect("partner", sort, code)


@action
def approve(request: HttpRequest, sort: str, code: str) -> HttpResponse:
    """Let business begin."""
    commands.approve(_partner(sort, code), by=who(request))
    return redirect("partner", sort, code)


@action
def close(request: HttpRequest, sort: str, code: str) -> HttpResponse:
    """End the business."""
    reason = reason_of(request.POST)
    commands.close(_partner(sort, code), reason=reason, by=who(request))
    return redirect("partner", sort, code)


def _form(
    request: HttpRequest, sort: str, form: PartnerForm, code: str = "", status: int = 200
) -> HttpResponse:
    context = {"sort": sort, "title": _sort(sort).title, "form": form, "code": code}
    context["new"] = _sort(sort).new
    return render(request, "staff/partners/form.html", context, status=status)


def _waits(request: HttpRequest, sort: str, partner: Any) -> HttpResponse:
    said = _("%(partner)s waits for the supervisor's approval.")
    messages.success(request, said % {"partner": partner})
    return redirect("partner", sort, partner.code)


def _said(partner: Any, name: str) -> Any:
    display = getattr(partner, f"get_{name}_display", None)
    return display() if display else getattr(partner, name)


def _sort(sort: str) -> Sort:
    if sort not in SORTS:
        raise Http404
    return SORTS[sort]


def _partner(sort: str, code: str) -> Any:
    return get_object_or_404(_sort(sort).model, code=code)
