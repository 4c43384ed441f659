"""The turnover warehouse summed up by periods and groups; every row leads to its entries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from shouhou.catalog.models import Part
from shouhou.kernel import clock
from shouhou.partners.models import Agent
from shouhou.reports.turnover_sums import By, Row, Step, sums
from shouhou.staff.forms.turnover_register import LONGEST, SumsForm
from shouhou.staff.paper import turnover_sheet

SHOWN = 500


@dataclass(frozen=True)
class Shown:
    """A row, and the entries of the register behind it, if one page holds them."""

    row: Row
    url: str


def show(request: HttpRequest) -> HttpResponseBase:
    """The sums between two days; of this month by weeks, when none are named."""
    form = SumsForm(request.GET if "first" in request.GET else _usual(clock.today()))
    if not form.is_valid():
        return render(request, "staff/turnover_register/sums.html", {"form": form})
    rows = sums(*form.days(), step=Step(form.cleaned_data["step"]), by=By(form.cleaned_data["by"]))
    if request.GET.get("export"):
        return turnover_sheet.sums(request, rows)
    shown = [Shown(row, _entries_behind(row)) for row in islice(rows, SHOWN + 1)]
    context = {"form": form, "rows": shown[:SHOWN], "hidden": len(shown) > SHOWN}
    return render(request, "staff/turnover_register/sums.html", context)


def _usual(today: date) -> dict[str, Any]:
    return {"first": today.replace(day=1), "last": today, "step": Step.WEEK, "by": By.CLASS}


def _entries_behind(row: Row) -> str:
    """The register narrowed to the row: its figures are the sums of those entries."""
    period, narrowing = row.period, _narrowing(row)
    if narrowing is None or period.last - period.first > LONGEST:
        return ""
    days = {"first": period.first.isoformat(), "last": period.last.isoformat()}
    return f"{reverse('turnover_register')}?{urlencode(days | narrowing)}"


def _narrowing(row: Row) -> dict[str, str] | None:
    match row.group:
        case Part():
            return {"part": row.group.part_no}
        case Agent():
            return {"agent": str(row.group.pk)}
        case Part.MaterialClass():
            return {"material_class": row.group.value}
        case _:
            return {} if row.is_whole else None
