WITH sums AS (
  SELECT a.id, a.region, a.name, a.city, coalesce(sum(o.amount), 0) AS revenue
  FROM accounts a LEFT JOIN orders o ON o.account_id = a.id AND o.date >= '2025-07-01' AND o.date < '2026-07-01' AND o.status IN ('open', 'won')
  GROUP BY a.id),
ranked AS (SELECT id, region, revenue, row_number() OVER (PARTITION BY region ORDER BY revenue DESC, id) AS place FROM sums)
SELECT r.region, a.name, a.city, r.revenue AS revenue_fen FROM ranked r JOIN accounts a ON a.id = r.id WHERE place <= 10
ORDER BY r.region NULLS LAST, place;
