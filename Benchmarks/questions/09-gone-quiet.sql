SELECT a.code, a.name, a.city, p.name AS manager, s.last_order
FROM (SELECT account_id, max(date) FILTER (WHERE status IN ('open', 'won')) AS last_order
    FROM orders INDEXED BY orders_account GROUP BY account_id
    HAVING last_order >= '2025-07-01' AND last_order < '2026-04-02'
      AND max(date) < '2026-04-02') s
  JOIN accounts a ON a.id = s.account_id LEFT JOIN people p ON p.id = a.owner_id
ORDER BY last_order NULLS LAST, a.id;
