"""What a field suggests while somebody types: parts, agents, suppliers, models, people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from shouhou.accounts.models import User
from shouhou.catalog.models import Part, PhoneModel
from shouhou.exchange.commands.notices import awaited
from shouhou.exchange.models import InboundNotice
from shouhou.partners.models import Agent, Supplier
from shouhou.staff.permits import permitted
from shouhou.web.forms import as_typed

MOST = 20


@permitted("catalog.view_part")
def parts(request: HttpRequest) -> HttpResponse:
    """Parts that may be used, by number, name or pinyin."""
    found = Part.objects.approved().matching(_typed(request)).order_by("part_no")
    return _options(request, ((part.part_no, part.name) for part in found[:MOST]))


@permitted("partners.view_agent", "accounts.manage_user")
def agents(request: HttpRequest) -> HttpResponse:
    """Active agents, by code, name, city or pinyin."""
    found = Agent.objects.active().matching(_typed(request)).order_by("code")
    return _options(request, ((agent.code, agent.name) for agent in found[:MOST]))


@permitted("exchange.sign_parcel")
def notices(request: HttpRequest) -> HttpResponse:
    """Notices that boxes are still awaited for, by number or agent, the latest first."""
    typed = _typed(request)
    of_agents = Q(agent__in=Agent.objects.matching(typed))
    found = awaited().filter(Q(number__icontains=typed) | of_agents)
    latest = found.select_related("agent", "dealer").order_by("-pk")[:MOST]
    return _options(request, ((notice.number, _told(notice)) for notice in latest))


@permitted("catalog.maintain_part")
def suppliers(request: HttpRequest) -> HttpResponse:
    """Active suppliers, by code or name."""
    found = _named(Supplier.objects.filter(active=True), _typed(request))
    return _options(request, ((supplier.code, supplier.name) for supplier in found[:MOST]))


@permitted("catalog.view_part")
def models(request: HttpRequest) -> HttpResponse:
    """Phone models, by code or name."""
    found = _named(PhoneModel.objects.all(), _typed(request))
    return _options(request, ((model.code, model.name) for model in found[:MOST]))


@permitted("accounts.manage_user", "accounts.delegate_posting", "stock.assign_custodian")
def people(request: HttpRequest) -> HttpResponse:
    """People who can log in, by user name or name."""
    typed = _typed(request)
    active = User.objects.filter(is_active=True)
    found = active.filter(Q(username__icontains=typed) | Q(name__icontains=typed))
    people = found.order_by("username")[:MOST]
    return _options(request, ((person.username, person.name) for person in people))


def _typed(request: HttpRequest) -> str:
    return as_typed(request.GET.get("q", ""))


def _told(notice: InboundNotice) -> str:
    """Whose it is and how much it tells of."""
    owners = " · ".join(str(one) for one in (notice.agent, notice.dealer) if one)
    return f"{owners} ×{notice.boxes}"


def _named(rows: Any, typed: str) -> Any:
    named = Q(code__icontains=typed) | Q(name__icontains=typed) | Q(pinyin__icontains=typed)
    return rows.filter(named).order_by("code")


def _options(request: HttpRequest, found: Iterable[tuple[str, str]]) -> HttpResponse:
    options = [{"value": value, "label": label} for value, label in found]
    return render(request, "web/forms/options.html", {"options": options})
