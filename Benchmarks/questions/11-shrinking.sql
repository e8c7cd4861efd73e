WITH sums AS MATERIALIZED (
  SELECT account_id,
    sum(amount) FILTER (WHERE date >= '2025-07-01') AS revenue,
    sum(amount) FILTER (WHERE date < '2025-07-01') AS previous
  FROM orders INDEXED BY orders_account
  WHERE date >= '2024-07-01' AND date < '2026-07-01' AND status IN ('open', 'won')
  GROUP BY account_id)
SELECT a.code, a.name, s.previous AS previous_revenue_fen, coalesce(s.revenue, 0) AS revenue_fen,
  CAST(coalesce(s.revenue, 0) AS DOUBLE) / s.previous - 1 AS growth
FROM sums s JOIN accounts a ON a.id = s.account_id
WHERE s.previous > 10000000 AND coalesce(s.revenue, 0) * 10 < s.previous * 7
ORDER BY growth, a.id;
