"""Stock: what stands where today or stood on a past day, and the card behind every number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from shouhou.kernel import clock
from shouhou.reports import papers
from shouhou.reports import places as place_report
from shouhou.reports.bin_card import page_of_card
from shouhou.staff.asked import whole_number
from shouhou.staff.forms.stock import StockFilter
from shouhou.staff.paper.pdf import letterhead, printed
from shouhou.staff.permits import who
from shouhou.stock import queries
from shouhou.stock.models import Condition, Holding
from shouhou.web.columns import Column, Kind, Link
from shouhou.web.lists import ListPage

CARD_SIZE = 50

WHERE = (
    Column(
        _("Part number"), "part.part_no", Kind.CODE, Link("part", "part.part_no"), "part__part_no"
    ),
    Column(_("Name"), "part.name"),
    Column(_("Place"), "place", sort="place__code"),
    Column(_("Stock condition"), "condition", Kind.CONDITION),
    Column(_("Lot"), lambda row: "" if row.lot.code == "-" else row.lot.code, Kind.CODE),
    Column(_("Pieces"), "on_day", Kind.NUMBER, Link("bin_card")),
)
PROMISED = (
    Column(_("Reserved"), "reserved", Kind.NUMBER),
    Column(_("Free"), lambda row: row.balance - row.reserved, Kind.NUMBER),
)
"""What is promised is known of today alone."""


class Stock(ListPage):
    title = _("Stock")
    icon = "boxes"
    filter_set = StockFilter
    sort = "part__part_no"
    template_name = "staff/stock/list.html"
    empty_text = _("Nothing stands here. Receiving stock or booking a parcel in brings some.")

    @cached_property
    def columns(self) -> Sequence[Column]:  # type: ignore[override]
        """Balances of a past day say nothing about promises."""
        return WHERE if self.day else WHERE + PROMISED

    @cached_property
    def day(self) -> date | None:
        """The past day in the URL, if there is one."""
        try:
            day = date.fromisoformat(self.request.GET.get("day", ""))
        except ValueError:
            return None
        return day if day < clock.today() else None

    def rows(self) -> QuerySet[Holding]:
        return queries.stock(self.day)

    def context(self) -> dict[str, Any]:
        """The sums over everything that the filters leave."""
        sums = self._filtered().order_by().values_list("condition").annotate(Sum("on_day"))
        totals = dict(sums)
        return {"totals": [(one, totals.get(one, 0)) for one in Condition.values]}


def card(request: HttpRequest, pk: int) -> HttpResponse:
    """The bin card of one holding, newest first."""
    holding = _holding(pk)
    page = page_of_card(holding, size=CARD_SIZE, before=whole_number(request.GET, "before"))
    return render(request, "staff/stock/card.html", {"holding": holding, "card": page})


@require_GET
def card_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The card on paper, with a code that leads back to the live one."""
    address = request.build_absolute_uri(reverse("bin_card", args=[pk]))
    holding, by = _holding(pk), who(request)
    paper = papers.bin_card_of(holding, letterhead(), address, by=by)
    return printed(paper, f"bin-card-{pk}", holding, by=by)


def places(request: HttpRequest) -> HttpResponse:
    """The places of the house with what stands in them."""
    context = {"rows": place_report.inside(), "conditions": Condition.values}
    return render(request, "staff/stock/places.html", context)


def _holding(pk: int) -> Holding:
    inside = Holding.objects.filter(outside=False)
    joined = inside.select_related("part__model", "place", "warehouse", "lot", "last_document")
    return get_object_or_404(joined, pk=pk)
