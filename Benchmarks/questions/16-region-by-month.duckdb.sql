SELECT region, strftime(month, '%Y-%m') AS month, revenue AS revenue_fen, orders
FROM (
  SELECT a.region, date_trunc('month', o.date) AS month, sum(o.amount) AS revenue, count(*) AS orders
  FROM orders o JOIN accounts a ON a.id = o.account_id
  WHERE o.date >= '2025-07-01' AND o.date < '2026-07-01' AND o.status IN ('open', 'won')
  GROUP BY 1, 2)
ORDER BY region NULLS LAST, month;
