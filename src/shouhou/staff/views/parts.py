"""The part master: listed, entered, edited, approved, tracked otherwise, substituted."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shouhou.catalog.commands import parts, substitutes
from shouhou.catalog.models import Part, PartSubstitute
from shouhou.flows import retracking
from shouhou.staff.asked import reason_of
from shouhou.staff.forms.parts import PartFilter, PartForm, SubstituteForm, TrackingForm
from shouhou.staff.permits import who
from shouhou.staff.screens.timelines import timeline_of
from shouhou.stock.models import Holding
from shouhou.web.actions import action
from shouhou.web.columns import Column, Kind, Link
from shouhou.web.lists import ListPage


class Parts(ListPage):
    title = gettext_lazy("Parts")
    icon = "cpu"
    filter_set = PartFilter
    sort = "part_no"
    template_name = "staff/parts/list.html"
    empty_text = gettext_lazy("No part yet. The material clerk enters the first.")
    columns = (
        Column(
            gettext_lazy("Part number"),
            "part_no",
            Kind.CODE,
            link=Link("part", "part_no"),
            sort="part_no",
        ),
        Column(gettext_lazy("Name"), "name"),
        Column(gettext_lazy("Fits model"), lambda row: row.model.code if row.model else ""),
        Column(gettext_lazy("Category"), lambda row: row.get_category_display()),
        Column(gettext_lazy("Material class"), lambda row: row.get_material_class_display()),
        Column(gettext_lazy("Tracking"), lambda row: row.get_tracking_display()),
        Column(gettext_lazy("Standard cost"), "cost_fen", Kind.MONEY),
        Column(gettext_lazy("Supplier"), lambda row: row.supplier.code if row.supplier else ""),
        Column(gettext_lazy("Approved"), "approved", Kind.FLAG),
        Column(gettext_lazy("End of life"), "eol", Kind.FLAG),
    )

    def rows(self) -> QuerySet[Part]:
        return Part.objects.select_related("model", "supplier")


def show(request: HttpRequest, part_no: str) -> HttpResponse:
    """One part, what may stand in for it, and where it stands."""
    return render(request, "staff/parts/show.html", _context(_part(part_no)))


def new(request: HttpRequest) -> HttpResponse:
    """The empty form."""
    return render(request, "staff/parts/form.html", {"form": PartForm()})


@action
def add(request: HttpRequest) -> HttpResponse:
    """A new part number."""
    form = PartForm(request.POST)
    if not form.is_valid():
        return render(request, "staff/parts/form.html", {"form": form}, status=422)
    return _waiting(request, parts.add(form.facts(), by=who(request)))


def edit(request: HttpRequest, part_no: str) -> HttpResponse:
    """The form of a part that is there."""
    part = _part(part_no)
    return render(request, "staff/parts/form.html", {"form": PartForm.of(part), "part": part})


@action
def change(request: HttpRequest, part_no: str) -> HttpResponse:
    """The corrected facts."""
    part = _part(part_no)
    form = PartForm.of(part, request.POST)
    if not form.is_valid():
        context = {"form": form, "part": part}
        return render(request, "staff/parts/form.html", context, status=422)
    return _waiting(request, parts.edit(part.pk, form.facts(), by=who(request)))


@action
def approve(request: HttpRequest, part_no: str) -> HttpResponse:
    """Let it be used as it stands."""
    parts.approve(_part(part_no).pk, by=who(request))
    return redirect("part", part_no)


@action
def retrack(request: HttpRequest, part_no: str) -> HttpResponse:
    """Keep it piece by piece, or by quantity, from now on."""
    part = _part(part_no)
    form = TrackingForm(request.POST)
    if not form.is_valid():
        context = _context(part) | {"tracking_form": form}
        return render(request, "staff/parts/show.html", context, status=422)
    retracking.retrack(part.pk, by=who(request), **form.cleaned_data)
    return redirect("part", part_no)


@action
def propose(request: HttpRequest, part_no: str) -> HttpResponse:
    """Propose a substitute."""
    part = _part(part_no)
    form = SubstituteForm(request.POST)
    if not form.is_valid():
        context = _context(part) | {"substitute_form": form}
        return render(request, "staff/parts/show.html", context, status=422)
    substitutes.propose(part, form.cleaned_data["substitute"], by=who(request))
    return redirect("part", part_no)


@action
def approve_substitute(request: HttpRequest, part_no: str, pk: int) -> HttpResponse:
    """Let a substitute be issued."""
    substitutes.approve(_substitute(part_no, pk).pk, by=who(request))
    return redirect("part", part_no)


@action
def withdraw_substitute(request: HttpRequest, part_no: str, pk: int) -> HttpResponse:
    """Let it be issued no longer."""
    reason = reason_of(request.POST)
    substitutes.withdraw(_substitute(part_no, pk).pk, reason=reason, by=who(request))
    return redirect("part", part_no)


def _waiting(request: HttpRequest, part: Part) -> HttpResponse:
    if not part.approved:
        waits = _("%(part)s waits for the supervisor's approval.")
        messages.success(request, waits % {"part": part})
    return redirect("part", part.part_no)


def _context(part: Part) -> dict[str, Any]:
    tracked = {"tracking": part.tracking, "wears": part.wears, "lot_tracked": part.lot_tracked}
    standing = Holding.objects.filter(part=part, outside=False, balance__gt=0)
    return {
        "part": part,
        "substitutions": part.substitutions.select_related("substitute", "last_edited_by"),
        "stands_in": part.stands_in.select_related("part").filter(approved_by__isnull=False),
        "standing": standing.select_related("place", "lot").order_by("place_id", "condition"),
        "total": standing.aggregate(total=Sum("balance"))["total"] or 0,
        "substitute_form": SubstituteForm(),
        "tracking_form": TrackingForm(initial=tracked),
        "past": timeline_of(part, with_changes=True),
    }


def _part(part_no: str) -> Part:
    joined = Part.objects.select_related("model", "supplier", "last_edited_by", "approved_by")
    return get_object_or_404(joined, part_no=part_no)


def _substitute(part_no: str, pk: int) -> PartSubstitute:
    return get_object_or_404(PartSubstitute, pk=pk, part__part_no=part_no)
