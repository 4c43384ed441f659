"""Somebody with the keys of the database: he drops the guards and keeps every balance right.

The sums see nothing of it; the chain sees it, and for the last ten documents cut off cleanly it
takes what was printed outside.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import override_settings

from shouhou.stock import chain, checks, digests, guards
from shouhou.stock.models import ChainHead, Document, Seal
from shouhou.stock.places import Code, place
from tests.stock.books import refused_and_unchanged
from tests.stock.test_posting import sent
from tests.world import World


@pytest.fixture
def w(w: World) -> World:
    """Fourteen posted documents, and nobody who guards them any more."""
    w.good_stock(w.part("CHG-5V"), 100)
    w.good_units(w.part("LCD-S5"), ["D1", "D2"])
    for quantity in range(1, 13):
        document = w.submitted("transfer_out", [sent(w, quantity)], by=w.qinyong)
        w.post(document, by=w.linlan)
    return w


@pytest.fixture
def printed(w: World) -> str:
    """The head of the chain as yesterday's day-book printed it."""
    mac = ChainHead.objects.get().mac
    return f"14:{mac[:4]} {mac[4:8]} {mac[8:12]} {mac[12:16]}"


def say(statement: str, *parameters: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def balance_the_books() -> None:
    """Every balance as the moves now say: whoever tampers is careful."""
    say(
        "UPDATE stock_holding SET balance ="
        " (SELECT coalesce(sum(quantity), 0) FROM stock_move WHERE target_id = stock_holding.id)"
        " - (SELECT coalesce(sum(quantity), 0) FROM stock_move WHERE source_id = stock_holding.id)"
    )


def numbered(seal: int) -> Document:
    return Document.objects.get(seal__number=seal)


def forget(document: Document) -> None:
    """A document that never was, its seal apart."""
    earlier = "(SELECT document_id FROM stock_seal WHERE number = 1)"
    say(
        f"UPDATE stock_holding SET last_document_id = {earlier} WHERE last_document_id = %s",
        document.pk,
    )
    say("DELETE FROM stock_move WHERE document_id = %s", document.pk)
    say("DELETE FROM stock_line WHERE document_id = %s", document.pk)


def alter_a_quantity() -> None:
    document = numbered(5)
    say("UPDATE stock_line SET quantity = quantity + 7 WHERE document_id = %s", document.pk)
    say("UPDATE stock_move SET quantity = quantity + 7 WHERE document_id = %s", document.pk)


def delete_what_a_document_moved() -> None:
    document = numbered(5)
    forget(document)
    say("UPDATE stock_document SET state = 'draft' WHERE id = %s", document.pk)


def delete_a_document_with_its_seal() -> None:
    document = numbered(5)
    forget(document)
    say("DELETE FROM stock_seal WHERE document_id = %s", document.pk)
    say("DELETE FROM stock_document WHERE id = %s", document.pk)
    for number in range(6, 15):
        say("UPDATE stock_seal SET number = %s WHERE number = %s", number - 1, number)
    say("UPDATE stock_chainhead SET number = 13")


def change_who_approved() -> None:
    say(
        "UPDATE stock_document SET approved_by_id = (SELECT id FROM accounts_user"
        " WHERE username = 'qa1') WHERE id = %s",
        numbered(5).pk,
    )


def change_the_time() -> None:
    later = numbered(6)
    say(
        "UPDATE stock_document SET posted_at = %s WHERE id = %s",
        connection.ops.adapt_datetimefield_value(later.posted_at),
        numbered(5).pk,
    )


def change_when_it_was_approved() -> None:
    document = numbered(5)
    say(
        "UPDATE stock_document SET approved_at = %s WHERE id = %s",
        connection.ops.adapt_datetimefield_value(document.submitted_at),
        document.pk,
    )


def slip_in_a_document(state: str = "posted") -> Document:
    """One more of the same, under a number of its own."""
    like = numbered(5)
    columns = "kind, made_by_id, last_edited_by_id, made_at, submitted_at, approved_by_id,"
    columns += " approved_at, posted_by_id, posted_at, book_date, lines_digest, reason,"
    columns += " rejected_because"
    say(
        f"INSERT INTO stock_document (number, state, {columns})"
        f" SELECT 'ST202001010001', %s, {columns} FROM stock_document WHERE id = %s",
        state,
        like.pk,
    )
    slipped = Document.objects.get(number="ST202001010001")
    ends = "source_id, target_id, quantity"
    say(
        f"INSERT INTO stock_line (document_id, line_no, {ends})"
        f" SELECT %s, line_no, {ends} FROM stock_line WHERE document_id = %s",
        slipped.pk,
        like.pk,
    )
    say(
        f"INSERT INTO stock_move (line_id, document_id, {ends})"
        f" SELECT id, document_id, {ends} FROM stock_line WHERE document_id = %s",
        slipped.pk,
    )
    return slipped


def slip_in_a_back_dated_document() -> None:
    slip_in_a_document()


def slip_in_a_document_with_a_seal() -> None:
    slipped = slip_in_a_document()
    say("INSERT INTO stock_seal (document_id, number, mac) VALUES (%s, 15, 'f00')", slipped.pk)
    say("UPDATE stock_chainhead SET number = 15, mac = 'f00'")


def alter_and_compute_the_digest_anew() -> None:
    alter_a_quantity()
    document = numbered(5)
    say(
        "UPDATE stock_document SET lines_digest = %s WHERE id = %s",
        digests.of_lines(document),
        document.pk,
    )


def swap_two_places() -> None:
    """What went to one place went to the other, in every document there ever was."""
    transit, main = place(Code.TRANSIT), place(Code.MAIN)
    say(
        "UPDATE stock_holding SET place_id = %s, warehouse_id = %s WHERE place_id = %s",
        main.pk,
        main.pk,
        transit.pk,
    )


def swap_two_documents() -> None:
    five, six = numbered(5), numbered(6)
    for document, number in ((five, 999), (six, 5), (five, 6)):
        say("UPDATE stock_seal SET number = %s WHERE document_id = %s", number, document.pk)


TAMPERINGS = [
    alter_a_quantity,
    delete_what_a_document_moved,
    delete_a_document_with_its_seal,
    change_who_approved,
    change_the_time,
    change_when_it_was_approved,
    slip_in_a_back_dated_document,
    slip_in_a_document_with_a_seal,
    alter_and_compute_the_digest_anew,
    swap_two_places,
    swap_two_documents,
]


@pytest.mark.req("INV-10", "R-POST")
@pytest.mark.parametrize("tampering", TAMPERINGS, ids=lambda act: act.__name__)
def test_the_chain_sees_what_the_sums_do_not(w: World, tampering: Callable[[], None]) -> None:
    assert chain.verify().faults == ()
    guards.remove(connection)

    tampering()
    balance_the_books()

    assert list(checks.faults()) == []
    assert chain.verify().faults != ()


@pytest.mark.req("INV-10")
def test_the_last_ten_documents_cut_off_with_their_seals_are_missed_by_what_was_printed(
    w: World, printed: str
) -> None:
    guards.remove(connection)
    for document in Document.objects.filter(seal__number__gt=4):
        forget(document)
        say("DELETE FROM stock_seal WHERE document_id = %s", document.pk)
        say("DELETE FROM stock_document WHERE id = %s", document.pk)
    last = Seal.objects.get(number=4)
    say("UPDATE stock_chainhead SET number = 4, mac = %s", last.mac)
    balance_the_books()

    assert list(checks.faults()) == []
    assert chain.verify().faults == (), "the chain alone cannot know"
    assert chain.verify([printed]).faults == (f"the anchor {printed} does not stand in the chain",)


def test_an_anchor_that_was_printed_stands(w: World, printed: str) -> None:
    head = ChainHead.objects.get()
    w.good_stock(w.part("CHG-5V"), 1)

    verdict = chain.verify([printed, f"{head.number}:{head.mac}", f" 14 {head.mac.upper()} "])

    assert verdict.faults == ()
    assert verdict.seals == 15


@pytest.mark.parametrize("anchor", ["", "14", "14:", "14:abc", ":abcdabcdabcdabcd", "x:y", "14:%"])
def test_an_anchor_that_says_too_little_holds_nothing(w: World, anchor: str) -> None:
    assert chain.verify([anchor]).faults == (f"the anchor {anchor} does not stand in the chain",)


def test_another_key_fits_no_seal(w: World) -> None:
    with override_settings(LEDGER_KEY="another"):
        assert len(chain.verify().faults) == 14


def test_what_is_posted_while_the_chain_is_walked_is_no_fault(
    w: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = digests.of_moves

    def read_late() -> dict[int, str]:
        w.good_stock(w.part("CHG-5V"), 1)
        found = read()
        w.good_stock(w.part("CHG-5V"), 1)
        return found

    monkeypatch.setattr(digests, "of_moves", read_late)

    verdict = chain.verify()

    assert (verdict.seals, verdict.faults) == (14, ())


def test_a_refused_posting_leaves_no_gap_in_the_chain(w: World) -> None:
    document = w.submitted("transfer_out", [sent(w, 500)], by=w.qinyong)
    with refused_and_unchanged("stock.short"):
        w.post(document, by=w.linlan)

    w.good_stock(w.part("CHG-5V"), 1)

    assert chain.verify().faults == ()
