WITH sums AS MATERIALIZED (
  SELECT a.id, a.name, a.region,
    coalesce((SELECT sum(o.amount) FROM orders o
      WHERE o.account_id = a.id AND o.date >= '2025-07-01' AND o.date < '2026-07-01'
        AND o.status IN ('open', 'won')), 0) AS revenue
  FROM accounts a WHERE a.key_account)
SELECT name, region, revenue AS revenue_fen,
  CAST(revenue AS DOUBLE) / nullif(sum(revenue) OVER (PARTITION BY region), 0) AS share,
  rank() OVER (PARTITION BY region ORDER BY revenue DESC) AS rank
FROM sums
ORDER BY region NULLS LAST, rank, id;
