"""Eight clients at once: transfers to and fro between two places, and boxes received."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.urls import reverse

from shouhou.bench import floor
from shouhou.bench.figures import Figure
from shouhou.bench.load import Load, fill, transfer
from shouhou.bench.server import Client
from shouhou.stock.checks import faults
from shouhou.stock.models import Condition, Document, Transfer, Unit
from shouhou.stock.places import Code, place
from shouhou.stock.spots import spot

CLIENTS = 8
UNITS_A_TRANSFER = 20
UNITS_A_BOX = 20
SHARE_OF_FLOOR = 0.25


@dataclass
class Tally:
    """What the clients of one run did together."""

    units: int = 0
    errors: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, units: int) -> None:
        """So many units more."""
        with self.lock:
            self.units += units

    def wrong(self, what: str) -> None:
        """Something did not go well."""
        with self.lock:
            self.errors.append(what)


def transfers(load: Load, port: int, seconds: float) -> Iterator[Figure]:
    """To and fro between the same two places: units a second against the floor's; no error."""
    floor_rate = _floor_rate(load, seconds / 3)
    documents = _to_and_fro(load, documents=max(40, round(seconds * 12)))
    clients = [[_client(load, port, who) for who in ("linlan", "qinyong")] for _ in documents]
    tally = Tally()
    began = time.monotonic()
    _together(lambda n: _post_all(clients[n], documents[n], began + seconds, tally))
    rate = tally.units / (time.monotonic() - began)
    yield from _figures("8 clients, transfers to and fro", floor_rate, rate, tally)


def boxes(load: Load, port: int, seconds: float) -> Iterator[Figure]:
    """Boxes of 20 serials, imported, inspected and so submitted, posted; units a second."""
    floor_rate = _floor_of_boxes(load, seconds / 3)
    tally = Tally()
    serials = iter(load.serials(10_000_000))
    hands = ("tangxiao", "qa1", "linlan")
    clients = [[_client(load, port, who) for who in hands] for _ in range(CLIENTS)]
    began = time.monotonic()
    _together(lambda n: _receive(load, clients[n], serials, began + seconds, tally))
    rate = tally.units / (time.monotonic() - began)
    yield from _figures("8 clients, boxes of 20 received", floor_rate, rate, tally)


def _figures(name: str, floor_rate: float, rate: float, tally: Tally) -> Iterator[Figure]:
    limit = SHARE_OF_FLOOR if connection.vendor == "postgresql" else None
    share = rate / floor_rate if floor_rate else 0.0
    yield Figure(name, floor_rate, rate, share, limit, unit="units/s", at_least=True)
    wrong = len(tally.errors) + sum(1 for _fault in faults())
    yield Figure(f"{name}: errors and faults in the books", None, wrong, wrong, 0, unit="")
    for error in tally.errors[:3]:
        print("   ", error[:160])


def _together(work: Callable[[int], None]) -> None:
    threads = [threading.Thread(target=work, args=(n,)) for n in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _client(load: Load, port: int, username: str) -> Client:
    client = Client(port)
    client.log_in(username, load.passwords[username])
    return client


def _post_all(
    clients: Sequence[Client], documents: Sequence[Document], until: float, tally: Tally
) -> None:
    """One pair of people: the supervisor sends, the keeper receives, in turns."""
    for number, document in enumerate(documents):
        if time.monotonic() > until:
            return
        client = clients[number % 2]
        status, body = client.post(reverse("document_post", args=[document.number]), {})
        if status >= 400:
            tally.wrong(f"{status} {document.number} {body[:120]!r}")
            return
        tally.add(UNITS_A_TRANSFER)


def _to_and_fro(load: Load, documents: int) -> list[list[Document]]:
    """For each client its own units, and documents that carry them to transit and back."""
    part = load.parts[2]
    fill(load, 2_000)
    free = Unit.objects.filter(part=part, holding__place__code=Code.MAIN)
    free = free.exclude(lines__document__state="submitted").order_by("-pk")
    units = list(free[: CLIENTS * UNITS_A_TRANSFER])
    made: list[list[Document]] = []
    for number in range(CLIENTS):
        own = units[number * UNITS_A_TRANSFER : (number + 1) * UNITS_A_TRANSFER]
        with transaction.atomic():
            made.append([one for _ in range(documents // 2) for one in _there_and_back(load, own)])
    return made


def _there_and_back(load: Load, units: Sequence[Unit]) -> tuple[Document, Document]:
    """One transfer: the document that sends units to transit, and the one that receives them."""
    main, transit = (
        spot(place(code), units[0].part_id, Condition.GOOD) for code in (Code.MAIN, Code.TRANSIT)
    )
    sent, received = transfer(load, units, main, transit), transfer(load, units, transit, main)
    Transfer.objects.create(sent=sent, received=received)
    return sent, received


def _floor_rate(load: Load, seconds: float) -> float:
    """The same documents posted by hand-made SQL, eight connections at once."""
    documents = _to_and_fro(load, documents=max(40, round(seconds * 30)))
    tally = Tally()
    began = time.monotonic()
    by = load.people["linlan"].pk

    def work(number: int) -> None:
        raw = floor.raw_connection()
        for document in documents[number]:
            if time.monotonic() > began + seconds:
                break
            floor.post(raw, document.pk, by)
            tally.add(UNITS_A_TRANSFER)
        raw.close()

    _together(work)
    return tally.units / (time.monotonic() - began)


def _receive(
    load: Load, clients: Sequence[Client], serials: Iterator[str], until: float, tally: Tally
) -> None:
    """Box after box: the clerk enters it, quality inspects and submits it, the supervisor posts."""
    clerk, inspector, supervisor = clients
    part = load.parts[3]
    while time.monotonic() < until:
        with tally.lock:
            box = [next(serials) for _ in range(UNITS_A_BOX)]
        fields = {
            "hand-kind": "receipt",
            "hand-shelf": Code.MAIN,
            "hand-reason": "bench",
            "lines-TOTAL_FORMS": "1",
            "lines-INITIAL_FORMS": "0",
            "lines-0-part": part.part_no,
            "lines-0-lot": "BENCH",
            "lines-0-serials": "\n".join(box),
        }
        status, number = clerk.follow(reverse("receipt_make"), fields)
        for client, verb in ((inspector, "document_inspect"), (supervisor, "document_post")):
            if status < 400:
                status, _body = client.post(reverse(verb, args=[number]), {})
        if status >= 400:
            tally.wrong(f"{status} {number}")
            return
        tally.add(UNITS_A_BOX)


def _floor_of_boxes(load: Load, seconds: float) -> float:
    """Units, serials, document, lines and posting by hand-made SQL, eight connections at once."""
    tally = Tally()
    began = time.monotonic()
    spots = floor.spots_for_boxes(load.parts[3].pk)
    serials = iter(load.serials(10_000_000))

    def work(_number: int) -> None:
        raw = floor.raw_connection()
        while time.monotonic() < began + seconds:
            with tally.lock:
                box = [next(serials) for _ in range(UNITS_A_BOX)]
            document_id = floor.draft_box(raw, box, spots, load.people)
            floor.post(raw, document_id, load.people["linlan"].pk)
            tally.add(UNITS_A_BOX)
        raw.close()

    _together(work)
    return tally.units / (time.monotonic() - began)
