"""How long posting takes through HTTP against its floor, by document size and stock size."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

from django.db import connection, transaction
from django.urls import reverse

from shouhou.bench import floor
from shouhou.bench.figures import Figure
from shouhou.bench.load import Load, fill, opening, transfer
from shouhou.bench.server import Client
from shouhou.flows import account_requests, dispatch
from shouhou.partners.models import Agent
from shouhou.stock.models import Condition, Document, Unit
from shouhou.stock.places import Code, place
from shouhou.stock.spots import spot

TARGET = {"postgresql": 4.0, "sqlite": 8.0}

Make = Callable[[], Document]
Post = Callable[[Any, int, int], None]
ISSUED = 4
"""Which of the load's parts is issued to agents."""


def figures(load: Load, client: Client, stock: int, *, rounds: int) -> Iterator[Figure]:
    """Posting at one size of stock, receive and transfer, 200 and 2,000 units."""
    limit = TARGET[connection.vendor]
    receive = _pair(load, client, lambda: _receipt(load, 200), rounds)
    yield _figure(f"post 200 units, receive, {stock:,} in stock", receive, limit)
    move = _pair(load, client, lambda: _transfer(load, 200), rounds)
    yield _figure(f"post 200 units, transfer, {stock:,} in stock", move, limit)
    fill(load, 2 * 200 * (rounds + 1) // 2_000 * 2_000 + 2_000, at=Code.TURNOVER, part=ISSUED)
    ship = _pair(load, client, lambda: _issue(load, 200), rounds, below_it=floor.issue)
    yield _figure(f"post 200 units, ship, {stock:,} in stock", ship, limit)
    large = _pair(load, client, lambda: _receipt(load, 2000), 3)
    yield _figure(f"post 2,000 units, receive, {stock:,} in stock", large, limit)
    ratio = large[1] / 2000 / (receive[1] / 200)
    yield Figure(
        f"a unit of 2,000 against a unit of 200, {stock:,} in stock",
        receive[1] / 200,
        large[1] / 2000,
        ratio,
        1.0,
    )


def _figure(name: str, pair: tuple[float, float], limit: float) -> Figure:
    below, ours = pair
    return Figure(name, below, ours, ours / below, limit)


def _pair(
    load: Load, client: Client, make: Make, rounds: int, *, below_it: Post = floor.post
) -> tuple[float, float]:
    """Floor and product in turns, on documents alike; the medians in milliseconds."""
    raw = floor.raw_connection()
    below, ours = [], []
    by = load.people["linlan"].pk
    for _ in range(rounds):
        first, second = make(), make()
        began = time.perf_counter()
        below_it(raw, first.pk, by)
        below.append((time.perf_counter() - began) * 1000)
        url = reverse("document_post", args=[second.number])
        began = time.perf_counter()
        status, _body = client.post(url, {})
        ours.append((time.perf_counter() - began) * 1000)
        second.refresh_from_db()
        if second.state != "posted":
            raise RuntimeError(f"{url} answered {status} and did not post")
    raw.close()
    return sorted(below)[rounds // 2], sorted(ours)[rounds // 2]


def _receipt(load: Load, count: int) -> Document:
    with transaction.atomic():
        return opening(load, load.parts[0], count)


def _issue(load: Load, count: int) -> Document:
    """Good units promised to an agent in advance, scanned off the shelf and on a document."""
    desk, supervisor, part = load.people["hejing"], load.people["linlan"], load.parts[ISSUED]
    agent = Agent.objects.active().order_by("pk")[0]
    shelf = Unit.objects.filter(part=part, holding__place__code=Code.TURNOVER)
    with transaction.atomic():
        wanted = account_requests.Wanted(count, "bench")
        asked = account_requests.ask_advance(agent, part, wanted, by=desk)
        account_requests.grant(asked.pk, by=supervisor)
        free = shelf.filter(reservations=None).order_by("pk").values_list("label", flat=True)
        for label in free[:count]:
            dispatch.pick(agent, label, by=desk)
        ready = {promise.pk: 1 for promise in dispatch.ready(agent) if promise.picked_by_id}
        return dispatch.issue(agent, ready, by=desk)


def _transfer(load: Load, count: int) -> Document:
    part = load.parts[1]
    main, transit = (
        spot(place(code), part.pk, Condition.GOOD) for code in (Code.MAIN, Code.TRANSIT)
    )
    waiting = Unit.objects.filter(part=part, holding__place__code=Code.MAIN)
    free = waiting.exclude(lines__document__state="submitted").order_by("pk")[:count]
    with transaction.atomic():
        return transfer(load, list(free), main, transit)
