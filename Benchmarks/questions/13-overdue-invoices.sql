SELECT i.number, a.name AS account, i.due, i.amount AS amount_fen, i.amount - i.paid AS open_fen
FROM invoices i JOIN accounts a ON a.id = i.account_id
WHERE i.paid < i.amount AND i.due < '2026-05-02'
ORDER BY i.due, i.id;
