"""Who may open a page: the permissions it asks for, and the person a request comes from."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from django.http import HttpRequest, HttpResponseBase

from shouhou.accounts import duties
from shouhou.accounts.models import User

Route = ParamSpec("Route")
Answer = TypeVar("Answer", bound=HttpResponseBase)


def permitted(
    *permissions: str,
) -> Callable[
    [Callable[Concatenate[HttpRequest, Route], Answer]],
    Callable[Concatenate[HttpRequest, Route], Answer],
]:
    """A page for people who hold at least one of `permissions`.

    Others are refused (`accounts.not_your_role`). Wraps a view that shows something, or a list:
    `permitted("stock.view_document")(Documents.as_view())`. What changes something needs no
    wrapping: its command asks for itself.
    """

    def decorate(
        view: Callable[Concatenate[HttpRequest, Route], Answer],
    ) -> Callable[Concatenate[HttpRequest, Route], Answer]:
        @wraps(view)
        def show(request: HttpRequest, /, *args: Route.args, **kwargs: Route.kwargs) -> Answer:
            duties.require_any(who(request), *permissions)
            return view(request, *args, **kwargs)

        return show

    return decorate


def who(request: HttpRequest) -> User:
    """The person behind a request; every page of this door is behind the login."""
    return cast("User", request.user)
