SELECT p.code, p.name, p.category, coalesce((s.exact + 50) / 100, 0) AS revenue_fen
FROM products p LEFT JOIN (
  SELECT l.product_id, sum(l.quantity * l.price * (100 - l.discount)) AS exact
  FROM orders o NOT INDEXED CROSS JOIN order_lines l ON l.order_id = o.id
  WHERE o.date >= '2025-07-01' AND o.date < '2026-07-01' AND o.status IN ('open', 'won')
  GROUP BY l.product_id) s ON s.product_id = p.id
ORDER BY revenue_fen DESC, p.id LIMIT 20;
