SELECT a.region, substr(o.date, 1, 7) AS month, sum(o.amount) AS revenue_fen, count(*) AS orders
FROM accounts a CROSS JOIN orders o ON a.id = o.account_id
WHERE o.date >= '2025-07-01' AND o.date < '2026-07-01' AND o.status IN ('open', 'won')
GROUP BY 1, 2 ORDER BY a.region NULLS LAST, month;
