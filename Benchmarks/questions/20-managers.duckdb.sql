WITH sums AS MATERIALIZED (
  SELECT a.owner_id, sum(o.amount) AS revenue
  FROM (SELECT account_id, sum(amount) AS amount FROM orders
    WHERE date >= '2025-07-01' AND date < '2026-07-01' AND status IN ('open', 'won')
    GROUP BY account_id) o JOIN accounts a ON a.id = o.account_id
  GROUP BY a.owner_id)
SELECT p.name, m.name AS boss, p.region,
  (SELECT count(*) FROM accounts a WHERE a.owner_id = p.id) AS accounts,
  coalesce(s.revenue, 0) AS revenue_fen,
  (SELECT count(*) FROM visits v
    WHERE v.person_id = p.id AND v.date >= '2026-04-02' AND v.date < '2026-07-01') AS visits
FROM people p LEFT JOIN people m ON m.id = p.manager_id LEFT JOIN sums s ON s.owner_id = p.id
WHERE p.role = 'key_account_manager'
ORDER BY revenue_fen DESC, p.id;
