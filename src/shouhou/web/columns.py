"""The columns of a list, declared once for the screen, the phone and the workbook."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from shouhou.web import formats
from shouhou.web.badges import badge, condition_badge, said
from shouhou.web.words import tone


class Kind(StrEnum):
    """How a column's values are written and aligned."""

    TEXT = "text"
    CODE = "code"
    NUMBER = "number"
    MONEY = "money"
    DAY = "day"
    WHEN = "when"
    STATE = "state"
    CONDITION = "condition"
    FLAG = "flag"


@dataclass(frozen=True)
class Link:
    """Leads to the page `url_name`, whose one argument is the row's attribute `by`."""

    url_name: str
    by: str = "pk"

    def of(self, row: Any) -> str:
        return reverse(self.url_name, args=[attrgetter(self.by)(row)])


@dataclass(frozen=True)
class Column:
    """One column: its heading, where its value comes from, and how it is shown.

    `value` is an attribute path (`agent.name`) or a function of the row. `sort` names the
    database column to sort by, which must have an index and no nulls; without it the heading
    is not clickable.
    """

    label: str | Promise
    value: str | Callable[[Any], Any]
    kind: Kind = Kind.TEXT
    link: Link | None = None
    sort: str = ""

    def of(self, row: Any) -> Any:
        """The plain value, as the workbook takes it."""
        return attrgetter(self.value)(row) if isinstance(self.value, str) else self.value(row)

    def written(self, row: Any) -> Any:
        """The value for the workbook: codes by their words, fen and times as they are."""
        value = self.of(row)
        if self.kind in {Kind.STATE, Kind.CONDITION} and value is not None:
            return self._label(row, value)
        if self.kind is Kind.FLAG:
            return _("yes") if value else ""
        return value

    def opening(self) -> SafeString:
        """The tag that every cell of this column begins with; made once a page, not once a row."""
        return format_html('<td class="{}" data-label="{}">', self.kind, self.label)

    def shown(self, row: Any) -> SafeString:
        """The value for the screen."""
        value = self.of(row)
        if value is None or value == "":
            return MISSING
        shown = self._shown(row, value)
        if self.link:
            return format_html('<a href="{}">{}</a>', self.link.of(row), shown)
        return shown

    def _shown(self, row: Any, value: Any) -> SafeString:
        if self.kind is Kind.STATE:
            return badge(self._label(row, value), tone(value))
        if self.kind is Kind.CONDITION:
            return condition_badge(value)
        return conditional_escape(_WRITERS.get(self.kind, str)(value))

    def _label(self, row: Any, code: str) -> str:
        """A state or condition by the label its row gives it, else by what the models say."""
        display = getattr(row, f"get_{self.value}_display", None)
        return str(display()) if display else said(self.kind, code)


MISSING = format_html('<span class="missing">{}</span>', "—")
_WRITERS: dict[Kind, Callable[[Any], str]] = {
    Kind.NUMBER: formats.number,
    Kind.MONEY: formats.money,
    Kind.DAY: formats.day,
    Kind.WHEN: formats.when,
    Kind.FLAG: lambda value: "✓" if value else "",
}
