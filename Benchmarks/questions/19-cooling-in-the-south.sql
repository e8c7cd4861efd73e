WITH ordered AS (
  SELECT o.id, o.date, o.amount, a.name AS account, p.name AS manager
  FROM people p CROSS JOIN accounts a ON a.owner_id = p.id CROSS JOIN orders o ON o.account_id = a.id
  WHERE p.region = 'South' COLLATE NOCASE AND o.date >= '2025-07-01' AND o.date < '2026-07-01'
    AND o.status IN ('open', 'won')
  ORDER BY o.amount DESC, o.id)
SELECT o.number, w.date, w.account, w.manager, w.amount AS amount_fen
FROM ordered w CROSS JOIN orders o ON o.id = w.id
WHERE EXISTS (SELECT 1 FROM order_lines l JOIN products r ON r.id = l.product_id
    WHERE l.order_id = w.id AND r.category = 'Cooling unit' COLLATE NOCASE)
ORDER BY w.amount DESC, w.id LIMIT 100;
