"""The agents' accounts: what we owe each, line by line, and what he owes us."""

from __future__ import annotations

from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from shouhou.exchange.models import ExchangeLine
from shouhou.partners.models import Agent
from shouhou.reports import accounts
from shouhou.staff.forms.accounts import AgentFilter
from shouhou.staff.permits import who
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
    )

    def rows(self) -> QuerySet[Any]:
        """The agents this person may see, with the pieces we owe them."""
        lines = ExchangeLine.objects.filter(agent=OuterRef("pk")).order_by().values("agent")
        owed = lines.annotate(pieces=Sum(F("quantity") - F("settled"))).values("pieces")
        mine = Agent.objects.visible_to(who(self.request))
        return mine.annotate(owed=Coalesce(Subquery(owed), 0))


def show(request: HttpRequest, code: str) -> HttpResponse:
    """One agent's account."""
    agent = get_object_or_404(Agent.objects.visible_to(who(request)), code=code)
    context = {
        "agent": agent,
        "parts": accounts.by_part(agent),
        "owed": accounts.owed_to(agent),
        "promised": accounts.promised_by(agent),
    }
    return render(request, "staff/accounts/show.html", context)
