SELECT o.number, o.date, a.name AS account, p.name AS manager, o.amount AS amount_fen
FROM orders o JOIN accounts a ON a.id = o.account_id JOIN people p ON p.id = a.owner_id
WHERE o.date >= '2025-07-01' AND o.date < '2026-07-01' AND o.status IN ('open', 'won')
  AND p.region = 'South' COLLATE NOCASE
  AND EXISTS (SELECT 1 FROM order_lines l JOIN products r ON r.id = l.product_id
    WHERE l.order_id = o.id AND r.category = 'Cooling unit' COLLATE NOCASE)
ORDER BY o.amount DESC, o.id
LIMIT 100;
