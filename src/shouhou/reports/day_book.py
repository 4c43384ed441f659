"""The day-book on paper: the documents of a day, and the head of the chain as its anchor."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from shouhou.stock.lifecycle import State
from shouhou.stock.models import ChainHead, Document


def documents_of(day: date) -> QuerySet[Document]:
    """The documents posted on `day`, in the order of the chain."""
    posted = Document.objects.filter(state=State.POSTED, book_date=day)
    return posted.select_related("agent", "made_by", "posted_by", "seal").order_by("seal__number")


def anchor() -> ChainHead:
    """The head of the chain, which the day-book prints."""
    return ChainHead.objects.get(pk=1)
