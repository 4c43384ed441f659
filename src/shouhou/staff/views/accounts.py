"""The agents' accounts: what we owe each and what he owes us, line by line."""

from __future__ import annotations

from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from shouhou.exchange.models import AccountRequest, ExchangeLine, ReturnObligation
from shouhou.partners.models import Agent
from shouhou.reports import accounts
from shouhou.staff.forms.account_requests import OwedFilter
from shouhou.staff.forms.accounts import AgentFilter
from shouhou.staff.permits import who
from shouhou.staff.screens.consignment_page import shown
from shouhou.web.columns import Column, Kind, Link
from shouhou.web.lists import ListPage


class Agents(ListPage):
    """Every agent with what we owe him."""

    title = _("Agents' accounts")
    filter_set = AgentFilter
    sort = "code"
    icon = "users"
    empty_text = _("No agent yet. The material clerk enters them, the supervisor approves.")
    columns = (
        Column(_("Code"), "code", Kind.CODE, Link("account", "code"), "code"),
        Column(_("Name"), "name"),
        Column(_("City"), "city"),
        Column(_("Contact"), "contact"),
        Column(_("We owe"), "owed", Kind.NUMBER),
        Column(_("Agent owes"), "outstanding", Kind.NUMBER),
    )

    def rows(self) -> QuerySet[Any]:
        """The agents this person may see, with what we owe them and they owe us."""
        mine = Agent.objects.visible_to(who(self.request))
        return mine.annotate(owed=_left(ExchangeLine), outstanding=_left(ReturnObligation))


class OwedLines(ListPage):
    """What we owe, line by line, the oldest first."""

    title = _("What we owe")
    filter_set = OwedFilter
    sort = "pk"
    empty_text = _("Nothing is owed to anybody.")
    columns = (
        Column(
            _("Consignment"),
            "consignment.number",
            Kind.CODE,
            Link("consignment", "consignment.number"),
        ),
        Column(_("Agent"), "agent", link=Link("account", "agent.code")),
        Column(_("Part"), "part"),
        Column(_("Serial"), lambda row: row.unit and row.unit.label, Kind.CODE),
        Column(_("We owe"), "owed", Kind.NUMBER),
        Column(_("Way"), lambda row: row.get_route_display()),
        Column(_("Since"), "since", Kind.WHEN),
    )

    def rows(self) -> QuerySet[Any]:
        """What this person may see."""
        mine = ExchangeLine.objects.visible_to(who(self.request)).filter(settled__lt=F("quantity"))
        return mine.select_related("agent", "part", "unit", "consignment")


def show(request: HttpRequest, code: str) -> HttpResponse:
    """One agent's account."""
    agent = get_object_or_404(Agent.objects.visible_to(who(request)), code=code)
    return render(request, "staff/accounts/show.html", _account(agent))


def _account(agent: Agent) -> dict[str, Any]:
    """Both debts of an agent, and what is asked about them."""
    asked = AccountRequest.objects.filter(agent=agent, state="asked").select_related("part")
    return {
        "agent": agent,
        "account": accounts.summary(agent),
        "parts": accounts.by_part(agent),
        "lines": [shown(at) for at in accounts.open_lines(agent)],
        "obligations": accounts.open_obligations(agent),
        "promised": accounts.promised_by(agent),
        "asked": asked.order_by("pk"),
    }


def _left(debts: type[ExchangeLine | ReturnObligation]) -> Coalesce:
    """The pieces of an agent's debts of one direction that are not settled."""
    rows = debts.objects.filter(agent=OuterRef("pk")).order_by().values("agent")
    left = rows.annotate(pieces=Sum(F("quantity") - F("settled"))).values("pieces")
    return Coalesce(Subquery(left), 0)
