"""The list page that every list is: filtered, sorted, paged and exported by its URL."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise, cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views import View

from shouhou.kernel.refusals import Invalid
from shouhou.web.columns import Column
from shouhou.web.exports import export
from shouhou.web.paging import Order, Page, page_of

CLOSING = SafeString("</td>")
OUR_PARAMETERS = {"sort", "before", "after", "export"}


class ListPage(View):
    """A list. A subclass names its columns and its rows, and is done.

    `sort` is the order at first sight; the headings offer the columns' own. `filter_set` is a
    django-filter class; `template_name` may extend `web/list.html` to add a toolbar.
    """

    title: ClassVar[str | Promise]
    columns: ClassVar[Sequence[Column]]
    sort: ClassVar[str] = "-pk"
    filter_set: ClassVar[type[django_filters.FilterSet] | None] = None
    page_size: ClassVar[int] = 50
    empty_text: ClassVar[str | Promise] = _("Nothing here yet.")
    template_name: ClassVar[str] = "web/list.html"

    def rows(self) -> QuerySet[Any]:
        """What the list is about, scoped to `self.request.user`, related rows joined."""
        raise NotImplementedError

    def context(self) -> dict[str, Any]:
        """What a template of the subclass's own needs besides the list."""
        return {}

    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponseBase:
        if request.GET.get("export"):
            return export(request, str(self.title), self.columns, self._sorted())
        return self._shown(request)

    @cached_property
    def filters(self) -> django_filters.FilterSet | None:
        """The filter set, bound to the URL."""
        if self.filter_set is None:
            return None
        return self.filter_set(self.request.GET, self.rows(), request=self.request)

    @cached_property
    def order(self) -> Order:
        """The order in the URL, if a heading offers it."""
        name = self.request.GET.get("sort", "") or self.sort
        allowed = {column.sort for column in self.columns if column.sort}
        if name != self.sort and name.removeprefix("-") not in allowed:
            raise Invalid("web.no_such_sort", where="sort", sort=name)
        return Order.named(name)

    def _filtered(self) -> QuerySet[Any]:
        if self.filters is None:
            return self.rows()
        # A filter that cannot be understood shows nothing rather than everything.
        return self.filters.qs if self.filters.is_valid() else self.rows().none()

    def _sorted(self) -> QuerySet[Any]:
        return self.order.apply(self._filtered())

    def _page(self) -> Page:
        at = self.request.GET
        return page_of(
            self._filtered(),
            self.order,
            size=self.page_size,
            before=at.get("before", ""),
            after=at.get("after", ""),
        )

    def _shown(self, request: HttpRequest) -> HttpResponse:
        page = self._page()
        context = {
            "title": self.title,
            "empty_text": self.empty_text,
            "filters": self.filters,
            "filters_used": self._filters_used(),
            "headings": [self._heading(column) for column in self.columns],
            "lines": self._lines(page.rows),
            "page": page,
            **self.context(),
        }
        return render(request, self.template_name, context)

    def _filters_used(self) -> int:
        given = [name for name, value in self.request.GET.items() if value]
        return len(set(given) - OUR_PARAMETERS)

    def _lines(self, rows: Sequence[Any]) -> list[SafeString]:
        """The rows as HTML of escaped parts; a template loop over cells takes twice as long."""
        columns = [(column.opening(), column.shown) for column in self.columns]
        return [
            SafeString("".join([opening + shown(row) + CLOSING for opening, shown in columns]))
            for row in rows
        ]

    def _heading(self, column: Column) -> dict[str, Any]:
        """A heading: sorted by it or not, and what a click would sort by."""
        is_sorted = bool(column.sort) and column.sort == self.order.column
        descends = is_sorted and self.order.is_descending
        towards = "" if not is_sorted else "descending" if descends else "ascending"
        follows = f"-{column.sort}" if is_sorted and not descends else column.sort
        return {"column": column, "sorted": towards, "sort": follows}
