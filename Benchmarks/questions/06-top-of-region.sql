WITH best AS MATERIALIZED (
  SELECT a.id, a.name, a.city,
    coalesce((SELECT sum(o.amount) FROM orders o
      WHERE o.account_id = a.id AND o.date >= '2025-07-01' AND o.date < '2026-07-01'
        AND o.status IN ('open', 'won')), 0) AS revenue
  FROM accounts a WHERE a.region = 'East' COLLATE NOCASE
  ORDER BY revenue DESC, a.id LIMIT 100)
SELECT name, city, revenue AS revenue_fen,
  coalesce((SELECT sum(o.amount) FROM orders o
    WHERE o.account_id = b.id AND o.date >= '2024-07-01' AND o.date < '2025-07-01'
      AND o.status IN ('open', 'won')), 0) AS previous_revenue_fen,
  (SELECT max(o.date) FROM orders o WHERE o.account_id = b.id AND o.status IN ('open', 'won')) AS last_order
FROM best b
ORDER BY revenue DESC, id;
