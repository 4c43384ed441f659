"""Notices: what agents say is on its way."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shouhou.exchange.commands import notices
from shouhou.exchange.models import InboundNotice
from shouhou.staff.forms.notices import NoticeFilter, NoticeForm
from shouhou.staff.permits import who
from shouhou.staff.screens.timelines import timeline_of
from shouhou.web.actions import action
from shouhou.web.columns import Column, Kind, Link
from shouhou.web.lists import ListPage


class Notices(ListPage):
    """Every notice, the newest first."""

    title = gettext_lazy("Notices")
    filter_set = NoticeFilter
    sort = "-number"
    icon = "bell"
    template_name = "staff/notices/list.html"
    empty_text = gettext_lazy("No notice yet. Enter one when an agent says what is coming.")
    columns = (
        Column(gettext_lazy("Number"), "number", Kind.CODE, Link("notice", "number"), "number"),
        Column(gettext_lazy("Agent"), "agent"),
        Column(gettext_lazy("Dealer"), "dealer"),
        Column(gettext_lazy("Carrier"), "carrier"),
        Column(gettext_lazy("Waybills"), "waybills", Kind.CODE),
        Column(gettext_lazy("Boxes"), "boxes", Kind.NUMBER),
        Column(gettext_lazy("Entered"), "entered_at", Kind.WHEN),
        Column(gettext_lazy("Cancelled"), "cancelled_at", Kind.WHEN),
    )

    def rows(self) -> QuerySet[Any]:
        """What this person may see."""
        mine = InboundNotice.objects.visible_to(who(self.request))
        return mine.select_related("agent", "dealer", "carrier")


def new(request: HttpRequest) -> HttpResponse:
    """An empty form."""
    return render(request, "staff/notices/form.html", {"form": NoticeForm()})


@action
def enter(request: HttpRequest) -> HttpResponse:
    """Write a notice down."""
    form = NoticeForm(request.POST)
    if not form.is_valid():
        return render(request, "staff/notices/form.html", {"form": form}, status=422)
    notice = notices.enter(form.announced(), by=who(request))
    messages.success(request, _("%(number)s is entered.") % {"number": notice.number})
    return redirect("notice", notice.number)


def show(request: HttpRequest, number: str) -> HttpResponse:
    """One notice and what arrived for it."""
    notice = _notice(request, number)
    context = {
        "notice": notice,
        "arrived": list(notice.consignments.order_by("pk")),
        "entries": timeline_of(notice),
    }
    return render(request, "staff/notices/show.html", context)


@action
def cancel(request: HttpRequest, number: str) -> HttpResponse:
    """Take a notice back."""
    notices.cancel(_notice(request, number).pk, by=who(request))
    messages.success(request, _("%(number)s is cancelled.") % {"number": number})
    return redirect("notice", number)


def _notice(request: HttpRequest, number: str) -> InboundNotice:
    mine = InboundNotice.objects.visible_to(who(request))
    return get_object_or_404(
        mine.select_related("agent", "dealer", "carrier", "entered_by"), number=number
    )
