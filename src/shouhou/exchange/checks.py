"""Facts about the debts that hold at rest, line by line, in both directions (INV-4, INV-5)."""

from __future__ import annotations

from shouhou.stock.checks import Check


def _old_parts_of(debt: str) -> str:
    """Documents whose old parts settled not just as much of their debts as they took."""
    return (
        f"SELECT d.number FROM (SELECT {debt}, document_id, SUM(quantity) AS quantity"
        f" FROM exchange_returnsettlement GROUP BY {debt}, document_id) AS taken"
        " JOIN stock_document d ON d.id = taken.document_id"
        f" LEFT JOIN (SELECT s.{debt}, l.document_id, SUM(s.quantity) AS quantity"
        " FROM exchange_settlement s JOIN stock_line l ON l.id = s.document_line_id"
        f" WHERE s.kind = 'old_part' GROUP BY s.{debt}, l.document_id) AS settled"
        f" ON settled.{debt} = taken.{debt} AND settled.document_id = taken.document_id"
        " WHERE coalesce(settled.quantity, 0)"
        " <> CASE WHEN d.state = 'posted' THEN taken.quantity ELSE 0 END"
    )


CHECKS = (
    Check(
        "what is settled of a debt is the sum of its settlements",
        "SELECT e.id FROM exchange_exchangeline e LEFT JOIN (SELECT line_id, SUM(quantity) AS sum"
        " FROM exchange_settlement GROUP BY line_id) AS s ON s.line_id = e.id"
        " WHERE e.settled <> coalesce(s.sum, 0)"
        " UNION ALL SELECT o.id FROM exchange_returnobligation o LEFT JOIN"
        " (SELECT obligation_id, SUM(quantity) AS sum FROM exchange_settlement"
        "   GROUP BY obligation_id) AS s ON s.obligation_id = o.id"
        " WHERE o.settled <> coalesce(s.sum, 0)",
    ),
    Check(
        "every posted inbound line is a debt, and every debt is a posted inbound line",
        "SELECT l.id FROM stock_line l JOIN stock_document d ON d.id = l.document_id"
        " LEFT JOIN exchange_exchangeline e ON e.inbound_line_id = l.id"
        " WHERE d.kind = 'inbound' AND ((d.state = 'posted' AND (e.id IS NULL"
        " OR e.quantity <> l.quantity)) OR (d.state <> 'posted' AND e.id IS NOT NULL))",
    ),
    Check(
        "an agent's place holds what he has got less what he has sent, debt by debt",
        # Everything that ever went to or came from an agent is a debt of ours, a settlement of
        # one by goods, or an issue in advance: his place's balance is what he got less what came.
        "SELECT p.code FROM stock_place p"
        " LEFT JOIN (SELECT place_id, SUM(balance) AS balance FROM stock_holding"
        "   GROUP BY place_id) AS h ON h.place_id = p.id"
        " LEFT JOIN (SELECT agent_id, SUM(quantity) AS received FROM exchange_exchangeline"
        "   GROUP BY agent_id) AS e ON e.agent_id = p.agent_id"
        " LEFT JOIN (SELECT g.agent_id, SUM(g.quantity) AS settled FROM exchange_settlement g"
        "   JOIN stock_line l ON l.id = g.document_line_id"
        "   JOIN stock_document d ON d.id = l.document_id"
        "   LEFT JOIN stock_document o ON o.id = d.reverses_id"
        "   WHERE g.line_id IS NOT NULL AND (g.kind IN ('shipped', 'returned')"
        "     OR g.kind = 'reversed' AND o.kind <> 'release')"
        "   GROUP BY g.agent_id) AS s ON s.agent_id = p.agent_id"
        " LEFT JOIN (SELECT agent_id, SUM(quantity) AS issued FROM exchange_returnobligation"
        "   GROUP BY agent_id) AS o ON o.agent_id = p.agent_id"
        " LEFT JOIN (SELECT agent_id, SUM(quantity) AS unissued FROM exchange_settlement"
        "   WHERE kind = 'taken_back' GROUP BY agent_id) AS t ON t.agent_id = p.agent_id"
        " WHERE p.kind = 'agent' AND EXISTS"
        "   (SELECT 1 FROM exchange_exchangeline x WHERE x.agent_id = p.agent_id)"
        " AND coalesce(h.balance, 0) <> coalesce(s.settled, 0) + coalesce(o.issued, 0)"
        "   - coalesce(t.unissued, 0) - coalesce(e.received, 0)",
    ),
    Check(
        "an old part that was taken settled both debts once it was judged or restocked",
        f"{_old_parts_of('line_id')} UNION ALL {_old_parts_of('obligation_id')}",
    ),
)
