"""Facts about the debts that hold at rest, line by line (INV-4)."""

from __future__ import annotations

from shouhou.stock.checks import Check

CHECKS = (
    Check(
        "what is settled of a debt is the sum of its settlements",
        "SELECT e.id FROM exchange_exchangeline e LEFT JOIN (SELECT line_id, SUM(quantity) AS sum"
        " FROM exchange_settlement GROUP BY line_id) AS s ON s.line_id = e.id"
        " WHERE e.settled <> coalesce(s.sum, 0)",
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
        # Everything that ever went to or came from an agent is either a debt's settlement or
        # a debt: so his place's balance is settlements by goods less debts, over all parts.
        "SELECT p.code FROM stock_place p"
        " LEFT JOIN (SELECT place_id, SUM(balance) AS balance FROM stock_holding"
        "   GROUP BY place_id) AS h ON h.place_id = p.id"
        " LEFT JOIN (SELECT agent_id, SUM(quantity) AS received FROM exchange_exchangeline"
        "   GROUP BY agent_id) AS e ON e.agent_id = p.agent_id"
        " LEFT JOIN (SELECT agent_id, SUM(quantity) AS settled FROM exchange_settlement"
        "   WHERE document_line_id IS NOT NULL GROUP BY agent_id) AS s ON s.agent_id = p.agent_id"
        " WHERE p.kind = 'agent' AND EXISTS"
        "   (SELECT 1 FROM exchange_exchangeline x WHERE x.agent_id = p.agent_id)"
        " AND coalesce(h.balance, 0) <> coalesce(s.settled, 0) - coalesce(e.received, 0)",
    ),
)
