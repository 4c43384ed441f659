"""The forbidden statements about the chain of seals and the months closed by it."""

from __future__ import annotations

from tests.stock.forbidden import Forbidden, posting, seal

CHAIN = (
    Forbidden("seals_never_change", "UPDATE stock_seal SET mac = 'x'"),
    Forbidden("seals_never_go", "DELETE FROM stock_seal WHERE number = 1"),
    Forbidden(
        "seals_come_in_order",
        "INSERT INTO stock_seal (document_id, number, mac) VALUES ({approved}, 99, 'x')",
    ),
    Forbidden("seals_come_in_order", seal("draft")[0]),
    Forbidden("", seal("opening")[0]),
    Forbidden("the_chain_goes_forward", "UPDATE stock_chainhead SET number = number + 1"),
    Forbidden("the_chain_goes_forward", "UPDATE stock_chainhead SET number = number - 1"),
    Forbidden("the_chain_goes_forward", "UPDATE stock_chainhead SET mac = 'x'"),
    Forbidden("the_chain_goes_forward", "UPDATE stock_chainhead SET closed_until = '2026-11-30'"),
    Forbidden("the_chain_goes_forward", "UPDATE stock_chainhead SET closed_until = '2026-09-30'"),
    Forbidden("the_chain_goes_forward", "UPDATE stock_chainhead SET closed_until = NULL"),
    Forbidden("the_chain_has_a_head", "DELETE FROM stock_chainhead"),
    Forbidden(
        "the_chain_has_one_head", "INSERT INTO stock_chainhead (id, number, mac) VALUES (2, 0, 'x')"
    ),
)


def _closed(last_day: str) -> str:
    columns = "seal_number, seal_mac, open_points, reason, closed_by_id, closed_at"
    return (
        f"INSERT INTO stock_periodclose (last_day, {columns})"
        f" SELECT '{last_day}', {columns} FROM stock_periodclose"
    )


PERIODS = (
    Forbidden("closed_months_never_change", "UPDATE stock_periodclose SET reason = 'x'"),
    Forbidden("closed_months_never_go", "DELETE FROM stock_periodclose"),
    Forbidden("months_close_in_order", _closed("2026-09-30")),
    Forbidden("months_close_in_order", _closed("2026-10-31")),
    Forbidden(
        "postings_stay_out_of_closed_months",
        posting("approved")[-1].replace("2026-11-23", "2026-10-31"),
        after=posting("approved")[:-1],
    ),
    Forbidden(
        "postings_stay_out_of_closed_months",
        posting("approved")[-1],
        after=(
            *posting("approved")[:-1],
            _closed("2026-11-30").replace(
                "SELECT '2026-11-30', seal_number, seal_mac",
                "SELECT '2026-11-30', (SELECT number FROM stock_chainhead), 'forged'",
            ),
            "UPDATE stock_chainhead SET closed_until = '2026-11-30'",
        ),
    ),
)

STATEMENTS = (*CHAIN, *PERIODS)
