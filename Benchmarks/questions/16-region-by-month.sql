SELECT a.region, substr(d.day, 1, 7) AS month, sum(d.amount) AS revenue_fen, sum(d.orders) AS orders
FROM (
  SELECT account_id, substr(date, 1, 7) AS day, sum(amount) AS amount, count(*) AS orders
  FROM orders WHERE date >= '2025-07-01' AND date < '2026-07-01' AND status IN ('open', 'won')
  GROUP BY 1, 2) d
JOIN accounts a ON a.id = d.account_id
GROUP BY 1, 2
ORDER BY a.region NULLS LAST, month;
