"""A column with a time by which something is due, in red when it is late."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from shouhou.web.badges import badge
from shouhou.web.columns import Column


@dataclass(frozen=True)
class DueColumn(Column):
    """A time; `late` tells of a row whether it has passed in vain."""

    late: Callable[[Any], bool] = lambda row: row.late

    def _shown(self, row: Any, value: Any) -> SafeString:
        shown = super()._shown(row, value)
        return format_html("{} {}", shown, badge(_("late"), "bad")) if self.late(row) else shown
