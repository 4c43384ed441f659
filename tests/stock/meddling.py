"""Statements that somebody might type into a console while the machine runs."""

MEDDLING = (
    "UPDATE stock_holding SET balance = balance + 1",
    "UPDATE stock_holding SET reserved = balance + 1 WHERE NOT outside",
    "UPDATE stock_holding SET last_document_id = NULL WHERE last_document_id IS NOT NULL",
    "UPDATE stock_holding SET condition = 'hold'",
    "DELETE FROM stock_holding",
    "UPDATE stock_move SET quantity = quantity + 1",
    "DELETE FROM stock_move",
    (
        "INSERT INTO stock_move (line_id, document_id, source_id, target_id, unit_id, quantity)"
        " SELECT id, document_id, source_id, target_id, unit_id, quantity FROM stock_line"
        " WHERE document_id IN (SELECT id FROM stock_document WHERE state <> 'approved')"
    ),
    (
        "UPDATE stock_unit SET holding_id = (SELECT min(id) FROM stock_holding WHERE NOT outside)"
        " WHERE last_document_id IS NULL"
    ),
    "UPDATE stock_unit SET last_document_id = NULL WHERE last_document_id IS NOT NULL",
    "DELETE FROM stock_unit",
    "UPDATE stock_serial SET value = 'X' || value",
    "DELETE FROM stock_serial",
    "UPDATE stock_document SET state = 'posted' WHERE state <> 'posted'",
    "UPDATE stock_document SET reason = 'x' WHERE state IN ('posted', 'void')",
    "DELETE FROM stock_document",
    (
        "UPDATE stock_line SET quantity = quantity + 1 WHERE document_id IN"
        " (SELECT id FROM stock_document WHERE state <> 'draft')"
    ),
    (
        "DELETE FROM stock_line WHERE document_id IN"
        " (SELECT id FROM stock_document WHERE state <> 'draft')"
    ),
    "UPDATE stock_reservation SET used = quantity + 1",
    "DELETE FROM stock_reservation",
    "DELETE FROM stock_seal",
    "UPDATE stock_chainhead SET mac = 'x'",
    "UPDATE stock_chainhead SET closed_until = '2099-12-31'",
    "UPDATE accounts_trailentry SET reason = 'x'",
)
