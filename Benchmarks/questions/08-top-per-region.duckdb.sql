WITH sums AS MATERIALIZED (
  SELECT account_id, sum(amount) AS revenue FROM orders
  WHERE date >= '2025-07-01' AND date < '2026-07-01' AND status IN ('open', 'won')
  GROUP BY account_id),
ranked AS (
  SELECT a.id, a.region, a.name, a.city, coalesce(s.revenue, 0) AS revenue,
    row_number() OVER (PARTITION BY a.region ORDER BY coalesce(s.revenue, 0) DESC, a.id) AS place
  FROM accounts a LEFT JOIN sums s ON s.account_id = a.id)
SELECT region, name, city, revenue AS revenue_fen FROM ranked WHERE place <= 10
ORDER BY region NULLS LAST, place;
