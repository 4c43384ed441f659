"""The day-book's page: the documents of a day, how tally and system agree, and its close."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypedDict

from django.db.models import QuerySet

from shouhou.catalog.policies import DayBook, in_force
from shouhou.exchange.day_book import Row
from shouhou.exchange.models import DayClose
from shouhou.kernel import clock
from shouhou.kernel.refusals import Conflict, Invalid
from shouhou.stock.lifecycle import State
from shouhou.stock.models import ChainHead, Document


class DayPage(TypedDict):
    """What the page of a day shows besides its rows."""

    day: date
    before: date
    after: date | None
    documents: list[Document]
    differences: list[Row]
    is_forced: bool
    closed: DayClose | None
    late: list[Document]


def page_of(day: date, rows: Sequence[Row]) -> DayPage:
    """The page of a day with these rows. `late` was posted after the day was closed."""
    documents = list(documents_of(day))
    closed = DayClose.objects.filter(day=day).select_related("closed_by").first()
    head = int(closed.chain_head.partition(":")[0]) if closed else None
    return DayPage(
        day=day,
        before=day - timedelta(days=1),
        after=day + timedelta(days=1) if day < clock.today() else None,
        documents=documents,
        differences=[row for row in rows if not row.agrees],
        is_forced=_is_forced(day),
        closed=closed,
        late=[one for one in documents if head is not None and one.seal.number > head],
    )


def documents_of(day: date) -> QuerySet[Document]:
    """The documents posted on `day`, in the order of the chain."""
    posted = Document.objects.filter(state=State.POSTED, book_date=day)
    return posted.select_related("agent", "made_by", "posted_by", "seal").order_by("seal__number")


def anchor() -> ChainHead:
    """The head of the chain, which the day-book prints."""
    return ChainHead.objects.get(pk=1)


def _is_forced(day: date) -> bool:
    try:
        return in_force(DayBook, day).force_tally
    except (Conflict, Invalid):  # nobody forces anything; closing says what is wrong
        return False
