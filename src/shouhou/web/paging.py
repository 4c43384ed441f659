"""Pages of a list by key, not by number: as fast on the last page as on the first, no counting."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from typing import Any

from django.core.exceptions import FieldError, ValidationError
from django.db.models import Model, Q, QuerySet

from shouhou.kernel.refusals import Invalid


@dataclass(frozen=True)
class Page:
    """The rows of one page, and the cursors of the pages around it ("" at the ends)."""

    rows: list[Any]
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Order:
    """Sorted by one column that is never null, then by primary key, both in one direction."""

    column: str
    is_descending: bool = False

    @classmethod
    def named(cls, name: str) -> Order:
        """The order that a URL calls `name`: `number`, or `-number` for descending."""
        return cls(name.removeprefix("-"), name.startswith("-"))

    def apply(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        sign = "-" if self.is_descending else ""
        return rows.order_by(f"{sign}{self.column}", f"{sign}pk")

    def turned(self) -> Order:
        return Order(self.column, not self.is_descending)

    def beyond(self, cursor: str) -> Q:
        """The rows that come after the row `cursor` points at."""
        value, pk = _read(cursor)
        than = "lt" if self.is_descending else "gt"
        # The first condition says nothing new, but lets the database enter the index there.
        return Q(**{f"{self.column}__{than}e": value}) & (
            Q(**{f"{self.column}__{than}": value}) | Q(**{self.column: value, f"pk__{than}": pk})
        )

    def cursor(self, row: Model) -> str:
        """Points at `row` in this order."""
        value = reduce(getattr, self.column.split("__"), row)
        written = json.dumps([value, row.pk], default=_plain).encode()
        return urlsafe_b64encode(written).decode().rstrip("=")


def page_of(
    rows: QuerySet[Any], order: Order, *, size: int, before: str = "", after: str = ""
) -> Page:
    """One page of `rows`: the first, or the one before or after a cursor."""
    try:
        if before:
            return _page_before(rows, order, size, before)
        found = list(order.apply(rows.filter(order.beyond(after)) if after else rows)[: size + 1])
    except (ValueError, TypeError, ValidationError, FieldError, OverflowError) as broken:
        raise Invalid("web.bad_cursor", where="after") from broken
    shown, more = found[:size], found[size:]
    return Page(
        shown,
        before=order.cursor(shown[0]) if after and shown else "",
        after=order.cursor(shown[-1]) if more else "",
    )


def _page_before(rows: QuerySet[Any], order: Order, size: int, cursor: str) -> Page:
    turned = order.turned()
    found = list(turned.apply(rows.filter(turned.beyond(cursor)))[: size + 1])
    shown, more = found[:size][::-1], found[size:]
    return Page(
        shown,
        before=order.cursor(shown[0]) if more else "",
        after=order.cursor(shown[-1]) if shown else "",
    )


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _read(cursor: str) -> tuple[Any, int]:
    padded = cursor + "=" * (-len(cursor) % 4)
    value, pk = json.loads(urlsafe_b64decode(padded.encode("ascii")))
    if not isinstance(value, str | int | float) or not isinstance(pk, int):
        raise TypeError("a cursor holds a plain value and a key")
    return value, pk
