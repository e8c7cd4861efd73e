WITH wanted AS MATERIALIZED (
  SELECT o.id, a.region FROM orders o JOIN accounts a ON a.id = o.account_id
  WHERE o.date >= '2026-04-01' AND o.date < '2026-07-01' AND o.status IN ('open', 'won') ORDER BY o.id),
parts AS (SELECT l.product_id, w.region, sum(l.quantity) AS q, sum(l.quantity * l.price * (100 - l.discount)) AS e
  FROM wanted w CROSS JOIN order_lines l ON l.order_id = w.id GROUP BY 1, 2)
SELECT p.category, region, sum(q) AS pieces, (sum(e) + 50) / 100 AS amount_fen,
  (sum(e) - 100 * sum(q * p.cost) + 50) / 100 AS margin_fen
FROM parts JOIN products p ON p.id = parts.product_id
GROUP BY 1, 2 ORDER BY 1 NULLS LAST, 2 NULLS LAST;
