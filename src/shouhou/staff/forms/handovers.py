"""What the handovers are filtered by, and what a receiver counted."""

from __future__ import annotations

from collections.abc import Iterable

import django_filters
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from shouhou.exchange.lifecycle import HandoverState
from shouhou.exchange.models import Handover, HandoverLine
from shouhou.kernel.refusals import Invalid
from shouhou.partners.models import Agent
from shouhou.stock.models import Place
from shouhou.stock.places import Code


class HandoverFilter(django_filters.FilterSet):
    """What the list of handovers is filtered by."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=HandoverState.choices)
    target = django_filters.ModelChoiceFilter(
        label=_("To"), queryset=Place.objects.filter(code__in=[Code.BENCH, Code.TURNOVER])
    )
    agent = django_filters.ModelChoiceFilter(label=_("Agent"), queryset=Agent.objects.all())

    class Meta:
        model = Handover
        fields = ("state", "target", "agent")


def counted(lines: Iterable[HandoverLine], typed: QueryDict) -> dict[int, int]:
    """The receiver's count of every line: what he scanned of tracked pieces, else what he typed."""
    return {
        row.pk: (row.confirmed or 0) if row.line.unit_id else _typed(row, typed) for row in lines
    }


def _typed(row: HandoverLine, typed: QueryDict) -> int:
    number = typed.get(f"line-{row.pk}", "").strip()
    if not number.isdecimal():
        raise Invalid("exchange.count_every_line", where=row.handover.number)
    return int(number[:9])
