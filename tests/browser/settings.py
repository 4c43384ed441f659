"""The tests' settings for a server that a browser works with.

Pages are watched as everywhere; what is posted is not: a queue of documents is posted one by one,
each in a transaction of its own, and the gate reads every order of a tray anew.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from zeal.middleware import zeal_middleware

from tests.settings import *  # noqa: F403 - a settings module is its names
from tests.settings import MIDDLEWARE


def watch_pages(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Watch for N+1 queries when something is read."""
    watched = zeal_middleware(answer)

    def middleware(request: HttpRequest) -> HttpResponse:
        return (watched if request.method == "GET" else answer)(request)

    return middleware


MIDDLEWARE[MIDDLEWARE.index("zeal.middleware.zeal_middleware")] = (
    "tests.browser.settings.watch_pages"
)
