"""How long reading takes: a unit's life, stock in a place, stock by part and place; a scan.

The bare query of a page is the page's own: what the ORM sends for its rows, fetched raw.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from django.urls import reverse

from shouhou.bench.figures import Figure, median_ms, percentile
from shouhou.bench.load import Load
from shouhou.bench.server import Client
from shouhou.exchange.commands import counting, packing, signing
from shouhou.exchange.commands.packing import Source
from shouhou.exchange.commands.signing import Arrived
from shouhou.partners.models import Agent, Carrier
from shouhou.stock import queries
from shouhou.stock.models import Unit
from shouhou.stock.places import Code
from shouhou.web.lists import ListPage

ROUNDS = 25
WARM_UP = 16
"""So many pages are opened before any is timed: every thread of the server has seen its tables."""
PAGE = ListPage.page_size + 1
SCANS = 200
TIMES_BARE = 25.0
SQLITE_MS = 40.0
GROWTH = 1.3
SCAN_MS = 50.0


@dataclass(frozen=True)
class Asked:
    """One page: its rows as the page asks for them, where it is, and a word it must show."""

    rows: QuerySet[Any]
    url: str
    shows: str


def pages(load: Load, client: Client) -> dict[str, tuple[float, float]]:
    """Each page's bare query and whole HTML answer, in milliseconds."""
    unit = Unit.objects.filter(holding__place__code=Code.MAIN).order_by("-pk").first()
    assert unit is not None
    shelves = queries.stock().order_by("part__part_no", "pk")
    in_main = shelves.filter(place__code=Code.MAIN)
    of_part = shelves.filter(part__part_no__icontains=load.parts[0].part_no)
    asked = {
        "one serial's whole life": Asked(
            queries.moves_of(unit), reverse("unit", args=[unit.label]), unit.label
        ),
        "first page of stock in a place": Asked(
            in_main[:PAGE], f"{reverse('stock')}?place={Code.MAIN}", in_main[0].part.part_no
        ),
        "stock by part and place": Asked(
            of_part[:PAGE],
            f"{reverse('stock')}?q={load.parts[0].part_no}",
            load.parts[0].part_no,
        ),
    }
    for one in asked.values():
        for _ in range(WARM_UP):
            _whole(client, one)()
    return {
        name: (median_ms(_bare(one.rows), ROUNDS), median_ms(_whole(client, one), ROUNDS))
        for name, one in asked.items()
    }


def figures(
    small: dict[str, tuple[float, float]], large: dict[str, tuple[float, float]]
) -> Iterator[Figure]:
    """The pages at 20,000 and 200,000 units: whole page, and how it grows."""
    for name, (bare, ours) in large.items():
        if connection.vendor == "postgresql":
            yield Figure(f"{name}, 200,000 units", bare, ours, ours / bare, TIMES_BARE)
        else:
            yield Figure(f"{name}, 200,000 units", bare, ours, ours, SQLITE_MS)
        before = small[name][1]
        yield Figure(f"{name}: 200,000 against 20,000", before, ours, ours / before, GROWTH)


def scan(load: Load, client: Client) -> Figure:
    """One scan in a count of 200 pieces: server time, the 95th of a hundred."""
    by = load.people["hejing"]
    carrier = Carrier.objects.get(code="SF")
    agent = Agent.objects.active().order_by("pk").first()
    with transaction.atomic():
        arrived = Arrived(carrier, f"SF1{load.given:012d}")
        box = signing.sign(arrived, by=by, agent=agent)
        packing.keep(box.pk, Source("none"), [], by=by)
        counting.start(box.pk, by=by)
    client.post(reverse("count_part", args=[box.number]), {"part": load.parts[0].part_no})
    url = reverse("count_scan", args=[box.number])
    durations = []
    for serial in load.serials(SCANS):
        began = time.perf_counter()
        status, body = client.post(url, {"scan": serial})
        durations.append((time.perf_counter() - began) * 1000)
        if status != 200 or b"scan-ok" not in body:
            raise RuntimeError(f"the scan of {serial} answered {status}")
    p95 = percentile(durations, 0.95)
    return Figure("one scan in a count of 200, 200,000 in stock, p95", None, p95, p95, SCAN_MS)


def _bare(rows: QuerySet[Any]) -> Callable[[], object]:
    """The rows' own SQL, executed and fetched with nothing made of it."""
    sql, parameters = rows.query.sql_with_params()

    def fetch() -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            cursor.fetchall()

    return fetch


def _whole(client: Client, asked: Asked) -> Callable[[], object]:
    """The whole page over HTTP; it must show what was asked for."""

    def get() -> None:
        status, body = client.get(asked.url)
        if status != 200 or asked.shows.encode() not in body:
            raise RuntimeError(f"{asked.url} answered {status} without {asked.shows}")

    return get
