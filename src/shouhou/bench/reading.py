"""How long reading takes: a unit's life, stock in a place, stock by part and place; a scan."""

from __future__ import annotations

import time
from collections.abc import Iterator

from django.db import connection, transaction
from django.urls import reverse

from shouhou.bench.figures import Figure, median_ms, percentile
from shouhou.bench.load import Load
from shouhou.bench.server import Client
from shouhou.exchange.commands import counting, packing, signing
from shouhou.exchange.commands.packing import Source
from shouhou.exchange.commands.signing import Arrived
from shouhou.partners.models import Agent, Carrier
from shouhou.stock.models import Place, Unit
from shouhou.stock.places import Code, place

ROUNDS = 25
SCANS = 200
TIMES_BARE = 25.0
SQLITE_MS = 40.0
GROWTH = 1.3
SCAN_MS = 50.0


def pages(load: Load, client: Client) -> dict[str, tuple[float, float]]:
    """Each page's bare query and whole HTML answer, in milliseconds."""
    unit = Unit.objects.filter(holding__place__code=Code.MAIN).order_by("-pk").first()
    assert unit is not None
    main: Place = place(Code.MAIN)
    part = load.parts[0]
    asked = {
        "one serial's whole life": (
            f"""SELECT m.id FROM stock_serial s JOIN stock_move m ON m.unit_id = s.unit_id
                WHERE s.value = '{unit.label}' ORDER BY m.id DESC""",
            reverse("unit", args=[unit.label]),
        ),
        "first page of stock in a place": (
            f"""SELECT * FROM stock_holding WHERE place_id = {main.pk} AND balance <> 0
                ORDER BY part_id LIMIT 50""",
            f"{reverse('stock')}?place={main.pk}",
        ),
        "stock by part and place": (
            f"SELECT * FROM stock_holding WHERE part_id = {part.pk} AND balance <> 0",
            f"{reverse('stock')}?part={part.part_no}",
        ),
    }
    return {
        name: (
            median_ms(lambda q=query: _bare(q), ROUNDS),
            median_ms(lambda u=url: _page(client, u), ROUNDS),
        )
        for name, (query, url) in asked.items()
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


def _bare(query: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(query)
        cursor.fetchall()


def _page(client: Client, url: str) -> None:
    status, _body = client.get(url)
    if status != 200:
        raise RuntimeError(f"{url} answered {status}")
