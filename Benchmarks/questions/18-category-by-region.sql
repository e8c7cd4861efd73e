SELECT p.category, a.region, sum(l.quantity) AS pieces,
  (sum(l.quantity * l.price * (100 - l.discount)) + 50) / 100 AS amount_fen,
  (sum(l.quantity * l.price * (100 - l.discount)) - 100 * sum(l.quantity * p.cost) + 50) / 100 AS margin_fen
FROM orders o
JOIN order_lines l ON l.order_id = o.id
JOIN products p ON p.id = l.product_id
JOIN accounts a ON a.id = o.account_id
WHERE o.date >= '2026-04-01' AND o.date < '2026-07-01' AND o.status IN ('open', 'won')
GROUP BY 1, 2
ORDER BY 1 NULLS LAST, 2 NULLS LAST;
