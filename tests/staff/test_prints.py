"""Every paper that leaves the house says in the trail whose it was (R-AUD)."""

from __future__ import annotations

import pytest
from django.test import Client

from shouhou.accounts.models import TrailEntry
from tests.staff.everything import everything
from tests.staff.test_matrix import leaves

PAPERS = {str(leaf.name) for leaf in leaves() if str(leaf.pattern).endswith(".pdf")}
COUNTED = {"document_paper"}
"""Its copies are counted when they are asked for, not when they are shown."""


@pytest.mark.req("R-AUD")
@pytest.mark.django_db
def test_whoever_opens_a_paper_stands_in_the_trail() -> None:
    scene = everything()
    client = Client()
    client.force_login(scene.world.linlan)

    for name in sorted(PAPERS - COUNTED):
        before = TrailEntry.objects.count()
        answer = client.get(scene.url(name))

        assert answer.headers["Content-Type"] == "application/pdf", name
        (entry,) = TrailEntry.objects.order_by("pk")[before:]
        assert (entry.verb, entry.actor) == ("web.print_paper", scene.world.linlan), name
        assert entry.after["paper"] in answer.headers["Content-Disposition"], name
